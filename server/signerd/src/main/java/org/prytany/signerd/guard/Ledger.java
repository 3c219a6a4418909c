package org.prytany.signerd.guard;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.signing.Seals;
import org.prytany.governance.signing.TransactionTerms;
import org.prytany.governance.signing.TransactionTerms.Fees;
import org.prytany.signerd.journal.Journal;
import org.prytany.signerd.journal.Recorded;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;

/**
 * What follows from the journal: which nonces are whose, which seal is the latest, what was paid.
 */
final class Ledger {

  private final Journal journal;
  private final Map<String, Standing> standing = new HashMap<>();
  private final Map<Purse, Set<Long>> used = new HashMap<>();
  private final Map<Purse, Long> floor = new HashMap<>();
  private final Map<Place, Latest> seals = new HashMap<>();
  private final Payments payments = new Payments();
  private final Map<Purse, AnchorStanding> anchors = new HashMap<>();

  /** An account on a chain. */
  record Purse(long chainId, Address account) {}

  private record Place(ProposalKey proposal, Seals.Subject subject) {}

  private record Latest(long sequence, String statement) {}

  /**
   * What stands for an act.
   *
   * @param terms those with the highest fees
   * @param hashes of every transaction that was ever signed for it, with any nonce
   * @param cancelled the fees of the transfer that takes its nonce's place; empty if none is signed
   */
  record Standing(
      ActKind kind,
      ProposalKey proposal,
      long nonce,
      TransactionTerms terms,
      List<String> hashes,
      Optional<Fees> cancelled) {}

  Ledger(Journal journal) {
    this.journal = journal;
    journal.replay(this::apply);
  }

  synchronized Optional<Standing> standing(String act) {
    return Optional.ofNullable(standing.get(act));
  }

  /** The latest anchor of an account. */
  synchronized Optional<AnchorStanding> anchor(Purse purse) {
    return Optional.ofNullable(anchors.get(purse));
  }

  /** The lowest nonce that neither the chain nor a signature of ours has used. */
  synchronized long free(Purse purse, long count) {
    long nonce = Math.max(count, floor.getOrDefault(purse, 0L));
    Set<Long> taken = used.getOrDefault(purse, Set.of());
    while (taken.contains(nonce)) {
      nonce++;
    }
    return nonce;
  }

  /** The highest nonce or count that is known of an account; empty if nothing is. */
  synchronized OptionalLong highest(Purse purse) {
    long signed =
        used.getOrDefault(purse, Set.of()).stream().mapToLong(Long::longValue).max().orElse(-1);
    long seen = floor.getOrDefault(purse, -1L);
    return Math.max(signed, seen) < 0
        ? OptionalLong.empty()
        : OptionalLong.of(Math.max(signed, seen));
  }

  /** The sequence of the latest seal, if it is of this statement. */
  synchronized OptionalLong sealed(ProposalKey proposal, Seals.Subject subject, String statement) {
    Latest latest = seals.get(new Place(proposal, subject));
    return latest == null || !latest.statement().equals(statement)
        ? OptionalLong.empty()
        : OptionalLong.of(latest.sequence());
  }

  /** Payments of one DAO that were signed, whatever became of them. */
  synchronized List<Payments.Payment> payments(String dao) {
    return payments.of(dao);
  }

  /** Records what became of a payment, unless it was signed or given up again meanwhile. */
  synchronized void settle(Payments.Payment payment, boolean paid) {
    if (payments.unchanged(payment)) {
      record(new Recorded.Settled(payment.act(), paid));
    }
  }

  /** On the disk, and then here. */
  synchronized Journal.Line record(Recorded what) {
    Journal.Line line = journal.append(what);
    apply(line);
    return line;
  }

  private void apply(Journal.Line line) {
    switch (line.what()) {
      case Recorded.Signed signed -> {
        spend(purse(signed.terms()), signed.nonce(), signed.count());
        List<String> hashes = new ArrayList<>(hashes(signed.act()));
        hashes.add(signed.hash());
        standing.put(
            signed.act(),
            new Standing(
                signed.kind(),
                signed.proposal(),
                signed.nonce(),
                signed.terms(),
                List.copyOf(hashes),
                Optional.empty()));
        payments.signed(signed);
      }
      case Recorded.Cancelled cancelled -> {
        payments.cancelled(cancelled);
        Standing before = standing.get(cancelled.act());
        if (before != null && before.nonce() == cancelled.nonce()) {
          standing.put(
              cancelled.act(),
              new Standing(
                  before.kind(),
                  before.proposal(),
                  before.nonce(),
                  before.terms(),
                  before.hashes(),
                  Optional.of(cancelled.fees())));
        }
      }
      case Recorded.Anchored anchored -> {
        Purse purse = purse(anchored.terms());
        spend(purse, anchored.nonce(), anchored.count());
        anchors.merge(purse, AnchorStanding.of(anchored, line.at()), AnchorStanding::then);
      }
      case Recorded.Settled settled -> payments.settled(settled, line.at());
      case Recorded.Sealed sealed ->
          seals.put(
              new Place(sealed.proposal(), sealed.subject()),
              new Latest(line.sequence(), sealed.statement()));
      case Recorded.KeptForTreasurers kept -> {}
      case Recorded.Restarted restarted -> {
        // What was sealed after the copy was made is not known: all of it is worked out again.
        seals.clear();
      }
    }
  }

  private static Purse purse(TransactionTerms terms) {
    return new Purse(terms.chainId(), terms.from());
  }

  private void spend(Purse purse, long nonce, long count) {
    used.computeIfAbsent(purse, its -> new HashSet<>()).add(nonce);
    floor.merge(purse, count, Math::max);
  }

  private List<String> hashes(String act) {
    Standing before = standing.get(act);
    return before == null ? List.of() : before.hashes();
  }
}

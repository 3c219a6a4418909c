package org.prytany.signerd.guard;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.hash.Keccak256;
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
  private final SignedNonces nonces = new SignedNonces();
  private final Map<Place, Latest> seals = new HashMap<>();
  private final Payments payments = new Payments();
  private final Map<Purse, AnchorStanding> anchors = new HashMap<>();

  private final Map<Address, Revocation> revoked = new LinkedHashMap<>();

  /** A key that signs nothing any more. */
  record Revocation(String key, Instant at) {}

  /** A domain without a chain and without a hub: one proposal's vote is one vote everywhere. */
  private record Vote(String proposal, Address account) {}

  private final Map<Vote, Map<String, String>> polls = new HashMap<>();

  private record Place(ProposalKey proposal, Seals.Subject subject) {}

  private record Latest(long sequence, String statement) {}

  /**
   * What stands for an act.
   *
   * @param terms those with the highest fees; their data is only its hash, since calls are long
   * @param hashes of every transaction that was ever signed for it, with any nonce
   * @param nonces every nonce that was ever signed for it, and what of it
   */
  record Standing(
      ActKind kind,
      ProposalKey proposal,
      long nonce,
      TransactionTerms terms,
      List<String> hashes,
      SortedMap<Long, Mark> nonces) {
    Standing {
      hashes = List.copyOf(hashes);
      nonces = Collections.unmodifiableSortedMap(new TreeMap<>(nonces));
    }

    /** The same after a line about one of its nonces. */
    private Standing with(long which, Mark mark) {
      SortedMap<Long, Mark> all = new TreeMap<>(nonces);
      all.put(which, mark);
      return new Standing(kind, proposal, nonce, terms, hashes, all);
    }
  }

  /**
   * A nonce of an act.
   *
   * @param sequence of the line of its latest signature
   * @param cancelled the fees of the transfer that takes its place; empty if none is signed
   */
  record Mark(long sequence, Optional<Fees> cancelled) {}

  Ledger(Journal journal) {
    this.journal = journal;
  }

  synchronized Optional<Standing> standing(String act) {
    return Optional.ofNullable(standing.get(act));
  }

  /** Empty if the account's key was not revoked. */
  synchronized Optional<Revocation> revocation(Address account) {
    return Optional.ofNullable(revoked.get(account));
  }

  /** By account, the first one first. */
  synchronized Map<Address, Revocation> revocations() {
    return new LinkedHashMap<>(revoked);
  }

  /** The latest anchor of an account. */
  synchronized Optional<AnchorStanding> anchor(Purse purse) {
    return Optional.ofNullable(anchors.get(purse));
  }

  /** As {@link SignedNonces#lowest}. */
  synchronized long lowest(Purse purse, long count, Instant now) {
    return nonces.lowest(purse, count, now);
  }

  /** As {@link SignedNonces#free}. */
  synchronized long free(Purse purse, long from) {
    return nonces.free(purse, from);
  }

  /** As {@link SignedNonces#forAnchor}. */
  synchronized long forAnchor(Purse purse, long from) {
    return nonces.forAnchor(purse, from);
  }

  /** As {@link SignedNonces#wasTooHigh}. */
  synchronized boolean wasTooHigh(Purse purse, long nonce, long sequence) {
    return nonces.wasTooHigh(purse, nonce, sequence);
  }

  /** As {@link SignedNonces#wentElsewhere}. */
  synchronized boolean wentElsewhere(Purse purse, long nonce, Standing of) {
    return nonces.wentElsewhere(purse, nonce, of.hashes());
  }

  /** As {@link SignedNonces#open}. */
  synchronized boolean open(Purse purse, long nonce) {
    return nonces.open(purse, nonce);
  }

  /** As {@link SignedNonces#highest}. */
  synchronized OptionalLong highest(Purse purse) {
    return nonces.highest(purse);
  }

  /**
   * What an account may have to pay in fees with one more transaction, in wei: everything that can
   * still be mined, and what was seen mined in the last day.
   *
   * @param most what the transaction can cost
   */
  synchronized BigInteger feesWith(Purse purse, long nonce, BigInteger most, Instant now) {
    // The chain takes one transaction of a nonce: only the dearest counts.
    return nonces.fees(purse, nonce, now).add(nonces.fee(purse, nonce).max(most));
  }

  /**
   * The same, where every act that can still be mined counts as if it had to be taken back.
   *
   * @param takingBackWei the most that this may cost for each, also for the new one
   */
  synchronized BigInteger reservedWith(
      Purse purse, long nonce, BigInteger takingBackWei, Instant now) {
    return nonces.reserved(purse, nonce, takingBackWei, now).add(takingBackWei);
  }

  /** The same, with acts whose nonce cannot come up before others are signed for. */
  synchronized BigInteger reservedWithStranded(
      Purse purse, long nonce, BigInteger takingBackWei, Instant now) {
    return nonces.reservedWithStranded(purse, nonce, takingBackWei, now).add(takingBackWei);
  }

  /** As {@link SignedNonces#openBefore}. */
  synchronized boolean openBefore(Purse purse, long nonce) {
    return nonces.openBefore(purse, nonce);
  }

  /** What is signed with a nonce can cost so much, in wei. */
  synchronized BigInteger fee(Purse purse, long nonce) {
    return nonces.fee(purse, nonce);
  }

  /** Whether a transaction of a nonce was signed here. */
  synchronized boolean knows(Purse purse, long nonce, String hash) {
    return nonces.knows(purse, nonce, hash);
  }

  /** As {@link SignedNonces#unsettled}. */
  synchronized List<SignedNonces.Slot> unsettled(long chainId) {
    return nonces.unsettled(chainId);
  }

  /** The sequence of the latest seal, if it is of this statement. */
  synchronized OptionalLong sealed(ProposalKey proposal, Seals.Subject subject, String statement) {
    Latest latest = seals.get(new Place(proposal, subject));
    return latest == null || !latest.statement().equals(statement)
        ? OptionalLong.empty()
        : OptionalLong.of(latest.sequence());
  }

  /** Payments of one DAO that were signed, whatever became of them and whatever its name was. */
  synchronized List<Payments.Payment> payments(Dao dao) {
    return payments.of(dao.chainId(), dao.governor());
  }

  /**
   * Whether a transaction of an act is recorded together with what it moves out of the treasury.
   */
  synchronized boolean recorded(String act, String hash, List<Recorded.Spent> spent) {
    return standing(act).filter(known -> known.hashes().contains(hash)).isPresent()
        && payments.spent(act).filter(known -> !known.equals(spent)).isEmpty();
  }

  /** Votes off chain that were signed for an account: the choice by what was signed. */
  synchronized Map<String, String> votes(String proposal, Address account) {
    return Map.copyOf(polled(proposal, account));
  }

  private Map<String, String> polled(String proposal, Address account) {
    return polls.computeIfAbsent(new Vote(proposal, account), its -> new HashMap<>());
  }

  /** On the disk, and then here. */
  synchronized Journal.Line record(Recorded what) {
    Journal.Line line = journal.append(what);
    apply(line);
    return line;
  }

  /** One line, of those that were there before or just recorded. */
  synchronized void apply(Journal.Line line) {
    switch (line.what()) {
      case Recorded.Signed signed -> {
        nonces.signed(signed, line.sequence(), line.at());
        Optional<Standing> before = standing(signed.act());
        Set<String> hashes = new LinkedHashSet<>(before.map(Standing::hashes).orElseGet(List::of));
        hashes.add(signed.hash());
        standing.put(
            signed.act(),
            new Standing(
                    signed.kind(),
                    signed.proposal(),
                    signed.nonce(),
                    compact(signed.terms()),
                    List.copyOf(hashes),
                    before.map(Standing::nonces).orElseGet(TreeMap::new))
                .with(signed.nonce(), new Mark(line.sequence(), Optional.empty())));
        payments.signed(signed);
      }
      case Recorded.Cancelled cancelled -> {
        nonces.cancelled(cancelled, line.sequence());
        payments.cancelled(cancelled);
        standing.computeIfPresent(
            cancelled.act(),
            (act, before) ->
                Optional.ofNullable(before.nonces().get(cancelled.nonce()))
                    .map(
                        mark ->
                            before.with(
                                cancelled.nonce(),
                                new Mark(mark.sequence(), Optional.of(cancelled.fees()))))
                    .orElse(before));
      }
      case Recorded.Anchored anchored -> {
        Purse purse = new Purse(anchored.terms().chainId(), anchored.terms().from());
        nonces.anchored(anchored, line.sequence(), line.at());
        anchors.merge(purse, AnchorStanding.of(anchored, line.at()), AnchorStanding::then);
      }
      case Recorded.Polled polled ->
          polled(polled.proposal(), polled.account()).putIfAbsent(polled.id(), polled.choice());
      case Recorded.Settled settled -> payments.settled(settled, line.at());
      case Recorded.Used used -> {
        nonces.used(used, line.at());
        payments.used(used, line.at());
      }
      case Recorded.Unused unused -> {
        nonces.unused(unused);
        payments.unused(unused);
      }
      case Recorded.Deep deep -> {
        nonces.deep(deep);
        payments.deep(deep);
      }
      case Recorded.Sealed sealed ->
          seals.put(
              new Place(sealed.proposal(), sealed.subject()),
              new Latest(line.sequence(), sealed.statement()));
      case Recorded.Revoked key ->
          revoked.putIfAbsent(key.account(), new Revocation(key.key(), line.at()));
      case Recorded.KeptForTreasurers kept -> {}
      case Recorded.Controlled seen -> {}
      case Recorded.Restarted restarted -> {
        // What was sealed after the copy was made is not known: all of it is worked out again.
        seals.clear();
      }
    }
  }

  /** Terms whose data is the hash of the data. */
  static TransactionTerms compact(TransactionTerms terms) {
    byte[] data = HexFormat.of().parseHex(terms.data().toLowerCase(Locale.ROOT).substring(2));
    return whole(terms, "0x" + HexFormat.of().formatHex(Keccak256.of(data)));
  }

  /** Terms with the data that they were kept without. */
  static TransactionTerms whole(TransactionTerms terms, String data) {
    return new TransactionTerms(
        terms.chainId(),
        terms.from(),
        terms.to(),
        terms.valueWei(),
        data,
        terms.gasLimit(),
        terms.fees());
  }
}

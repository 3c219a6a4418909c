package org.prytany.signerd.guard;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.prytany.governance.approval.ApprovalState;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.posture.Posture;
import org.prytany.governance.posture.PostureReader;
import org.prytany.signerd.journal.Journal;
import org.prytany.signerd.journal.Recorded;
import org.prytany.spi.Address;

/**
 * Who may move what the accounts of a DAO have, as the signer's own endpoint shows it and its own
 * journal remembers it. Treasurers approve a payout out of accounts as they are: what they approved
 * before something about those accounts changed does not count any more.
 */
final class Control {
  private final PostureReader reader;
  private final Journal journal;
  private final Map<Governor, Known> known = new HashMap<>();

  private record Governor(long chainId, Address address) {}

  /**
   * @param facts as last recorded
   * @param changed the last change that was noticed, and when
   */
  private record Known(SortedMap<String, String> facts, Optional<Change> changed) {}

  private record Change(Instant at, String what) {}

  Control(PostureReader reader, Journal journal) {
    this.reader = reader;
    this.journal = journal;
  }

  /** One line, of those that were there before or just recorded. */
  synchronized void apply(Journal.Line line) {
    if (line.what() instanceof Recorded.Restarted) {
      // What was seen after the copy was made is not known: approvals are given anew as well.
      known.clear();
    }
    if (line.what() instanceof Recorded.Controlled seen) {
      Governor governor = new Governor(seen.chainId(), seen.governor());
      Optional<Change> before = Optional.ofNullable(known.get(governor)).flatMap(Known::changed);
      known.put(
          governor,
          new Known(
              Shortened.facts(seen.facts()),
              seen.changes().isEmpty()
                  ? before
                  : Optional.of(new Change(line.at(), String.join(" ", seen.changes())))));
    }
  }

  /**
   * Looks, and records what is not as it was recorded last.
   *
   * @throws org.prytany.governance.failure.PrytanyException CHAIN_UNAVAILABLE if the own endpoint
   *     does not answer
   */
  void look(Dao dao) {
    Posture posture = Shortened.posture(reader.read(dao));
    synchronized (this) {
      Governor governor = new Governor(dao.chainId(), dao.governor());
      Optional<Known> last = Optional.ofNullable(known.get(governor));
      SortedMap<String, String> before = last.map(Known::facts).orElseGet(TreeMap::new);
      List<String> changes = last.isEmpty() ? List.of() : posture.changes(before);
      SortedMap<String, String> now = posture.over(before);
      if (last.isEmpty() || !changes.isEmpty() || !now.equals(before)) {
        apply(
            journal.append(
                new Recorded.Controlled(
                    dao.chainId(), dao.governor(), now, Shortened.sentences(changes))));
      }
    }
  }

  /**
   * The same when somebody approves. An approval is kept also where the accounts cannot be looked
   * at: what is noticed only later counts as later.
   */
  void lookIfTold(Dao dao) {
    try {
      look(dao);
    } catch (PrytanyException e) {
      if (e.code() != FailureCode.CHAIN_UNAVAILABLE
          && e.code() != FailureCode.CHAIN_ANSWER_INVALID) {
        throw e;
      }
    }
  }

  /**
   * Refuses a payout that too few approved since the accounts are as they are.
   *
   * @throws org.prytany.governance.failure.PrytanyException SIGNING_REFUSED
   */
  void require(Dao dao, ApprovalState approvals) {
    look(dao);
    Optional<Change> change;
    synchronized (this) {
      change =
          Optional.ofNullable(known.get(new Governor(dao.chainId(), dao.governor())))
              .flatMap(Known::changed);
    }
    if (change.isEmpty()) {
      return;
    }
    long since =
        approvals.approvals().stream()
            .filter(
                one -> one.kept().filter(kept -> kept.at().isAfter(change.get().at())).isPresent())
            .count();
    Refusal.unless(
        since >= approvals.needed(),
        "by the signer's own endpoint something about the DAO's accounts changed, noticed on "
            + change.get().at()
            + ". "
            + change.get().what()
            + " "
            + since
            + " treasurers approved since, and "
            + approvals.needed()
            + " are needed");
  }
}

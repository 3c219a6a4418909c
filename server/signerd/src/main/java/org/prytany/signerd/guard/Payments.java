package org.prytany.signerd.guard;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.prytany.governance.act.ActKind;
import org.prytany.signerd.guard.Ledger.Purse;
import org.prytany.signerd.journal.Recorded;

/**
 * What follows from the journal about money: which signed executions can still be mined, and which
 * were. A signature is a payment for as long as nobody has seen that it is none.
 */
final class Payments {

  private final Map<String, Payment> byAct = new LinkedHashMap<>();

  /**
   * Transactions of one nonce, of which the chain takes one.
   *
   * @param hashes of executions
   * @param givenUp hashes of transfers of nothing that take the nonce's place
   */
  record Attempt(long nonce, List<String> hashes, List<String> givenUp) {
    Attempt {
      hashes = List.copyOf(hashes);
      givenUp = List.copyOf(givenUp);
    }
  }

  /**
   * An execution that was signed at least once.
   *
   * @param attempts in the order of their first signature
   * @param spent what it moves out of the treasury, by the newest simulation
   * @param open whether it can still be paid, as far as the journal knows
   * @param paid when it was seen paid
   */
  record Payment(
      String act,
      String dao,
      Purse purse,
      List<Attempt> attempts,
      List<Recorded.Spent> spent,
      boolean open,
      Optional<Instant> paid) {
    Payment {
      attempts = List.copyOf(attempts);
      spent = List.copyOf(spent);
    }

    /** Whether it counts against a limit on what leaves after a time. */
    boolean countsAfter(Instant from) {
      return open || paid.filter(at -> at.isAfter(from)).isPresent();
    }

    /** The highest nonce that it was signed with. */
    long nonce() {
      return attempts.stream().mapToLong(Attempt::nonce).max().orElse(-1);
    }
  }

  /** Those of one DAO that move anything. */
  List<Payment> of(String dao) {
    return byAct.values().stream()
        .filter(payment -> payment.dao().equals(dao) && !payment.spent().isEmpty())
        .toList();
  }

  /** Whether nothing was recorded of a payment since it was read. */
  boolean unchanged(Payment payment) {
    return payment.equals(byAct.get(payment.act()));
  }

  void signed(Recorded.Signed signed) {
    if (signed.kind() != ActKind.EXECUTE) {
      return;
    }
    Optional<Payment> before = Optional.ofNullable(byAct.get(signed.act()));
    byAct.put(
        signed.act(),
        new Payment(
            signed.act(),
            signed.dao(),
            new Purse(signed.terms().chainId(), signed.terms().from()),
            with(
                before.map(Payment::attempts).orElse(List.of()),
                new Attempt(signed.nonce(), List.of(signed.hash()), List.of())),
            signed.spent(),
            true,
            before.flatMap(Payment::paid)));
  }

  void cancelled(Recorded.Cancelled cancelled) {
    byAct.computeIfPresent(
        cancelled.act(),
        (act, before) ->
            new Payment(
                act,
                before.dao(),
                before.purse(),
                with(
                    before.attempts(),
                    new Attempt(cancelled.nonce(), List.of(), List.of(cancelled.hash()))),
                before.spent(),
                before.open(),
                before.paid()));
  }

  void settled(Recorded.Settled settled, Instant at) {
    byAct.computeIfPresent(
        settled.act(),
        (act, before) ->
            new Payment(
                act,
                before.dao(),
                before.purse(),
                before.attempts(),
                before.spent(),
                false,
                settled.paid() ? Optional.of(at) : before.paid()));
  }

  private static List<Attempt> with(List<Attempt> before, Attempt more) {
    List<Attempt> attempts = new ArrayList<>();
    boolean merged = false;
    for (Attempt attempt : before) {
      if (attempt.nonce() == more.nonce()) {
        attempts.add(
            new Attempt(
                more.nonce(),
                joined(attempt.hashes(), more.hashes()),
                joined(attempt.givenUp(), more.givenUp())));
        merged = true;
      } else {
        attempts.add(attempt);
      }
    }
    if (!merged) {
      attempts.add(more);
    }
    return attempts;
  }

  private static List<String> joined(List<String> one, List<String> other) {
    List<String> all = new ArrayList<>(one);
    all.addAll(other);
    return all;
  }
}

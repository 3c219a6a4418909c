package org.prytany.signerd.guard;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.prytany.governance.act.ActKind;
import org.prytany.signerd.journal.Recorded;
import org.prytany.spi.Address;

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
   * @param end what became of the nonce; empty while one of them may be mined
   */
  record Attempt(long nonce, List<String> hashes, Optional<End> end) {
    Attempt {
      hashes = List.copyOf(hashes);
    }

    /** Whether one of them may be mined, now or after a reorg. */
    boolean open() {
      return end.isEmpty() || !end.get().deep();
    }

    Attempt with(Optional<End> other) {
      return new Attempt(nonce, hashes, other);
    }
  }

  /**
   * When a nonce was seen used up, and whether that paid.
   *
   * @param deep whether no reorg takes that back
   */
  record End(Instant at, boolean paid, boolean deep) {}

  /**
   * An execution that was signed at least once.
   *
   * @param chainId with {@code governor}: whose it is, whatever the configuration calls it
   * @param attempts in the order of their first signature
   * @param spent what it moves out of the treasury, by the newest simulation
   * @param dearest the most of each asset that it moved by any simulation: which of them the chain
   *     comes to is not known
   */
  record Payment(
      String act,
      long chainId,
      Address governor,
      Address account,
      List<Attempt> attempts,
      List<Recorded.Spent> spent,
      Map<Address, BigInteger> dearest) {
    Payment {
      attempts = List.copyOf(attempts);
      spent = List.copyOf(spent);
      dearest = Map.copyOf(dearest);
    }

    /** When it was seen paid, if that is certain. */
    Optional<Instant> paid() {
      return attempts.stream()
          .flatMap(attempt -> attempt.end().stream())
          .filter(End::paid)
          .filter(End::deep)
          .map(End::at)
          .max(Instant::compareTo);
    }

    /** Whether it is not certain that it is paid, or is none; a governor pays once. */
    boolean open() {
      return paid().isEmpty() && attempts.stream().anyMatch(Attempt::open);
    }

    /** Whether it counts against a limit on what leaves within a period. */
    boolean counts(Instant now, Duration period) {
      return open() || paid().filter(at -> at.isAfter(now.minus(period))).isPresent();
    }

    private Payment with(UnaryOperator<Attempt> change) {
      return new Payment(
          act, chainId, governor, account, attempts.stream().map(change).toList(), spent, dearest);
    }
  }

  /** Those of one governor that move anything. */
  List<Payment> of(long chainId, Address governor) {
    return byAct.values().stream()
        .filter(payment -> payment.chainId() == chainId && payment.governor().equals(governor))
        .filter(payment -> !payment.dearest().isEmpty())
        .toList();
  }

  void signed(Recorded.Signed signed) {
    if (signed.kind() != ActKind.EXECUTE) {
      return;
    }
    Optional<Payment> before = Optional.ofNullable(byAct.get(signed.act()));
    List<Attempt> attempts = new ArrayList<>();
    List<String> hashes = new ArrayList<>();
    for (Attempt attempt : before.map(Payment::attempts).orElse(List.of())) {
      if (attempt.nonce() == signed.nonce()) {
        hashes.addAll(attempt.hashes());
      } else {
        // Who signs anew has found that nothing was paid.
        attempts.add(attempt.with(attempt.end().filter(end -> !end.paid())));
      }
    }
    if (!hashes.contains(signed.hash())) {
      hashes.add(signed.hash());
    }
    attempts.add(new Attempt(signed.nonce(), hashes, Optional.empty()));
    byAct.put(
        signed.act(),
        new Payment(
            signed.act(),
            signed.proposal().chainId(),
            signed.proposal().governor(),
            signed.terms().from(),
            attempts,
            signed.spent(),
            dearest(before, signed.spent())));
  }

  private static Map<Address, BigInteger> dearest(
      Optional<Payment> before, List<Recorded.Spent> spent) {
    Map<Address, BigInteger> sums = new HashMap<>();
    spent.forEach(one -> sums.merge(one.asset(), one.amount(), BigInteger::add));
    before.ifPresent(
        known ->
            known.dearest().forEach((asset, most) -> sums.merge(asset, most, BigInteger::max)));
    return sums;
  }

  /** What an act was recorded to move by its newest simulation. */
  Optional<List<Recorded.Spent>> spent(String act) {
    return Optional.ofNullable(byAct.get(act)).map(Payment::spent);
  }

  /** A nonce that is given up is signed for once more: what was seen of it before is over. */
  void cancelled(Recorded.Cancelled cancelled) {
    ended(cancelled.chainId(), cancelled.account(), cancelled.nonce(), its -> Optional.empty());
  }

  void settled(Recorded.Settled settled, Instant at) {
    byAct.computeIfPresent(
        settled.act(),
        (act, before) ->
            before.with(
                attempt ->
                    attempt.with(
                        attempt.end().or(() -> Optional.of(new End(at, settled.paid(), false))))));
  }

  void used(Recorded.Used used, Instant at) {
    ended(
        used.chainId(),
        used.account(),
        used.nonce(),
        attempt ->
            Optional.of(
                new End(
                    at,
                    used.succeeded() && used.hash().filter(attempt.hashes()::contains).isPresent(),
                    false)));
  }

  void deep(Recorded.Deep deep) {
    ended(
        deep.chainId(),
        deep.account(),
        deep.nonce(),
        attempt -> attempt.end().map(end -> new End(end.at(), end.paid(), true)));
  }

  void unused(Recorded.Unused unused) {
    ended(unused.chainId(), unused.account(), unused.nonce(), its -> Optional.empty());
  }

  private void ended(
      long chainId,
      Address account,
      long nonce,
      java.util.function.Function<Attempt, Optional<End>> end) {
    byAct.replaceAll(
        (act, payment) ->
            payment.chainId() == chainId
                    && payment.account().equals(account)
                    && payment.attempts().stream().anyMatch(one -> one.nonce() == nonce)
                ? payment.with(one -> one.nonce() == nonce ? one.with(end.apply(one)) : one)
                : payment);
  }
}

package org.prytany.signerd.guard;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.prytany.signerd.journal.Recorded;

/**
 * What follows from the journal about nonces: which were signed for, what the chain used them for,
 * and which counts it named lately.
 */
final class SignedNonces {

  /** How long a count holds that is lower again after: an endpoint that lags does not so long. */
  static final Duration COUNT_HOLDS = Duration.ofMinutes(15);

  /** The time in which fees are added up. */
  static final Duration DAY = Duration.ofDays(1);

  private final Map<Purse, Account> accounts = new HashMap<>();

  /**
   * A transaction that was signed.
   *
   * @param mostFeeWei the most that it can cost in fees
   */
  record Form(String hash, BigInteger mostFeeWei) {}

  /**
   * What the chain used a nonce for.
   *
   * @param at when that was seen
   * @param hash empty if it was not signed here
   */
  record End(Instant at, Optional<String> hash) {}

  /**
   * A nonce that was signed for, and every transaction that has it.
   *
   * @param since when it was signed for first
   */
  record Slot(Purse purse, long nonce, Instant since, List<Form> forms, Optional<End> end) {
    Slot {
      forms = List.copyOf(forms);
    }

    /** What it can cost, or did at most. */
    BigInteger mostFeeWei() {
      return forms.stream()
          .filter(
              form -> end.flatMap(End::hash).filter(hash -> !hash.equals(form.hash())).isEmpty())
          .filter(form -> end.isEmpty() || end.get().hash().isPresent())
          .map(Form::mostFeeWei)
          .max(BigInteger::compareTo)
          .orElse(BigInteger.ZERO);
    }
  }

  private record Reading(Instant at, long count) {}

  private static final class Account {
    private final TreeMap<Long, Slot> slots = new TreeMap<>();
    private final Map<String, Long> nonceOfAct = new HashMap<>();
    private final Deque<Reading> readings = new ArrayDeque<>();

    /** Nonces that cannot be reached and whose acts have another one now. */
    private final TreeMap<Long, Slot> stranded = new TreeMap<>();

    /** Nonces whose end is older than a day: nothing else is kept of them. */
    private final TreeSet<Long> done = new TreeSet<>();

    private long highest = -1;

    /** A signature with a nonce when the chain named that count. */
    void read(long nonce, long count, Instant at) {
      forget(at);
      highest = Math.max(highest, Math.max(nonce, count));
      readings.removeIf(reading -> reading.at().plus(COUNT_HOLDS).isBefore(at));
      readings.add(new Reading(at, count));
    }

    void forget(Instant now) {
      List<Long> over =
          Stream.concat(slots.values().stream(), stranded.values().stream())
              .filter(
                  slot -> slot.end().filter(end -> end.at().plus(DAY).isBefore(now)).isPresent())
              .map(Slot::nonce)
              .toList();
      over.forEach(slots::remove);
      over.forEach(stranded::remove);
      done.addAll(over);
    }

    Optional<Slot> slot(long nonce) {
      return Optional.ofNullable(slots.getOrDefault(nonce, stranded.get(nonce)));
    }

    void put(Slot slot) {
      boolean aside = stranded.containsKey(slot.nonce()) && !slots.containsKey(slot.nonce());
      (aside ? stranded : slots).put(slot.nonce(), slot);
    }
  }

  void signed(Recorded.Signed signed, Instant at) {
    Purse purse = new Purse(signed.terms().chainId(), signed.terms().from());
    Account account = accounts.computeIfAbsent(purse, its -> new Account());
    account.read(signed.nonce(), signed.count(), at);
    Long before = account.nonceOfAct.put(signed.act(), signed.nonce());
    if (before != null && before > signed.nonce() && account.slots.containsKey(before)) {
      account.stranded.put(before, account.slots.remove(before));
    }
    Optional<Slot> again = Optional.ofNullable(account.stranded.remove(signed.nonce()));
    again.ifPresent(slot -> account.slots.put(slot.nonce(), slot));
    add(purse, signed.nonce(), at, new Form(signed.hash(), signed.terms().mostFeeWei()));
  }

  void anchored(Recorded.Anchored anchored, Instant at) {
    Purse purse = new Purse(anchored.terms().chainId(), anchored.terms().from());
    accounts
        .computeIfAbsent(purse, its -> new Account())
        .read(anchored.nonce(), anchored.count(), at);
    add(purse, anchored.nonce(), at, new Form(anchored.hash(), anchored.terms().mostFeeWei()));
  }

  void cancelled(Recorded.Cancelled cancelled, Instant at) {
    Purse purse = new Purse(cancelled.chainId(), cancelled.account());
    // Without a gas limit it is an older line: a transfer never needs more than the act itself.
    BigInteger most =
        cancelled
            .gasLimit()
            .map(cancelled.fees().most()::multiply)
            .orElseGet(
                () -> slot(purse, cancelled.nonce()).map(Slot::mostFeeWei).orElse(BigInteger.ZERO));
    add(purse, cancelled.nonce(), at, new Form(cancelled.hash(), most));
  }

  private void add(Purse purse, long nonce, Instant at, Form form) {
    Account account = accounts.computeIfAbsent(purse, its -> new Account());
    List<Form> forms = new ArrayList<>(account.slot(nonce).map(Slot::forms).orElse(List.of()));
    forms.add(form);
    Instant since = account.slot(nonce).map(Slot::since).orElse(at);
    account.put(new Slot(purse, nonce, since, forms, Optional.empty()));
  }

  void used(Recorded.Used used, Instant at) {
    Purse purse = new Purse(used.chainId(), used.account());
    slot(purse, used.nonce()).ifPresent(slot -> ended(slot, Optional.of(new End(at, used.hash()))));
  }

  void unused(Recorded.Unused unused) {
    slot(new Purse(unused.chainId(), unused.account()), unused.nonce())
        .ifPresent(slot -> ended(slot, Optional.empty()));
  }

  private void ended(Slot slot, Optional<End> end) {
    Account account = accounts.get(slot.purse());
    if (account != null) {
      account.put(new Slot(slot.purse(), slot.nonce(), slot.since(), slot.forms(), end));
    }
  }

  private Optional<Slot> slot(Purse purse, long nonce) {
    return Optional.ofNullable(accounts.get(purse)).flatMap(account -> account.slot(nonce));
  }

  /**
   * The lowest nonce that the chain has not used, as far as it may be believed: counts of the last
   * quarter of an hour hold, so that an endpoint that lags does not bring back a nonce. Older ones
   * do not, so that one that lied is not believed for good.
   */
  long lowest(Purse purse, long count, Instant now) {
    Account account = accounts.get(purse);
    return account == null
        ? count
        : account.readings.stream()
            .filter(reading -> !reading.at().plus(COUNT_HOLDS).isBefore(now))
            .mapToLong(Reading::count)
            .reduce(count, Math::max);
  }

  /** The lowest nonce from one up that no signature of ours has used. */
  long free(Purse purse, long from) {
    Account account = accounts.get(purse);
    long nonce = from;
    while (account != null && (account.slots.containsKey(nonce) || account.done.contains(nonce))) {
      nonce++;
    }
    return nonce;
  }

  /**
   * Whether a nonce was too high when it was signed for: a transaction that was signed here after
   * it was mined with a lower one. No count says so, since a count can be too low as well.
   */
  boolean wasTooHigh(Purse purse, long nonce) {
    Optional<Instant> since = slot(purse, nonce).map(Slot::since);
    return since.isPresent()
        && slots(purse).stream()
            .filter(slot -> slot.nonce() < nonce && slot.since().isAfter(since.get()))
            .anyMatch(slot -> slot.end().flatMap(End::hash).isPresent());
  }

  /** The highest nonce or count that is known of an account; empty if nothing is. */
  OptionalLong highest(Purse purse) {
    Account account = accounts.get(purse);
    return account == null || account.highest < 0
        ? OptionalLong.empty()
        : OptionalLong.of(account.highest);
  }

  /**
   * What an account may have to pay: everything that can still be mined, and what was seen mined in
   * the last day.
   *
   * @param except a nonce that is not counted
   */
  BigInteger fees(Purse purse, long except, Instant now) {
    return slots(purse).stream()
        .filter(slot -> slot.nonce() != except)
        .filter(slot -> slot.end().filter(end -> !end.at().plus(DAY).isAfter(now)).isEmpty())
        .map(Slot::mostFeeWei)
        .reduce(BigInteger.ZERO, BigInteger::add);
  }

  /** What one nonce may cost by what is signed for it. */
  BigInteger fee(Purse purse, long nonce) {
    return slot(purse, nonce).map(Slot::mostFeeWei).orElse(BigInteger.ZERO);
  }

  /** Whether a transaction of a nonce was signed here. */
  boolean knows(Purse purse, long nonce, String hash) {
    return slot(purse, nonce).stream()
        .flatMap(slot -> slot.forms().stream())
        .anyMatch(form -> form.hash().equals(hash));
  }

  /** Nonces of a chain's accounts whose end is not known, or was seen not long ago. */
  List<Slot> unsettled(long chainId) {
    return accounts.keySet().stream()
        .filter(purse -> purse.chainId() == chainId)
        .flatMap(purse -> slots(purse).stream())
        .toList();
  }

  private List<Slot> slots(Purse purse) {
    List<Slot> all = new ArrayList<>();
    Account account = accounts.get(purse);
    if (account != null) {
      all.addAll(account.slots.values());
      all.addAll(account.stranded.values());
    }
    return all;
  }
}

package org.prytany.signerd.guard;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
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

  /** How many nonces whose end is older than a day are kept all the same, for each account. */
  private static final int KEPT = 1_000;

  private final Map<Purse, Account> accounts = new HashMap<>();

  /**
   * A transaction that was signed.
   *
   * @param mostFeeWei the most that it can cost in fees
   * @param sequence of the journal's line: clocks jump, lines do not
   */
  record Form(String hash, BigInteger mostFeeWei, long sequence) {}

  /**
   * What the chain used a nonce for.
   *
   * @param at when that was seen
   * @param hash empty if it was not signed here
   * @param succeeded what the receipt of {@code hash} says
   * @param deep whether no reorg takes it back ({@link Depth})
   * @param feeWei what it cost by its receipt; empty before it is deep, and where nobody says
   */
  record End(
      Instant at,
      Optional<String> hash,
      boolean succeeded,
      boolean deep,
      Optional<BigInteger> feeWei) {}

  /**
   * A nonce that was signed for, and every transaction that has it.
   *
   * @param act whether an act was signed with it, which may have to be taken back
   */
  record Slot(Purse purse, long nonce, boolean act, List<Form> forms, Optional<End> end) {
    Slot {
      forms = List.copyOf(forms);
    }

    /** The transaction that was mined, if it was signed here. */
    Optional<Form> mined() {
      return end.flatMap(End::hash)
          .flatMap(hash -> forms.stream().filter(form -> form.hash().equals(hash)).findFirst());
    }

    /** What the dearest of them can cost. */
    BigInteger dearestWei() {
      return forms.stream()
          .map(Form::mostFeeWei)
          .max(BigInteger::compareTo)
          .orElse(BigInteger.ZERO);
    }

    /** What it can cost, or did: a reorg may bring back a dearer one until its end is deep. */
    BigInteger mostFeeWei() {
      return end.filter(End::deep).isEmpty()
          ? dearestWei()
          : mined()
              .map(Form::mostFeeWei)
              .map(most -> end.flatMap(End::feeWei).orElse(most).min(most))
              .orElse(BigInteger.ZERO);
    }

    /** The same, with what taking it back may cost where that may be needed. */
    BigInteger reservedWei(BigInteger takingBackWei) {
      return act && end.isEmpty() ? mostFeeWei().max(takingBackWei) : mostFeeWei();
    }
  }

  private record Reading(Instant at, long count) {}

  private static final class Account {
    private final TreeMap<Long, Slot> slots = new TreeMap<>();
    private final Map<String, Long> nonceOfAct = new HashMap<>();
    private final Deque<Reading> readings = new ArrayDeque<>();

    /** Nonces that cannot be reached and whose acts have another one now. */
    private final TreeMap<Long, Slot> stranded = new TreeMap<>();

    /** The first ones of those whose end is older than a day: nothing else is kept of them. */
    private final TreeSet<Long> done = new TreeSet<>();

    private long highest = -1;

    /** When something was signed last. */
    private Instant last = Instant.MIN;

    /** A signature with a nonce when the chain named that count. */
    void read(long nonce, long count, Instant at) {
      last = at;
      forget();
      highest = Math.max(highest, Math.max(nonce, count));
      readings.removeIf(reading -> reading.at().plus(COUNT_HOLDS).isBefore(at));
      readings.add(new Reading(at, count));
    }

    /** By their number, and not as soon as a day is over: a clock may jump ahead and back. */
    private void forget() {
      if (slots.size() + stranded.size() <= 2 * KEPT) {
        return;
      }
      List<Long> over =
          Stream.concat(slots.values().stream(), stranded.values().stream())
              .filter(this::over)
              .map(Slot::nonce)
              .sorted()
              .toList();
      List<Long> first = over.subList(0, Math.max(0, over.size() - KEPT));
      first.forEach(slots::remove);
      first.forEach(stranded::remove);
      done.addAll(first);
    }

    /** Whether its end is certain, and was a day old when something was signed last. */
    boolean over(Slot slot) {
      return slot.end()
          .filter(End::deep)
          .filter(end -> end.at().plus(DAY).isBefore(last))
          .isPresent();
    }

    boolean signedFor(long nonce) {
      return slot(nonce).isPresent() || done.contains(nonce);
    }

    Optional<Slot> slot(long nonce) {
      return Optional.ofNullable(slots.getOrDefault(nonce, stranded.get(nonce)));
    }

    void put(Slot slot) {
      boolean aside = stranded.containsKey(slot.nonce()) && !slots.containsKey(slot.nonce());
      (aside ? stranded : slots).put(slot.nonce(), slot);
    }
  }

  void signed(Recorded.Signed signed, long sequence, Instant at) {
    Purse purse = new Purse(signed.terms().chainId(), signed.terms().from());
    Account account = accounts.computeIfAbsent(purse, its -> new Account());
    account.read(signed.nonce(), signed.count(), at);
    Long before = account.nonceOfAct.put(signed.act(), signed.nonce());
    if (before != null && before > signed.nonce() && account.slots.containsKey(before)) {
      account.stranded.put(before, account.slots.remove(before));
    }
    Optional<Slot> again = Optional.ofNullable(account.stranded.remove(signed.nonce()));
    again.ifPresent(slot -> account.slots.put(slot.nonce(), slot));
    add(
        purse,
        signed.nonce(),
        true,
        new Form(signed.hash(), signed.terms().mostFeeWei(), sequence));
  }

  void anchored(Recorded.Anchored anchored, long sequence, Instant at) {
    Purse purse = new Purse(anchored.terms().chainId(), anchored.terms().from());
    accounts
        .computeIfAbsent(purse, its -> new Account())
        .read(anchored.nonce(), anchored.count(), at);
    add(
        purse,
        anchored.nonce(),
        false,
        new Form(anchored.hash(), anchored.terms().mostFeeWei(), sequence));
  }

  void cancelled(Recorded.Cancelled cancelled, long sequence) {
    Purse purse = new Purse(cancelled.chainId(), cancelled.account());
    // Without a gas limit it is an older line: a transfer never needs more than the act itself.
    BigInteger most =
        cancelled
            .gasLimit()
            .map(cancelled.fees().most()::multiply)
            .orElseGet(
                () -> slot(purse, cancelled.nonce()).map(Slot::dearestWei).orElse(BigInteger.ZERO));
    add(purse, cancelled.nonce(), true, new Form(cancelled.hash(), most, sequence));
  }

  private void add(Purse purse, long nonce, boolean act, Form form) {
    Account account = accounts.computeIfAbsent(purse, its -> new Account());
    List<Form> forms = new ArrayList<>(account.slot(nonce).map(Slot::forms).orElse(List.of()));
    if (forms.stream().noneMatch(known -> known.hash().equals(form.hash()))) {
      forms.add(form);
    }
    account.put(new Slot(purse, nonce, act, forms, Optional.empty()));
  }

  void used(Recorded.Used used, Instant at) {
    Purse purse = new Purse(used.chainId(), used.account());
    End end = new End(at, used.hash(), used.succeeded(), false, Optional.empty());
    slot(purse, used.nonce()).ifPresent(slot -> ended(slot, Optional.of(end)));
  }

  void unused(Recorded.Unused unused) {
    slot(new Purse(unused.chainId(), unused.account()), unused.nonce())
        .ifPresent(slot -> ended(slot, Optional.empty()));
  }

  void deep(Recorded.Deep deep) {
    slot(new Purse(deep.chainId(), deep.account()), deep.nonce())
        .ifPresent(
            slot ->
                ended(
                    slot,
                    slot.end()
                        .map(
                            end ->
                                new End(
                                    end.at(), end.hash(), end.succeeded(), true, deep.feeWei()))));
  }

  private void ended(Slot slot, Optional<End> end) {
    Account account = accounts.get(slot.purse());
    if (account != null) {
      account.put(new Slot(slot.purse(), slot.nonce(), slot.act(), slot.forms(), end));
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
   * The lowest nonce from one up that an anchor may have: any that only anchors were signed with,
   * as long as nobody saw that the chain used it, since a later one takes an earlier one's place.
   */
  long forAnchor(Purse purse, long from) {
    Account account = accounts.get(purse);
    long nonce = from;
    while (account != null
        && (account.done.contains(nonce)
            || account
                .slot(nonce)
                .filter(slot -> slot.act() || slot.end().isPresent())
                .isPresent())) {
      nonce++;
    }
    return nonce;
  }

  /**
   * Whether a nonce was too high when it was signed for: a transaction that was signed here after
   * it was mined with a lower one, long enough ago. No count says so, since a count can be too low
   * as well.
   *
   * @param sequence of the act's own latest signature with the nonce
   */
  boolean wasTooHigh(Purse purse, long nonce, long sequence) {
    return slots(purse).stream()
        .filter(slot -> slot.nonce() < nonce)
        .filter(slot -> slot.end().filter(End::deep).isPresent())
        .flatMap(slot -> slot.mined().stream())
        .anyMatch(form -> form.sequence() > sequence);
  }

  /**
   * Whether the chain has used a nonce for something else than an act, as far back as a reorg goes.
   *
   * @param own every transaction that was signed for the act
   */
  boolean wentElsewhere(Purse purse, long nonce, Collection<String> own) {
    Account account = accounts.get(purse);
    return account != null
        && account
            .slot(nonce)
            .map(
                slot ->
                    slot.end()
                        .filter(End::deep)
                        .filter(end -> end.hash().filter(own::contains).isEmpty())
                        .isPresent())
            .orElseGet(() -> account.done.contains(nonce));
  }

  /** Whether nobody has seen what the chain used a nonce for. */
  boolean open(Purse purse, long nonce) {
    return slot(purse, nonce).filter(slot -> slot.end().isEmpty()).isPresent();
  }

  /** The highest nonce or count that is known of an account; empty if nothing is. */
  OptionalLong highest(Purse purse) {
    Account account = accounts.get(purse);
    return account == null || account.highest < 0
        ? OptionalLong.empty()
        : OptionalLong.of(account.highest);
  }

  /**
   * What an account may have to pay when it comes to a nonce: everything that can be mined then,
   * also after a reorg, and what was seen mined in the last day. What lies behind a nonce that
   * nobody has signed for cannot be mined: an endpoint once named too high a count.
   *
   * @param nonce that is not counted itself
   */
  BigInteger fees(Purse purse, long nonce, Instant now) {
    return counting(purse, nonce, now)
        .filter(within(purse, nonce))
        .map(Slot::mostFeeWei)
        .reduce(BigInteger.ZERO, BigInteger::add);
  }

  /**
   * The same, where each act that can still be mined counts as if it had to be taken back.
   *
   * @param takingBackWei the most that this may cost for each
   */
  BigInteger reserved(Purse purse, long nonce, BigInteger takingBackWei, Instant now) {
    return counting(purse, nonce, now)
        .filter(within(purse, nonce))
        .map(slot -> slot.reservedWei(takingBackWei))
        .reduce(BigInteger.ZERO, BigInteger::add);
  }

  /** As {@link #reserved}, with what cannot be mined before the account comes there. */
  BigInteger reservedWithStranded(Purse purse, long nonce, BigInteger takingBackWei, Instant now) {
    return counting(purse, nonce, now)
        .map(slot -> slot.reservedWei(takingBackWei))
        .reduce(BigInteger.ZERO, BigInteger::add);
  }

  /** Whether an act has a nonce before this one that nobody saw the end of. */
  boolean openBefore(Purse purse, long nonce) {
    return slots(purse).stream()
        .anyMatch(slot -> slot.act() && slot.nonce() < nonce && slot.end().isEmpty());
  }

  /** What the account comes to with a nonce and those after it that are signed for, or has used. */
  private Predicate<Slot> within(Purse purse, long nonce) {
    Account account = accounts.get(purse);
    long next = nonce;
    while (account != null && account.signedFor(next)) {
      next++;
    }
    long end = next;
    return slot -> slot.nonce() < end || slot.end().isPresent();
  }

  private Stream<Slot> counting(Purse purse, long except, Instant now) {
    return slots(purse).stream()
        .filter(slot -> slot.nonce() != except)
        .filter(
            slot ->
                slot.end()
                    .filter(End::deep)
                    .filter(end -> !end.at().plus(DAY).isAfter(now))
                    .isEmpty());
  }

  /** What one nonce may cost by what is signed for it. */
  BigInteger fee(Purse purse, long nonce) {
    return slot(purse, nonce).map(Slot::dearestWei).orElse(BigInteger.ZERO);
  }

  /** Whether a transaction of a nonce was signed here. */
  boolean knows(Purse purse, long nonce, String hash) {
    return slot(purse, nonce).stream()
        .flatMap(slot -> slot.forms().stream())
        .anyMatch(form -> form.hash().equals(hash));
  }

  /** Nonces of a chain's accounts whose end is not certain, or was seen not long ago. */
  List<Slot> unsettled(long chainId) {
    return accounts.entrySet().stream()
        .filter(one -> one.getKey().chainId() == chainId)
        .flatMap(one -> slots(one.getKey()).stream().filter(slot -> !one.getValue().over(slot)))
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

package org.prytany.signerd.guard;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.sending.TransactionSubmitter;
import org.prytany.governance.sending.TransactionSubmitter.Mined;
import org.prytany.signerd.guard.SignedNonces.End;
import org.prytany.signerd.guard.SignedNonces.Form;
import org.prytany.signerd.guard.SignedNonces.Slot;
import org.prytany.signerd.journal.Recorded;

/**
 * Finds out what the chain used signed nonces for. A receipt says it at once; that a nonce went to
 * a transaction that was not signed here is believed when the chain says so for an hour. What was
 * found is looked at again until it is an hour old, since a reorg takes it back.
 */
final class Settlement {

  /** Longer than any chain that is served takes to be final. */
  static final Duration DEEP = Duration.ofHours(1);

  private final TransactionSubmitter transactions;
  private final Ledger ledger;
  private final InstantSource clock;

  /** Since when the chain says of a nonce that it went to something that was not signed here. */
  private final Map<Place, Instant> foreignSince = new ConcurrentHashMap<>();

  /** What was looked at again when it was deep. */
  private final Set<Place> looked = ConcurrentHashMap.newKeySet();

  /** By chain: one that does not answer holds up no other. */
  private final Map<Long, Object> chains = new ConcurrentHashMap<>();

  private record Place(Purse purse, long nonce) {}

  Settlement(TransactionSubmitter transactions, Ledger ledger, InstantSource clock) {
    this.transactions = transactions;
    this.ledger = ledger;
    this.clock = clock;
  }

  /** Records what is to be said of the nonces of every account on a DAO's chain. */
  void settle(Dao dao) {
    synchronized (chains.computeIfAbsent(dao.chainId(), its -> new Object())) {
      settleChain(dao);
    }
  }

  private void settleChain(Dao dao) {
    Instant now = clock.instant();
    Map<Purse, Long> counts = new HashMap<>();
    Set<Place> there = new HashSet<>();
    for (Slot slot : ledger.unsettled(dao.chainId())) {
      Place place = new Place(slot.purse(), slot.nonce());
      there.add(place);
      if (looked.contains(place) && slot.end().isPresent()) {
        continue;
      }
      looked.remove(place);
      long count =
          counts.computeIfAbsent(
              slot.purse(), purse -> transactions.transactionCount(dao, purse.account()));
      if (slot.end().isEmpty()) {
        open(dao, place, slot, count, now);
      } else {
        ended(dao, place, slot, slot.end().get(), count, now);
      }
    }
    looked.removeIf(place -> place.purse().chainId() == dao.chainId() && !there.contains(place));
  }

  private void open(Dao dao, Place place, Slot slot, long count, Instant now) {
    if (slot.nonce() >= count) {
      foreignSince.remove(place);
      return;
    }
    Optional<Mined> mined = mined(dao, slot);
    if (mined.isPresent()) {
      foreignSince.remove(place);
      String hash = mined.get().receipt().transactionHash();
      record(slot, Optional.of(hash), mined.get().receipt().succeeded());
      return;
    }
    Instant since = foreignSince.computeIfAbsent(place, its -> now);
    if (!since.plus(DEEP).isAfter(now)) {
      foreignSince.remove(place);
      record(slot, Optional.empty(), false);
    }
  }

  private void ended(Dao dao, Place place, Slot slot, End end, long count, Instant now) {
    boolean holds =
        end.hash()
            .map(hash -> transactions.receipt(dao, hash).isPresent())
            .orElseGet(() -> slot.nonce() < count && mined(dao, slot).isEmpty());
    if (!holds) {
      ledger.record(
          new Recorded.Unused(slot.purse().chainId(), slot.purse().account(), slot.nonce()));
    } else if (!end.at().plus(DEEP).isAfter(now)) {
      looked.add(place);
    }
  }

  private Optional<Mined> mined(Dao dao, Slot slot) {
    return slot.forms().reversed().stream()
        .map(Form::hash)
        .flatMap(hash -> transactions.receipt(dao, hash).stream())
        .findFirst();
  }

  private void record(Slot slot, Optional<String> hash, boolean succeeded) {
    ledger.record(
        new Recorded.Used(
            slot.purse().chainId(), slot.purse().account(), slot.nonce(), hash, succeeded));
  }
}

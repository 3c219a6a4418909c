package org.prytany.signerd.guard;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.prytany.governance.chain.BlockRef;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.sending.TransactionSubmitter;
import org.prytany.governance.sending.TransactionSubmitter.Mined;
import org.prytany.signerd.guard.Depth.Place;
import org.prytany.signerd.guard.SignedNonces.End;
import org.prytany.signerd.guard.SignedNonces.Form;
import org.prytany.signerd.guard.SignedNonces.Slot;
import org.prytany.signerd.journal.Recorded;

/**
 * Finds out what the chain used signed nonces for. A receipt says it at once; that a nonce went to
 * a transaction that was not signed here is believed when it is deep ({@link Depth}). What was
 * found is looked at again, since a reorg takes it back; for an hour more when it is deep, since an
 * endpoint that lied may be honest again.
 */
final class Settlement {

  private static final String FOREIGN = "used by a transaction that was not signed here";

  private final OwnChain chain;
  private final Ledger ledger;
  private final Depth depth;

  /** By chain: one that does not answer holds up no other. */
  private final Map<Long, Object> chains = new ConcurrentHashMap<>();

  Settlement(OwnChain chain, Ledger ledger, LongSupplier nanos) {
    this.chain = chain;
    this.ledger = ledger;
    this.depth = new Depth(nanos);
  }

  /** Records what is to be said of the nonces of every account on a DAO's chain. */
  void settle(Dao dao) {
    synchronized (chains.computeIfAbsent(dao.chainId(), its -> new Object())) {
      Round round = new Round(dao);
      List<Slot> slots = ledger.unsettled(dao.chainId());
      slots.forEach(round::look);
      depth.keep(dao.chainId(), slots.stream().map(Settlement::place).collect(Collectors.toSet()));
    }
  }

  /** One look at everything that is not certain on a chain. */
  private final class Round {
    private final Dao dao;
    private final Map<Purse, Long> counts = new HashMap<>();
    private final Map<Long, Optional<BlockRef>> blocks = new HashMap<>();
    private Optional<BlockRef> head = Optional.empty();

    Round(Dao dao) {
      this.dao = dao;
    }

    void look(Slot slot) {
      if (slot.end().isEmpty()) {
        open(slot);
      } else if (depth.due(place(slot), slot.end().get().deep())) {
        ended(slot, slot.end().get());
      }
    }

    private void open(Slot slot) {
      Place place = place(slot);
      if (slot.nonce() >= count(slot.purse())) {
        depth.forget(place);
        return;
      }
      Optional<Mined> mined = mined(chain.transactions(), slot);
      if (mined.isPresent()) {
        record(slot, Optional.of(hash(mined.get())), mined.get().receipt().succeeded());
        deep(slot, mined.get());
      } else if (deepForeign(slot)) {
        record(slot, Optional.empty(), false);
        certain(slot, Optional.empty());
      }
    }

    private void ended(Slot slot, End end) {
      if (end.hash().isEmpty()) {
        boolean holds =
            slot.nonce() < count(slot.purse()) && mined(chain.transactions(), slot).isEmpty();
        if (!holds) {
          unused(slot);
        } else if (deepForeign(slot)) {
          certain(slot, Optional.empty());
        }
        return;
      }
      Optional<Mined> mined = chain.transactions().receipt(dao, end.hash().get());
      if (mined.isEmpty()) {
        unused(slot);
        return;
      }
      if (mined.get().receipt().succeeded() != end.succeeded()) {
        // In another block it came to something else.
        record(slot, end.hash(), mined.get().receipt().succeeded());
      }
      if (deep(slot, mined.get())) {
        certain(slot, fee(mined.get()));
      }
    }

    /** What it cost: the most that an endpoint says, if each says something. */
    private Optional<BigInteger> fee(Mined mined) {
      if (chain.second(dao).isEmpty()) {
        return mined.feeWei();
      }
      try {
        Optional<BigInteger> other =
            chain.second(dao).get().receipt(dao, hash(mined)).flatMap(Mined::feeWei);
        return mined.feeWei().flatMap(own -> other.map(own::max));
      } catch (PrytanyException e) {
        // It counts by what it could cost at most.
        return Optional.empty();
      }
    }

    private boolean deep(Slot slot, Mined mined) {
      return depth.deep(place(slot), story(mined), sight(other -> agrees(other, mined)));
    }

    private boolean deepForeign(Slot slot) {
      return depth.deep(
          place(slot),
          FOREIGN,
          sight(
              other ->
                  other.transactionCount(dao, slot.purse().account()) > slot.nonce()
                      && mined(other, slot).isEmpty()));
    }

    private boolean agrees(TransactionSubmitter other, Mined mined) {
      return other
          .receipt(dao, hash(mined))
          .map(this::story)
          .filter(story(mined)::equals)
          .isPresent();
    }

    /** What a receipt says, and in which block. */
    private String story(Mined mined) {
      return (hash(mined) + " in " + mined.blockHash() + ": " + mined.receipt().succeeded())
          .toLowerCase(Locale.ROOT);
    }

    private Depth.Sight sight(Predicate<TransactionSubmitter> second) {
      return new Depth.Sight() {
        @Override
        public BlockRef head() {
          BlockRef newest = head.orElseGet(() -> chain.blocks().head(dao));
          head = Optional.of(newest);
          return newest;
        }

        @Override
        public boolean has(BlockRef block) {
          return blocks
              .computeIfAbsent(block.number(), number -> chain.blocks().block(dao, number))
              .filter(there -> there.hash().equalsIgnoreCase(block.hash()))
              .isPresent();
        }

        @Override
        public Depth.Second second() {
          try {
            return chain.second(dao).filter(other -> !second.test(other)).isEmpty()
                ? Depth.Second.AGREES
                : Depth.Second.CONTRADICTS;
          } catch (PrytanyException e) {
            // Nobody is signed for less because of it: what is not certain waits.
            return Depth.Second.SILENT;
          }
        }
      };
    }

    private long count(Purse purse) {
      return counts.computeIfAbsent(
          purse, its -> chain.transactions().transactionCount(dao, its.account()));
    }

    private Optional<Mined> mined(TransactionSubmitter endpoint, Slot slot) {
      return slot.forms().reversed().stream()
          .map(Form::hash)
          .flatMap(hash -> endpoint.receipt(dao, hash).stream())
          .findFirst();
    }
  }

  private static String hash(Mined mined) {
    return mined.receipt().transactionHash();
  }

  private static Place place(Slot slot) {
    return new Place(slot.purse(), slot.nonce());
  }

  private void record(Slot slot, Optional<String> hash, boolean succeeded) {
    ledger.record(
        new Recorded.Used(
            slot.purse().chainId(), slot.purse().account(), slot.nonce(), hash, succeeded));
  }

  private void unused(Slot slot) {
    depth.forget(place(slot));
    ledger.record(
        new Recorded.Unused(slot.purse().chainId(), slot.purse().account(), slot.nonce()));
  }

  private void certain(Slot slot, Optional<BigInteger> feeWei) {
    if (slot.end().filter(End::deep).isPresent()) {
      return;
    }
    ledger.record(
        new Recorded.Deep(slot.purse().chainId(), slot.purse().account(), slot.nonce(), feeWei));
  }
}

package org.prytany.chain.governor;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.rpc.JsonRpc;
import org.prytany.chain.rpc.Quantities;
import org.prytany.chain.rpc.RpcErrorException;
import org.prytany.chain.rpc.SharedBlocks;
import org.prytany.governance.chain.BlockRef;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.proposal.ChainView.Pulse;
import org.prytany.spi.Address;

/**
 * What a governor that counts blocks takes for the present block, and how many seconds pass from
 * one to the next: measured over a thousand headers, or, where the contract sees another chain's
 * block numbers (as on Arbitrum), over what it told before.
 *
 * <p>Source: EIP-6372 (clock); the EVM's NUMBER instruction for governors that have no clock().
 */
final class GovernorClock {

  /** Returns NUMBER as code of a contract that is never made: what contracts see at that block. */
  private static final String NUMBER = "0x4360005260206000f3";

  private static final int HEADERS = 1_000;

  /** Nodes that keep no history still know the state of some hundred blocks. */
  private static final int STATES = 100;

  /** Fewer timepoints say too little about the time between two. */
  private static final int FEWEST = 8;

  private static final long LONGEST_SECONDS = 7_200;

  /** A thousand blocks of any chain come within two days. */
  private static final long MOST_STALE_SECONDS = 172_800;

  private static final int MOST_SAMPLES = 400;

  private final Map<String, Samples> seen = new ConcurrentHashMap<>();

  /**
   * @param now the timepoint that the governor takes for the present one
   * @param pulse how fast timepoints follow each other
   */
  record Reading(long now, Pulse pulse) {}

  /**
   * @param blocks as the DAOs of the chain share them
   * @param told what the governor's clock() says at the block; empty where it has none
   * @throws org.prytany.governance.failure.PrytanyException CHAIN_UNAVAILABLE if the endpoint fails
   */
  Reading read(Dao dao, JsonRpc rpc, SharedBlocks blocks, OptionalLong told, BlockRef at) {
    Samples samples =
        seen.computeIfAbsent(dao.chainId() + ":" + dao.governor(), unused -> new Samples());
    OptionalLong seenThere = told.isPresent() ? told : samples.seenByContracts(rpc, at);
    if (seenThere.isEmpty()) {
      // It may count another chain's blocks: what time is left is not known.
      return new Reading(at.number(), new Pulse(true, OptionalDouble.empty()));
    }
    long now = seenThere.getAsLong();
    boolean own = Math.abs(now - at.number()) <= 1;
    synchronized (samples) {
      if (samples.isEmpty()) {
        before(dao, rpc, blocks, told.isPresent(), own, at).ifPresent(samples::add);
      }
      samples.add(new Sample(now, at.timestamp()));
      return new Reading(now, new Pulse(!own, samples.secondsPerTimepoint()));
    }
  }

  /** What was so some time ago, for a server that has only just started. */
  private static Optional<Sample> before(
      Dao dao, JsonRpc rpc, SharedBlocks blocks, boolean hasClock, boolean own, BlockRef at) {
    long number = Math.max(0, at.number() - (own ? HEADERS : STATES));
    Optional<BlockRef> then = blocks.at(rpc, number);
    if (then.isEmpty()) {
      return Optional.empty();
    }
    OptionalLong clock =
        own
            ? OptionalLong.of(number)
            : hasClock ? clock(dao.governor(), rpc, number) : number(rpc, number);
    return clock.isPresent()
        ? Optional.of(new Sample(clock.getAsLong(), then.get().timestamp()))
        : Optional.empty();
  }

  private static OptionalLong clock(Address governor, JsonRpc rpc, long block) {
    try {
      String told =
          rpc.call(
              Address.ZERO.hex(),
              governor.hex(),
              AbiBytes.selector("clock()"),
              Quantities.of(block));
      return fit(told);
    } catch (RpcErrorException e) {
      // The node does not keep the state of that block.
      return OptionalLong.empty();
    }
  }

  private static OptionalLong number(JsonRpc rpc, long block) {
    try {
      return fit(
          rpc.ask(
                  "eth_call",
                  Map.of("from", Address.ZERO.hex(), "data", NUMBER),
                  Quantities.of(block))
              .asText(""));
    } catch (RpcErrorException e) {
      return OptionalLong.empty();
    }
  }

  private static OptionalLong fit(String word) {
    if (!word.matches("0x[0-9a-fA-F]{64}")) {
      return OptionalLong.empty();
    }
    BigInteger value = new BigInteger(word.substring(2), 16);
    return value.bitLength() <= 48 ? OptionalLong.of(value.longValue()) : OptionalLong.empty();
  }

  private record Sample(long timepoint, long seconds) {}

  /** What one governor's clock showed, oldest first. */
  private static final class Samples {
    private final Deque<Sample> all = new ArrayDeque<>();
    private volatile boolean ownNumbers;

    boolean isEmpty() {
      return all.isEmpty();
    }

    /** The number that contracts see, where the governor tells none; asked until it is known. */
    OptionalLong seenByContracts(JsonRpc rpc, BlockRef at) {
      if (ownNumbers) {
        return OptionalLong.of(at.number());
      }
      OptionalLong number = number(rpc, at.number());
      ownNumbers = number.isPresent() && Math.abs(number.getAsLong() - at.number()) <= 1;
      return ownNumbers ? OptionalLong.of(at.number()) : number;
    }

    void add(Sample sample) {
      // A reorg, or an endpoint that lags behind another: what comes later is taken back.
      while (!all.isEmpty()
          && (all.getLast().seconds() >= sample.seconds()
              || all.getLast().timepoint() > sample.timepoint())) {
        all.removeLast();
      }
      all.addLast(sample);
      while (all.size() > 2
          && (all.size() > MOST_SAMPLES
              || sample.seconds() - second().seconds() > LONGEST_SECONDS)) {
        all.removeFirst();
      }
      boolean stale = sample.seconds() - all.getFirst().seconds() > MOST_STALE_SECONDS;
      if (all.size() == 2 && stale) {
        // Nobody looked for weeks: it is measured anew.
        all.removeFirst();
      }
    }

    private Sample second() {
      var samples = all.iterator();
      samples.next();
      return samples.next();
    }

    OptionalDouble secondsPerTimepoint() {
      long timepoints = all.getLast().timepoint() - all.getFirst().timepoint();
      long seconds = all.getLast().seconds() - all.getFirst().seconds();
      return timepoints >= FEWEST && seconds > 0
          ? OptionalDouble.of(seconds / (double) timepoints)
          : OptionalDouble.empty();
    }
  }
}

package org.prytany.chain.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.rpc.Blocks;
import org.prytany.chain.rpc.ChainLog;
import org.prytany.chain.rpc.EndpointSlowException;
import org.prytany.chain.rpc.JsonRpc;
import org.prytany.chain.rpc.Quantities;
import org.prytany.chain.rpc.Question;
import org.prytany.chain.rpc.RpcErrorException;
import org.prytany.chain.rpc.RpcOptions;
import org.prytany.chain.rpc.Told;
import org.prytany.governance.chain.BlockRef;
import org.prytany.spi.Address;

/**
 * Reads logs in block ranges that grow while the endpoint answers and shrink when it refuses.
 * Providers limit ranges by blocks, by number of results or by time, and word it each in their own
 * way: so any refusal halves the range, and only a refused single block is a failure.
 */
public final class LogScanner {
  private static final int SUCCESSES_TO_GROW = 2;

  /** Every refusal makes growing again twice as hard, so that a limit is not run into for ever. */
  private static final int HARDEST_TO_GROW = 64;

  private static final long MOST = Long.MAX_VALUE;

  /** What is made of logs that one endpoint shows and another does not. */
  public enum Differences {
    /** All of them are taken: what they say is proven by other means. */
    JOINED,
    /** None is: something is decided on them. */
    REFUSED
  }

  private final RpcOptions options;
  private final Map<String, Pace> paceOfDao = new ConcurrentHashMap<>();

  public LogScanner(RpcOptions options) {
    this.options = options;
  }

  /**
   * A range that was read.
   *
   * @param logs in order
   * @param end its last block, as the endpoint has it
   */
  public record Range(List<ChainLog> logs, BlockRef end) {}

  /**
   * A contract's logs in blocks [from, to], both included, in order.
   *
   * @param topics as eth_getLogs takes them: per position a topic or a list of alternatives
   * @throws org.prytany.governance.failure.PrytanyException CHAIN_UNAVAILABLE
   */
  public List<ChainLog> scan(
      JsonRpc rpc,
      Address contract,
      List<Object> topics,
      long from,
      long to,
      Differences differences) {
    List<ChainLog> logs = new ArrayList<>();
    long next = from;
    while (next <= to) {
      Range range =
          range(rpc, contract, topics, next, 0, to, differences)
              .orElseThrow(() -> rpc.behind("shows logs of a chain that ends before block " + to));
      logs.addAll(range.logs());
      next = range.end().number() + 1;
    }
    return logs;
  }

  /**
   * A contract's logs from a block on, as far as the endpoint bears, and no further than it has
   * blocks: one that does not have a block yet says that there are no logs in it.
   *
   * @param again up to so many blocks before {@code from} are read as well, as far as the range
   *     reaches
   * @param to no block behind it is read
   * @return empty if the endpoint has no block from {@code from} on
   * @throws org.prytany.governance.failure.PrytanyException CHAIN_UNAVAILABLE
   */
  public Optional<Range> range(
      JsonRpc rpc,
      Address contract,
      List<Object> topics,
      long from,
      long again,
      long to,
      Differences differences) {
    Pace pace = paceOf(rpc);
    long last = Math.min(to, from + pace.range() - 1);
    long lag = 1;
    while (true) {
      long first = Math.max(Math.max(0, from - again), Math.min(from, last - pace.range() + 1));
      try {
        Optional<Range> answer = ask(rpc, contract, topics, first, last, differences);
        if (answer.isPresent()) {
          answered(rpc, pace, last - first + 1);
          return answer;
        }
      } catch (RpcErrorException e) {
        if (last == first) {
          throw rpc.unavailable(e);
        }
        pace = refused(rpc, pace, last - first + 1);
        last = Math.min(last, from + pace.range() - 1);
        continue;
      } catch (EndpointSlowException e) {
        if (last == first) {
          throw e;
        }
        pace = refused(rpc, pace, last - first + 1);
        last = Math.min(last, from + pace.range() - 1);
        continue;
      }
      if (last - lag < from) {
        return Optional.empty();
      }
      last -= lag;
      lag *= 2;
    }
  }

  /**
   * @param range blocks to ask for at once
   * @param successes answers since the range changed
   * @param needed answers before a range is tried that was refused before
   * @param refused the smallest range that was refused
   */
  private record Pace(long range, int successes, int needed, long refused) {

    Pace slower(long asked) {
      return new Pace(
          Math.max(1, Math.min(asked, range) / 2),
          0,
          Math.min(HARDEST_TO_GROW, needed * 2),
          Math.min(asked, refused));
    }

    Pace answered(long largest) {
      boolean known = range * 2 < refused;
      if (successes + 1 < (known ? SUCCESSES_TO_GROW : needed)) {
        return new Pace(range, successes + 1, needed, refused);
      }
      return new Pace(Math.min(largest, range * 2), 0, needed, refused);
    }

    /** A range that was refused before is borne now: the endpoint is a better one again. */
    Pace bore(long asked) {
      return asked < refused ? this : new Pace(range, successes, SUCCESSES_TO_GROW, MOST);
    }
  }

  private Pace paceOf(JsonRpc rpc) {
    return paceOfDao.getOrDefault(
        rpc.daoId(), new Pace(options.firstLogRange(), 0, SUCCESSES_TO_GROW, MOST));
  }

  private Pace refused(JsonRpc rpc, Pace pace, long asked) {
    Pace slower = pace.slower(asked);
    paceOfDao.put(rpc.daoId(), slower);
    return slower;
  }

  private void answered(JsonRpc rpc, Pace pace, long asked) {
    paceOfDao.put(rpc.daoId(), pace.bore(asked).answered(options.largestLogRange()));
  }

  /**
   * Logs and the range's last block are asked for together, so that one node answers both.
   *
   * @return empty if no endpoint has the range's last block, or two have different ones
   */
  private static Optional<Range> ask(
      JsonRpc rpc,
      Address contract,
      List<Object> topics,
      long from,
      long to,
      Differences differences) {
    Map<String, Object> filter = new HashMap<>();
    filter.put("address", contract.hex());
    filter.put("topics", topics);
    filter.put("fromBlock", Quantities.of(from));
    filter.put("toBlock", Quantities.of(to));
    List<List<Told>> answers =
        rpc.each(
            List.of(
                Question.of("eth_getLogs", filter),
                Question.of("eth_getBlockByNumber", Quantities.of(to), false)));
    Map<String, ChainLog> logs = new LinkedHashMap<>();
    Optional<BlockRef> end = Optional.empty();
    Optional<RpcErrorException> error = Optional.empty();
    int told = 0;
    boolean same = true;
    for (List<Told> answer : answers) {
      if (answer.getFirst().error().isPresent()) {
        error = answer.getFirst().error();
        continue;
      }
      Optional<BlockRef> has = Blocks.at(rpc, to, answer.getLast().orThrow());
      if (has.isEmpty()) {
        continue;
      }
      if (end.isPresent() && !end.get().hash().equalsIgnoreCase(has.get().hash())) {
        return Optional.empty();
      }
      end = has;
      Map<String, ChainLog> its = logs(rpc, contract, from, to, answer.getFirst().result());
      same &= told == 0 || its.keySet().equals(logs.keySet());
      logs.putAll(its);
      told++;
    }
    if (error.isPresent() && (told == 0 || from < to)) {
      throw error.get();
    }
    if (!same) {
      rpc.doubt("they show different logs of " + contract);
      if (differences == Differences.REFUSED) {
        throw rpc.differ("show different logs of " + contract);
      }
    }
    List<ChainLog> sorted = new ArrayList<>(logs.values());
    sorted.sort(Comparator.comparingLong(ChainLog::block).thenComparingLong(ChainLog::index));
    return end.map(its -> new Range(sorted, its));
  }

  private static Map<String, ChainLog> logs(
      JsonRpc rpc, Address contract, long from, long to, JsonNode answer) {
    if (!answer.isArray()) {
      throw rpc.invalid("eth_getLogs returned no list.");
    }
    Map<String, ChainLog> logs = new LinkedHashMap<>();
    for (JsonNode node : answer) {
      if (node.path("removed").asBoolean(false)) {
        continue;
      }
      try {
        ChainLog log = ChainLog.parse(node);
        if (log.emitter().equals(contract) && log.block() >= from && log.block() <= to) {
          logs.put(identity(log), log);
        }
      } catch (IllegalArgumentException | ArithmeticException e) {
        throw rpc.invalid("eth_getLogs returned something that is no log.");
      }
    }
    return logs;
  }

  private static String identity(ChainLog log) {
    String where = log.block() + ":" + log.blockHash() + ":" + log.index();
    return (where + log.transactionHash() + log.topics() + AbiBytes.hex(log.data()))
        .toLowerCase(Locale.ROOT);
  }
}

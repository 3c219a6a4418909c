package org.prytany.chain.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.prytany.chain.rpc.ChainLog;
import org.prytany.chain.rpc.EndpointSlowException;
import org.prytany.chain.rpc.JsonRpc;
import org.prytany.chain.rpc.Quantities;
import org.prytany.chain.rpc.RpcErrorException;
import org.prytany.chain.rpc.RpcOptions;
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

  private final RpcOptions options;
  private final Map<String, Long> rangeOfDao = new ConcurrentHashMap<>();

  public LogScanner(RpcOptions options) {
    this.options = options;
  }

  /**
   * A contract's logs in blocks [from, to], both included, in order.
   *
   * @param topics as eth_getLogs takes them: per position a topic or a list of alternatives
   * @throws org.prytany.governance.failure.PrytanyException CHAIN_UNAVAILABLE
   */
  public List<ChainLog> scan(
      JsonRpc rpc, Address contract, List<Object> topics, long from, long to) {
    List<ChainLog> logs = new ArrayList<>();
    long range = rangeOfDao.getOrDefault(rpc.daoId(), options.firstLogRange());
    int successes = 0;
    int needed = SUCCESSES_TO_GROW;
    long next = from;
    while (next <= to) {
      long last = Math.min(to, next + range - 1);
      try {
        logs.addAll(ask(rpc, contract, topics, next, last));
      } catch (RpcErrorException e) {
        if (last == next) {
          throw rpc.unavailable(e);
        }
        range = half(last - next + 1);
        successes = 0;
        needed = Math.min(HARDEST_TO_GROW, needed * 2);
        continue;
      } catch (EndpointSlowException e) {
        if (last == next) {
          throw e;
        }
        range = half(last - next + 1);
        successes = 0;
        needed = Math.min(HARDEST_TO_GROW, needed * 2);
        continue;
      }
      next = last + 1;
      successes++;
      if (successes >= needed) {
        range = Math.min(options.largestLogRange(), range * 2);
        successes = 0;
      }
      rangeOfDao.put(rpc.daoId(), range);
    }
    logs.sort(Comparator.comparingLong(ChainLog::block).thenComparingLong(ChainLog::index));
    return logs;
  }

  private static long half(long range) {
    return Math.max(1, range / 2);
  }

  private static List<ChainLog> ask(
      JsonRpc rpc, Address contract, List<Object> topics, long from, long to) {
    Map<String, Object> filter = new HashMap<>();
    filter.put("address", contract.hex());
    filter.put("topics", topics);
    filter.put("fromBlock", Quantities.of(from));
    filter.put("toBlock", Quantities.of(to));
    JsonNode answer = rpc.ask("eth_getLogs", filter);
    if (!answer.isArray()) {
      throw rpc.invalid("eth_getLogs returned no list.");
    }
    List<ChainLog> logs = new ArrayList<>();
    for (JsonNode node : answer) {
      if (node.path("removed").asBoolean(false)) {
        continue;
      }
      try {
        ChainLog log = ChainLog.parse(node);
        if (log.emitter().equals(contract) && log.block() >= from && log.block() <= to) {
          logs.add(log);
        }
      } catch (IllegalArgumentException | ArithmeticException e) {
        throw rpc.invalid("eth_getLogs returned something that is no log.");
      }
    }
    return logs;
  }
}

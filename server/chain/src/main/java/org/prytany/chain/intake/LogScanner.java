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
import java.util.function.Function;
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
import org.prytany.governance.failure.PrytanyException;
import org.prytany.spi.Address;

/**
 * Reads logs in block ranges, each endpoint in pieces of what it bears. Providers limit ranges by
 * blocks, by number of results or by time, and word it each in their own way: so any refusal halves
 * the endpoint's pieces, and one that refuses a single block rests while others serve.
 */
public final class LogScanner {

  /** A range has at most so many pieces of the endpoint that bears least. */
  private static final long MOST_PIECES = 16;

  /** What is made of logs that one endpoint shows and another does not. */
  public enum Differences {
    /** All of them are taken: what they say is proven by other means. */
    JOINED,
    /** None is: something is decided on them. */
    REFUSED
  }

  private final RpcOptions options;
  private final Map<String, LogPace> paces = new ConcurrentHashMap<>();

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
    return range(rpc, contract, topics, from, again, to, differences, MOST_PIECES);
  }

  /**
   * The same in one piece of each endpoint, none of which may differ: no part of it is of another
   * branch than its last block.
   */
  public Optional<Range> piece(
      JsonRpc rpc, Address contract, List<Object> topics, long from, long to) {
    return range(rpc, contract, topics, from, 0, to, Differences.REFUSED, 1);
  }

  private Optional<Range> range(
      JsonRpc rpc,
      Address contract,
      List<Object> topics,
      long from,
      long again,
      long to,
      Differences differences,
      long most) {
    long limit = to;
    long lag = 1;
    while (true) {
      List<Integer> serving = serving(rpc);
      long widest = serving.stream().mapToLong(its -> pace(rpc, its).range()).max().orElseThrow();
      long least = pace(rpc, serving.getFirst()).range();
      long blocks = Math.min(widest, least * most);
      long last = Math.min(limit, from + blocks - 1);
      long first = Math.max(Math.max(0, from - again), Math.min(from, last - blocks + 1));
      Joined joined = new Joined(rpc, contract, topics, first, last);
      if (!joined.ask(serving)) {
        continue;
      }
      Optional<Range> range = joined.range(differences);
      if (range.isPresent()) {
        return range;
      }
      if (last - lag < from) {
        return Optional.empty();
      }
      limit = last - lag;
      lag *= 2;
    }
  }

  /** The endpoints that are asked for logs now, the one that bears least first. */
  private List<Integer> serving(JsonRpc rpc) {
    List<Integer> awake = rpc.awake();
    long now = rpc.nanos();
    List<Integer> serving = new ArrayList<>();
    for (int endpoint : awake) {
      if (!pace(rpc, endpoint).rests(now)) {
        serving.add(endpoint);
      }
    }
    List<Integer> asked = serving.isEmpty() ? awake : serving;
    for (int endpoint : awake) {
      if (!asked.contains(endpoint)) {
        rpc.doubt(
            "endpoint " + endpoint + " refuses logs, even of one block, and is not asked for them");
      }
    }
    return asked.stream()
        .sorted(Comparator.comparingLong(endpoint -> pace(rpc, endpoint).range()))
        .toList();
  }

  private LogPace pace(JsonRpc rpc, int endpoint) {
    return paces.computeIfAbsent(
        rpc.daoId() + ":" + endpoint,
        unused -> new LogPace(options.firstLogRange(), options.largestLogRange()));
  }

  /** What the endpoints show of one range. */
  private final class Joined {
    private final JsonRpc rpc;
    private final Address contract;
    private final List<Object> topics;
    private final long first;
    private final long last;
    private final Map<String, ChainLog> logs = new LinkedHashMap<>();
    private Optional<BlockRef> end = Optional.empty();
    private int told;
    private boolean same = true;
    private boolean branches;

    Joined(JsonRpc rpc, Address contract, List<Object> topics, long first, long last) {
      this.rpc = rpc;
      this.contract = contract;
      this.topics = topics;
      this.first = first;
      this.last = last;
    }

    /** Asks each; false if one refuses its piece, so that another range is to be tried. */
    boolean ask(List<Integer> serving) {
      boolean silent = true;
      for (int endpoint : serving) {
        LogPace pace = pace(rpc, endpoint);
        long size = Math.min(pace.range(), last - first + 1);
        try {
          Answer answer = pieces(questions -> rpc.at(endpoint, questions), size);
          silent &= answer == Answer.NONE;
          if (answer == Answer.WHOLE) {
            pace.answered(size);
          }
        } catch (RpcErrorException e) {
          refused(pace, size, serving.size() > 1, rpc.unavailable(e));
          return false;
        } catch (EndpointSlowException e) {
          refused(pace, size, serving.size() > 1, e);
          return false;
        }
      }
      if (silent) {
        // All of them failed just now: whichever comes to itself first is enough.
        whoever(serving);
      }
      return true;
    }

    private void whoever(List<Integer> serving) {
      long size = Math.min(pace(rpc, serving.getFirst()).range(), last - first + 1);
      try {
        pieces(questions -> Optional.of(rpc.any(questions)), size);
      } catch (RpcErrorException e) {
        throw rpc.unavailable(e);
      }
    }

    private void refused(LogPace pace, long size, boolean others, PrytanyException failure) {
      if (size > 1) {
        pace.refused(size);
      } else if (others) {
        pace.rest(rpc.nanos());
      } else {
        throw failure;
      }
    }

    /**
     * Each piece's logs and last block are asked for together, so that one node answers both.
     *
     * @throws RpcErrorException if it has the blocks and refuses the logs
     */
    private Answer pieces(Function<List<Question>, Optional<List<Told>>> endpoint, long size) {
      Map<String, ChainLog> its = new LinkedHashMap<>();
      Optional<BlockRef> has = Optional.empty();
      for (long from = first; from <= last; from += size) {
        long to = Math.min(last, from + size - 1);
        Optional<List<Told>> answer = endpoint.apply(questions(from, to));
        if (answer.isEmpty()) {
          return Answer.NONE;
        }
        has = Blocks.at(rpc, to, answer.get().getLast().orThrow());
        if (has.isEmpty()) {
          return Answer.BEHIND;
        }
        its.putAll(logs(rpc, contract, from, to, answer.get().getFirst().orThrow()));
      }
      add(its, has.orElseThrow());
      return Answer.WHOLE;
    }

    private List<Question> questions(long from, long to) {
      Map<String, Object> filter = new HashMap<>();
      filter.put("address", contract.hex());
      filter.put("topics", topics);
      filter.put("fromBlock", Quantities.of(from));
      filter.put("toBlock", Quantities.of(to));
      return List.of(
          Question.of("eth_getLogs", filter),
          Question.of("eth_getBlockByNumber", Quantities.of(to), false));
    }

    private void add(Map<String, ChainLog> its, BlockRef has) {
      branches |= end.filter(seen -> !seen.hash().equalsIgnoreCase(has.hash())).isPresent();
      end = Optional.of(has);
      same &= told == 0 || its.keySet().equals(logs.keySet());
      logs.putAll(its);
      told++;
    }

    /** Empty if no endpoint has the range's last block, or two have different ones. */
    Optional<Range> range(Differences differences) {
      if (branches) {
        return Optional.empty();
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
  }

  /** What came of asking an endpoint for a range. */
  private enum Answer {
    WHOLE,
    /** It has not come to all of its blocks. */
    BEHIND,
    /** It does not answer now. */
    NONE
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

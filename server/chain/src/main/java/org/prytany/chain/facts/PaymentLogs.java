package org.prytany.chain.facts;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.abi.AbiReader;
import org.prytany.chain.abi.AbiType;
import org.prytany.chain.abi.AbiValue;
import org.prytany.chain.abi.MalformedAbiException;
import org.prytany.chain.rpc.ChainLog;
import org.prytany.chain.rpc.JsonRpc;
import org.prytany.chain.rpc.Quantities;
import org.prytany.chain.rpc.RpcErrorException;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.spi.Address;

/**
 * Whom a treasury paid, by its logs. What was read is kept, so that a later question only reads the
 * blocks since; a search that ran out of time goes on where it stopped.
 *
 * <p>Anybody can make a token of his own say that the treasury paid him, and make any token say
 * that it paid him nothing. So transfers count by their token, and only if something moved.
 *
 * <p>Source: EIP-20 Transfer, OpenZeppelin TimelockController.CallExecuted, Compound
 * Timelock.ExecuteTransaction.
 */
final class PaymentLogs {
  private static final String TRANSFER = AbiBytes.topic("Transfer(address,address,uint256)");
  private static final String CALL_EXECUTED =
      AbiBytes.topic("CallExecuted(bytes32,uint256,address,uint256,bytes)");
  private static final String EXECUTE_TRANSACTION =
      AbiBytes.topic("ExecuteTransaction(bytes32,address,uint256,string,bytes,uint256)");
  private static final String PAY = AbiBytes.selector("transfer(address,uint256)");
  private static final int MOST_KEPT = 2_000;
  private static final int MOST_PAYEES = 200_000;

  private final Map<String, Search> searches = new ConcurrentHashMap<>();
  private final long firstRange;
  private final long largestRange;

  PaymentLogs(long firstRange, long largestRange) {
    this.firstRange = firstRange;
    this.largestRange = largestRange;
  }

  /**
   * Who was paid.
   *
   * @param complete whether all blocks were searched
   */
  record Paid(Set<Address> accounts, boolean complete) {
    Paid {
      accounts = Set.copyOf(accounts);
    }
  }

  /** Accounts that the treasury's own log of executed calls says it sent coin or tokens to. */
  Paid byExecution(Dao dao, JsonRpc rpc, long upTo, Deadline deadline) {
    List<Object> topics = List.of(List.of(CALL_EXECUTED, EXECUTE_TRANSACTION));
    return search(dao, dao.treasury()).upTo(dao, rpc, topics, upTo, deadline);
  }

  /** Accounts that one of the DAO's accounts transferred a token to, by the token's log. */
  Paid byToken(Dao dao, JsonRpc rpc, Address token, long upTo, Deadline deadline) {
    List<String> payers =
        dao.holders().stream().map(holder -> "0x" + AbiBytes.word(holder)).toList();
    List<Object> topics = List.of(TRANSFER, payers.size() == 1 ? payers.getFirst() : payers);
    return search(dao, token).upTo(dao, rpc, topics, upTo, deadline);
  }

  private Search search(Dao dao, Address emitter) {
    if (searches.size() > MOST_KEPT) {
      searches.clear();
    }
    String key = dao.chainId() + ":" + dao.holders() + ":" + dao.fromBlock() + ":" + emitter;
    return searches.computeIfAbsent(key, k -> new Search(emitter, dao.fromBlock()));
  }

  /** Until when a search may go on. */
  static final class Deadline {
    private final long nanos;

    Deadline(Duration within) {
      nanos = System.nanoTime() + within.toNanos();
    }

    boolean passed() {
      return System.nanoTime() - nanos > 0;
    }
  }

  private final class Search {
    private final Address emitter;
    private final Set<Address> paid = new HashSet<>();
    private long next;
    private long range = firstRange;

    Search(Address emitter, long from) {
      this.emitter = emitter;
      this.next = from;
    }

    synchronized Paid upTo(
        Dao dao, JsonRpc rpc, List<Object> topics, long upTo, Deadline deadline) {
      while (next <= upTo && !deadline.passed() && paid.size() < MOST_PAYEES) {
        long last = Math.min(upTo, next + range - 1);
        try {
          for (ChainLog log : ask(rpc, topics, last)) {
            payees(dao, log).forEach(paid::add);
          }
          next = last + 1;
          range = Math.min(largestRange, range * 2);
        } catch (RpcErrorException | PrytanyException e) {
          // Too much for the endpoint, in whatever words: less is asked, or nothing is known.
          if (range == 1) {
            break;
          }
          range = Math.max(1, (last - next + 1) / 2);
        }
      }
      return new Paid(paid, next > upTo);
    }

    private List<ChainLog> ask(JsonRpc rpc, List<Object> topics, long last) {
      Map<String, Object> filter = new HashMap<>();
      filter.put("address", emitter.hex());
      filter.put("topics", topics);
      filter.put("fromBlock", Quantities.of(next));
      filter.put("toBlock", Quantities.of(last));
      List<ChainLog> logs = new ArrayList<>();
      for (JsonNode node : rpc.ask("eth_getLogs", filter)) {
        try {
          ChainLog log = ChainLog.parse(node);
          if (log.emitter().equals(emitter)) {
            logs.add(log);
          }
        } catch (IllegalArgumentException | ArithmeticException e) {
          throw rpc.invalid("eth_getLogs returned something that is no log.");
        }
      }
      return logs;
    }

    private List<Address> payees(Dao dao, ChainLog log) {
      try {
        return emitter.equals(dao.treasury()) && !log.topic0().equals(TRANSFER)
            ? executed(log)
            : transferred(log, dao).map(List::of).orElse(List.of());
      } catch (MalformedAbiException | IndexOutOfBoundsException e) {
        return List.of();
      }
    }
  }

  private static Optional<Address> transferred(ChainLog log, Dao dao) {
    boolean payment =
        log.topics().size() == 3
            && dao.holds(AbiBytes.addressIn(log.topics().get(1)))
            && log.data().length == 32
            && new BigInteger(1, log.data()).signum() > 0;
    return payment ? Optional.of(AbiBytes.addressIn(log.topics().get(2))) : Optional.empty();
  }

  private static List<Address> executed(ChainLog log) {
    AbiType number = new AbiType.Unsigned(256);
    AbiType bytes = new AbiType.Blob(false);
    boolean compound = log.topic0().equals(EXECUTE_TRANSACTION);
    List<AbiValue> values =
        AbiReader.read(
                compound
                    ? List.of(number, new AbiType.Blob(true), bytes, number)
                    : List.of(new AbiType.Account(), number, bytes),
                log.data())
            .values();
    Address target =
        compound ? AbiBytes.addressIn(log.topics().get(2)) : values.getFirst().asAddress();
    BigInteger value = values.get(compound ? 0 : 1).asInt();
    String data = AbiBytes.hex(values.get(2).asBytes());
    if (compound && values.get(1).shown().equals("transfer(address,uint256)")) {
      data = PAY + data.substring(2);
    }
    List<Address> paid = new ArrayList<>();
    if (value.signum() > 0) {
      paid.add(target);
    }
    if (data.startsWith(PAY) && data.length() >= 2 + 8 + 128) {
      Address to = AbiBytes.addressIn("0x" + data.substring(10, 74));
      if (new BigInteger(data.substring(74, 138), 16).signum() > 0) {
        paid.add(to);
      }
    }
    return paid;
  }
}

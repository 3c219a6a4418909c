package org.prytany.chain.posture;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.rpc.ChainLog;
import org.prytany.chain.rpc.Quantities;
import org.prytany.chain.rpc.RpcErrorException;
import org.prytany.chain.rpc.RpcOptions;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.effects.Unlimited;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.spi.Address;

/**
 * Who may take as much as they like of a listed token out of a DAO's accounts. Logs say who was
 * ever allowed anything, and the token how much is left now. A search that ran out of time goes on
 * where it stopped, at the next look.
 */
final class AllowanceLogs {
  private static final String APPROVAL = AbiBytes.topic("Approval(address,address,uint256)");
  private static final Duration SEARCH = Duration.ofSeconds(5);
  private static final int MOST_TOKENS = 20;
  private static final int MOST_GIVEN = 300;

  private final RpcOptions options;
  private final Map<String, Search> searches = new ConcurrentHashMap<>();

  private record Given(Address token, Address holder, Address spender) {}

  AllowanceLogs(RpcOptions options) {
    this.options = options;
  }

  /** Says of each unlimited allowance that it is dangerous. */
  void look(Seen seen, Set<Address> tokens, long number) {
    Dao dao = seen.dao();
    List<Address> asked = tokens.stream().sorted().limit(MOST_TOKENS).toList();
    if (asked.isEmpty()) {
      return;
    }
    Search search =
        searches.computeIfAbsent(
            dao.chainId() + ":" + dao.holders() + ":" + dao.fromBlock() + ":" + asked,
            key -> new Search(dao.fromBlock()));
    for (Given given : search.upTo(seen, asked, number)) {
      boolean unlimited =
          seen.views()
              .number(
                  given.token(),
                  "allowance(address,address)",
                  AbiBytes.word(given.holder()),
                  AbiBytes.word(given.spender()))
              .filter(Unlimited::isReached)
              .isPresent();
      if (unlimited && !seen.isOwn(given.spender())) {
        seen.danger(
            seen.name(given.spender())
                + ", "
                + seen.kind(given.spender())
                + ", may take all of the token "
                + seen.name(given.token())
                + " that "
                + seen.name(given.holder())
                + " has: its allowance is unlimited.");
      }
    }
  }

  private final class Search {
    private final Set<Given> given = new LinkedHashSet<>();
    private long next;
    private long range = options.firstLogRange();

    Search(long from) {
      this.next = from;
    }

    synchronized List<Given> upTo(Seen seen, List<Address> tokens, long number) {
      long end = System.nanoTime() + SEARCH.toNanos();
      while (next <= number && System.nanoTime() - end < 0 && given.size() < MOST_GIVEN) {
        long last = Math.min(number, next + range - 1);
        try {
          read(seen, tokens, last);
          next = last + 1;
          range = Math.min(options.largestLogRange(), range * 2);
        } catch (RpcErrorException | PrytanyException e) {
          // Too much for the endpoint, in whatever words: less is asked, or nothing more is known.
          if (range == 1) {
            break;
          }
          range = Math.max(1, (last - next + 1) / 2);
        }
      }
      if (next <= number) {
        seen.missed();
      }
      return List.copyOf(given);
    }

    private void read(Seen seen, List<Address> tokens, long last) {
      Map<String, Object> filter = new HashMap<>();
      filter.put("address", tokens.stream().map(Address::hex).toList());
      filter.put(
          "topics",
          List.of(
              APPROVAL,
              seen.dao().holders().stream().map(its -> "0x" + AbiBytes.word(its)).toList()));
      filter.put("fromBlock", Quantities.of(next));
      filter.put("toBlock", Quantities.of(last));
      for (JsonNode node : seen.rpc().ask("eth_getLogs", filter)) {
        try {
          ChainLog log = ChainLog.parse(node);
          if (tokens.contains(log.emitter()) && log.topics().size() == 3) {
            given.add(
                new Given(
                    log.emitter(),
                    AbiBytes.addressIn(log.topics().get(1)),
                    AbiBytes.addressIn(log.topics().get(2))));
          }
        } catch (IllegalArgumentException | ArithmeticException e) {
          throw seen.rpc().invalid("eth_getLogs returned something that is no log.");
        }
      }
    }
  }
}

package org.prytany.cli.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Looks for all anchors of an account on a chain, without the log's word: the log may be the one
 * that was rewritten. An account's transactions have no index in JSON-RPC, but its count in old
 * blocks leads to the block of each, as long as the endpoint keeps old states. What the log names
 * is asked for first, which saves looking for it; what it does not name is looked for all the same.
 */
final class AnchorSearch {

  /** The account anchors and does nothing else, about once a day: nobody has anchored as often. */
  private static final int MOST_SEARCHED = 5_000;

  private final ChainRpc rpc;
  private final String account;

  /** In which block each of the account's transactions is. */
  private final NavigableMap<Long, Long> blocks = new TreeMap<>();

  private final List<AnchorOnChain> anchors = new ArrayList<>();

  private AnchorSearch(ChainRpc rpc, String account) {
    this.rpc = rpc;
    this.account = account;
  }

  /**
   * What was found.
   *
   * @param anchors in the order of their blocks
   * @param transactions how many the account has sent
   * @param unseen how many of these were not looked at, so that they may be anchors
   */
  record Found(List<AnchorOnChain> anchors, long transactions, long unseen) {
    Found {
      anchors = List.copyOf(anchors);
    }
  }

  /**
   * @param account whose anchors count
   * @param named transactions that the log names
   * @throws IOException if the endpoint does not answer
   */
  static Found all(URI endpoint, String account, List<String> named) throws IOException {
    try (ChainRpc rpc = new ChainRpc(endpoint)) {
      return new AnchorSearch(rpc, account.toLowerCase(Locale.ROOT)).all(named);
    }
  }

  private Found all(List<String> named) throws IOException {
    OptionalLong head = number(rpc.ask("eth_blockNumber"));
    OptionalLong count = head.isEmpty() ? head : count(head.getAsLong());
    if (count.isEmpty()) {
      throw new IOException("the endpoint does not say what the account has sent");
    }
    for (String hash : new LinkedHashSet<>(named)) {
      take(rpc.ask("eth_getTransactionByHash", hash));
    }
    search(count.getAsLong(), head.getAsLong());
    anchors.sort(Comparator.comparingLong(AnchorOnChain::block));
    long seen = blocks.headMap(count.getAsLong()).size();
    return new Found(anchors, count.getAsLong(), count.getAsLong() - seen);
  }

  /** Looks for the block of every transaction that is not known yet, the latest first. */
  private void search(long count, long head) throws IOException {
    int searched = 0;
    for (long nonce = count - 1; nonce >= 0 && searched < MOST_SEARCHED; nonce--) {
      if (blocks.containsKey(nonce)) {
        continue;
      }
      searched++;
      Map.Entry<Long, Long> before = blocks.lowerEntry(nonce);
      Map.Entry<Long, Long> after = blocks.higherEntry(nonce);
      OptionalLong block =
          blockOf(
              nonce,
              before == null ? 0 : before.getValue(),
              after == null ? head : after.getValue());
      if (block.isEmpty()) {
        return;
      }
      String number = "0x" + Long.toHexString(block.getAsLong());
      for (JsonNode transaction :
          rpc.ask("eth_getBlockByNumber", number, true).path("transactions")) {
        if (number(transaction.path("nonce")).equals(OptionalLong.of(nonce))) {
          take(transaction);
        }
      }
    }
  }

  /** The block in which a nonce was used; empty if the endpoint keeps no states as old. */
  private OptionalLong blockOf(long nonce, long from, long to) throws IOException {
    long low = from;
    long high = to;
    while (low < high) {
      long middle = low + (high - low) / 2;
      OptionalLong count = count(middle);
      if (count.isEmpty()) {
        return OptionalLong.empty();
      }
      if (count.getAsLong() > nonce) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return OptionalLong.of(low);
  }

  /** Notes a transaction of the account that is in a block, and whether it is an anchor. */
  private void take(JsonNode transaction) throws IOException {
    OptionalLong nonce = number(transaction.path("nonce"));
    OptionalLong block = number(transaction.path("blockNumber"));
    if (nonce.isEmpty()
        || block.isEmpty()
        || blocks.containsKey(nonce.getAsLong())
        || !transaction.path("from").asText().equalsIgnoreCase(account)) {
      return;
    }
    blocks.put(nonce.getAsLong(), block.getAsLong());
    AnchorOnChain.find(rpc, transaction.path("hash").asText()).anchor().ifPresent(anchors::add);
  }

  private OptionalLong count(long block) throws IOException {
    return number(rpc.ask("eth_getTransactionCount", account, "0x" + Long.toHexString(block)));
  }

  private static OptionalLong number(JsonNode hex) {
    var number = ChainRpc.number(hex);
    return number.signum() < 0 || number.bitLength() > 62
        ? OptionalLong.empty()
        : OptionalLong.of(number.longValueExact());
  }
}

package org.prytany.cli.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Looks for an account's latest anchor on a chain, without the log's word: the log may be the one
 * that was rewritten. An account's transactions have no index in JSON-RPC, but its count in old
 * blocks leads to the block of each, as long as the endpoint keeps old states.
 */
final class AnchorSearch {

  /** The account anchors and does nothing else; a few of its transactions may be something else. */
  private static final int MOST_TRANSACTIONS = 16;

  private final ChainRpc rpc;
  private final String account;

  private AnchorSearch(ChainRpc rpc, String account) {
    this.rpc = rpc;
    this.account = account;
  }

  /**
   * What was found.
   *
   * @param transactionHash of the anchor; "" without one
   * @param anchor empty if the account has none
   * @param complete whether every transaction of the account was looked at that may be a later
   *     anchor; if not, there may be later ones
   */
  record Found(String transactionHash, Optional<AnchorOnChain> anchor, boolean complete) {}

  /**
   * @param account whose anchors count
   * @param named transactions that the log names, the latest first, for an endpoint that does not
   *     keep old states
   * @throws IOException if the endpoint does not answer
   */
  static Found latest(URI endpoint, String account, List<String> named) throws IOException {
    try (ChainRpc rpc = new ChainRpc(endpoint)) {
      return new AnchorSearch(rpc, account.toLowerCase(Locale.ROOT)).latest(named);
    }
  }

  private Found latest(List<String> named) throws IOException {
    OptionalLong head = number(rpc.ask("eth_blockNumber"));
    OptionalLong count = head.isEmpty() ? head : count(head.getAsLong());
    if (count.isEmpty()) {
      throw new IOException("the endpoint does not say what the account has sent");
    }
    long last = count.getAsLong() - 1;
    long end = head.getAsLong();
    for (long nonce = last; nonce >= 0 && nonce > last - MOST_TRANSACTIONS; nonce--) {
      OptionalLong block = blockOf(nonce, end);
      if (block.isEmpty()) {
        return byName(named);
      }
      end = block.getAsLong();
      Optional<Found> found = anchor(nonce, end);
      if (found.isPresent()) {
        return found.get();
      }
    }
    return new Found("", Optional.empty(), last < MOST_TRANSACTIONS);
  }

  /** The block in which a nonce was used; empty if the endpoint keeps no states as old. */
  private OptionalLong blockOf(long nonce, long end) throws IOException {
    long low = 0;
    long high = end;
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

  private Optional<Found> anchor(long nonce, long block) throws IOException {
    JsonNode there =
        rpc.ask("eth_getBlockByNumber", "0x" + Long.toHexString(block), true).path("transactions");
    for (JsonNode transaction : there) {
      if (transaction.path("from").asText().equalsIgnoreCase(account)
          && number(transaction.path("nonce")).equals(OptionalLong.of(nonce))) {
        String hash = transaction.path("hash").asText();
        AnchorOnChain.Answer answer = AnchorOnChain.find(rpc, hash);
        return answer.anchor().map(found -> new Found(hash, Optional.of(found), true));
      }
    }
    return Optional.empty();
  }

  private Found byName(List<String> named) throws IOException {
    Set<String> each = new LinkedHashSet<>(named);
    for (String hash : each) {
      Optional<AnchorOnChain> anchor =
          AnchorOnChain.find(rpc, hash)
              .anchor()
              .filter(found -> found.account().equalsIgnoreCase(account));
      if (anchor.isPresent()) {
        return new Found(hash, anchor, false);
      }
    }
    return new Found("", Optional.empty(), false);
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

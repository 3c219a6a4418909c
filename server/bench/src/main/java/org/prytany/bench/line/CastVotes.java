package org.prytany.bench.line;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.prytany.contracts.localchain.LocalChain;

/**
 * What one account did on a chain, from the chain alone.
 *
 * @param nonces of its transactions, in the order of the chain
 * @param others its transactions that cast no vote
 * @param failed its transactions that were mined and reverted
 * @param proposals on which the governor counted a vote of it
 * @param votes how many votes the governor counted
 * @param perBlock how many votes each block has, blocks without one left out
 */
record CastVotes(
    List<Long> nonces,
    long others,
    long failed,
    Set<BigInteger> proposals,
    int votes,
    TreeMap<Long, Integer> perBlock) {

  private static final String VOTE_CAST =
      "0xb8e138887d0aa13bab447e82de9d5c1777041ecd21ca36ba824ff1e6c07ddda4";

  /** How many votes the governor has counted of the account so far. */
  static int counted(LocalChain chain, String governor, String voter) {
    return logs(chain, governor, voter).size();
  }

  static CastVotes of(LocalChain chain, String governor, String voter) {
    Set<BigInteger> proposals = new HashSet<>();
    TreeMap<Long, Integer> perBlock = new TreeMap<>();
    Set<String> cast = new HashSet<>();
    JsonNode logs = logs(chain, governor, voter);
    for (JsonNode log : logs) {
      proposals.add(new BigInteger(log.path("data").asText().substring(2, 66), 16));
      perBlock.merge(Long.decode(log.path("blockNumber").asText()), 1, Integer::sum);
      cast.add(log.path("transactionHash").asText());
    }
    List<Long> nonces = new ArrayList<>();
    long others = 0;
    long failed = 0;
    for (JsonNode transaction : transactions(chain, voter)) {
      nonces.add(Long.decode(transaction.path("nonce").asText()));
      String hash = transaction.path("hash").asText();
      boolean reverted =
          chain.call("eth_getTransactionReceipt", hash).path("status").asText().equals("0x0");
      failed += reverted ? 1 : 0;
      others += reverted || cast.contains(hash) ? 0 : 1;
    }
    return new CastVotes(nonces, others, failed, proposals, logs.size(), perBlock);
  }

  private static JsonNode logs(LocalChain chain, String governor, String voter) {
    Map<String, Object> filter = new HashMap<>();
    filter.put("fromBlock", "0x0");
    filter.put("toBlock", "latest");
    filter.put("address", governor);
    filter.put("topics", List.of(VOTE_CAST, "0x" + "0".repeat(24) + voter.substring(2)));
    return chain.call("eth_getLogs", filter);
  }

  private static List<JsonNode> transactions(LocalChain chain, String from) {
    List<JsonNode> all = new ArrayList<>();
    long head = chain.blockNumber().longValueExact();
    for (long number = 0; number <= head; number++) {
      for (JsonNode its :
          chain
              .call("eth_getBlockByNumber", "0x" + Long.toHexString(number), true)
              .path("transactions")) {
        if (its.path("from").asText().toLowerCase(Locale.ROOT).equals(from)) {
          all.add(its);
        }
      }
    }
    return all;
  }

  /** Whether every number from 0 on was used, once. */
  boolean withoutGap() {
    for (int i = 0; i < nonces.size(); i++) {
      if (nonces.get(i) != i) {
        return false;
      }
    }
    return true;
  }

  /** From the first block with a vote to the last one, both included; 0 without a vote. */
  long blocks() {
    return perBlock.isEmpty() ? 0 : perBlock.lastKey() - perBlock.firstKey() + 1;
  }

  int mostInABlock() {
    return perBlock.values().stream().mapToInt(count -> count).max().orElse(0);
  }
}

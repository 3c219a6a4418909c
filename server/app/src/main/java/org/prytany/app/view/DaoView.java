package org.prytany.app.view;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A DAO.
 *
 * @param voter the account that votes here
 * @param executor the account that queues and executes here
 * @param kept what became of the votes and payouts that fell due
 * @param labels names by address
 */
public record DaoView(
    String id,
    String name,
    long chainId,
    String governor,
    String treasury,
    int approvalThreshold,
    List<String> treasurers,
    boolean votes,
    boolean executes,
    Optional<String> voter,
    Optional<String> executor,
    Optional<Synced> synced,
    int proposals,
    KeptView kept,
    List<Balance> balances,
    Map<String, String> labels,
    Optional<String> problem) {

  /** Up to where the chain was read. */
  public record Synced(long block, String at) {}

  /** What the treasury holds of one asset; {@code amount} in base units. */
  public record Balance(
      Optional<String> symbol, Optional<String> token, Optional<Integer> decimals, String amount) {}
}

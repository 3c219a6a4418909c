package org.prytany.governance.proposal;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.prytany.spi.Address;

/**
 * What an execution moved, read from its own transaction.
 *
 * @param transactionHash of the execution
 * @param block it is in
 * @param at Unix seconds of that block; empty in a receipt that was kept without
 * @param executedBy who sent it
 * @param balances of the treasury and every recipient
 * @param asSimulated whether the transfers are exactly the approved ones
 * @param difference plain English where they are not; "" otherwise
 */
public record ExecutionReceipt(
    String transactionHash,
    long block,
    OptionalLong at,
    Address executedBy,
    List<BalanceChange> balances,
    boolean asSimulated,
    String difference) {

  public ExecutionReceipt {
    balances = List.copyOf(balances);
  }

  /** Whose block's time is not known. */
  public ExecutionReceipt(
      String transactionHash,
      long block,
      Address executedBy,
      List<BalanceChange> balances,
      boolean asSimulated,
      String difference) {
    this(
        transactionHash,
        block,
        OptionalLong.empty(),
        executedBy,
        balances,
        asSimulated,
        difference);
  }

  /**
   * @param token ERC-20 contract; empty for the native coin
   * @param before base units in the block before
   * @param after base units: those before, and what this transaction moved of them, by its trace
   *     and logs, or, where a token's balances contradict its logs by more than rounding, by those.
   *     Other transactions of the block are not in it. Where the endpoint does not trace, coin
   *     counts by the timelock's own events alone
   */
  public record BalanceChange(
      Address account, Optional<Address> token, BigInteger before, BigInteger after) {}
}

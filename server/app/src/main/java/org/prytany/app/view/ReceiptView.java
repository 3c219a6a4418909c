package org.prytany.app.view;

import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an execution moved. */
public record ReceiptView(
    String transactionHash,
    long block,
    String executedBy,
    boolean asSimulated,
    String difference,
    List<Change> balances) {

  /** A balance before and after, in base units. */
  @Schema(name = "BalanceChange")
  public record Change(
      String account,
      Optional<String> symbol,
      Optional<String> token,
      Optional<Integer> decimals,
      String before,
      String after) {}
}

package org.prytany.store.body;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.prytany.governance.proposal.ExecutionReceipt;
import org.prytany.spi.Address;

/** What an execution moved. */
public record ReceiptBody(
    String transactionHash,
    long block,
    @Nullable Long at,
    String executedBy,
    List<BalanceBody> balances,
    boolean asSimulated,
    String difference) {

  static ReceiptBody of(ExecutionReceipt receipt) {
    return new ReceiptBody(
        receipt.transactionHash(),
        receipt.block(),
        receipt.at().isPresent() ? receipt.at().getAsLong() : null,
        receipt.executedBy().hex(),
        receipt.balances().stream()
            .map(
                balance ->
                    new BalanceBody(
                        balance.account().hex(),
                        balance.token().map(Address::hex).orElse(null),
                        balance.before().toString(),
                        balance.after().toString()))
            .toList(),
        receipt.asSimulated(),
        receipt.difference());
  }

  ExecutionReceipt toDomain() {
    return new ExecutionReceipt(
        transactionHash,
        block,
        at == null ? OptionalLong.empty() : OptionalLong.of(at),
        new Address(executedBy),
        balances.stream()
            .map(
                balance ->
                    new ExecutionReceipt.BalanceChange(
                        new Address(balance.account()),
                        Optional.ofNullable(balance.token()).map(Address::new),
                        new BigInteger(balance.before()),
                        new BigInteger(balance.after())))
            .toList(),
        asSimulated,
        difference);
  }

  /** One balance before and after, in base units, decimal. */
  public record BalanceBody(String account, @Nullable String token, String before, String after) {}
}

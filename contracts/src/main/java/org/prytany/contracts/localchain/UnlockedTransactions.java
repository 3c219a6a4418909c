package org.prytany.contracts.localchain;

import java.io.IOException;
import java.math.BigInteger;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.methods.request.Transaction;
import org.web3j.protocol.core.methods.response.EthCall;
import org.web3j.protocol.core.methods.response.EthEstimateGas;
import org.web3j.protocol.core.methods.response.EthGetCode;
import org.web3j.protocol.core.methods.response.EthSendTransaction;
import org.web3j.tx.TransactionManager;
import org.web3j.tx.response.PollingTransactionReceiptProcessor;

/**
 * Sends from an account whose key the local chain holds or does not ask for.
 *
 * <p>Gas is estimated, so the gas provider's numbers are not used, and a transaction that would
 * revert is refused with its revert data instead of being mined.
 */
final class UnlockedTransactions extends TransactionManager {
  private static final int POLL_MILLIS = 50;
  private static final int POLL_ATTEMPTS = 2_400;
  private static final BigInteger BLOCK_GAS = BigInteger.valueOf(30_000_000);

  private final Web3j web3j;

  UnlockedTransactions(Web3j web3j, String from) {
    super(new PollingTransactionReceiptProcessor(web3j, POLL_MILLIS, POLL_ATTEMPTS), from);
    this.web3j = web3j;
  }

  @Override
  public EthSendTransaction sendTransaction(
      BigInteger gasPrice,
      BigInteger gasLimit,
      String to,
      String data,
      BigInteger value,
      boolean constructor)
      throws IOException {
    return send(to, data, value);
  }

  @Override
  public EthSendTransaction sendEIP1559Transaction(
      long chainId,
      BigInteger maxPriorityFeePerGas,
      BigInteger maxFeePerGas,
      BigInteger gasLimit,
      String to,
      String data,
      BigInteger value,
      boolean constructor)
      throws IOException {
    return send(to, data, value);
  }

  @SuppressWarnings("NullAway") // web3j leaves absent fields of a transaction null
  private EthSendTransaction send(String to, String data, BigInteger value) throws IOException {
    // Left to itself the node would mine a transaction that reverts.
    EthEstimateGas estimate =
        web3j
            .ethEstimateGas(new Transaction(getFromAddress(), null, null, null, to, value, data))
            .send();
    if (estimate.hasError()) {
      throw NodeErrors.exception("The transaction was refused", estimate.getError());
    }
    BigInteger gas = estimate.getAmountUsed().multiply(BigInteger.TWO).min(BLOCK_GAS);
    EthSendTransaction sent =
        web3j
            .ethSendTransaction(new Transaction(getFromAddress(), null, null, gas, to, value, data))
            .send();
    if (sent.hasError()) {
      throw NodeErrors.exception("The transaction was refused", sent.getError());
    }
    return sent;
  }

  @Override
  public String sendCall(String to, String data, DefaultBlockParameter block) throws IOException {
    EthCall call =
        web3j
            .ethCall(Transaction.createEthCallTransaction(getFromAddress(), to, data), block)
            .send();
    if (call.hasError()) {
      throw NodeErrors.exception("The call was refused", call.getError());
    }
    return call.getValue();
  }

  @Override
  public EthGetCode getCode(String contractAddress, DefaultBlockParameter block)
      throws IOException {
    return web3j.ethGetCode(contractAddress, block).send();
  }
}

package org.prytany.governance.act;

import java.math.BigInteger;
import org.prytany.spi.Address;

/**
 * An EIP-1559 transaction before its signature.
 *
 * @param gasLimit gas units
 * @param maxFeePerGas wei per gas
 * @param maxPriorityFeePerGas wei per gas
 * @param valueWei wei
 * @param data "0x"-hex
 */
public record UnsignedTransaction(
    long chainId,
    Address from,
    long nonce,
    Address to,
    BigInteger valueWei,
    String data,
    BigInteger gasLimit,
    BigInteger maxFeePerGas,
    BigInteger maxPriorityFeePerGas) {

  /** The same transaction with another nonce. */
  public UnsignedTransaction withNonce(long other) {
    return new UnsignedTransaction(
        chainId, from, other, to, valueWei, data, gasLimit, maxFeePerGas, maxPriorityFeePerGas);
  }
}

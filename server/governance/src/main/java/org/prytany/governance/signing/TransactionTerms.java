package org.prytany.governance.signing;

import java.math.BigInteger;
import org.prytany.spi.Address;

/**
 * An EIP-1559 transaction before its nonce and its signature.
 *
 * @param chainId EIP-155 chain id
 * @param from the account that signs
 * @param to the account or contract called
 * @param valueWei wei
 * @param data "0x"-hex
 * @param gasLimit gas units
 * @param fees wei per gas
 */
public record TransactionTerms(
    long chainId,
    Address from,
    Address to,
    BigInteger valueWei,
    String data,
    BigInteger gasLimit,
    Fees fees) {

  /**
   * What a transaction pays per gas.
   *
   * @param most maxFeePerGas, wei
   * @param tip maxPriorityFeePerGas, wei
   */
  public record Fees(BigInteger most, BigInteger tip) {

    /**
     * Fees that replace these in a node's pool, and are at least those wanted now. Nodes ask for a
     * tenth more of both (geth, erigon, nethermind: 10 %; reth the same); an eighth leaves room for
     * rounding.
     */
    public Fees raisedTo(Fees wanted) {
      return new Fees(raised(most).max(wanted.most), raised(tip).max(wanted.tip));
    }

    private static BigInteger raised(BigInteger wei) {
      return wei.add(wei.shiftRight(3)).add(BigInteger.ONE);
    }
  }

  /** The same with other fees. */
  public TransactionTerms with(Fees other) {
    return new TransactionTerms(chainId, from, to, valueWei, data, gasLimit, other);
  }

  /** The most that it can cost in fees, in wei. */
  public BigInteger mostFeeWei() {
    return gasLimit.multiply(fees.most);
  }
}

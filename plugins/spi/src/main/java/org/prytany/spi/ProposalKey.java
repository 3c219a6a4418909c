package org.prytany.spi;

import java.math.BigInteger;

/**
 * Names one proposal on all chains.
 *
 * @param chainId EIP-155 chain id
 * @param governor the governor contract
 * @param proposalId the governor's own id (uint256)
 */
public record ProposalKey(long chainId, Address governor, BigInteger proposalId) {

  /** "chainId:governor:proposalId"; the inverse of {@link #parse}. */
  public String text() {
    return chainId + ":" + governor + ":" + proposalId;
  }

  /**
   * @throws IllegalArgumentException if the text is not "chainId:governor:proposalId"
   */
  public static ProposalKey parse(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException(
          "not a proposal key (chainId:governor:proposalId expected): '" + text + "'");
    }
    try {
      return new ProposalKey(
          Long.parseLong(parts[0]), new Address(parts[1]), new BigInteger(parts[2]));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "not a proposal key (chainId and proposalId must be decimal): '" + text + "'", e);
    }
  }

  @Override
  public String toString() {
    return text();
  }
}

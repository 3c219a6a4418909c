package org.prytany.governance.signing;

import java.math.BigInteger;
import java.time.Instant;
import org.prytany.governance.act.ActKind;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;

/**
 * One signature that was given. Unique per chain, contract, proposal, content, act and account.
 *
 * @param nonce of the transaction; a fee replacement has the same
 */
public record LedgerEntry(
    long chainId,
    Address contract,
    BigInteger proposalId,
    String contentHash,
    ActKind act,
    Address account,
    long nonce,
    Address to,
    BigInteger valueWei,
    String data,
    Instant signedAt) {

  /** What makes it unique. */
  public String uniqueKey() {
    return key(new ProposalKey(chainId, contract, proposalId), contentHash, act, account);
  }

  /** The unique key of an act's entry. */
  public static String key(ProposalKey proposal, String contentHash, ActKind act, Address account) {
    return proposal.chainId()
        + ":"
        + proposal.governor()
        + ":"
        + proposal.proposalId()
        + ":"
        + contentHash
        + ":"
        + act
        + ":"
        + account;
  }

  /** Whether another signature would be a mere fee replacement of this one. */
  public boolean sameCallAs(LedgerEntry other) {
    return nonce == other.nonce
        && to.equals(other.to)
        && valueWei.equals(other.valueWei)
        && data.equals(other.data);
  }
}

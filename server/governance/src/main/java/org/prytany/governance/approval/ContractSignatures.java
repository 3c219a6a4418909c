package org.prytany.governance.approval;

import java.util.Set;
import org.prytany.spi.Address;

/** Asks contracts whether they stand by a signature (EIP-1271), as Safes do. */
public interface ContractSignatures {

  /** For a place without a chain: no account has a contract. */
  ContractSignatures NONE = (chainId, account, digest, signature) -> Answer.NO_CONTRACT;

  /**
   * Asks at the chain's head: what its owners are now counts, not what they were.
   *
   * @param digest 32 bytes
   * @param signature as the contract takes it; may be empty
   * @throws org.prytany.governance.failure.PrytanyException CHAIN_UNAVAILABLE
   */
  Answer ask(long chainId, Address account, byte[] digest, byte[] signature);

  /**
   * Who says that an account is theirs: a Safe's owners at the chain's head. What they sign counts
   * only by {@link #ask}.
   *
   * @return empty where the account is no Safe
   * @throws org.prytany.governance.failure.PrytanyException CHAIN_UNAVAILABLE
   */
  default Set<Address> owners(long chainId, Address account) {
    return Set.of();
  }

  /** What came back. */
  enum Answer {
    /** The magic value, and nothing else. */
    VALID,
    /** Another value, a revert, or too much. */
    INVALID,
    /** There is no code at the account. */
    NO_CONTRACT
  }
}

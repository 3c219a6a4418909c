package org.prytany.governance.approval;

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

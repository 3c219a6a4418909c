package org.prytany.governance.statement;

import org.prytany.spi.Address;

/** Says whether an account signed something. */
@FunctionalInterface
public interface SignatureCheck {

  /** For what was checked when it was kept, and is only shown. */
  SignatureCheck TRUSTED = (chainId, account, digest, signature) -> true;

  /**
   * By its key, or by its contract (EIP-1271) as the chain is now.
   *
   * @param chainId EIP-155 chain id
   * @param digest 32 bytes
   * @param signature "0x"-hex
   * @throws org.prytany.governance.failure.PrytanyException CHAIN_UNAVAILABLE when a contract has
   *     to be asked and cannot be
   */
  boolean signed(long chainId, Address account, byte[] digest, String signature);
}

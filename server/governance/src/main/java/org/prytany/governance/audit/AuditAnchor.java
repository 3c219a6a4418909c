package org.prytany.governance.audit;

import java.math.BigInteger;
import java.util.Optional;
import org.prytany.spi.Address;

/** Writes heads of the log to a chain, and finds them there. */
public interface AuditAnchor {

  /**
   * Signs and sends a transaction without value from the account to itself.
   *
   * @param data {@link Anchor#data()}
   * @return its hash; empty if nothing here can sign for the account: then a person sends it
   * @throws org.prytany.governance.failure.PrytanyException CHAIN_UNAVAILABLE and the like: then it
   *     may have been sent, or not
   */
  Optional<String> send(long chainId, Address account, String data);

  /** A transaction that is in a block; empty while it is not. */
  Optional<Found> find(long chainId, String transactionHash);

  /**
   * @param data "0x"-hex
   * @param succeeded whether it was carried out
   */
  record Found(
      Address from, Address to, BigInteger valueWei, String data, boolean succeeded, long block) {}
}

package org.prytany.alerts.watch;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.prytany.governance.signing.KeyBounds;
import org.prytany.spi.Address;

/** How the server is, as far as people have to be told; the application knows it. */
public interface Health {

  /** Why a DAO cannot be served now, by its id; those that can are not there. */
  Map<String, String> problems();

  /** The accounts that pay fees, as far as the chain was asked. */
  List<Wallet> wallets();

  /** Keys that end or were revoked, as far as the signer was asked. */
  default List<Key> keys() {
    return List.of();
  }

  /**
   * A key that may not do everything.
   *
   * @param dao the DAO's id
   * @param role "voter" or "executor"
   */
  record Key(String dao, String role, KeyBounds bounds) {}

  /**
   * An account that pays fees.
   *
   * @param dao the DAO's id
   * @param role "voter" or "executor"
   * @param wei what it has
   */
  record Wallet(String dao, String role, Address account, BigInteger wei) {}
}

package org.prytany.chain.decode;

import java.util.HashMap;
import java.util.Map;
import org.prytany.governance.dao.Dao;
import org.prytany.spi.Address;

/**
 * Where a call is made.
 *
 * @param chainId EIP-155 id; {@link #UNKNOWN} where nobody here knows it
 * @param name "" for the proposal's own chain, else what the other chain is called
 */
record Place(long chainId, String name) {
  /** No chain has it. */
  static final long UNKNOWN = -1;

  boolean isElsewhere() {
    return !name.isEmpty();
  }

  /**
   * A DAO as it stands on this other chain: with its labels, and without any account of its own.
   */
  Dao as(Dao own) {
    Map<Address, String> labels = new HashMap<>(own.labels());
    labels.putIfAbsent(Address.ZERO, "nobody");
    return Dao.onlyRead(own.id(), own.name(), chainId, Address.ZERO, Address.ZERO)
        .withLabels(labels);
  }
}

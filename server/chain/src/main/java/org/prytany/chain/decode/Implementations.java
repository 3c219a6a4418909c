package org.prytany.chain.decode;

import java.util.Optional;
import org.prytany.governance.dao.Dao;
import org.prytany.spi.Address;

/** Whose code a proxy runs. */
interface Implementations {
  /** Nothing is a proxy, as far as anyone knows. */
  Implementations NONE = (dao, contract) -> Optional.empty();

  /** The contract whose code this one runs; empty if it is no proxy of a standard. */
  Optional<Address> of(Dao dao, Address contract);
}

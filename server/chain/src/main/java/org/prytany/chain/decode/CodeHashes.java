package org.prytany.chain.decode;

import java.util.Optional;
import org.prytany.governance.dao.Dao;
import org.prytany.spi.Address;

/** Which code a contract has now. */
interface CodeHashes {
  /** Nobody says. */
  CodeHashes NONE = (dao, contract) -> Optional.empty();

  /** Keccak-256 of the contract's code, "0x" and 64 digits; empty if it has none. */
  Optional<String> of(Dao dao, Address contract);
}

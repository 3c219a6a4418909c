package org.prytany.governance.dao;

import java.util.List;
import java.util.Optional;
import org.prytany.spi.Address;

/** The DAOs that the operator configured. */
public interface DaoDirectory {

  List<Dao> all();

  /** The DAO of a governor; empty if none is configured for it. */
  default Optional<Dao> find(long chainId, Address governor) {
    return all().stream()
        .filter(dao -> dao.chainId() == chainId && dao.governor().equals(governor))
        .findFirst();
  }

  /** A directory that never changes. */
  static DaoDirectory of(List<Dao> daos) {
    List<Dao> fixed = List.copyOf(daos);
    return () -> fixed;
  }
}

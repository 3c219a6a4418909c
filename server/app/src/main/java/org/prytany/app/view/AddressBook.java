package org.prytany.app.view;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.prytany.governance.dao.Dao;
import org.prytany.spi.Address;

/**
 * The names under which readers know addresses: those that the operator gave, and the DAO's own.
 */
public final class AddressBook {

  private AddressBook() {}

  public static Map<Address, String> of(Dao dao) {
    Map<Address, String> names = new TreeMap<>(dao.labels());
    names.putIfAbsent(dao.treasury(), "the treasury");
    dao.funds().forEach(account -> names.putIfAbsent(account, "an account of the DAO"));
    names.putIfAbsent(dao.governor(), "the governor");
    return Collections.unmodifiableMap(names);
  }
}

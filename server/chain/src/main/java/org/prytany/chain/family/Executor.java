package org.prytany.chain.family;

import java.util.Optional;
import org.prytany.spi.Address;

/** Who executes what passed, as far as the governor tells. */
public sealed interface Executor {

  /** That account. */
  record Account(Address address) implements Executor {}

  /** By the governor's own words neither itself nor the configured treasury. */
  record Neither() implements Executor {}

  /** Nothing that counts was told: it is asked again. */
  record NotTold() implements Executor {}

  /** The account; empty where none is told. */
  default Optional<Address> account() {
    return this instanceof Account its ? Optional.of(its.address()) : Optional.empty();
  }

  /** The account that a governor names; where it names none, nothing is told. */
  static Executor of(Optional<Address> named) {
    return named.<Executor>map(Account::new).orElseGet(NotTold::new);
  }
}

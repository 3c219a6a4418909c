package org.prytany.app.signin;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.prytany.settings.Settings;
import org.prytany.spi.Address;

/** Roles as the operator configured them. */
public final class Roles {

  private final Set<Address> operators;
  private final Set<Address> treasurers = new HashSet<>();

  public Roles(Settings settings) {
    operators = settings.operators();
    settings.daos().forEach(entry -> treasurers.addAll(entry.dao().treasurers()));
  }

  /** Everything that an account may be. */
  public Set<Role> of(Address account) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    if (operators.contains(account)) {
      roles.add(Role.OPERATOR);
    }
    if (treasurers.contains(account)) {
      roles.add(Role.TREASURER);
    }
    return roles;
  }
}

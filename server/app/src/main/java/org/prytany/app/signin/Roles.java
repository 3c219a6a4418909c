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

  private final SafeOwners owners;

  public Roles(Settings settings, SafeOwners owners) {
    this.owners = owners;
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

  /**
   * Whether an account has a share of the limits of its own: whoever has a role, and who owns a
   * treasurer that is a Safe. Everybody else can make as many accounts as they like.
   */
  public boolean haveShare(Address account) {
    return !of(account).isEmpty() || owners.has(account);
  }
}

package org.prytany.app.signin;

import java.util.Locale;

/** What a person may do beyond reading. */
public enum Role {
  /** Approves, rejects and overrides payouts of the DAOs that list the account. */
  TREASURER,
  /** Runs this server. */
  OPERATOR;

  /** The role's name in the API. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package org.prytany.policy;

/** A policy that cannot be used; the message names file, line and rule, and says what to change. */
public final class PolicyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  PolicyException(String where, int line, String what) {
    super(where + ", line " + line + ": " + what);
  }

  PolicyException(String message, Throwable cause) {
    super(message, cause);
  }
}

package org.prytany.rules;

/** A policy that cannot be used; the message names file, line and rule, and says what to change. */
public final class PolicyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  PolicyException(Complaint first) {
    super(first.where() + ", line " + first.place().line() + ": " + first.words());
  }

  public PolicyException(String message, Throwable cause) {
    super(message, cause);
  }
}

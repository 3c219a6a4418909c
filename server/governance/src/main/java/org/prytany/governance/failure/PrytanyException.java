package org.prytany.governance.failure;

/**
 * A failure with a code that stays the same over versions, whose message a treasurer can read.
 * Messages never carry RPC addresses, passwords or keys.
 */
public class PrytanyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final FailureCode code;

  public PrytanyException(FailureCode code, String message) {
    super(message);
    this.code = code;
  }

  public PrytanyException(FailureCode code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public FailureCode code() {
    return code;
  }
}

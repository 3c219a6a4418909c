package org.prytany.contracts.localchain;

/** The local chain could not be found, started or asked; the message says what to do about it. */
public final class LocalChainException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LocalChainException(String message) {
    super(message);
  }

  public LocalChainException(String message, Throwable cause) {
    super(message, cause);
  }
}

package org.prytany.chain.abi;

/** Bytes that are not what their type says. */
public final class MalformedAbiException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public MalformedAbiException(String what) {
    super(what);
  }
}

package org.prytany.inference.generation.bound;

/** ONNX Runtime's C functions cannot be used, or one of them failed. The message says which. */
public final class BoundException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What kind of failure it is. */
  public enum Code {
    /** The library, or a function of it, is not there. */
    MISSING,
    /** The library is not the version that this was built for, or not the one that runs here. */
    OTHER_VERSION,
    /** A function of the runtime said that it failed. */
    FAILED,
    /** It was closed before. */
    CLOSED
  }

  private final Code code;

  BoundException(Code code, String message) {
    super(message);
    this.code = code;
  }

  /** What kind of failure it is. */
  public Code code() {
    return code;
  }
}

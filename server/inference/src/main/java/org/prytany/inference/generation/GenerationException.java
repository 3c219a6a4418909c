package org.prytany.inference.generation;

/** A language model cannot be loaded or run. The message names what is wrong and the remedy. */
public final class GenerationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String code;

  /**
   * @param code stable, e.g. "model-config"
   * @param message what is wrong and the remedy
   */
  public GenerationException(String code, String message) {
    super(message);
    this.code = code;
  }

  public GenerationException(String code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** Stable code, e.g. "model-config". */
  public String code() {
    return code;
  }
}

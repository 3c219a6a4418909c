package org.prytany.inference;

/** A model cannot be loaded or run. The message names what is wrong and the remedy. */
public final class InferenceException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Who has to act. */
  public enum Category {
    /** Model files, device or cache directory as configured do not work. */
    CONFIGURATION,
    /** The native runtime failed. */
    INTERNAL
  }

  private final String code;
  private final Category category;

  InferenceException(String code, Category category, String message) {
    super(message);
    this.code = code;
    this.category = category;
  }

  InferenceException(String code, Category category, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
    this.category = category;
  }

  /** Stable code, e.g. "model-altered". */
  public String code() {
    return code;
  }

  public Category category() {
    return category;
  }
}

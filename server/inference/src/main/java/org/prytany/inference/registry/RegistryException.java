package org.prytany.inference.registry;

/** A model, or the folder of them, is refused: what is wrong, by name, and what to do next. */
public final class RegistryException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String remedy;

  RegistryException(String sentence, String remedy) {
    super(sentence);
    this.remedy = remedy;
  }

  RegistryException(String sentence, String remedy, Throwable cause) {
    super(sentence, cause);
    this.remedy = remedy;
  }

  /** What the operator can do. */
  public String remedy() {
    return remedy;
  }
}

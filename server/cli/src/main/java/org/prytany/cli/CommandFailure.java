package org.prytany.cli;

/** Ends a command with one clear sentence and its remedy instead of a stack trace. */
public class CommandFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String remedy;

  public CommandFailure(String sentence, String remedy) {
    super(sentence);
    this.remedy = remedy;
  }

  public CommandFailure(String sentence, String remedy, Throwable cause) {
    super(sentence, cause);
    this.remedy = remedy;
  }

  /** What the user can do. */
  public String remedy() {
    return remedy;
  }
}

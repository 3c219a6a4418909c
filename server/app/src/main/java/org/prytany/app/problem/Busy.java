package org.prytany.app.problem;

/** The server has too much to do for this request now; the request itself is in order. */
public final class Busy extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int retryAfterSeconds;

  /**
   * @param retryAfterSeconds when it is worth to ask again
   */
  public Busy(int retryAfterSeconds) {
    super("busy", null, false, false);
    this.retryAfterSeconds = retryAfterSeconds;
  }

  public int retryAfterSeconds() {
    return retryAfterSeconds;
  }

  public Problem problem() {
    return Problem.of(
        503,
        "BUSY",
        "Busy",
        "The server is busy with other such requests: send the same request again in "
            + retryAfterSeconds
            + " seconds.");
  }
}

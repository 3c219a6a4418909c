package org.prytany.app.problem;

/** Somebody asks too often; the request itself is in order. */
public final class TooOften extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final long retryAfterSeconds;
  private final String why;

  /**
   * @param retryAfterSeconds when it is worth to ask again
   * @param why in plain English, with how long to wait
   */
  public TooOften(long retryAfterSeconds, String why) {
    super(why, null, false, false);
    this.retryAfterSeconds = retryAfterSeconds;
    this.why = why;
  }

  public long retryAfterSeconds() {
    return retryAfterSeconds;
  }

  public Problem problem() {
    return HttpProblems.tooMany(why);
  }
}

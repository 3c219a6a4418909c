package org.prytany.app.problem;

import java.io.IOException;

/** A request body is larger than allowed. */
public final class BodyTooLarge extends IOException {

  private static final long serialVersionUID = 1L;

  private final long most;

  public BodyTooLarge(long most) {
    super("the request body is larger than " + most + " bytes");
    this.most = most;
  }

  public Problem problem() {
    return Problem.of(
        413,
        "TOO_LARGE",
        "Too large",
        "The request body is larger than the " + most + " bytes allowed: send less.");
  }
}

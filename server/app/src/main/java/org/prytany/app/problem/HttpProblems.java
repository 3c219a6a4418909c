package org.prytany.app.problem;

/** Problems that HTTP itself has, by status. */
public final class HttpProblems {

  private HttpProblems() {}

  /**
   * Somebody asks too often.
   *
   * @param why in plain English, with how long to wait
   */
  public static Problem tooMany(String why) {
    return Problem.of(429, "TOO_MANY_REQUESTS", "Too many requests", why);
  }

  /** The problem that a status stands for. */
  public static Problem of(int status) {
    return switch (status) {
      case 400 ->
          Problem.of(400, "INVALID_INPUT", "The request is not in order", "Check its form.");
      case 401 ->
          Problem.of(
              401,
              "NOT_SIGNED_IN",
              "Not signed in",
              "This needs a sign-in, and yours is missing, changed or over: sign in again.");
      case 403 ->
          Problem.of(403, "NOT_ALLOWED", "Not allowed", "Your account does not have this role.");
      case 404 -> Problem.of(404, "NOT_FOUND", "Not found", "Nothing is here: check the address.");
      case 405 ->
          Problem.of(
              405,
              "METHOD_NOT_ALLOWED",
              "Method not allowed",
              "This address takes other methods: see the Allow header.");
      case 406 ->
          Problem.of(
              406,
              "NOT_ACCEPTABLE",
              "Not acceptable",
              "Answers are JSON: accept application/json.");
      case 413 -> Problem.of(413, "TOO_LARGE", "Too large", "The request is too large: send less.");
      case 415 ->
          Problem.of(
              415,
              "UNSUPPORTED_MEDIA_TYPE",
              "Unsupported media type",
              "Send JSON, with Content-Type application/json.");
      case 429 ->
          Problem.of(
              429,
              "TOO_MANY_REQUESTS",
              "Too many requests",
              "Wait for as long as the Retry-After header says, then try again.");
      case 503 ->
          Problem.of(503, "BUSY", "Busy", "The server is busy: try again in a few seconds.");
      default ->
          status >= 500
              ? Problem.unexpected()
              : Problem.of(
                  status, "HTTP_" + status, "Refused", "The request was refused: check its form.");
    };
  }
}

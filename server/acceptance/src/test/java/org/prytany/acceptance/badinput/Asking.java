package org.prytany.acceptance.badinput;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import org.prytany.cli.ApiClient;

/** Asks the server until it answers as expected. */
final class Asking {

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private Asking() {}

  /** Asks until that status comes; a busy server may be too slow for one answer. */
  static void untilStatus(ApiClient api, String path, int expected) throws InterruptedException {
    int last = api.status(path);
    for (Instant end = Instant.now().plus(PATIENCE);
        last != expected && Instant.now().isBefore(end);
        last = api.status(path)) {
      Thread.sleep(250);
    }
    if (last != expected) {
      throw new AssertionError(path + " answers " + last + ", not " + expected);
    }
  }

  /**
   * @throws AssertionError with the last answer, if none was as expected in ten minutes
   */
  static JsonNode until(ApiClient api, String path, Predicate<JsonNode> expected)
      throws InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    String last = "nothing";
    while (Instant.now().isBefore(end)) {
      try {
        JsonNode answer = api.get(path);
        if (expected.test(answer)) {
          return answer;
        }
        last = answer.toString();
      } catch (IOException notYet) {
        last = notYet.toString();
      }
      Thread.sleep(250);
    }
    throw new AssertionError(path + " answers " + last);
  }
}

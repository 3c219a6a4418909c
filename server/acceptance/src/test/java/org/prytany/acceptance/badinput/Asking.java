package org.prytany.acceptance.badinput;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import org.prytany.cli.ApiClient;

/** Asks the server until it answers as expected. */
final class Asking {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private Asking() {}

  /**
   * @throws AssertionError with the last answer, if none was as expected in three minutes
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

package org.prytany.bench.plugins;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.prytany.cli.ApiClient;
import org.prytany.cli.CommandFailure;

/** The plugins of a running server, as an operator puts them in service: by files. */
final class ServedPlugins {

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration LOOK = Duration.ofMillis(20);

  private final ApiClient api;
  private final Path folder;

  /**
   * @param folder where the server looks for plugins
   */
  ServedPlugins(ApiClient api, Path folder) {
    this.api = api;
    this.folder = folder;
  }

  /**
   * Puts a WAR in service, in the place of what has the same name.
   *
   * @return milliseconds until it is in use
   */
  double put(Path war, String sha256, String name) throws IOException {
    Path beside = folder.resolveSibling(name + ".new");
    Files.copy(war, beside, StandardCopyOption.REPLACE_EXISTING);
    long begun = System.nanoTime();
    Files.move(beside, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    await(name + " is in use", () -> inUse(name, sha256));
    return (System.nanoTime() - begun) / 1e6;
  }

  /**
   * Takes it out of service.
   *
   * @return milliseconds until it does not run any more
   */
  double take(String name) throws IOException {
    long begun = System.nanoTime();
    Files.delete(folder.resolve(name));
    await(name + " is gone", () -> !runs(name));
    return (System.nanoTime() - begun) / 1e6;
  }

  private boolean inUse(String name, String sha256) throws IOException {
    for (JsonNode one : api.get("/api/v1/plugins")) {
      String state = one.path("state").asText();
      boolean its =
          one.path("file").asText().equals(name) && one.path("sha256").asText().equals(sha256);
      if (its && (state.equals("REFUSED") || state.equals("FAILED"))) {
        throw new CommandFailure(
            name + " is " + state + ": " + one.path("reason").asText(),
            "Build it again with `./prytany build`.");
      }
      if (its && state.equals("ACTIVE")) {
        return true;
      }
    }
    return false;
  }

  private boolean runs(String name) throws IOException {
    for (JsonNode one : api.get("/api/v1/plugins")) {
      if (one.path("file").asText().equals(name) && !one.path("state").asText().equals("GONE")) {
        return true;
      }
    }
    return false;
  }

  private interface Condition {
    boolean holds() throws IOException;
  }

  private static void await(String what, Condition condition) throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > end) {
        throw new CommandFailure(
            "It is not so that " + what + ", after " + PATIENCE.toMinutes() + " minutes.",
            "Run the command again when the machine has more time.");
      }
      pause();
    }
  }

  static void pause() {
    LockSupport.parkNanos(LOOK.toNanos());
  }
}

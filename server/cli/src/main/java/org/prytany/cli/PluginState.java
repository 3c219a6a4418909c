package org.prytany.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** What the server's host of plugins keeps between starts, as far as a launcher has to know it. */
final class PluginState {

  private static final String RUN = "run-";

  private PluginState() {}

  /**
   * Claims the data folder for a server.
   *
   * @throws CommandFailure if another runs with it
   */
  static DataClaim claim(Path data) throws IOException {
    return DataClaim.take(PrivateFiles.directory(state(data)));
  }

  /**
   * A new, empty directory for the application server to deploy from, under a name that nobody
   * could have put something under before. Earlier ones are deleted.
   *
   * @param claim on the data folder: a server that runs deploys from one of the earlier ones
   */
  static Path newRun(DataClaim claim) throws IOException {
    Path state = claim.state();
    try (Stream<Path> all = Files.list(state)) {
      for (Path old : all.filter(one -> name(one).startsWith(RUN)).toList()) {
        delete(old);
      }
    }
    return PrivateFiles.directory(state.resolve(RUN + UUID.randomUUID()));
  }

  /** Names of the plugin files that were starting when a process ended. */
  static List<String> starting(Path data) {
    return firstLines(state(data).resolve("kept").resolve("starting"));
  }

  /** Names of the plugin files that the server does not start any more, each with the reason. */
  static List<String> aside(Path data) {
    Path directory = state(data).resolve("kept").resolve("aside");
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(directory)) {
      return all.sorted().map(PluginState::inOneLine).toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static String inOneLine(Path file) {
    try {
      return String.join(": ", Files.readAllLines(file));
    } catch (IOException e) {
      return name(file);
    }
  }

  private static Path state(Path data) {
    return data.resolve("plugins-state");
  }

  private static List<String> firstLines(Path directory) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(directory)) {
      return all.sorted().map(PluginState::firstLine).filter(line -> !line.isEmpty()).toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static String firstLine(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.findFirst().orElse("");
    } catch (IOException e) {
      return "";
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(one);
      }
    }
  }
}

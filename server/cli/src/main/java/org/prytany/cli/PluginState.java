package org.prytany.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the server's host of plugins keeps between starts, as far as a launcher has to know it. */
final class PluginState {

  private PluginState() {}

  /**
   * Claims the data folder for a server.
   *
   * @throws CommandFailure if another runs with it
   */
  static DataClaim claim(Path data) throws IOException {
    return DataClaim.take(PrivateFiles.directory(state(data)));
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

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}

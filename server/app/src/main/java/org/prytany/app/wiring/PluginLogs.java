package org.prytany.app.wiring;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What processes of plugins said and how they crashed, kept over their ends and within bounds: what
 * a plugin prints must not fill the disk that the store is on.
 */
final class PluginLogs {

  private static final System.Logger LOG = System.getLogger(PluginLogs.class.getName());

  /** Bytes of what it says; as much again is kept of what it said before. */
  private static final long MOST_CONSOLE = 20L << 20;

  private static final int MOST_CRASHES = 5;
  private static final String CRASH = "hs_err_pid";
  private static final Duration LOOK = Duration.ofSeconds(10);

  private PluginLogs() {}

  /** The file that a process's words are added to. */
  static Path console(Path logs) {
    return logs.resolve("console.log");
  }

  /** Holds what is in a folder to its bounds for as long as this server runs. */
  static void watch(Path logs) {
    Thread.ofPlatform()
        .daemon()
        .name("plugins-logs")
        .start(
            () -> {
              try {
                while (true) {
                  hold(logs, MOST_CONSOLE);
                  Thread.sleep(LOOK);
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }

  /**
   * @param most bytes of the console's file
   */
  static void hold(Path logs, long most) {
    try {
      shorten(console(logs), most);
      dropOldCrashes(logs);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "the plugins' logs are not held to their bounds", e);
    }
  }

  /** Whoever adds to the file goes on doing so. */
  private static void shorten(Path file, long most) throws IOException {
    if (!Files.exists(file) || Files.size(file) <= most) {
      return;
    }
    Files.copy(
        file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(0);
    }
  }

  private static void dropOldCrashes(Path logs) throws IOException {
    if (!Files.exists(logs)) {
      return;
    }
    try (Stream<Path> all = Files.list(logs)) {
      List<Path> old =
          all.filter(one -> String.valueOf(one.getFileName()).startsWith(CRASH))
              .sorted(Comparator.comparing((Path one) -> one.toFile().lastModified()).reversed())
              .skip(MOST_CRASHES)
              .toList();
      for (Path one : old) {
        Files.deleteIfExists(one);
      }
    }
  }
}

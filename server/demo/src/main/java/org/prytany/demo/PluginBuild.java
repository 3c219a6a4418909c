package org.prytany.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.prytany.cli.Columns;
import org.prytany.cli.CommandFailure;

/** Builds a plugin's project with Maven, its tests included. */
final class PluginBuild {

  private static final String ERROR = "[ERROR]";

  /** What Maven adds to every failure. */
  private static final List<String> SAYS_NOTHING =
      List.of(
          "[Help ",
          "To see the full stack trace",
          "Re-run Maven",
          "For more information",
          "See dump files");

  private final Path project;

  /**
   * @param project folder with a pom.xml
   * @throws CommandFailure if it has none
   */
  PluginBuild(Path project) {
    if (!Files.isRegularFile(project.resolve("pom.xml"))) {
      throw new CommandFailure(
          "There is no pom.xml in " + project + ".",
          "Name a plugin's folder, or begin one: ./prytany plugin new strategy NAME");
    }
    this.project = project.toAbsolutePath().normalize();
  }

  /**
   * Builds it. Maven ends with this process, and its own output is read to the end.
   *
   * @return what compiler, tests and Maven object to; empty if it was built
   * @throws CommandFailure if Maven cannot be started
   */
  List<String> run() throws InterruptedException {
    ProcessBuilder maven =
        new ProcessBuilder("mvn", "-B", "-q", "package")
            .directory(project.toFile())
            .redirectErrorStream(true);
    maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
    try {
      Process running = maven.start();
      Thread ending = new Thread(running::destroy, "end-build");
      Runtime.getRuntime().addShutdownHook(ending);
      try (BufferedReader out = running.inputReader(StandardCharsets.UTF_8)) {
        List<String> said = out.lines().toList();
        return running.waitFor() == 0 ? List.of() : objections(said);
      } finally {
        running.destroy();
        forget(ending);
      }
    } catch (IOException e) {
      throw new CommandFailure(
          "Maven could not be started: " + e.getMessage(),
          "Install Maven, and see that mvn is on the PATH.",
          e);
    }
  }

  private static void forget(Thread ending) {
    try {
      Runtime.getRuntime().removeShutdownHook(ending);
    } catch (IllegalStateException e) {
      // The virtual machine is shutting down: the hook is running already.
      return;
    }
  }

  /** The lines that say what is wrong, each once, with paths from the project on. */
  List<String> objections(List<String> said) {
    List<String> wrong = new ArrayList<>();
    for (String line : said) {
      String words =
          line.replace(ERROR, "").replace(project + "/", "").replaceFirst("^\\s{0,99}+", "");
      boolean says = SAYS_NOTHING.stream().noneMatch(words::contains);
      if (line.contains(ERROR) && says && !words.isBlank() && !wrong.contains(words)) {
        wrong.add(words);
      }
    }
    return wrong.isEmpty() ? said.stream().map(Columns::safe).toList() : wrong;
  }

  /**
   * The WAR that was built last.
   *
   * @throws CommandFailure if there is none
   */
  Path war() throws IOException {
    Path target = project.resolve("target");
    try (Stream<Path> files = Files.isDirectory(target) ? Files.list(target) : Stream.empty()) {
      Optional<Path> newest =
          files
              .filter(file -> file.toString().endsWith(".war"))
              .max(Comparator.comparingLong((Path file) -> file.toFile().lastModified()));
      return newest.orElseThrow(
          () ->
              new CommandFailure(
                  "The build made no WAR in " + target + ".",
                  "Say <packaging>war</packaging> in its pom.xml."));
    }
  }
}

package org.prytany.acceptance.first;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.prytany.acceptance.server.BuiltHouse;

/** Commands as the launcher starts them, by the class path that stands in it. */
final class Launched {

  private static final Path HOME = BuiltHouse.installation().home();
  private static final Pattern LIBRARIES =
      Pattern.compile("\"\\$home/(server/[a-z]++/target/dist/lib)\"");
  private static final Pattern COMMAND = Pattern.compile("(?m)^ {4}\\./prytany (.++)$");

  private final Path folder;

  /**
   * @param folder where commands run
   */
  Launched(Path folder) {
    this.folder = folder;
  }

  /** The commands of a page of the docs, in order, without the launcher's name. */
  static List<String> onPage(String page) throws IOException {
    return COMMAND
        .matcher(Files.readString(HOME.resolve("docs").resolve(page)))
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  /** The program and what stands before a command's words. */
  static List<String> program() throws IOException {
    String libraries =
        LIBRARIES
            .matcher(Files.readString(HOME.resolve("prytany")))
            .results()
            .map(found -> HOME.resolve(found.group(1)) + "/*")
            .collect(Collectors.joining(":"));
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx256m",
        "-Dprytany.home=" + HOME,
        "-cp",
        libraries,
        "org.prytany.cli.Main");
  }

  /** Starts a command whose words go into a file. */
  Process start(String words, Path said) throws IOException {
    return start(words, said, Map.of());
  }

  private Process start(String words, Path said, Map<String, String> variables) throws IOException {
    List<String> all = new ArrayList<>(program());
    all.addAll(List.of(words.strip().split(" +", -1)));
    ProcessBuilder command =
        new ProcessBuilder(all)
            .directory(folder.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    command.environment().putAll(variables);
    return command.start();
  }

  /** What a command left behind. */
  record Ended(int exit, String said) {}

  /** Runs a command to its end. */
  Ended end(String words) throws IOException, InterruptedException {
    return end(words, Map.of());
  }

  /** The same with some environment variables more. */
  Ended end(String words, Map<String, String> variables) throws IOException, InterruptedException {
    Path said = Files.createTempFile(folder, "said", ".txt");
    Process command = start(words, said, variables);
    try {
      return new Ended(command.waitFor(), Files.readString(said));
    } finally {
      command.destroy();
    }
  }

  /** Runs a command to its end, which has to be a good one; gives what it said. */
  String run(String words) throws IOException, InterruptedException {
    Ended ended = end(words);
    assertThat(ended.exit()).as(words + "\n" + ended.said()).isZero();
    return ended.said();
  }
}

package org.prytany.check.init;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.prytany.cli.CommandFailure;
import org.prytany.settings.OperatorFile;
import org.prytany.settings.Settings;
import org.prytany.settings.SettingsSource;
import picocli.CommandLine;

/** Runs the command over a house that has three plugins, with answers that were written before. */
final class Beginner {

  private final Path folder;
  private String said = "";

  /**
   * @param folder for the house, and for what is written
   */
  Beginner(Path folder) throws IOException {
    this.folder = folder;
    for (String plugin : List.of("digest", "policy", "treasury")) {
      Path target = Files.createDirectories(folder.resolve("home/plugins/" + plugin + "/target"));
      Files.writeString(target.resolve("prytany-" + plugin + ".war"), plugin);
    }
    System.setProperty("prytany.home", folder.resolve("home").toString());
  }

  /** What the last run said. */
  String said() {
    return said;
  }

  /** Where the configuration goes. */
  Path target() {
    return folder.resolve("new");
  }

  Path file() {
    return target().resolve("prytany.properties");
  }

  /** What was written, as the server reads it. */
  Settings settings() {
    return SettingsSource.read(Optional.of(OperatorFile.read(file())), key -> Optional.empty());
  }

  /**
   * Runs it, and gives its exit code.
   *
   * @param answers lines for whatever is asked
   */
  int init(String answers, String... options) {
    return run(answers, new Throwable[1], options);
  }

  /** Runs it with two options and whatever else is given, asking nothing. */
  int silently(String endpoint, String governor, String... more) {
    return init("", arguments(endpoint, governor, more));
  }

  /** The same, of a run that has to fail. */
  Throwable failure(String endpoint, String governor, String... more) {
    return failureOf("", arguments(endpoint, governor, more));
  }

  /** How a run failed that has to. */
  Throwable failureOf(String answers, String... options) {
    Throwable[] thrown = new Throwable[1];
    run(answers, thrown, options);
    assertThat(thrown[0]).as(said).isInstanceOf(CommandFailure.class);
    return thrown[0];
  }

  private static String[] arguments(String endpoint, String governor, String... more) {
    List<String> all =
        new ArrayList<>(List.of("--yes", "--endpoint", endpoint, "--governor", governor));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private int run(String answers, Throwable[] thrown, String... options) {
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.add(target().toString());
    StringWriter out = new StringWriter();
    CommandLine line =
        new CommandLine(
            new InitCommand(new ByteArrayInputStream(answers.getBytes(StandardCharsets.UTF_8))));
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          thrown[0] = failure;
          return 2;
        });
    int code = line.execute(arguments.toArray(String[]::new));
    said = out.toString();
    return code;
  }
}

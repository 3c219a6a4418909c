package org.prytany.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The key that lets a program ask a running server for what is not everybody's. */
public final class ServerKey {

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      description =
          "File whose first line is that server's prytany.digest.key (default: the environment"
              + " variable PRYTANY_DIGEST_KEY).")
  private @Nullable Path keyFile;

  /** Empty where none was given. */
  public Optional<String> word() {
    if (keyFile == null) {
      return Optional.ofNullable(System.getenv("PRYTANY_DIGEST_KEY")).filter(k -> !k.isBlank());
    }
    try (Stream<String> lines = Files.lines(keyFile)) {
      return lines.findFirst().map(String::strip).filter(word -> !word.isEmpty());
    } catch (IOException | UncheckedIOException e) {
      throw new CommandFailure(
          "The key file " + keyFile + " cannot be read.",
          "Give a file whose first line is the server's prytany.digest.key.",
          e);
    }
  }
}

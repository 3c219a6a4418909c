package org.prytany.models;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.prytany.cli.CommandFailure;
import org.prytany.inference.generation.GenerationException;
import org.prytany.inference.remote.RemoteEndpoint;
import org.prytany.inference.remote.RemoteKey;
import org.prytany.inference.remote.RemoteWriter;
import picocli.CommandLine.Option;

/** An endpoint that is tried without being in the server's settings. */
final class RemoteChoice {

  private static final String VARIABLE = "PRYTANY_REMOTE_KEY";

  @Option(
      names = "--remote",
      paramLabel = "URL",
      description =
          "An OpenAI-compatible endpoint of your own that has the model NAME, e.g."
              + " https://gpu.example/v1; https unless it is on this machine. It is sent what the"
              + " model sees.")
  private @Nullable String address;

  @Option(
      names = "--remote-key-file",
      paramLabel = "FILE",
      description =
          "A file with the endpoint's key (default: the environment's " + VARIABLE + ", if any).")
  private @Nullable Path keyFile;

  @Option(
      names = "--remote-allow-plain",
      description = "Lets the endpoint be plain http on another machine.")
  private boolean allowPlain;

  @Option(
      names = "--remote-grammar",
      description = "Sends the form of an answer along, as llama.cpp's server takes it.")
  private boolean grammar;

  @Option(
      names = "--remote-timeout",
      paramLabel = "SECONDS",
      defaultValue = "120",
      description = "How long one answer may take (default: ${DEFAULT-VALUE}).")
  private long seconds;

  boolean isMade() {
    return address != null;
  }

  /** A writer that was checked to have the model. */
  RemoteWriter writer(String model) {
    try {
      RemoteEndpoint endpoint =
          RemoteEndpoint.of(
              "trial",
              String.valueOf(address),
              model,
              key(),
              Duration.ofSeconds(seconds),
              allowPlain,
              RemoteChoice::named);
      RemoteWriter writer = new RemoteWriter(grammar ? endpoint.withGrammar() : endpoint);
      try {
        writer.check();
        return writer;
      } catch (RuntimeException e) {
        writer.close();
        throw e;
      }
    } catch (GenerationException e) {
      throw new CommandFailure(
          String.valueOf(e.getMessage()),
          "`curl URL/models` shows what the endpoint lists; docs/models.md has an example.",
          e);
    }
  }

  private static String named(String part) {
    return switch (part) {
      case "url" -> "--remote";
      case "model" -> "NAME";
      default -> "--remote-" + part;
    };
  }

  private Optional<RemoteKey> key() {
    if (keyFile == null) {
      return Optional.ofNullable(System.getenv(VARIABLE))
          .filter(text -> !text.isBlank())
          .map(text -> RemoteKey.of(text, VARIABLE));
    }
    return Optional.of(RemoteKey.in(keyFile, "--remote-key-file"));
  }
}

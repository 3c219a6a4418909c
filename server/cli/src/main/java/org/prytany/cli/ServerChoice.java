package org.prytany.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which server a command asks, and how much of it at a time. */
public final class ServerChoice {

  @Option(
      names = "--server",
      paramLabel = "URL",
      description = "Use this running server instead of starting one.")
  private @Nullable URI server;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      defaultValue = "2",
      description = "Proposals at a time (default: ${DEFAULT-VALUE}).")
  private int parallel;

  /** What a command does with a server. */
  public interface Work {
    /** The command's exit code. */
    int on(URI address) throws IOException;
  }

  /** The running server that the user named. */
  public Optional<URI> named() {
    return Optional.ofNullable(server);
  }

  /** How many proposals the server gets at a time, at least 1. */
  public int parallel() {
    return Math.max(1, parallel);
  }

  /** Works on the named server, or on one that lives as long as the work. */
  public int work(PrintWriter progress, Work work) throws IOException {
    if (server != null) {
      return work.on(server);
    }
    Installation installation = Installation.current();
    progress.println("Starting a server for this command ...");
    try (OwnServer own = OwnServer.start(installation, OwnServer.Wishes.NONE)) {
      return work.on(own.address());
    }
  }
}

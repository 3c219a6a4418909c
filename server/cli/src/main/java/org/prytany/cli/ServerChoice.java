package org.prytany.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which server a command asks, and how much of it at a time. */
public final class ServerChoice {

  @Option(
      names = "--server",
      paramLabel = "URL",
      description = "Use this running server instead of starting one.")
  private @Nullable URI server;

  @Mixin private ServerKey key = new ServerKey();

  @Option(
      names = "--abis",
      paramLabel = "DIR",
      description = "Folder of ABIs for the server that is started, see `prytany abi`.")
  private @Nullable Path abis;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      defaultValue = "2",
      description = "Proposals at a time (default: ${DEFAULT-VALUE}).")
  private int parallel;

  /** What a command does with a server. */
  public interface Work {
    /** The command's exit code. */
    int on(DigestServer server) throws IOException;
  }

  /** The running server that the user named. */
  public Optional<URI> named() {
    return Optional.ofNullable(server);
  }

  /** How many proposals the server gets at a time, at least 1. */
  public int parallel() {
    return Math.max(1, parallel);
  }

  /**
   * Works on the named server, or on one that lives as long as the work.
   *
   * @throws CommandFailure if ABIs are given to a server that has its own
   */
  public int work(PrintWriter progress, Work work) throws IOException {
    if (server != null) {
      if (abis != null) {
        throw new CommandFailure(
            "--abis is for a server that this command starts, and --server names another.",
            "Leave out one of them; `prytany abi add` teaches a running server.");
      }
      return work.on(new DigestServer(server, key.word()));
    }
    OwnServer.Wishes wishes = abis == null ? OwnServer.Wishes.NONE : reading(abis);
    Installation installation = Installation.current();
    progress.println("Starting a server for this command ...");
    try (OwnServer own = OwnServer.start(installation, wishes)) {
      return work.on(own.digests());
    }
  }

  private static OwnServer.Wishes reading(Path abis) {
    if (!Files.isDirectory(abis)) {
      throw new CommandFailure(
          "There is no folder " + abis + ".", "Name one that `prytany abi add` has filled.");
    }
    String path = abis.toAbsolutePath().normalize().toString().replace("\\", "\\\\");
    return new OwnServer.Wishes(Map.of("prytany.decode.abi-dir", path), List.of(), Map.of());
  }
}

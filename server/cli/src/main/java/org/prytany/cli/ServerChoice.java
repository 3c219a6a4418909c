package org.prytany.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which server a command asks, what it knows, and how much of it at a time. */
public final class ServerChoice {

  @Option(
      names = "--server",
      paramLabel = "URL",
      description = "Use this running server instead of starting one.")
  private @Nullable URI server;

  @Mixin private ServerKey key = new ServerKey();

  @Option(
      names = "--abi",
      paramLabel = "PATH",
      description = {
        "ABIs for the server that is started, as `prytany abi add` takes them: a file, a folder",
        "or a package (.tgz). May be given more than once."
      })
  private List<Path> abis = List.of();

  @Option(
      names = "--token-list",
      paramLabel = "FILE",
      description = "Token list for the server that is started, as prytany.decode.token-list.")
  private @Nullable Path tokens;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      defaultValue = "2",
      description = "Proposals at a time (default: ${DEFAULT-VALUE}).")
  private int parallel;

  private final List<String> knowledge = new ArrayList<>();

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

  /** Whether the server is given ABIs by this command. */
  public boolean teaches() {
    return !abis.isEmpty();
  }

  /** What the server was given beside what Prytany knows itself, a line each; set by the work. */
  public List<String> knowledge() {
    return List.copyOf(knowledge);
  }

  /**
   * Works on the named server, or on one that lives as long as the work.
   *
   * @throws CommandFailure if ABIs or tokens are given to a server that has its own, or cannot be
   *     read
   */
  public int work(PrintWriter progress, Work work) throws IOException {
    if (server != null) {
      if (!abis.isEmpty() || tokens != null) {
        throw new CommandFailure(
            "--abi and --token-list are for a server that this command starts, and --server names"
                + " another.",
            "Leave out one of them; `prytany abi add` teaches a running server.");
      }
      knowledge.add("as " + server + " has it");
      return work.on(new DigestServer(server, key.word()));
    }
    Path read = Files.createTempDirectory("prytany-abis");
    try {
      OwnServer.Wishes wishes = taught(read.resolve("abis"));
      Installation installation = Installation.current();
      progress.println("Starting a server for this command ...");
      try (OwnServer own = OwnServer.start(installation, wishes, progress::println)) {
        return work.on(own.digests());
      }
    } finally {
      OwnServer.delete(read);
    }
  }

  private OwnServer.Wishes taught(Path folder) {
    Map<String, String> settings = new HashMap<>();
    if (!abis.isEmpty()) {
      AbiReader reader =
          ServiceLoader.load(AbiReader.class)
              .findFirst()
              .orElseThrow(
                  () ->
                      new CommandFailure(
                          "The part that reads ABIs is missing.",
                          "Run `./prytany build` to build it again."));
      String names =
          abis.stream()
              .map(each -> each.getFileName().toString())
              .collect(Collectors.joining(", "));
      knowledge.add("ABIs of " + names + ": " + reader.put(abis, folder));
      settings.put("prytany.decode.abi-dir", setting(folder));
    }
    if (tokens != null) {
      if (!Files.isReadable(tokens)) {
        throw new CommandFailure(
            "The token list " + tokens + " cannot be read.",
            "Name a file in Uniswap's form, as prytany.decode.token-list takes it.");
      }
      knowledge.add("tokens of " + tokens.getFileName());
      settings.put("prytany.decode.token-list", setting(tokens));
    }
    return new OwnServer.Wishes(settings, List.of(), Map.of());
  }

  /** As a file of properties has it. */
  private static String setting(Path path) {
    return path.toAbsolutePath().normalize().toString().replace("\\", "\\\\");
  }
}

package org.prytany.acceptance.badinput;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.prytany.acceptance.server.BuiltHouse;
import org.prytany.cli.Installation;
import org.prytany.cli.OperatorConfig;
import org.prytany.cli.OwnServer;
import org.prytany.cli.PrivateFiles;
import org.prytany.cli.ServerProcess;

/** Writes an operator's configuration, good or bad, and starts the server with it. */
final class Operator {

  static final String NOBODY = "0x00000000000000000000000000000000000a4d31";

  /** Lets tests ask for digests. */
  static final String DIGEST_KEY = "digests-for-the-acceptance-tests-only";

  private final Installation installation = BuiltHouse.installation();
  private final List<String> lines = new ArrayList<>();
  private final List<String> daos = new ArrayList<>();
  private final List<Path> wars = new ArrayList<>();
  private final List<Path> unlisted = new ArrayList<>();
  private final Map<String, String> variables = new HashMap<>();
  private final Path folder;
  private final int port = ServerProcess.freePort();

  /**
   * @param folder for the configuration and everything that the server keeps
   */
  Operator(Path folder) {
    this.folder = folder;
    line("prytany.data-dir", "store");
    line("prytany.digest.key", DIGEST_KEY);
    line("prytany.poll-interval", "500ms");
    line("prytany.public-origin", "http://127.0.0.1:" + port);
    Stream.of("digest", "policy", "treasury").map(installation::plugin).forEach(wars::add);
  }

  Operator line(String key, String value) {
    lines.add(key + "=" + value);
    return this;
  }

  Operator dao(String id, long chainId, String rpcUrl, String governor, String treasury) {
    daos.add(id);
    line("prytany.dao." + id + ".chain-id", Long.toString(chainId));
    line("prytany.dao." + id + ".rpc-url", rpcUrl);
    line("prytany.dao." + id + ".governor", governor);
    return line("prytany.dao." + id + ".treasury", treasury);
  }

  /** An environment variable of the server. */
  Operator variable(String name, String value) {
    variables.put(name, value);
    return this;
  }

  /** A further plugin whose hash is listed. */
  Operator listed(Path war) {
    wars.add(war);
    return this;
  }

  /** A WAR in the plugin directory that the operator never listed. */
  Operator notListed(Path war) {
    unlisted.add(war);
    return this;
  }

  int port() {
    return port;
  }

  Path store() {
    return folder.resolve("store");
  }

  /** Writes the configuration file. */
  Path write() throws IOException {
    List<String> all = new ArrayList<>(lines);
    all.add("prytany.daos=" + String.join(",", daos));
    all.add(
        "prytany.plugins.sha256="
            + wars.stream().map(OwnServer::sha256).collect(Collectors.joining(",")));
    Files.createDirectories(folder);
    Path file = folder.resolve("prytany.properties");
    PrivateFiles.write(file, String.join("\n", all) + "\n");
    return file;
  }

  ServerProcess start() throws IOException {
    OperatorConfig config = OperatorConfig.read(write());
    for (Path war : wars) {
      config.deploy(war);
    }
    for (Path war : unlisted) {
      config.deploy(war);
    }
    return ServerProcess.start(
        installation, new ServerProcess.Settings(folder, config, port, List.of(), variables));
  }

  /** What a command left behind. */
  record Served(int exit, String said) {}

  /** Runs `prytany serve` until it ends by itself. */
  Served serve() throws IOException, InterruptedException {
    Process command =
        command(
            "serve",
            "--config",
            write().toString(),
            "--data",
            folder.toString(),
            "--port",
            Integer.toString(port));
    boolean ended = command.waitFor(10, java.util.concurrent.TimeUnit.MINUTES);
    command.destroy();
    if (!ended) {
      throw new AssertionError("still serving after ten minutes: " + Files.readString(said()));
    }
    return new Served(command.waitFor(), Files.readString(said()));
  }

  /** Runs a command to its end, however long it takes. */
  Served run(String... arguments) throws IOException, InterruptedException {
    Process command = command(arguments);
    try {
      return new Served(command.waitFor(), Files.readString(said()));
    } finally {
      command.destroy();
    }
  }

  private Process command(String... arguments) throws IOException {
    List<String> all =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Dprytany.home=" + installation.home(),
                "-cp",
                installation.home().resolve("server/demo/target/dist/lib") + "/*",
                "org.prytany.cli.Main"));
    all.addAll(List.of(arguments));
    return new ProcessBuilder(all)
        .redirectErrorStream(true)
        .redirectOutput(said().toFile())
        .start();
  }

  private Path said() {
    return folder.resolve("said.txt");
  }
}

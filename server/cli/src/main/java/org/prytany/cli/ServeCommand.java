package org.prytany.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** `prytany serve`: the server against the operator's own chain, governors, keys and MongoDB. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = "Runs the server against your own chain, governors and keys.",
    footer = {"", "docs/operating.md explains the configuration file, with an example."})
public final class ServeCommand implements Subcommand {

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "Configuration file, see docs/operating.md.")
  private Path config = Path.of("");

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "HTTP port on loopback (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder for logs, plugins and the embedded store (default: .prytany/serve).")
  private Path data = Path.of("");

  @Option(
      names = "--plugins",
      paramLabel = "NAME",
      split = ",",
      defaultValue = "digest,policy,treasury",
      description = "Plugins to deploy (default: ${DEFAULT-VALUE}).")
  private List<String> plugins = List.of();

  @Option(
      names = "--signer-config",
      paramLabel = "FILE",
      description = "The signer's own file (default: signer.properties beside the other).")
  private Path signerConfig = Path.of("");

  @Option(
      names = "--no-signer",
      description = "Start no signer: it runs on its own, as `prytany signer`.")
  private boolean noSigner;

  @Option(
      names = "--start-timeout",
      paramLabel = "SECONDS",
      defaultValue = "600",
      description = "How long signer and server may take to start (default: ${DEFAULT-VALUE}).")
  private int startTimeout;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Installation installation = Installation.current();
    OperatorConfig operator = OperatorConfig.read(config);
    Path folder = data.toString().isEmpty() ? installation.state().resolve("serve") : data;
    var out = spec.commandLine().getOut();
    for (String plugin : plugins) {
      deploy(operator, installation.plugin(plugin), out);
    }
    StartWait wait =
        StartWait.within(
            Duration.ofSeconds(Math.max(1, startTimeout)),
            words -> {
              out.println(words);
              out.flush();
            });
    try (AutoCloseable signer = signer(installation, operator, folder, wait, out);
        ServerProcess server =
            ServerProcess.start(installation, new ServerProcess.Settings(folder, operator, port))) {
      out.println("Starting the server ...");
      out.flush();
      server.awaitOk("/health/live", wait);
      out.println("Prytany answers at " + server.address());
      for (String aside : PluginState.aside(folder.toAbsolutePath())) {
        out.println("A plugin is put aside and not started: " + Columns.safe(aside));
      }
      out.println("Its log is " + server.console() + ". Ctrl-C ends it.");
      out.flush();
      int exit = server.waitFor();
      server.requireNotRefused();
      server.requireMemoryLeft();
      if (exit != 0) {
        server.requireRunning();
      }
      return exit;
    }
  }

  private AutoCloseable signer(
      Installation installation,
      OperatorConfig operator,
      Path folder,
      StartWait wait,
      PrintWriter out) {
    if (noSigner || !operator.signs()) {
      return () -> {};
    }
    Path own = OperatorConfig.signerFile(operator.file(), signerConfig);
    out.println("Starting the signer ...");
    out.flush();
    SignerProcess started = SignerProcess.start(installation, operator.file(), own, folder, wait);
    out.println("The signer runs; its log is " + started.console() + ".");
    return started;
  }

  private static void deploy(OperatorConfig operator, Path war, PrintWriter out) {
    if (operator.accepts(war)) {
      operator.deploy(war);
    } else {
      out.println("The plugin " + war.getFileName() + " is not listed, so it is not deployed.");
      out.println("  To use it, review it and add to prytany.plugins.sha256 in " + operator.file());
      out.println("  " + OwnServer.sha256(war));
    }
  }
}

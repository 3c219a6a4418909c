package org.prytany.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.prytany.cli.CommandFailure;
import org.prytany.cli.Installation;
import org.prytany.cli.OwnServer;
import org.prytany.cli.ServerProcess;
import org.prytany.cli.Subcommand;
import org.prytany.contracts.localchain.LocalChainException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** `prytany demo`: proposals go the whole way on a local chain. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Shows proposals of a made-up DAO going the whole way on a local chain.",
      "Seven are read, digested and voted on. The honest ones that pass are queued, approved and paid;"
          + " two that hide what they execute are stopped. The page stays until Ctrl-C."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every expected outcome was read back from the chain",
      "1:something differs; the last lines say what",
      "2:the demo could not run"
    })
public final class DemoCommand implements Subcommand {

  private static final String MODEL = "demo-model";
  private static final Duration WATCHED = Duration.ofMillis(1_000);

  @Option(names = "--once", description = "End when the last proposal is done, without waiting.")
  private boolean once;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write what became of every proposal to this file.")
  private @Nullable Path json;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "HTTP port on loopback (default: 8080; a free one with --once).")
  private @Nullable Integer port;

  @Option(
      names = "--kill-at",
      paramLabel = "MOMENT",
      split = ",",
      description =
          "Kill the server (kill -9) when a transaction was sent but is not confirmed yet, and start"
              + " it again: ${COMPLETION-CANDIDATES}. Several with commas.")
  private List<DemoRun.Moment> killAt = List.of();

  @Option(
      names = "--model",
      paramLabel = "DIR",
      description =
          "Let a language model write beside the digests: a folder as `prytany model add` takes it.")
  private @Nullable Path model;

  @Option(
      names = "--plugin",
      paramLabel = "WAR",
      description =
          "Use a plugin of your own in place of the one of its kind that comes with Prytany. The"
              + " demo ends where it does not start or fails, and says why.")
  private @Nullable Path plugin;

  @Option(
      names = "--variable",
      paramLabel = "NAME",
      split = ",",
      description = "An environment variable that your plugin reads. Several with commas.")
  private List<String> variables = List.of();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Installation installation = Installation.current();
    int httpPort = port != null ? port : once ? ServerProcess.freePort() : 8080;
    ServerProcess.refuseTakenPort(httpPort);
    Optional<TriedPlugin> tried =
        plugin == null
            ? Optional.empty()
            : Optional.of(TriedPlugin.checked(plugin, variables, spec));
    Path data = installation.state().resolve("demo-" + httpPort);
    if (Files.exists(data)) {
      OwnServer.delete(data);
    }
    System.setProperty("prytany.node.modules", installation.contractModules().toString());
    DemoTimeline timeline = new DemoTimeline(spec.commandLine().getOut());
    Optional<String> writing = model == null ? Optional.empty() : Optional.of(added(model, data));
    try {
      return run(installation, timeline, data, httpPort, writing, tried);
    } catch (LocalChainException e) {
      throw new CommandFailure(
          "The local chain did not work: " + e.getMessage(),
          "Run `./prytany build` and try again.",
          e);
    }
  }

  /** Adds the model to the demo's server as an operator would; gives its name there. */
  private String added(Path from, Path data) {
    CommandLine command = spec.root().subcommands().get("model");
    int exit =
        command == null
            ? CommandLine.ExitCode.SOFTWARE
            : command.execute(
                "add",
                from.toString(),
                "--role",
                "write",
                "--name",
                MODEL,
                "--folder",
                data.resolve("models").toString());
    if (exit != 0) {
      throw new CommandFailure(
          "The model in " + from + " cannot be used by the demo.",
          "Mend what is said above, or run the demo without --model.");
    }
    return MODEL;
  }

  /** Where its server ended meanwhile, that is said, and not what failed because of it. */
  private static DemoReport played(DemoRun run, DemoServer server) throws InterruptedException {
    try {
      return run.play();
    } catch (IOException e) {
      server.requireRunning();
      throw new CommandFailure(
          "The demo's server did not answer as it should: " + e.getMessage(),
          "Run the demo again. " + server.logs(),
          e);
    }
  }

  private int run(
      Installation installation,
      DemoTimeline timeline,
      Path data,
      int httpPort,
      Optional<String> writing,
      Optional<TriedPlugin> tried)
      throws Exception {
    timeline.say("Starting a local chain and deploying a DAO on it.");
    try (DemoWorld world = DemoWorld.start()) {
      timeline.say("Starting the server.");
      try (DemoServer server =
          DemoServer.start(installation, world, data, httpPort, writing, tried, timeline::detail)) {
        Set<DemoRun.Moment> moments = EnumSet.noneOf(DemoRun.Moment.class);
        moments.addAll(killAt);
        DemoRun run =
            new DemoRun(world, server, timeline, moments, once ? Duration.ZERO : WATCHED, writing);
        DemoReport report = played(run, server);
        if (json != null) {
          report.writeTo(json);
          timeline.say("What became of every proposal is in " + json + ".");
        }
        report.differences().forEach(difference -> timeline.say("DIFFERENT: " + difference));
        boolean asExpected = report.differences().isEmpty();
        timeline.say(
            asExpected
                ? "Every expected outcome was read back from the chain."
                : "Not everything came out as expected. " + server.logs());
        if (!once) {
          timeline.say("The page stays at " + server.address() + " until you press Ctrl-C.");
          throw server.untilItEnds();
        }
        return asExpected ? 0 : 1;
      }
    }
  }
}

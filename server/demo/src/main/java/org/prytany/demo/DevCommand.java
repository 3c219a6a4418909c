package org.prytany.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.prytany.cli.Columns;
import org.prytany.cli.CommandFailure;
import org.prytany.cli.Installation;
import org.prytany.cli.OwnServer;
import org.prytany.cli.ServerProcess;
import org.prytany.cli.plugin.PluginSubcommand;
import org.prytany.contracts.localchain.LocalChainException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** `prytany plugin dev`: a plugin's project, built and asked again whenever it changes. */
@Command(
    name = "dev",
    mixinStandardHelpOptions = true,
    description = {
      "Builds a plugin's project, runs the plugin in a demo of its own, and shows what it answers"
          + " to the demo's proposals; and again whenever you save a file of the project. A"
          + " notifier is started and not asked: its tests show what it writes.",
      "What the compiler, the tests, the server or the plugin itself object to is shown here."
          + " Ctrl-C ends it, and everything that it started."
    },
    footer = {
      "",
      "The server goes on: each further build is uploaded and signed for with the demo's operator"
          + " key, and starts beside the version that runs, which goes on if the new one does not"
          + " start. A plugin without a manifest, or that became one of another kind or id, has the"
          + " server start again.",
      "",
      "For example:",
      "  ./prytany plugin dev follow-a-delegate"
    })
public final class DevCommand implements PluginSubcommand {

  /** Of a build that failed, lines. */
  private static final int MOST_SHOWN = 30;

  @Parameters(index = "0", paramLabel = "DIR", description = "The plugin's folder, with a pom.xml.")
  private Path directory = Path.of("");

  @Option(
      names = "--once",
      description =
          "End after the first build: with 0 if the plugin answered (a notifier: if it"
              + " started), with 1 if not.")
  private boolean once;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "HTTP port on loopback (default: 8080; a free one with --once).")
  private @Nullable Integer port;

  @Option(
      names = "--variable",
      paramLabel = "NAME",
      split = ",",
      description = "An environment variable that the plugin reads. Several with commas.")
  private List<String> variables = List.of();

  @Spec private CommandSpec spec;

  private Optional<DemoServer> server = Optional.empty();
  private String deployed = "";
  private int round;

  @Override
  public Integer call() throws Exception {
    PluginBuild build = new PluginBuild(directory);
    Installation installation = Installation.current();
    int httpPort = port != null ? port : once ? ServerProcess.freePort() : 8080;
    ServerProcess.refuseTakenPort(httpPort);
    System.setProperty("prytany.node.modules", installation.contractModules().toString());
    DemoTimeline timeline = new DemoTimeline(spec.commandLine().getOut());
    SourceWatch watch = new SourceWatch(directory);
    Path data = installation.state().resolve("plugin-dev-" + httpPort);
    if (Files.exists(data)) {
      OwnServer.delete(data);
    }
    timeline.say("Starting a local chain and deploying a DAO on it.");
    try (DemoWorld world = DemoWorld.start()) {
      while (true) {
        watch.building();
        boolean answered = answered(build, watch, installation, world, data, httpPort, timeline);
        if (once) {
          return answered ? 0 : 1;
        }
        timeline.say("Save a file of " + directory + " to build it again; Ctrl-C ends this.");
        watch.awaitChange();
      }
    } catch (LocalChainException e) {
      throw new CommandFailure(
          "The local chain did not work: " + e.getMessage(),
          "Run `./prytany build` and try again.",
          e);
    } finally {
      server.ifPresent(DemoServer::close);
    }
  }

  /** Builds it, and runs what was built; whatever fails is said, and it goes on. */
  private boolean answered(
      PluginBuild build,
      SourceWatch watch,
      Installation installation,
      DemoWorld world,
      Path data,
      int httpPort,
      DemoTimeline timeline)
      throws IOException, InterruptedException {
    timeline.say("Building " + directory + ".");
    try {
      List<String> wrong = build.run();
      for (Path own : watch.ended()) {
        timeline.detail(
            Columns.safe(own.toString())
                + " changed while it was built, as the time before: it is taken for the build's"
                + " own. Save it once more if it was you.");
      }
      if (!wrong.isEmpty()) {
        timeline.say("The build failed:");
        wrong.stream().limit(MOST_SHOWN).forEach(line -> timeline.detail(Columns.safe(line)));
        if (wrong.size() > MOST_SHOWN) {
          timeline.detail("and " + (wrong.size() - MOST_SHOWN) + " lines more");
        }
        return false;
      }
      TriedPlugin plugin = TriedPlugin.checked(build.war(), variables, spec);
      String sha256 = OwnServer.sha256(plugin.war());
      if (sha256.equals(deployed)) {
        timeline.say("The same WAR as before was built: nothing is new to ask it.");
        return true;
      }
      // What fails from here on is tried again with the next build, the same or not.
      deployed = "";
      DemoServer running = started(installation, world, data, httpPort, plugin, sha256, timeline);
      round++;
      boolean asked = new DemoRun(world, running, timeline).ask(round);
      timeline.say(
          (asked
                  ? "It answered."
                  : "It started, and nothing in a demo asks it: its tests show what it writes.")
              + " The page is at "
              + running.address()
              + ".");
      deployed = sha256;
      return true;
    } catch (CommandFailure e) {
      timeline.say(String.valueOf(e.getMessage()));
      timeline.detail(e.remedy());
      return false;
    }
  }

  private DemoServer started(
      Installation installation,
      DemoWorld world,
      Path data,
      int httpPort,
      TriedPlugin plugin,
      String sha256,
      DemoTimeline timeline)
      throws IOException {
    if (server.isPresent() && server.get().runs()) {
      timeline.say("Putting " + plugin.file() + " in service.");
      Optional<String> why = server.get().order(plugin, sha256);
      if (why.isEmpty()) {
        return server.get();
      }
      timeline.detail("The server has to start again for it: " + Columns.safe(why.get()));
    }
    timeline.say("Starting the server with " + plugin.file() + ".");
    if (server.isPresent()) {
      server.get().startAgain(plugin);
      return server.get();
    }
    DemoServer first =
        DemoServer.start(
            installation,
            world,
            data,
            httpPort,
            Optional.empty(),
            Optional.of(plugin),
            timeline::detail);
    server = Optional.of(first);
    return first;
  }
}

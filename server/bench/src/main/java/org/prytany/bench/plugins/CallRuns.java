package org.prytany.bench.plugins;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.prytany.bench.side.Samples;
import org.prytany.cli.ApiClient;
import org.prytany.cli.CommandFailure;
import org.prytany.cli.OwnServer;
import org.prytany.governance.plugin.GivenSettings;
import org.prytany.governance.plugin.SetForPlugins;
import org.prytany.governance.plugin.SignedFor;
import org.prytany.governance.plugin.TakenSettings;
import org.prytany.link.ApartPlugins;
import org.prytany.link.PluginsProcess;
import org.prytany.spi.VoteDecision;
import org.prytany.spi.VoteStrategy;
import org.prytany.spi.VotingSituation;

/**
 * What a call costs that goes to a plugin in its own process, beside the same call made directly:
 * warmed up, in batches, by turns, every answer looked at.
 */
final class CallRuns {

  private static final int[] WORDS = {100, 1_000, 10_000};
  private static final Duration WARM_UP = Duration.ofSeconds(3);
  private static final Duration BATCH = Duration.ofMillis(200);
  private static final Duration START = Duration.ofMinutes(1);
  private static final int BATCHES = 15;

  /** Calls between two looks at the clock, where a call takes less than a look. */
  private static final int AT_ONCE = 1_000;

  private final PrintWriter out;

  /** Holds every answer where others could see it: the compiler can leave out no call for it. */
  private volatile Optional<VoteDecision> seen = Optional.empty();

  CallRuns(PrintWriter out) {
    this.out = out;
  }

  /** Nothing is set for the measured plugin. */
  private static final class NothingSet implements SetForPlugins {
    @Override
    public GivenSettings given() {
      return GivenSettings.NOTHING;
    }

    @Override
    public void processBegins(GivenSettings before) {}

    @Override
    public void taken(GivenSettings given, List<TakenSettings> taken) {}
  }

  ObjectNode measure() throws IOException {
    Path folder = Files.createTempDirectory("prytany-bench");
    // Whoever listens there takes it away at its end.
    Path socket = Files.createDirectory(folder.resolve("link"));
    ObjectNode report = ApiClient.JSON.createObjectNode();
    try (ApartPlugins apart =
        new ApartPlugins(
            new PluginsProcess(socket, (path, name, forgiven) -> other(path)),
            (sha256, change) -> {
              throw new IllegalStateException("no rules are changed");
            },
            () -> SignedFor.NOTHING,
            new NothingSet(),
            START)) {
      VoteStrategy there = started(apart::strategy);
      out.println("A call of a strategy in its own process, beside the same call made directly:");
      for (int words : WORDS) {
        VotingSituation situation = MeasuredStrategy.situation(words);
        report.set("words" + words, beside(words, situation, there));
      }
    } finally {
      OwnServer.delete(folder);
    }
    return report;
  }

  private ObjectNode beside(int words, VotingSituation situation, VoteStrategy there) {
    MeasuredStrategy here = new MeasuredStrategy();
    batch(here, situation, AT_ONCE, WARM_UP);
    batch(there, situation, 1, WARM_UP);
    List<Double> direct = new ArrayList<>();
    List<Double> apart = new ArrayList<>();
    for (int i = 0; i < BATCHES; i++) {
      direct.add(batch(here, situation, AT_ONCE, BATCH));
      apart.add(batch(there, situation, 1, BATCH));
    }
    double ours = Samples.of(apart).median();
    double plain = Samples.of(direct).median();
    out.printf(
        Locale.ROOT,
        "  %,6d words: %.3f ms a call (%.3f to %.3f in %d batches), directly %.6f ms: %.3f ms more%n",
        words,
        ours,
        Samples.of(apart).least(),
        Samples.of(apart).most(),
        BATCHES,
        plain,
        ours - plain);
    out.flush();
    return ApiClient.JSON
        .createObjectNode()
        .put("apartMillis", ours)
        .put("directMillis", plain)
        .put("moreMillis", ours - plain);
  }

  /** Milliseconds a call, over as many as the time allows. */
  private double batch(
      VoteStrategy strategy, VotingSituation situation, int atOnce, Duration time) {
    long begun = System.nanoTime();
    long calls = 0;
    long passed = 0;
    while (passed < time.toNanos()) {
      for (int i = 0; i < atOnce; i++) {
        seen = Optional.of(strategy.decide(situation));
      }
      calls += atOnce;
      passed = System.nanoTime() - begun;
    }
    return passed / 1e6 / calls;
  }

  private static ProcessBuilder other(Path socket) {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            // As the plugins' process of a server.
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            PluginSide.class.getName(),
            socket.toString())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD);
  }

  private static VoteStrategy started(Supplier<Optional<VoteStrategy>> inUse) {
    long end = System.nanoTime() + START.toNanos();
    while (System.nanoTime() < end) {
      Optional<VoteStrategy> strategy = inUse.get();
      if (strategy.isPresent()) {
        return strategy.get();
      }
      ServedPlugins.pause();
    }
    throw new CommandFailure(
        "The process with the measured plugin did not answer within " + START.toSeconds() + " s.",
        "Run the command again when the machine has more time.");
  }
}

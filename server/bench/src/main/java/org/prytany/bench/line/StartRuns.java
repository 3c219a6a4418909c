package org.prytany.bench.line;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.prytany.bench.side.Samples;
import org.prytany.cli.ApiClient;
import org.prytany.cli.Installation;

/** How long a server with one DAO takes until it is ready, and what it does meanwhile. */
public final class StartRuns {

  private static final double GOAL_SECONDS = 8;

  private final Installation installation;
  private final PrintWriter out;

  /**
   * One start.
   *
   * @param seconds from the start of the process until it was ready
   * @param processorSeconds that it took for that, plugins' process included
   * @param megabytes resident then, plugins' process and signer included
   * @param phases seconds of each part, by its name, in order
   */
  private record Start(
      double seconds, double processorSeconds, long megabytes, Map<String, Double> phases) {}

  public StartRuns(Installation installation, PrintWriter out) {
    this.installation = installation;
    this.out = out;
  }

  /** A first start on an empty folder and one more on what it left, by turns. */
  public ObjectNode starts(int rounds) throws IOException {
    List<Start> first = new ArrayList<>();
    List<Start> again = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      try (House house =
          House.start(installation, 1, House.Ways.QUICK, words -> say("  %s", words))) {
        house.server().awaitReady();
        first.add(start(house));
        house.server().kill();
        house.server().startAgain();
        again.add(start(house));
        house.endedWell();
      }
    }
    ObjectNode report = ApiClient.JSON.createObjectNode();
    tell(report.putObject("first"), "Start on an empty folder", first);
    tell(report.putObject("again"), "Start after kill -9", again);
    return report;
  }

  private static Start start(House house) throws IOException {
    Instant ready = Instant.now();
    ProcessHandle server = ProcessHandle.of(house.server().processes().getFirst()).orElseThrow();
    Instant begun = server.info().startInstant().orElse(ready);
    return new Start(
        Duration.between(begun, ready).toMillis() / 1e3,
        Stream.concat(Stream.of(server), server.descendants())
                .mapToLong(one -> one.info().totalCpuDuration().orElse(Duration.ZERO).toMillis())
                .sum()
            / 1e3,
        house.usage().megabytes(),
        StartPhases.of(house.server().console().resolveSibling("messages.log"), begun, ready));
  }

  private void tell(ObjectNode report, String what, List<Start> starts) {
    Samples seconds = Samples.of(starts.stream().map(Start::seconds).toList());
    double processor = Samples.of(starts.stream().map(Start::processorSeconds).toList()).median();
    double megabytes =
        Samples.of(starts.stream().map(start -> (double) start.megabytes()).toList()).median();
    say(
        "%s: ready after %.1f s (%.1f to %.1f in %d; goal %.0f: %s), %.1f s of processor time, %.0f"
            + " MB with its plugins' process and its signer",
        what,
        seconds.median(),
        seconds.least(),
        seconds.most(),
        seconds.count(),
        GOAL_SECONDS,
        seconds.median() <= GOAL_SECONDS ? "met" : "missed",
        processor,
        megabytes);
    report
        .put("seconds", seconds.median())
        .put("processorSeconds", processor)
        .put("megabytes", megabytes);
    Map<String, List<Double>> phases = new LinkedHashMap<>();
    for (Start start : starts) {
      start
          .phases()
          .forEach((name, its) -> phases.computeIfAbsent(name, n -> new ArrayList<>()).add(its));
    }
    phases.forEach(
        (name, all) -> {
          double median = Samples.of(all).median();
          report.put(name, median);
          say("  %5.1f s  %s", median, name);
        });
  }

  private void say(String line, Object... values) {
    out.println(String.format(Locale.ROOT, line, values));
    out.flush();
  }
}

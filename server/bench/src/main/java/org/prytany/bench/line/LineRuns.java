package org.prytany.bench.line;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToLongFunction;
import org.prytany.bench.line.FaultyEndpoint.Fault;
import org.prytany.cli.ApiClient;
import org.prytany.cli.CommandFailure;
import org.prytany.cli.Installation;
import org.prytany.contracts.localchain.DemoProposal;
import org.prytany.demo.ServedDaos;

/** Whether a server does in time what is due, on a real chain, and what that takes. */
public final class LineRuns {

  private static final long SEED = 20_261_128;
  private static final int PAYOUTS = 10;
  private static final int WAITING = 20;
  private static final int LONG_TEXT = 2_500;

  /** Between two proposals of the soak, and between two looks at what it takes. */
  private static final Duration PACE = Duration.ofSeconds(12);

  private static final Duration TURN = Duration.ofSeconds(30);

  private final Installation installation;
  private final PrintWriter out;

  public LineRuns(Installation installation, PrintWriter out) {
    this.installation = installation;
    this.out = out;
  }

  /** The start of a server with one DAO, then ten payouts while twenty long texts are read. */
  public ObjectNode payouts() throws IOException, InterruptedException {
    ObjectNode report = ApiClient.JSON.createObjectNode();
    try (House house = House.start(installation, 1, House.Ways.QUICK, words -> say("  %s", words));
        ExecutorService lives = Executors.newVirtualThreadPerTaskExecutor()) {
      long begun = System.nanoTime();
      house.server().awaitReady();
      double seconds = (System.nanoTime() - begun) / 1e9;
      Usage usage = house.usage();
      say("Start: ready after %.1f s, %,d MB with its signer", seconds, usage.megabytes());
      report.put("readySeconds", seconds).put("readyMegabytes", usage.megabytes());
      ServedDaos.Served dao = house.daos().getFirst();
      List<Future<Life.Outcome>> all = new ArrayList<>();
      for (int i = 0; i < PAYOUTS; i++) {
        DemoProposal proposal = house.propose(dao, i, 5);
        all.add(lives.submit(() -> house.play(dao, proposal)));
      }
      for (int i = 0; i < WAITING; i++) {
        house.propose(dao, PAYOUTS + i, LONG_TEXT);
      }
      say("Payouts: %d proposed, and %d long texts wait to be read", PAYOUTS, WAITING);
      outcomes(report, ended(house, all));
      end(report, house);
    }
    return report;
  }

  /** Proposals by turns in many DAOs while one endpoint or both fail now and then. */
  public ObjectNode soak(Duration time, int daos) throws IOException, InterruptedException {
    ObjectNode report = ApiClient.JSON.createObjectNode();
    Random random = new Random(SEED);
    List<Usage> usages = new ArrayList<>();
    List<Future<Life.Outcome>> all = new ArrayList<>();
    Instant begun = Instant.now();
    try (House house =
            House.start(installation, daos, House.Ways.QUICK, words -> say("  %s", words));
        ExecutorService lives = Executors.newVirtualThreadPerTaskExecutor()) {
      say("Soak: %d DAOs on the chain and the signer after %d s", daos, since(begun));
      house.server().awaitReady(words -> say("  %s", words));
      report.put("readySeconds", since(begun));
      say(
          "Soak: ready after %d s, the chain's included; a proposal every %d s, for %d min",
          since(begun), PACE.toSeconds(), time.toMinutes());
      Instant end = Instant.now().plus(time);
      Instant turn = Instant.now();
      for (int i = 0; Instant.now().isBefore(end); i++) {
        Instant next = Instant.now().plus(PACE);
        if (!turn.isAfter(Instant.now())) {
          turn = turn.plus(TURN);
          faults(house.endpoints(), random);
          usages.add(house.usage());
          sayUsage(house, usages.getLast(), all);
        }
        ServedDaos.Served dao = house.daos().get(i % daos);
        DemoProposal proposal = house.propose(dao, i, i % 10 == 9 ? LONG_TEXT : 5 << (i % 6));
        all.add(lives.submit(() -> house.play(dao, proposal)));
        Thread.sleep(Math.max(0, Duration.between(Instant.now(), next).toMillis()));
      }
      house.endpoints().forEach(endpoint -> endpoint.set(Fault.NONE));
      List<Life.Outcome> outcomes = ended(house, all);
      outcomes(report, outcomes);
      report
          .put("questions", house.endpoints().stream().mapToLong(FaultyEndpoint::asked).sum())
          .put("failed", house.endpoints().stream().mapToLong(FaultyEndpoint::failed).sum());
      flatness(report, usages);
      reckoned(report, house, 2L * outcomes.size());
      end(report, house);
    }
    return report;
  }

  private void end(ObjectNode report, House house) {
    if (report.path("problems").isEmpty()) {
      house.endedWell();
    } else {
      say("  what the server wrote is kept in %s", house.folder());
    }
  }

  private static long since(Instant begun) {
    return Duration.between(begun, Instant.now()).toSeconds();
  }

  /** A third of the time both endpoints are well, a third one of them fails, a third both may. */
  private static void faults(List<FaultyEndpoint> endpoints, Random random) {
    endpoints.forEach(endpoint -> endpoint.set(Fault.NONE));
    switch (random.nextInt(3)) {
      case 1 -> endpoints.get(random.nextInt(endpoints.size())).set(FaultyEndpoint.any(random));
      case 2 ->
          // Not both silent: for that there is nothing that a server could do.
          endpoints.forEach(
              endpoint -> endpoint.set(random.nextBoolean() ? Fault.THROTTLED : Fault.SLOW));
      default -> {}
    }
  }

  private static List<Life.Outcome> ended(House house, List<Future<Life.Outcome>> all)
      throws InterruptedException {
    List<Life.Outcome> outcomes = new ArrayList<>();
    for (Future<Life.Outcome> each : all) {
      try {
        outcomes.add(each.get());
      } catch (ExecutionException e) {
        throw new CommandFailure(
            "A proposal could not be played: " + e.getCause(),
            "Run the command again. What the server wrote is kept in " + house.folder(),
            e);
      }
    }
    return outcomes;
  }

  private void outcomes(ObjectNode report, List<Life.Outcome> outcomes) {
    long voted = outcomes.stream().filter(Life.Outcome::voted).count();
    long[] lags = outcomes.stream().flatMapToLong(its -> its.lag().stream()).sorted().toArray();
    report.put("proposals", outcomes.size()).put("voted", voted).put("paid", lags.length);
    say("  votes cast in time   %d of %d", voted, outcomes.size());
    say("  payouts made         %d of %d", lags.length, outcomes.size());
    if (lags.length > 0) {
      long p95 = lags[(int) Math.ceil(0.95 * lags.length) - 1];
      report.put("lagBlocksP50", lags[(lags.length - 1) / 2]).put("lagBlocksP95", p95);
      say(
          "  blocks after the eta p50 %d, p95 %d, most %d",
          lags[(lags.length - 1) / 2], p95, lags[lags.length - 1]);
    }
    ArrayNode problems = report.putArray("problems");
    for (int i = 0; i < outcomes.size(); i++) {
      String number = "proposal " + (i + 1) + ": ";
      outcomes.get(i).problem().map(number::concat).ifPresent(problems::add);
    }
    problems.forEach(problem -> say("  %s", problem.asText()));
  }

  /**
   * @param all votes and payouts of the run
   */
  private void reckoned(ObjectNode report, House house, long all) throws IOException {
    try (ApiClient api = house.server().api()) {
      Reckoning its = Reckoning.of(api.get("/api/v1/daos"));
      report.put("met", its.met()).put("due", its.due()).put("notCounted", all - its.due());
      say("  by the server's own count %s", its.words(all));
    }
  }

  private void sayUsage(House house, Usage usage, List<Future<Life.Outcome>> all) {
    Usage plugins = house.pluginsUsage();
    say(
        "  %s  %d proposals, %d ended; %,d MB, %d threads, %d files (plugins' process: %,d, %d, %d);"
            + " endpoints %s",
        Instant.now().truncatedTo(java.time.temporal.ChronoUnit.SECONDS),
        all.size(),
        all.stream().filter(Future::isDone).count(),
        usage.megabytes(),
        usage.threads(),
        usage.files(),
        plugins.megabytes(),
        plugins.threads(),
        plugins.files(),
        house.endpoints().stream().map(FaultyEndpoint::fault).toList());
  }

  /** The last quarter beside the second one: the first is warming up. */
  private void flatness(ObjectNode report, List<Usage> usages) {
    int quarter = usages.size() / 4;
    if (quarter == 0) {
      return;
    }
    List<Usage> second = usages.subList(quarter, 2 * quarter);
    List<Usage> last = usages.subList(usages.size() - quarter, usages.size());
    ObjectNode flat = report.putObject("lastQuarterToSecond");
    say("  last quarter ÷ second (medians):");
    flat(flat, "megabytes", second, last, Usage::megabytes);
    flat(flat, "threads", second, last, Usage::threads);
    flat(flat, "files", second, last, Usage::files);
  }

  private void flat(
      ObjectNode report,
      String what,
      List<Usage> second,
      List<Usage> last,
      ToLongFunction<Usage> of) {
    double ratio = median(last, of) / Math.max(1, median(second, of));
    report.put(what, Math.round(ratio * 1_000) / 1_000.0);
    say("    %-10s %.2f (%.0f to %.0f)", what, ratio, median(second, of), median(last, of));
  }

  private static double median(List<Usage> usages, ToLongFunction<Usage> of) {
    long[] sorted = usages.stream().mapToLong(of).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private void say(String line, Object... values) {
    out.println(String.format(Locale.ROOT, line, values));
    out.flush();
  }
}

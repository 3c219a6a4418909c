package org.prytany.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.prytany.bench.side.Samples;
import org.prytany.cli.ApiClient;
import org.prytany.cli.CommandFailure;

/** Digests through the server's API, as every user gets them. */
final class DigestRuns {

  /** The longest proposal that the target for a single one is about. */
  static final int ORDINARY_WORDS = 2_000;

  private static final int[] CURVE = {100, 300, 1_000, 3_000, 10_000, 20_000, 30_000, 100_000};
  private static final int WARM_UP = 40;
  private static final int CURVE_ROUNDS = 3;

  private final ApiClient api;
  private final PrintWriter out;

  DigestRuns(ApiClient api, PrintWriter out) {
    this.api = api;
    this.out = out;
  }

  /** Digests some first, so that the just-in-time compiler is not what is measured. */
  void warmUp(List<Proposal> proposals) throws IOException {
    for (Proposal proposal : ProposalFile.spread(proposals, WARM_UP)) {
      millis(proposal);
    }
  }

  /** All of them, a few at a time: how many a second, and how long each took. */
  ObjectNode bulk(List<Proposal> proposals, int parallel) {
    List<Double> millis = new ArrayList<>();
    long begun = System.nanoTime();
    try (ExecutorService workers = Executors.newFixedThreadPool(parallel)) {
      List<Future<Double>> all = new ArrayList<>();
      for (Proposal proposal : proposals) {
        all.add(workers.submit(() -> millis(proposal)));
      }
      for (Future<Double> one : all) {
        millis.add(one.get());
      }
    } catch (ExecutionException e) {
      throw new CommandFailure(
          "A proposal was not digested: " + e.getCause(), "See what the server says about it.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("Interrupted.", "Run the command again.", e);
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    ObjectNode report = latency(Samples.of(millis));
    report.put("parallel", parallel).put("seconds", EmbeddingStage.rounded(seconds));
    report.put("perSecond", EmbeddingStage.rounded(proposals.size() / seconds));
    say(
        "  bulk, %d at a time          %.1f proposals/s (%d in %.1f s); each p50 %.0f ms, p95 %.0f"
            + " ms",
        parallel,
        proposals.size() / seconds,
        proposals.size(),
        seconds,
        report.path("p50Millis").asDouble(),
        report.path("p95Millis").asDouble());
    return report;
  }

  /** One after the other, as a reader waits for it; those of ordinary length alone. */
  ObjectNode singles(List<Proposal> proposals) throws IOException {
    List<Double> millis = new ArrayList<>();
    for (Proposal proposal : proposals) {
      if (proposal.words() <= ORDINARY_WORDS) {
        millis.add(millis(proposal));
      }
    }
    if (millis.isEmpty()) {
      throw new CommandFailure(
          "No proposal has at most " + ORDINARY_WORDS + " words.", "Give a file with some.");
    }
    ObjectNode report = latency(Samples.of(millis));
    say(
        "  one at a time, up to %d words: p50 %.0f ms, p95 %.0f ms, most %.0f ms (%d proposals)",
        ORDINARY_WORDS,
        report.path("p50Millis").asDouble(),
        report.path("p95Millis").asDouble(),
        report.path("mostMillis").asDouble(),
        millis.size());
    return report;
  }

  /** What a made-up proposal costs as it gets longer. */
  ArrayNode curve(long seed) throws IOException {
    ArrayNode points = ApiClient.JSON.createArrayNode();
    MadeUpProposals made = new MadeUpProposals(seed);
    say("  cost by length (made-up text, median of %d):", CURVE_ROUNDS);
    for (int words : CURVE) {
      List<Double> millis = new ArrayList<>();
      int written = 0;
      for (int round = 0; round < CURVE_ROUNDS; round++) {
        Proposal proposal = made.of("curve", words);
        written = proposal.words();
        millis.add(millis(proposal));
      }
      double median = Samples.of(millis).median();
      points
          .addObject()
          .put("words", written)
          .put("millis", EmbeddingStage.rounded(median))
          .put("microsPerWord", EmbeddingStage.rounded(1_000 * median / written));
      say("    %,8d words  %,8.0f ms  %6.1f µs/word", written, median, 1_000 * median / written);
    }
    return points;
  }

  private double millis(Proposal proposal) throws IOException {
    long begun = System.nanoTime();
    try {
      api.post("/api/v1/digest", proposal.request());
    } catch (ApiClient.Problem e) {
      throw new CommandFailure(
          "The server refused proposal " + proposal.id() + ": " + e.getMessage(),
          "Its code is " + e.code() + ".",
          e);
    }
    return (System.nanoTime() - begun) / 1e6;
  }

  private static ObjectNode latency(Samples millis) {
    return ApiClient.JSON
        .createObjectNode()
        .put("proposals", millis.count())
        .put("p50Millis", EmbeddingStage.rounded(millis.percentile(0.5)))
        .put("p95Millis", EmbeddingStage.rounded(millis.percentile(0.95)))
        .put("mostMillis", EmbeddingStage.rounded(millis.most()));
  }

  private void say(String line, Object... values) {
    out.println(String.format(Locale.ROOT, line, values));
    out.flush();
  }
}

package org.prytany.bench.index;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.prytany.bench.side.NodeModules;
import org.prytany.bench.side.Samples;
import org.prytany.bench.side.SideProcess;
import org.prytany.cli.ApiClient;
import org.prytany.cli.CommandFailure;
import org.prytany.cli.Installation;
import org.prytany.cli.OwnServer;
import org.prytany.contracts.localchain.DemoDaoAddresses;
import org.prytany.contracts.localchain.LocalChain;

/** From the event to the index: the server's own intake beside a plain loop with ethers. */
public final class IndexRuns {

  private static final double GOAL = 2;

  /** Blocks in one question for logs, on both sides: 2,000 logs are what providers give. */
  private static final int RANGE = 2_000 / ManyProposals.A_BLOCK;

  private static final Duration OLD = Duration.ofDays(2);

  private final Installation installation;
  private final PrintWriter out;
  private final int rounds;

  public IndexRuns(Installation installation, PrintWriter out, int rounds) {
    this.installation = installation;
    this.out = out;
    this.rounds = rounds;
  }

  /** Reads them by turns, then stores them once as a history and once as new. */
  public ObjectNode measure(int proposals) throws IOException {
    Path folder = Files.createTempDirectory("prytany-bench");
    Path home = installation.home().resolve("server/bench/ethers");
    NodeModules.require(home, "ethers", "20 MB", folder, "leave INDEX out of --only", out);
    ObjectNode report = ApiClient.JSON.createObjectNode().put("proposals", proposals);
    try (LocalChain chain = LocalChain.start()) {
      ManyProposals many = new ManyProposals(chain);
      many.propose(proposals);
      say(
          "Index: %,d proposals of a real governor in %,d blocks, texts of %,d bytes; %d blocks a"
              + " question",
          proposals,
          chain.blockNumber().intValueExact() + 1,
          ManyProposals.text(proposals).length(),
          RANGE);
      DemoDaoAddresses its = many.dao().addresses();
      try (SideProcess ours = ours(chain, its, folder);
          SideProcess theirs = theirs(chain, its, home, folder)) {
        Samples plain = race(report, ours, theirs, proposals);
        stored(report, ours, "new", proposals, plain);
        many.age(OLD);
        stored(report, ours, "history", proposals, plain);
      }
    } finally {
      OwnServer.delete(folder);
    }
    return report;
  }

  private Samples race(ObjectNode report, SideProcess ours, SideProcess theirs, int proposals) {
    List<Double> mine = new ArrayList<>();
    List<Double> other = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    // The first round warms both up.
    for (int round = 0; round <= rounds; round++) {
      double their = rate(theirs.ask("read"), proposals);
      double our = rate(ours.ask("read"), proposals);
      if (round > 0) {
        other.add(their);
        mine.add(our);
        ratios.add(our / their);
      }
    }
    Samples plain = Samples.of(other);
    Samples ratio = Samples.of(ratios);
    String ethers = theirs.greeting().path("ethers").asText();
    say("  ethers %s, getLogs and parseLog           %,8.0f proposals/s", ethers, plain.median());
    say(
        "  Prytany, read and decoded                  %,8.0f proposals/s, ratio %.2f (%.2f to %.2f"
            + " in %d rounds)",
        Samples.of(mine).median(), ratio.median(), ratio.least(), ratio.most(), rounds);
    report
        .put("ethers", ethers)
        .put("ethersPerSecond", Math.round(plain.median()))
        .put("readPerSecond", Math.round(Samples.of(mine).median()))
        .put("readRatio", rounded(ratio.median()))
        .put("goal", GOAL);
    return plain;
  }

  /** Proven by their ids, held against the governor where they are new, logged, and stored. */
  private void stored(
      ObjectNode report, SideProcess ours, String how, int proposals, Samples plain) {
    JsonNode answer = ours.ask("store " + how);
    double rate = rate(answer, proposals);
    if (answer.path("stored").asInt() != proposals) {
      throw wrong(answer.path("stored").asInt(), proposals);
    }
    double ratio = rate / plain.median();
    report.put(how + "StoredPerSecond", Math.round(rate)).put(how + "StoredRatio", rounded(ratio));
    say(
        "  Prytany, stored as %-8s                 %,8.0f proposals/s, ratio %.3f (goal %.0f: %s)",
        how, rate, ratio, GOAL, ratio >= GOAL ? "met" : "missed");
  }

  private static double rate(JsonNode answer, int proposals) {
    if (answer.path("proposals").asInt() != proposals) {
      throw wrong(answer.path("proposals").asInt(), proposals);
    }
    return proposals / answer.path("seconds").asDouble();
  }

  private static CommandFailure wrong(int found, int proposals) {
    return new CommandFailure(
        "Of " + proposals + " proposals " + found + " were found.", "Run the command again.");
  }

  private SideProcess ours(LocalChain chain, DemoDaoAddresses dao, Path folder) {
    Path lib = installation.home().resolve("server/bench/target/dist/lib");
    return SideProcess.start(
        "indexing",
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            // As the server's.
            "-Xmx1g",
            "-cp",
            lib + "/*",
            IndexingSide.class.getName(),
            chain.rpcUrl(),
            Long.toString(chain.chainId()),
            dao.governor(),
            dao.timelock(),
            Integer.toString(RANGE),
            folder.toString()),
        Map.of(),
        folder);
  }

  private static SideProcess theirs(
      LocalChain chain, DemoDaoAddresses dao, Path home, Path folder) {
    return SideProcess.start(
        "ethers",
        List.of(
            "node",
            home.resolve("logs.mjs").toString(),
            chain.rpcUrl(),
            Long.toString(chain.chainId()),
            dao.governor(),
            Integer.toString(RANGE)),
        Map.of(),
        folder);
  }

  private static double rounded(double value) {
    return Math.round(value * 1_000) / 1_000.0;
  }

  private void say(String line, Object... values) {
    out.println(String.format(Locale.ROOT, line, values));
    out.flush();
  }
}

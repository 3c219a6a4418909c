package org.prytany.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.prytany.bench.index.IndexRuns;
import org.prytany.bench.line.LineRuns;
import org.prytany.bench.line.QuarterRun;
import org.prytany.bench.line.StartRuns;
import org.prytany.bench.line.VoteRuns;
import org.prytany.bench.plugins.PluginRuns;
import org.prytany.bench.side.Samples;
import org.prytany.cli.ApiClient;
import org.prytany.cli.CommandFailure;
import org.prytany.cli.Installation;
import org.prytany.cli.OwnServer;
import org.prytany.cli.Subcommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** `prytany bench`: how fast things are on this machine, and whether duties are done in time. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = {
      "Measures how fast Prytany is on this machine, and prints medians and ratios.",
      "DIGESTS: a server of its own, held to 1, 2, ... cores: proposals a second, time for each,",
      "  memory, cost by length.",
      "EMBEDDING: the model's stage alone, beside onnxruntime-node with the same version of ONNX",
      "  Runtime, model, threads and sentences, and as a share of the machine's int8 and fp32"
          + " peak.",
      "PAYOUTS (if asked for): a start, and payouts on a chain of two-second blocks while long",
      "  texts wait to be read: how many blocks after each could be executed it was.",
      "SOAK (if asked for): many DAOs on endpoints that fail by turns: votes and payouts missed,",
      "  and whether memory, threads and open files stay as they are.",
      "VOTES (if asked for): 500 votes of one key on a chain of two-second blocks, with a server"
          + " that",
      "  is killed in between: every nonce once, every proposal once, votes a block.",
      "INDEX (if asked for): 20,000 proposals of a real governor, read and stored, beside a plain",
      "  getLogs loop with ethers.",
      "QUARTER (if asked for; needs the sources): votes and payouts met ÷ due in a quarter of"
          + " 1,000",
      "  proposals in simulated time.",
      "START (if asked for): starts of a server with one DAO, and where the time goes.",
      "PLUGINS (if asked for): what a call of a plugin in its own process costs beside a direct"
          + " one; a",
      "  plugin deployed, renewed and undeployed 100 times while another is asked."
    },
    footer = {
      "",
      "Absolute times depend on the machine and on what else it does: compare ratios.",
      "Made-up proposals repeat whole phrases, real ones do not: compare like with like."
    })
public final class BenchCommand implements Subcommand {

  private static final long SEED = 20_261_125;
  private static final int MADE_UP = 400;
  private static final Set<String> DEVICES = Set.of("cpu", "cuda", "auto");
  private static final Set<Part> ON_A_CHAIN =
      EnumSet.of(Part.PAYOUTS, Part.SOAK, Part.VOTES, Part.INDEX, Part.START);

  /** What can be measured. */
  enum Part {
    DIGESTS,
    EMBEDDING,
    PAYOUTS,
    SOAK,
    VOTES,
    INDEX,
    QUARTER,
    START,
    PLUGINS
  }

  @Option(
      names = "--corpus",
      paramLabel = "PATH",
      description =
          "Proposals, one {id, title, body, actions} a line, or a folder with proposals-dev.jsonl"
              + " (default: the environment variable PRYTANY_CORPUS; without it 400 made-up ones).")
  private @Nullable Path corpus;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "0",
      description = "At most so many proposals, spread evenly; 0 for all (default).")
  private int limit;

  @Option(
      names = "--singles",
      paramLabel = "N",
      defaultValue = "300",
      description =
          "So many of them one after the other, for the time of each (default: ${DEFAULT-VALUE}).")
  private int singles;

  @Option(
      names = "--cores",
      paramLabel = "N",
      split = ",",
      defaultValue = "1,2",
      description = "Cores that the server may use, one run each (default: ${DEFAULT-VALUE}).")
  private List<Integer> cores = List.of();

  @Option(
      names = "--sentences",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Sentences for the embedding stage (default: ${DEFAULT-VALUE}).")
  private int sentences;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "5",
      description =
          "Rounds of the embedding stage, of INDEX and of START, whose median counts"
              + " (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      defaultValue = "cpu",
      description =
          "cpu, cuda or auto (default: ${DEFAULT-VALUE}); docs/gpu.md says what cuda needs.")
  private String device = "cpu";

  @Option(
      names = "--runtime",
      paramLabel = "JAR",
      description = "With cuda or auto: ONNX Runtime's GPU build for the embedding stage.")
  private @Nullable Path runtime;

  @Option(
      names = "--natives",
      paramLabel = "DIR",
      description = "With --runtime: the folder of its native libraries, if they are not in it.")
  private @Nullable Path natives;

  @Option(
      names = "--model-dir",
      paramLabel = "DIR",
      description = "With cuda or auto: the folder with the model in single precision.")
  private @Nullable Path modelDirectory;

  @Option(
      names = "--only",
      paramLabel = "PART",
      split = ",",
      defaultValue = "DIGESTS,EMBEDDING",
      description = "What to measure: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private List<Part> only = List.of();

  @Option(
      names = "--minutes",
      paramLabel = "N",
      defaultValue = "60",
      description = "How long the soak goes on (default: ${DEFAULT-VALUE}).")
  private int minutes;

  @Option(
      names = "--daos",
      paramLabel = "N",
      defaultValue = "20",
      description = "DAOs in the soak (default: ${DEFAULT-VALUE}).")
  private int daos;

  @Option(
      names = "--votes",
      paramLabel = "N",
      defaultValue = "500",
      description = "Votes to be cast by VOTES (default: ${DEFAULT-VALUE}).")
  private int votes;

  @Option(
      names = "--events",
      paramLabel = "N",
      defaultValue = "20000",
      description = "Proposals that INDEX reads (default: ${DEFAULT-VALUE}).")
  private int events;

  @Option(
      names = "--quarter",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Proposals in the simulated quarter (default: ${DEFAULT-VALUE}).")
  private int quarter;

  @Option(
      names = "--redeploys",
      paramLabel = "N",
      defaultValue = "100",
      description = "How often PLUGINS deploys one (default: ${DEFAULT-VALUE}).")
  private int redeploys;

  @Option(names = "--no-node", description = "Leave the comparison with onnxruntime-node out.")
  private boolean withoutNode;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write all figures to this file, too.")
  private @Nullable Path json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    requireSense();
    PrintWriter out = spec.commandLine().getOut();
    Installation installation = Installation.current();
    Optional<Path> given =
        Optional.ofNullable(corpus)
            .or(() -> Optional.ofNullable(System.getenv("PRYTANY_CORPUS")).map(Path::of));
    List<Proposal> proposals =
        ProposalFile.spread(
            given.map(ProposalFile::read).orElseGet(() -> new MadeUpProposals(SEED).list(MADE_UP)),
            limit);
    ObjectNode report = machine();
    report.put("proposals", proposals.size()).put("madeUp", given.isEmpty());
    out.printf(
        Locale.ROOT,
        "%s, %d cores, Java %s; load when it began %.1f%n%d %sproposals, median %d words%n",
        report.path("processor").asText(),
        report.path("cores").asInt(),
        report.path("java").asText(),
        report.path("loadAtStart").asDouble(),
        proposals.size(),
        given.isEmpty() ? "made-up " : "",
        Math.round(Samples.of(proposals.stream().map(p -> (double) p.words()).toList()).median()));
    out.flush();
    if (only.contains(Part.DIGESTS)) {
      for (int count : cores) {
        report.set("cores" + count, digests(installation, proposals, count, out));
      }
    }
    if (only.contains(Part.EMBEDDING)) {
      report.set("embedding", embedding(installation, proposals, out));
    }
    if (!Collections.disjoint(only, ON_A_CHAIN)) {
      System.setProperty("prytany.node.modules", installation.contractModules().toString());
    }
    boolean met = true;
    LineRuns line = new LineRuns(installation, out);
    if (only.contains(Part.PAYOUTS)) {
      report.set("payouts", line.payouts());
    }
    if (only.contains(Part.SOAK)) {
      ObjectNode soak = line.soak(Duration.ofMinutes(minutes), daos);
      met = soak.path("problems").isEmpty();
      report.set("soak", soak);
    }
    if (only.contains(Part.VOTES)) {
      ObjectNode cast = new VoteRuns(installation, out).votes(votes);
      met &= cast.path("problems").isEmpty();
      report.set("votes", cast);
    }
    if (only.contains(Part.INDEX)) {
      report.set("index", new IndexRuns(installation, out, rounds).measure(events));
    }
    if (only.contains(Part.QUARTER)) {
      ObjectNode played = new QuarterRun(installation, out).quarter(quarter);
      met &= played.path("passed").asBoolean();
      report.set("quarter", played);
    }
    if (only.contains(Part.START)) {
      report.set("start", new StartRuns(installation, out).starts(rounds));
    }
    if (only.contains(Part.PLUGINS)) {
      ObjectNode plugins = new PluginRuns(installation, out).measure(redeploys);
      met &= plugins.path("redeploys").path("failedCalls").asInt() == 0;
      report.set("plugins", plugins);
    }
    if (json != null) {
      ApiClient.JSON.writerWithDefaultPrettyPrinter().writeValue(json.toFile(), report);
    }
    return met ? 0 : 1;
  }

  private ObjectNode digests(
      Installation installation, List<Proposal> proposals, int count, PrintWriter out)
      throws IOException {
    ObjectNode report = ApiClient.JSON.createObjectNode();
    try (PinnedServer server = PinnedServer.start(installation, count, device);
        ApiClient api = server.api()) {
      out.printf(
          Locale.ROOT,
          "Digests, server on %d core(s)%s:%n",
          count,
          server.pinned() ? "" : " (the JVM was told so; nothing holds it to them)");
      report.put("pinned", server.pinned());
      DigestRuns runs = new DigestRuns(api, out);
      runs.warmUp(proposals);
      report.set("single", runs.singles(ProposalFile.spread(proposals, singles)));
      report.set("bulk", runs.bulk(proposals, count));
      report.set("curve", runs.curve(SEED));
      long memory = server.peakMemoryMegabytes();
      report.put("peakMemoryMegabytes", memory);
      out.printf(
          Locale.ROOT, "  peak resident memory of the server and its plugins: %,d MB%n", memory);
      out.flush();
    }
    return report;
  }

  private ObjectNode embedding(Installation installation, List<Proposal> proposals, PrintWriter out)
      throws IOException {
    Path folder = Files.createTempDirectory("prytany-bench");
    try {
      EmbeddingStage.Runtime given =
          new EmbeddingStage.Runtime(
              Optional.ofNullable(runtime),
              Optional.ofNullable(natives),
              Optional.ofNullable(modelDirectory));
      return new EmbeddingStage(installation, out, rounds, folder, given)
          .measure(Sentences.of(proposals, sentences), cores, device, !withoutNode);
    } finally {
      OwnServer.delete(folder);
    }
  }

  private void requireSense() {
    boolean counts =
        rounds > 0
            && sentences > 0
            && singles > 0
            && minutes > 0
            && daos > 0
            && votes > 0
            && events > 0
            && quarter > 0
            && redeploys > 1
            && limit >= 0
            && !cores.isEmpty()
            && cores.stream().allMatch(n -> n > 0);
    if (!counts) {
      throw new CommandFailure(
          "--cores, --rounds, --singles, --sentences, --minutes, --daos, --votes, --events and"
              + " --quarter have to be above 0, --redeploys above 1, --limit not below 0.",
          "See `./prytany bench --help`.");
    }
    if (!DEVICES.contains(device)) {
      throw new CommandFailure("Unknown device '" + device + "'.", "Use cpu, cuda or auto.");
    }
  }

  private static ObjectNode machine() {
    ObjectNode machine = ApiClient.JSON.createObjectNode();
    machine.put("processor", processor());
    machine.put("cores", Runtime.getRuntime().availableProcessors());
    machine.put("java", Runtime.version().toString());
    machine.put(
        "loadAtStart",
        EmbeddingStage.rounded(
            Math.max(0, ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage())));
    return machine;
  }

  private static String processor() {
    try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown processor");
    } catch (IOException e) {
      return System.getProperty("os.arch", "unknown processor");
    }
  }
}

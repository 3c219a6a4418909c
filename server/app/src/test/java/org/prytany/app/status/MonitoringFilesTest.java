package org.prytany.app.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.junit.jupiter.api.Test;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.act.ActStatus;
import org.prytany.governance.duty.Lane;
import org.prytany.governance.line.Line;
import org.prytany.governance.proposal.ProposalRepository;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.proposal.ProposalSummary;
import org.prytany.spi.ProposalKey;

/** The alert rules and the dashboard ask for nothing that a server does not have. */
class MonitoringFilesTest {

  private static final Path FILES = Path.of("../../docs/monitoring").toAbsolutePath().normalize();
  private static final Path RULES = FILES.resolve("prytany-alerts.yml");
  private static final Path BOARD = FILES.resolve("prytany-dashboard.json");

  private static final Pattern ASKED =
      Pattern.compile(
          "(prytany_[a-z0-9_]++)(?:\\{([^}]*+)\\})?+"
              + "|\\b(?:by|without|on|ignoring)\\s*+\\(([^)]*+)\\)");
  private static final Pattern RISEN = Pattern.compile("\\b(?:increase|rate)\\(([a-z_]++)");
  private static final Pattern LABEL =
      Pattern.compile("([a-z0-9_]++)\\s*+([=!]~?+=?+)\\s*+\\\\?+\"([^\"\\\\]*+)");

  private final MeteredHouse house = new MeteredHouse();
  private final TurnMetrics turns = turns(house.registry());

  private static TurnMetrics turns(MetricRegistry registry) {
    ProposalSummary voted =
        new ProposalSummary(
            new ProposalKey(31337, MeteredHouse.DAO.governor(), BigInteger.ONE),
            1,
            "0x",
            "0x",
            true,
            5,
            Optional.of(ProposalState.ACTIVE),
            false,
            false,
            "",
            0,
            Map.of(ActKind.VOTE, ActStatus.CONFIRMED),
            Map.of());
    return new TurnMetrics(
        registry,
        MeteredHouse.stub(ProposalRepository.class, Map.of("summaries", a -> List.of(voted))));
  }

  /** Metrics that a file asks for, with the labels that it asks them by, each on its line. */
  private static Map<String, Set<String>> asked(Path file) throws IOException {
    Map<String, Set<String>> asked = new TreeMap<>();
    for (String line : Files.readAllLines(file)) {
      Set<String> metrics = new TreeSet<>();
      Set<String> labels = new TreeSet<>();
      Matcher found = line.contains("expr") ? ASKED.matcher(line) : ASKED.matcher("");
      while (found.find()) {
        Optional.ofNullable(found.group(1)).ifPresent(metrics::add);
        Optional.ofNullable(found.group(2))
            .ifPresent(its -> LABEL.matcher(its).results().forEach(m -> add(labels, m)));
        Optional.ofNullable(found.group(3))
            .ifPresent(its -> labels.addAll(Arrays.asList(its.split(",\\s*+"))));
      }
      metrics.forEach(its -> asked.computeIfAbsent(its, n -> new TreeSet<>()).addAll(labels));
    }
    return asked;
  }

  /** The label, and where its value is given as it is, that too. */
  private static void add(Set<String> labels, MatchResult label) {
    labels.add(label.group(1));
    if (label.group(2).equals("=")) {
      labels.add(label.group(1) + "=" + label.group(3));
    }
  }

  private void everythingHappens() {
    house.metrics.look();
    turns.turn(MeteredHouse.DAO, new Line.Look(1, 1, List.of()));
    turns.worked(MeteredHouse.DAO, Lane.Work.values()[0], new Line.Worked(true, List.of()));
    turns.failedTurn(MeteredHouse.DAO);
    turns.digested(Duration.ofSeconds(1), true);
    turns.turnedAway();
  }

  @Test
  void eachExpressionAsksForMetricsAndLabelsThatThereAre() throws IOException {
    everythingHappens();
    for (Path file : List.of(RULES, BOARD)) {
      assertThat(asked(file)).as(file.toString()).hasSizeGreaterThan(5);
      asked(file)
          .forEach(
              (metric, labels) ->
                  assertThat(house.labels)
                      .as(file.getFileName() + " asks for " + metric)
                      .hasEntrySatisfying(metric, its -> assertThat(its).containsAll(labels)));
    }
  }

  /**
   * A counter that comes with its first event has not risen for whoever compares it with before.
   */
  @Test
  void eachCounterIsThereBeforeAnythingHappens() throws IOException {
    turns.startWith(List.of(MeteredHouse.DAO));
    house.metrics.look();
    for (Path file : List.of(RULES, BOARD)) {
      assertThat(asked(file).keySet().stream().filter(its -> its.endsWith("_total")))
          .isNotEmpty()
          .allSatisfy(its -> assertThat(house.labels).containsKey(its));
    }
  }

  /** A number that may fall, or is above 0 from a server's start on, is no counter. */
  @Test
  void onlyCountersAreAskedForTheirRise() throws IOException {
    for (Path file : List.of(RULES, BOARD)) {
      assertThat(RISEN.matcher(Files.readString(file)).results().map(its -> its.group(1)))
          .isNotEmpty()
          .allSatisfy(its -> assertThat(its).endsWith("_total"));
    }
  }

  @Test
  void prometheusOwnToolTakesThem() throws IOException, InterruptedException {
    assumeTrue(
        List.of("promtool", "python3").stream().allMatch(MonitoringFilesTest::isInstalled),
        "promtool (of Prometheus) or python3 is not installed");
    Process check =
        new ProcessBuilder("sh", FILES.resolve("check.sh").toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(check.waitFor()).as(said).isZero();
  }

  private static boolean isInstalled(String program) {
    return Arrays.stream(System.getenv("PATH").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}

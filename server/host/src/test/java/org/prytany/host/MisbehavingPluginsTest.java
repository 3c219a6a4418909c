package org.prytany.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.prytany.bridge.PluginKind;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.plugin.PluginStatus;
import org.prytany.governance.plugin.PluginStatus.State;
import org.prytany.host.budget.Budget;
import org.prytany.judging.PlannedCallCheck;
import org.prytany.spi.ApprovedProposal;
import org.prytany.spi.ChainReceipt;
import org.prytany.spi.ExecutionPlan;
import org.prytany.spi.PassedProposal;
import org.prytany.spi.PlannedCall;
import org.prytany.spi.Plugin;
import org.prytany.spi.ProposalSnapshot;
import org.prytany.spi.Support;
import org.prytany.testkit.SampleNotice;
import org.prytany.testkit.SampleProposal;
import org.prytany.testkit.SampleSituation;
import org.prytany.testkit.StubTextEmbedder;

/**
 * Whatever a plugin's code does in a call, the server and the other plugins go on: the caller gets
 * PLUGIN_FAULT and nothing else, within the budget; three such answers in a row, refused ones
 * included, end the plugin's service with the reason in its status; and a plugin of another kind
 * answers all the while. Each plugin is loaded by a class loader of its own, as from a WAR.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES) // Ends a test that would not end.
class MisbehavingPluginsTest {

  private static final Budget BUDGET = new Budget(Duration.ofMillis(400), Duration.ofMinutes(5));
  private static final Path PAGE = Path.of("..", "..", "docs", "misbehaving-plugins.md");

  /** As often as would end a plugin's service twice over. */
  private static final int MANY = 7;

  private static final String TEXT =
      "# Books\n\nWe propose to pay 100 USDC for the library. It is paid once, and then no more.\n";

  private static final ProposalSnapshot PROPOSAL = SampleProposal.of().text(TEXT).snapshot();

  private final Set<String> listed = new HashSet<>();
  private StubServer server;
  private Levers levers;

  @TempDir Path folder;

  /**
   * @param how names the fault in the plugin's code
   * @param asks what is asked of it
   * @param does in words
   * @param words what its status says then, or its answer
   */
  record Case(String how, String asks, String does, State becomes, String words) {

    String row() {
      return "| `" + kind().key() + "` | " + does + " | " + outcome() + " |";
    }

    private String outcome() {
      return becomes == State.ACTIVE ? "nothing" : "quarantined: " + words;
    }

    PluginKind kind() {
      return switch (asks) {
        case "digest", "models" -> PluginKind.DIGESTER;
        case "queue", "execute", "interpret" -> PluginKind.EXECUTOR;
        case "render" -> PluginKind.NOTIFIER;
        default -> PluginKind.STRATEGY;
      };
    }

    @Override
    public String toString() {
      return asks + ": " + does;
    }
  }

  static List<Case> cases() throws IOException {
    try (InputStream in = MisbehavingPluginsTest.class.getResourceAsStream("misbehaving.txt")) {
      assertThat(in).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(" \\| ", -1))
          .map(at -> new Case(at[0], at[1], at[2], State.valueOf(at[3]), at[4]))
          .toList();
    }
  }

  @BeforeEach
  void begin() throws IOException {
    Files.createDirectories(folder.resolve("plugins"));
    server = new StubServer(settings().run());
    levers = Levers.begin();
  }

  @AfterEach
  void end() {
    levers.end();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void the_server_and_other_plugins_go_on(Case its) throws Exception {
    PluginKind otherKind =
        its.kind() == PluginKind.STRATEGY ? PluginKind.EXECUTOR : PluginKind.STRATEGY;
    deploy(its.kind(), its.how());
    deploy(otherKind, "good");
    try (PluginHost host = host()) {
      if (its.becomes() == State.ACTIVE) {
        for (int i = 0; i < MANY; i++) {
          assertThat(ask(host, its.asks())).contains(its.words());
        }
      } else {
        for (int i = 0; status(host, its.kind()).state() == State.ACTIVE; i++) {
          askFaulty(host, its);
          Thread.sleep(Math.min(i, 20));
        }
        assertThat(status(host, its.kind()).reason()).contains(its.words());
        assertThat(status(host, its.kind()).reason()).hasSizeLessThan(4_000);
      }
      assertThat(status(host, its.kind()).state()).isEqualTo(its.becomes());
      assertThat(ask(host, otherKind == PluginKind.EXECUTOR ? "queue" : "decide")).isNotBlank();
      assertThat(status(host, otherKind).state()).isEqualTo(State.ACTIVE);
    }
  }

  /** Failing on strangers' words proves nothing: it can write what the server asks of it. */
  @Test
  void a_notifier_that_trips_over_words_of_strangers_alone_stays_in_service() throws Exception {
    deploy(PluginKind.NOTIFIER, "trips");
    try (PluginHost host = host()) {
      for (int i = 0; i < MANY; i++) {
        assertThatThrownBy(() -> ask(host, "render")).hasMessageContaining("no idea");
        while (Thread.getAllStackTraces().keySet().stream()
            .anyMatch(thread -> thread.getName().equals("plugin-check"))) {
          Thread.sleep(10);
        }
      }
      assertThat(status(host, PluginKind.NOTIFIER).state()).isEqualTo(State.ACTIVE);
      assertThat(host.notifier().orElseThrow().render(SampleNotice.bare()).body())
          .isEqualTo(SampleNotice.bare().title());
    }
  }

  @Test
  void the_table_in_the_docs_is_this_table() throws IOException {
    String rows = cases().stream().map(Case::row).collect(Collectors.joining("\n", "", "\n"));
    assertThat(Files.readString(PAGE)).contains(rows);
  }

  /** A call that fails may only fail in one way. */
  private static void askFaulty(PluginHost host, Case its) {
    try {
      String answer = ask(host, its.asks());
      assertThat(its.how()).as("answered: " + answer).isEqualTo("leaves-thread");
    } catch (PrytanyException e) {
      assertThat(e.code()).isIn(FailureCode.PLUGIN_FAULT, FailureCode.PLUGIN_UNAVAILABLE);
      assertThat(e.getCause()).as("a plugin's exception holds its classes").isNull();
    }
  }

  private static String ask(PluginHost host, String asks) {
    SampleSituation situation =
        SampleSituation.of().supports(EnumSet.of(Support.FOR, Support.AGAINST));
    var calls = SampleProposal.of().calls("0x" + "ab".repeat(32));
    PlannedCall own = new PlannedCall(PROPOSAL.key().governor(), BigInteger.ZERO, "0x01");
    return switch (asks) {
      case "decide" ->
          host.strategy()
              .orElseThrow(MisbehavingPluginsTest::gone)
              .decide(situation.situation())
              .toString();
      case "version" -> host.strategy().orElseThrow(MisbehavingPluginsTest::gone).version();
      case "rules" -> host.strategy().orElseThrow(MisbehavingPluginsTest::gone).rules().toString();
      case "changed" ->
          host.strategy().orElseThrow(MisbehavingPluginsTest::gone).changed().toString();
      case "digest" ->
          host.digester()
              .orElseThrow(MisbehavingPluginsTest::gone)
              .digest(PROPOSAL, StubTextEmbedder.context())
              .toString();
      case "models" ->
          host.digester().orElseThrow(MisbehavingPluginsTest::gone).models().toString();
      case "queue" ->
          host.executor()
              .orElseThrow(MisbehavingPluginsTest::gone)
              .planQueue(
                  new PassedProposal(PROPOSAL, calls),
                  plan -> PlannedCallCheck.fault(plan.call(), own))
              .toString();
      case "execute" ->
          host.executor()
              .orElseThrow(MisbehavingPluginsTest::gone)
              .planExecution(
                  new ApprovedProposal(PROPOSAL, calls, 0),
                  plan -> PlannedCallCheck.fault(plan.call(), own))
              .toString();
      case "interpret" ->
          host.executor()
              .orElseThrow(MisbehavingPluginsTest::gone)
              .interpret(
                  new ExecutionPlan(own),
                  new ChainReceipt("0x" + "12".repeat(32), true, 1, List.of()))
              .toString();
      case "render" ->
          host.notifier()
              .orElseThrow(MisbehavingPluginsTest::gone)
              .render(SampleNotice.of())
              .toString();
      default -> throw new IllegalArgumentException(asks);
    };
  }

  private static PrytanyException gone() {
    return new PrytanyException(FailureCode.PLUGIN_UNAVAILABLE, "no such plugin is in service");
  }

  private static PluginStatus status(PluginHost host, PluginKind kind) {
    return host.statuses().stream()
        .filter(status -> status.kind().equals(kind.contract().getSimpleName()))
        .findFirst()
        .orElseThrow();
  }

  private void deploy(PluginKind kind, String how) throws Exception {
    listed.add(WarFile.sha256(server.war(folder.resolve("plugins"), kind.key(), kind.key())));
    ClassLoader loader = OwnClasses.ofTests();
    String name =
        Stream.of("Strategy", "Digester", "Executor", "Notifier")
            .filter(each -> kind.contract().getSimpleName().endsWith(each))
            .findFirst()
            .orElseThrow();
    Object plugin =
        loader
            .loadClass("org.prytany.host.bad.Bad" + name)
            .getConstructor(String.class)
            .newInstance(kind == PluginKind.EXECUTOR && how.equals("good") ? "plan-good" : how);
    assertThat(plugin.getClass().getClassLoader()).isSameAs(loader);
    server.holds(kind.key(), kind, (Plugin) plugin, loader);
  }

  private PluginHost host() {
    PluginHost host =
        new PluginHost(
            settings(),
            server.registry,
            InstantSource.system(),
            levers.times(),
            server::state,
            StubServer.FINDS_NOTHING);
    server.settle(host);
    return host;
  }

  private HostSettings settings() {
    return new HostSettings(
        folder.resolve("available"),
        folder.resolve("plugins"),
        listed,
        Map.of(),
        BUDGET,
        Duration.ofSeconds(30));
  }
}

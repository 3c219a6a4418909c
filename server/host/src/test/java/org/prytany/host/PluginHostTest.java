package org.prytany.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.bridge.PluginKind;
import org.prytany.bridge.PluginRegistration.Origin;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.plugin.PluginStatus;
import org.prytany.governance.plugin.PluginStatus.State;
import org.prytany.host.budget.Budget;
import org.prytany.host.budget.HandDrivenTimes;
import org.prytany.host.inspect.Report;
import org.prytany.spi.VoteDecision;
import org.prytany.spi.VoteStrategy;
import org.prytany.spi.VotingSituation;
import org.prytany.testkit.SampleSituation;

class PluginHostTest {

  private static final VotingSituation SITUATION = SampleSituation.of().situation();
  private static final VoteDecision REFRAIN = new VoteDecision.Refrain("none", "never votes");

  private static final Budget BUDGET = new Budget(Duration.ofSeconds(1), Duration.ofMinutes(5));

  private final HandDrivenTimes times = new HandDrivenTimes();
  private StubServer server;
  private final Set<String> listed = new HashSet<>();
  private volatile Instant now = Instant.parse("2026-06-01T00:00:00Z");

  @TempDir Path folder;
  private Path dropped;

  @BeforeEach
  void directories() throws IOException {
    dropped = Files.createDirectory(folder.resolve("plugins"));
    server = new StubServer(settings(Map.of()).run());
  }

  @Test
  void a_listed_plugin_is_active_and_called() throws IOException {
    deploy("first", "strategy-one", situation -> REFRAIN);
    list("first");
    try (PluginHost host = host(Map.of())) {
      assertThat(host.strategy().orElseThrow().decide(SITUATION)).isEqualTo(REFRAIN);
      assertThat(host.strategy().orElseThrow().id()).isEqualTo("strategy-one");
      assertThat(host.strategy()).isEqualTo(host.strategy());
      assertThat(host.digester()).isEmpty();
      assertThat(host.executor()).isEmpty();
      assertThat(only(host.statuses()))
          .isEqualTo(
              new PluginStatus(
                  "strategy-one",
                  "1.0",
                  "VoteStrategy",
                  State.ACTIVE,
                  "",
                  Optional.of("first.war"),
                  Optional.of(sha256("first"))));
    }
  }

  @Test
  void an_unlisted_plugin_never_runs_and_its_status_says_what_to_list() throws IOException {
    deploy("stranger", "strategy-one", situation -> REFRAIN);
    try (PluginHost host = host(Map.of())) {
      assertThat(host.strategy()).isEmpty();
      assertThat(server.files()).isEmpty();
      PluginStatus status = only(host.statuses());
      assertThat(status.state()).isEqualTo(State.STAGED);
      assertThat(status.reason())
          .isEqualTo(
              "its WAR is not listed; if you know where it comes from, add "
                  + sha256("stranger")
                  + " to prytany.plugins.sha256, or upload it and have an operator sign for it");
    }
  }

  @Test
  void an_unlisted_plugin_cannot_keep_a_listed_one_out_by_taking_its_id() throws IOException {
    deploy("stranger", "strategy-one", situation -> new VoteDecision.Escalate("evil", "evil"));
    deploy("real", "strategy-one", situation -> REFRAIN);
    list("real");
    try (PluginHost host = host(Map.of())) {
      assertThat(host.strategy().orElseThrow().decide(SITUATION)).isEqualTo(REFRAIN);
      assertThat(states(host)).containsExactly("strategy-one ACTIVE", "stranger STAGED");
    }
  }

  @Test
  void an_offer_of_something_that_the_host_did_not_start_is_turned_away_and_named()
      throws IOException {
    deploy("real", "strategy-one", situation -> REFRAIN);
    list("real");
    try (PluginHost host = host(Map.of())) {
      server.registry.offer(
          PluginKind.STRATEGY,
          server.loader("thief"),
          new Origin("thief", Optional.empty(), Optional.of(sha256("real"))),
          new Strategy("strategy-one", situation -> new VoteDecision.Escalate("evil", "evil")));
      server.registry.withdraw(server.loader("thief"), "real");
      assertThat(host.strategy().orElseThrow().decide(SITUATION)).isEqualTo(REFRAIN);
      assertThat(states(host)).containsExactly("strategy-one ACTIVE", "thief REFUSED");
    }
  }

  @Test
  void what_the_host_did_not_put_into_the_run_directory_is_removed_and_named() throws IOException {
    Path run = settings(Map.of()).run();
    Files.createDirectories(run.resolve("exploded.war").resolve("WEB-INF"));
    try (PluginHost host = host(Map.of())) {
      Files.writeString(run.resolve("late.war"), "late");
      host.look();
      assertThat(server.files()).isEmpty();
      assertThat(states(host)).containsExactly("exploded.war REFUSED", "late.war REFUSED");
    }
  }

  @Test
  void an_error_while_a_file_is_looked_at_does_not_end_the_watch() throws IOException {
    deploy("one", "strategy-one", situation -> REFRAIN);
    list("one");
    AtomicBoolean deep = new AtomicBoolean(true);
    Function<Path, Report> inspection =
        war -> {
          if (deep.get()) {
            throw new StackOverflowError("deep");
          }
          return StubServer.FINDS_NOTHING.apply(war);
        };
    try (PluginHost host = host(settings(Map.of()), inspection)) {
      assertThat(host.strategy()).isEmpty();
      deep.set(false);
      server.settle(host);
      assertThat(host.strategy().orElseThrow().decide(SITUATION)).isEqualTo(REFRAIN);
    }
  }

  @Test
  void the_same_plugin_from_another_file_is_an_update_and_stays_one_after_a_restart()
      throws IOException {
    deploy("old", "strategy-one", situation -> REFRAIN);
    Files.setLastModifiedTime(dropped.resolve("old.war"), FileTime.fromMillis(1_000));
    deploy("new", "strategy-one", situation -> new VoteDecision.Refrain("new", "new"));
    list("old");
    list("new");
    for (int start = 0; start < 2; start++) {
      try (PluginHost host = host(Map.of())) {
        assertThat(host.strategy().orElseThrow().decide(SITUATION).rule()).isEqualTo("new");
        assertThat(states(host)).contains("strategy-one ACTIVE", "old STANDBY");
        assertThat(server.files()).hasSize(1);
      }
    }
  }

  @Test
  void an_update_that_fails_leaves_the_version_before_it_running() throws IOException {
    deploy("policy", "strategy-one", situation -> REFRAIN);
    list("policy");
    try (PluginHost host = host(Map.of())) {
      server.forget("policy");
      server.fails("policy", "no policy file");
      server.war(dropped, "policy", "second");
      assertThat(states(host)).containsExactly("strategy-one ACTIVE");
    }
    list("policy");
    server.forget("policy");
    server.holds("policy", PluginKind.STRATEGY, new Strategy("strategy-one", situation -> REFRAIN));
    Path update = dropped.resolve("policy.war");
    Files.delete(update);
    server.war(dropped, "policy", "policy");
    try (PluginHost host = host(Map.of())) {
      server.forget("policy");
      server.fails("policy", "no policy file");
      server.war(dropped, "policy", "second");
      server.settle(host);
      assertThat(host.strategy().orElseThrow().decide(SITUATION)).isEqualTo(REFRAIN);
      assertThat(host.statuses().getLast().state()).isEqualTo(State.FAILED);
      assertThat(host.statuses().getLast().reason())
          .contains("it could not start: no policy file")
          .contains("the version that ran before goes on");
    }
  }

  @Test
  void an_update_whose_start_never_returns_gives_way_to_the_version_before_it() throws IOException {
    deploy("policy", "strategy-one", situation -> REFRAIN);
    list("policy");
    try (PluginHost host = host(Map.of())) {
      assertThat(states(host)).containsExactly("strategy-one ACTIVE");
    }
    server.war(dropped, "policy", "second");
    server.hangs(sha256("policy"));
    list("policy");
    try (PluginHost host = host(Map.of())) {
      now = now.plusSeconds(149);
      server.settle(host);
      assertThat(states(host)).as("a slow start is no failure").containsExactly("policy STARTING");
      now = now.plusSeconds(1);
      server.settle(host);
      assertThat(states(host)).containsExactly("strategy-one ACTIVE", "policy FAILED");
      assertThat(host.statuses().getLast().reason())
          .contains("start() does not return")
          .contains("the version that ran before goes on");
    }
  }

  @Test
  void a_file_replaced_by_an_unlisted_one_leaves_the_last_good_version_also_after_a_restart()
      throws IOException {
    deploy("policy", "strategy-one", situation -> REFRAIN);
    list("policy");
    try (PluginHost host = host(Map.of())) {
      assertThat(host.strategy()).isPresent();
    }
    server.war(dropped, "policy", "changed");
    try (PluginHost host = host(Map.of())) {
      assertThat(host.strategy().orElseThrow().decide(SITUATION)).isEqualTo(REFRAIN);
      assertThat(states(host)).containsExactly("strategy-one ACTIVE", "policy STAGED");
      Files.delete(dropped.resolve("policy.war"));
      server.settle(host);
      assertThat(host.strategy()).as("taken away is taken away").isEmpty();
    }
  }

  @Test
  void a_newcomer_of_a_kind_stands_by_until_it_is_chosen_also_after_a_restart() throws IOException {
    deploy("one", "strategy-one", situation -> REFRAIN);
    list("one");
    try (PluginHost host = host(Map.of())) {
      assertThat(host.strategy().orElseThrow().id()).isEqualTo("strategy-one");
    }
    deploy("two", "strategy-two", situation -> REFRAIN);
    Files.setLastModifiedTime(dropped.resolve("two.war"), FileTime.fromMillis(1_000));
    list("two");
    try (PluginHost host = host(Map.of())) {
      assertThat(host.strategy().orElseThrow().id()).isEqualTo("strategy-one");
      assertThat(states(host))
          .containsExactlyInAnyOrder("strategy-two STANDBY", "strategy-one ACTIVE");
      assertThat(host.statuses())
          .extracting(PluginStatus::reason)
          .contains(
              "the strategy plugin in use is 'strategy-one'; to use this one, set"
                  + " prytany.plugins.use.strategy=strategy-two");
    }
    try (PluginHost host = host(Map.of(PluginKind.STRATEGY, "strategy-two"))) {
      assertThat(host.strategy().orElseThrow().id()).isEqualTo("strategy-two");
      assertThat(states(host))
          .containsExactlyInAnyOrder("strategy-two ACTIVE", "strategy-one STANDBY");
    }
  }

  @Test
  void a_newcomer_takes_over_when_the_file_of_the_one_in_use_is_taken_away_and_not_before()
      throws IOException {
    deploy("one", "strategy-one", situation -> null);
    list("one");
    try (PluginHost host = host(Map.of())) {
      deploy("two", "strategy-two", situation -> REFRAIN);
    }
    list("two");
    try (PluginHost host = host(Map.of())) {
      for (int i = 0; i < 3; i++) {
        assertFault(host.strategy().orElseThrow(), FailureCode.PLUGIN_FAULT, "gave no result");
      }
      assertThat(states(host)).containsExactly("strategy-one QUARANTINED", "strategy-two STANDBY");
      Files.delete(dropped.resolve("one.war"));
      server.settle(host);
      assertThat(host.strategy().orElseThrow().decide(SITUATION)).isEqualTo(REFRAIN);
    }
  }

  @Test
  void a_plugin_against_which_something_is_found_never_runs_though_it_is_listed()
      throws IOException {
    deploy("bad", "strategy-one", situation -> REFRAIN);
    list("bad");
    try (PluginHost host =
        host(
            settings(Map.of()),
            war -> new Report("", List.of("it has a servlet"), List.of(), Set.of(), 1))) {
      assertThat(server.files()).isEmpty();
      assertThat(only(host.statuses()).state()).isEqualTo(State.REFUSED);
      assertThat(only(host.statuses()).reason()).isEqualTo("it has a servlet");
    }
  }

  @Test
  void a_plugin_that_throws_three_times_in_a_row_is_quarantined_with_its_reason()
      throws IOException {
    boolean[] broken = {true};
    deploy(
        "flaky",
        "strategy-one",
        situation -> {
          if (broken[0]) {
            throw new IllegalStateException("no luck");
          }
          return REFRAIN;
        });
    list("flaky");
    try (PluginHost host = host(Map.of())) {
      VoteStrategy strategy = host.strategy().orElseThrow();
      assertFault(strategy, FailureCode.PLUGIN_FAULT, "deciding threw IllegalStateException: no");
      assertFault(strategy, FailureCode.PLUGIN_FAULT, "no luck");
      broken[0] = false;
      assertThat(strategy.decide(SITUATION)).as("a success forgives").isEqualTo(REFRAIN);
      broken[0] = true;
      for (int i = 0; i < 3; i++) {
        assertFault(strategy, FailureCode.PLUGIN_FAULT, "no luck");
      }
      assertFault(strategy, FailureCode.PLUGIN_UNAVAILABLE, "it failed 3 times in a row");
      assertThat(host.strategy()).isEmpty();
      assertThat(only(host.statuses()).state()).isEqualTo(State.QUARANTINED);
      assertThat(only(host.statuses()).reason()).contains("no luck").contains("deploy it again");
    }
  }

  @Test
  void errors_and_missing_results_count_as_failures() throws IOException {
    deploy("null", "strategy-one", situation -> null);
    list("null");
    try (PluginHost host = host(Map.of())) {
      assertFault(host.strategy().orElseThrow(), FailureCode.PLUGIN_FAULT, "gave no result");
    }
    Files.delete(dropped.resolve("null.war"));
    deploy(
        "linkage",
        "strategy-two",
        situation -> {
          throw new NoClassDefFoundError("org/example/Missing");
        });
    list("linkage");
    try (PluginHost host = host(Map.of(PluginKind.STRATEGY, "strategy-two"))) {
      assertFault(
          host.strategy().orElseThrow(), FailureCode.PLUGIN_FAULT, "NoClassDefFoundError: org/ex");
    }
  }

  @Test
  void a_plugin_that_does_not_return_is_given_up_and_interrupted() throws Exception {
    Thread[] stuck = new Thread[1];
    deploy(
        "slow",
        "strategy-one",
        situation -> {
          stuck[0] = Thread.currentThread();
          times.processor(stuck[0], BUDGET.processor());
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
          }
          return REFRAIN;
        });
    list("slow");
    try (PluginHost host = host(Map.of())) {
      assertFault(host.strategy().orElseThrow(), FailureCode.PLUGIN_FAULT, "took longer than 1 s");
      // A test that ends is one whose call did.
      stuck[0].join();
    }
  }

  @Test
  void a_handle_to_an_undeployed_plugin_is_useless_and_its_status_is_gone() throws IOException {
    deploy("first", "strategy-one", situation -> REFRAIN);
    list("first");
    try (PluginHost host = host(Map.of())) {
      VoteStrategy kept = host.strategy().orElseThrow();
      Files.delete(dropped.resolve("first.war"));
      server.settle(host);
      assertFault(kept, FailureCode.PLUGIN_UNAVAILABLE, "was undeployed");
      assertThat(host.strategy()).isEmpty();
      assertThat(only(host.statuses()).state()).isEqualTo(State.GONE);
      deploy("first", "strategy-one", situation -> REFRAIN);
      server.settle(host);
      assertThat(only(host.statuses()).state()).isEqualTo(State.ACTIVE);
      assertFault(kept, FailureCode.PLUGIN_UNAVAILABLE, "was undeployed");
    }
  }

  @Test
  void a_handle_to_a_plugin_holds_no_class_loader() throws Exception {
    WeakReference<ClassLoader> loader = deployAndForget();
    try (PluginHost host = host(Map.of())) {
      VoteStrategy kept = host.strategy().orElseThrow();
      kept.decide(SITUATION);
      Files.delete(dropped.resolve("shortlived.war"));
      server.forget("shortlived");
      server.settle(host);
      for (int i = 0; i < 50 && loader.get() != null; i++) {
        System.gc();
        Thread.sleep(20);
      }
      assertThat(loader.get()).isNull();
      assertThat(kept.id()).isEqualTo("strategy-one");
    }
  }

  @Test
  void a_listed_war_that_does_not_start_has_failed_and_does_not_stay_in_the_server()
      throws Exception {
    server.war(dropped, "broken", "broken");
    list("broken");
    server.silent = "STARTING";
    try (PluginHost host = host(Map.of())) {
      assertThat(only(host.statuses()).state()).isEqualTo(State.STARTING);
      now = now.plusSeconds(31);
      server.settle(host);
      assertThat(only(host.statuses()).state())
          .as("a slow start is no failure")
          .isEqualTo(State.STARTING);
      server.silent = "INSTALLED";
      server.settle(host);
      PluginStatus status = only(host.statuses());
      assertThat(status.state()).isEqualTo(State.FAILED);
      assertThat(status.id()).isEqualTo("broken");
      assertThat(status.reason()).contains("did not start").contains("messages.log");
      assertThat(server.files()).isEmpty();
    }
  }

  @Test
  void a_war_whose_plugin_could_not_be_made_says_why() throws IOException {
    server.war(dropped, "policy", "policy");
    server.fails("policy", "PolicyException: line 3: unknown fact");
    list("policy");
    try (PluginHost host = host(Map.of())) {
      assertThat(only(host.statuses()).state()).isEqualTo(State.FAILED);
      assertThat(only(host.statuses()).reason())
          .isEqualTo("it could not start: PolicyException: line 3: unknown fact");
    }
  }

  @Test
  void a_folder_a_link_and_a_name_that_is_no_files_are_refused_at_once() throws IOException {
    server.war(dropped, "stranger", "stranger");
    list("stranger");
    Files.createDirectory(dropped.resolve("exploded.war"));
    Files.createSymbolicLink(dropped.resolve("link.war"), dropped.resolve("stranger.war"));
    Files.copy(dropped.resolve("stranger.war"), dropped.resolve(" .war"));
    Files.delete(dropped.resolve("stranger.war"));
    try (PluginHost host = host(Map.of())) {
      assertThat(host.statuses()).hasSize(3);
      assertThat(host.statuses()).extracting(PluginStatus::state).containsOnly(State.REFUSED);
      assertThat(server.files()).isEmpty();
    }
  }

  private static void assertFault(VoteStrategy strategy, FailureCode code, String message) {
    assertThatThrownBy(() -> strategy.decide(SITUATION))
        .isInstanceOfSatisfying(
            PrytanyException.class,
            thrown -> {
              assertThat(thrown.code()).isEqualTo(code);
              assertThat(thrown.getCause()).isNull();
            })
        .hasMessageContaining(message);
  }

  private WeakReference<ClassLoader> deployAndForget() throws IOException {
    ClassLoader loader = new URLClassLoader(new URL[0], PluginHostTest.class.getClassLoader());
    server.war(dropped, "shortlived", "shortlived");
    list("shortlived");
    server.holds(
        "shortlived",
        PluginKind.STRATEGY,
        new Strategy(
            "strategy-one",
            situation ->
                new VoteDecision.Refrain(
                    "none", String.valueOf(loader.isRegisteredAsParallelCapable()))));
    return new WeakReference<>(loader);
  }

  private void deploy(String war, String id, Function<VotingSituation, VoteDecision> decide) {
    server.war(dropped, war, war);
    server.holds(war, PluginKind.STRATEGY, new Strategy(id, decide));
  }

  private void list(String war) throws IOException {
    listed.add(sha256(war));
  }

  private String sha256(String war) throws IOException {
    return WarFile.sha256(dropped.resolve(war + ".war"));
  }

  private PluginHost host(Map<PluginKind, String> use) {
    return host(settings(use), StubServer.FINDS_NOTHING);
  }

  private PluginHost host(HostSettings settings, Function<Path, Report> inspection) {
    PluginHost host =
        new PluginHost(settings, server.registry, () -> now, times, server::state, inspection);
    server.settle(host);
    return host;
  }

  private HostSettings settings(Map<PluginKind, String> use) {
    return new HostSettings(
        folder.resolve("available"), dropped, listed, use, BUDGET, Duration.ofSeconds(30));
  }

  private static List<String> states(PluginHost host) {
    return host.statuses().stream()
        .filter(status -> status.state() != State.GONE)
        .map(status -> status.id() + " " + status.state())
        .toList();
  }

  private static PluginStatus only(List<PluginStatus> statuses) {
    assertThat(statuses).hasSize(1);
    return statuses.getFirst();
  }

  private record Strategy(String id, Function<VotingSituation, VoteDecision> decide)
      implements VoteStrategy {
    @Override
    public String version() {
      return "1.0";
    }

    @Override
    public VoteDecision decide(VotingSituation situation) {
      return decide.apply(situation);
    }
  }
}

package org.prytany.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.bridge.PluginKind;
import org.prytany.bridge.PluginRegistration.Origin;
import org.prytany.bridge.PluginRegistry;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.plugin.PluginStatus;
import org.prytany.governance.plugin.PluginStatus.State;
import org.prytany.host.budget.Budget;
import org.prytany.host.budget.HandDrivenTimes;
import org.prytany.spi.VoteDecision;
import org.prytany.spi.VoteStrategy;
import org.prytany.spi.VotingSituation;
import org.prytany.testkit.SampleSituation;

class PluginHostTest {

  private static final VotingSituation SITUATION = SampleSituation.of().situation();
  private static final VoteDecision REFRAIN = new VoteDecision.Refrain("none", "never votes");

  private static final Budget BUDGET = new Budget(Duration.ofSeconds(1), Duration.ofMinutes(5));

  private final HandDrivenTimes times = new HandDrivenTimes();
  private final PluginRegistry registry = new PluginRegistry();
  private final Set<String> listed = new HashSet<>();
  private volatile String serverState = "INSTALLED";
  private volatile Instant now = Instant.parse("2026-06-01T00:00:00Z");

  @TempDir Path folder;
  private Path monitored;

  @BeforeEach
  void directories() throws IOException {
    monitored = Files.createDirectory(folder.resolve("plugins"));
  }

  @Test
  void a_listed_plugin_is_active_and_called() throws IOException {
    deploy("first", "strategy-one", situation -> REFRAIN);
    list("first");
    try (PluginHost host = host(Map.of())) {
      assertThat(host.strategy().orElseThrow().decide(SITUATION)).isEqualTo(REFRAIN);
      assertThat(host.strategy().orElseThrow().id()).isEqualTo("strategy-one");
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
  void an_unlisted_plugin_is_never_handed_out_and_its_status_says_what_to_list()
      throws IOException {
    deploy("stranger", "strategy-one", situation -> REFRAIN);
    try (PluginHost host = host(Map.of())) {
      assertThat(host.strategy()).isEmpty();
      PluginStatus status = only(host.statuses());
      assertThat(status.state()).isEqualTo(State.REFUSED);
      assertThat(status.reason())
          .isEqualTo(
              "its WAR is not listed; if you know where it comes from, add "
                  + sha256("stranger")
                  + " to prytany.plugins.sha256");
    }
  }

  @Test
  void an_unlisted_plugin_cannot_keep_a_listed_one_out_by_taking_its_id() throws IOException {
    deploy("stranger", "strategy-one", situation -> new VoteDecision.Escalate("evil", "evil"));
    deploy("real", "strategy-one", situation -> REFRAIN);
    list("real");
    try (PluginHost host = host(Map.of())) {
      assertThat(host.strategy().orElseThrow().decide(SITUATION)).isEqualTo(REFRAIN);
      assertThat(host.statuses())
          .extracting(PluginStatus::state)
          .containsExactly(State.REFUSED, State.ACTIVE);
    }
  }

  @Test
  void one_id_in_two_listed_wars_is_refused_in_both() throws IOException {
    deploy("one", "strategy-one", situation -> REFRAIN);
    deploy("two", "strategy-one", situation -> REFRAIN);
    list("one");
    list("two");
    try (PluginHost host = host(Map.of(PluginKind.STRATEGY, "strategy-one"))) {
      assertThat(host.strategy()).isEmpty();
      assertThat(host.statuses())
          .allSatisfy(
              status ->
                  assertThat(status.reason())
                      .contains("the plugin id 'strategy-one' is offered by")
                      .contains("remove one of these WARs"));
    }
  }

  @Test
  void of_two_listed_plugins_of_a_kind_the_configured_one_is_used_and_none_without()
      throws IOException {
    deploy("one", "strategy-one", situation -> REFRAIN);
    deploy("two", "strategy-two", situation -> REFRAIN);
    list("one");
    list("two");
    try (PluginHost host = host(Map.of())) {
      assertThat(host.strategy()).isEmpty();
      assertThat(host.statuses().getFirst().reason())
          .isEqualTo(
              "more than one strategy plugin runs; set prytany.plugins.use.strategy to the id of"
                  + " the one to use");
    }
    try (PluginHost host = host(Map.of(PluginKind.STRATEGY, "strategy-two"))) {
      assertThat(host.strategy().orElseThrow().id()).isEqualTo("strategy-two");
      assertThat(host.statuses().getFirst().reason()).contains("uses 'strategy-two'");
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
    registry.withdraw(loader("null"), "null");
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
      Files.delete(monitored.resolve("first.war"));
      registry.withdraw(loader("first"), "first");
      assertFault(kept, FailureCode.PLUGIN_UNAVAILABLE, "was undeployed");
      assertThat(host.strategy()).isEmpty();
      assertThat(only(host.statuses()).state()).isEqualTo(State.GONE);
      deploy("first", "strategy-one", situation -> REFRAIN);
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
      registry.withdraw(loader.get(), "shortlived");
      for (int i = 0; i < 50 && loader.get() != null; i++) {
        System.gc();
        Thread.sleep(20);
      }
      assertThat(loader.get()).isNull();
      assertThat(kept.id()).isEqualTo("strategy-one");
    }
  }

  @Test
  void a_listed_war_that_stays_silent_is_put_aside_after_a_while() throws Exception {
    Files.writeString(monitored.resolve("broken.war"), "broken");
    list("broken");
    serverState = "STARTING";
    try (PluginHost host = host(Map.of())) {
      assertThat(only(host.statuses()).state()).isEqualTo(State.STARTING);
      assertThat(only(host.statuses()).reason()).isEqualTo("it has not offered its plugin yet");
      now = now.plusSeconds(31);
      assertThat(only(host.statuses()).state())
          .as("a slow start is no failure")
          .isEqualTo(State.STARTING);
      assertThat(only(host.statuses()).reason())
          .as("and a constructor that never returns is said")
          .contains("longer than 30 s", "may never return");
      serverState = "INSTALLED";
      PluginStatus status = only(host.statuses());
      assertThat(status.state()).isEqualTo(State.QUARANTINED);
      assertThat(status.id()).isEqualTo("broken");
      assertThat(status.reason()).contains("did not start").contains("messages.log");
      Path aside = folder.resolve("plugins-quarantine").resolve("broken.war");
      for (int i = 0; i < 100 && !Files.exists(aside); i++) {
        Thread.sleep(50);
      }
      assertThat(aside).hasContent("broken");
      assertThat(monitored.resolve("broken.war")).doesNotExist();
      assertThat(only(host.statuses()).state()).isEqualTo(State.QUARANTINED);
      assertThat(only(host.statuses()).reason()).contains("moved to the directory plugins-quar");
    }
  }

  @Test
  void a_war_whose_plugin_could_not_be_made_says_why() throws IOException {
    Files.writeString(monitored.resolve("policy.war"), "policy");
    list("policy");
    registry.failed(origin("policy"), "x.Policy", "PolicyException: line 3: unknown fact");
    try (PluginHost host = host(Map.of())) {
      assertThat(only(host.statuses()).state()).isEqualTo(State.QUARANTINED);
      assertThat(only(host.statuses()).reason())
          .isEqualTo("it could not start: PolicyException: line 3: unknown fact");
    }
  }

  @Test
  void an_unlisted_war_that_stays_silent_is_refused_at_once() throws IOException {
    Files.writeString(monitored.resolve("stranger.war"), "stranger");
    Files.createDirectory(monitored.resolve("exploded.war"));
    try (PluginHost host = host(Map.of())) {
      assertThat(host.statuses()).extracting(PluginStatus::state).containsOnly(State.REFUSED);
      assertThat(host.statuses())
          .extracting(PluginStatus::reason)
          .anySatisfy(reason -> assertThat(reason).contains(sha256("stranger")))
          .anySatisfy(reason -> assertThat(reason).contains("does not come from a WAR file"));
    }
  }

  @Test
  void a_plugin_whose_file_the_bridge_could_not_tell_is_found_by_its_applications_name()
      throws IOException {
    Files.writeString(monitored.resolve("lib.war"), "lib");
    list("lib");
    registry.offer(
        PluginKind.STRATEGY,
        loader("lib"),
        new Origin("lib", Optional.empty(), Optional.empty()),
        new Strategy("strategy-one", situation -> REFRAIN));
    registry.offer(
        PluginKind.STRATEGY,
        loader("nowhere"),
        new Origin("nowhere", Optional.empty(), Optional.empty()),
        new Strategy("strategy-two", situation -> REFRAIN));
    try (PluginHost host = host(Map.of())) {
      assertThat(host.strategy().orElseThrow().id()).isEqualTo("strategy-one");
      assertThat(host.statuses())
          .extracting(PluginStatus::state)
          .containsExactly(State.ACTIVE, State.REFUSED);
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
    Files.writeString(monitored.resolve("shortlived.war"), "shortlived");
    list("shortlived");
    registry.offer(
        PluginKind.STRATEGY,
        loader,
        origin("shortlived"),
        new Strategy(
            "strategy-one",
            situation ->
                new VoteDecision.Refrain(
                    "none", String.valueOf(loader.isRegisteredAsParallelCapable()))));
    return new WeakReference<>(loader);
  }

  private final Map<String, ClassLoader> loaders = new HashMap<>();

  private ClassLoader loader(String war) {
    return loaders.computeIfAbsent(
        war, name -> new URLClassLoader(new URL[0], PluginHostTest.class.getClassLoader()));
  }

  private void deploy(String war, String id, Function<VotingSituation, VoteDecision> decide)
      throws IOException {
    Files.writeString(monitored.resolve(war + ".war"), war);
    registry.offer(PluginKind.STRATEGY, loader(war), origin(war), new Strategy(id, decide));
  }

  private Origin origin(String war) throws IOException {
    Path file = monitored.resolve(war + ".war");
    return new Origin(war, Optional.of(file.toString()), Optional.of(WarFile.sha256(file)));
  }

  private void list(String war) throws IOException {
    listed.add(sha256(war));
  }

  private String sha256(String war) throws IOException {
    return WarFile.sha256(monitored.resolve(war + ".war"));
  }

  private PluginHost host(Map<PluginKind, String> use) {
    return new PluginHost(
        new HostSettings(
            folder.resolve("available"), monitored, listed, use, BUDGET, Duration.ofSeconds(30)),
        registry,
        () -> now,
        times,
        application -> Optional.of(serverState));
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

package org.prytany.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.bridge.PluginKind;
import org.prytany.governance.plugin.GivenSettings;
import org.prytany.governance.plugin.PluginStatus;
import org.prytany.governance.plugin.PluginStatus.State;
import org.prytany.governance.plugin.SignedFor;
import org.prytany.governance.plugin.TakenSettings;
import org.prytany.host.budget.Budget;
import org.prytany.host.budget.HandDrivenTimes;
import org.prytany.host.inspect.Declared;
import org.prytany.host.inspect.Inspection;
import org.prytany.spi.PluginContext;
import org.prytany.spi.VoteDecision;
import org.prytany.spi.VoteStrategy;
import org.prytany.spi.VotingSituation;
import org.prytany.testkit.SampleSituation;

class ConfiguredPluginTest {

  private static final String SCHEMA =
      """
      {"type": "object", "additionalProperties": false, "required": ["word"],
       "properties": {"word": {"type": "string", "secret": true, "minLength": 4},
                      "size": {"type": "integer", "default": 7}}}
      """;

  private static final Map<String, String> THEIRS = Map.of("word", "theirs");

  private final Map<String, String> got = new HashMap<>();
  private final Set<String> listed = new HashSet<>();
  private final AtomicLong now = new AtomicLong(1_000_000_000L);
  private volatile int starts;

  @TempDir Path folder;
  private Path dropped;
  private StubServer server;

  @BeforeEach
  void directories() throws IOException {
    dropped = Files.createDirectory(folder.resolve("plugins"));
    server = new StubServer(settings().run());
  }

  @Test
  void a_plugin_that_asks_to_be_configured_is_started_when_it_is_known_with_what()
      throws IOException {
    deploy("one", "strategy-one");
    try (PluginHost host = host()) {
      server.settle(host);
      assertThat(got).isEmpty();
      assertThat(server.files()).isEmpty();

      set(host, Map.of("strategy-one", Map.of("word", "mine")));
      server.settle(host);
      assertThat(got).containsExactly(Map.entry("strategy-one", "mine 7"));
      assertThat(status(host, "strategy-one").state()).isEqualTo(State.ACTIVE);
    }
  }

  @Test
  void each_gets_its_own_and_what_another_WAR_says_of_itself_gets_nothing() throws IOException {
    deploy("one", "strategy-one");
    // Its manifest has an id, and its code another plugin's.
    deploy("two", "strategy-two", "strategy-one");
    try (PluginHost host = host()) {
      set(
          host,
          Map.of("strategy-one", Map.of("word", "mine"), "strategy-two", Map.of("word", "theirs")));
      server.settle(host);
      assertThat(got.values()).doesNotContain("theirs 7");
      assertThat(status(host, "two").reason()).contains("its manifest says \"id\"");
    }
  }

  @Test
  void what_is_set_wrongly_is_said_by_its_key_without_its_value() throws IOException {
    deploy("one", "strategy-one");
    try (PluginHost host = host()) {
      set(host, Map.of("strategy-one", Map.of("word", "zzz")));
      server.settle(host);
      assertThat(got).isEmpty();
      PluginStatus status = status(host, "one");
      assertThat(status.state()).isEqualTo(State.FAILED);
      assertThat(status.reason())
          .isEqualTo(
              "prytany.plugins.config.strategy-one.word is not what it has to be: set a text, at"
                  + " least 4 characters long");
    }
  }

  @Test
  void what_is_set_is_in_no_fault_of_a_call() throws IOException {
    deploy("one", "strategy-one");
    try (PluginHost host = host()) {
      set(host, Map.of("strategy-one", Map.of("word", "no address")));
      server.settle(host);
      VoteStrategy strategy = host.strategy().orElseThrow();
      assertThatThrownBy(() -> strategy.decide(SampleSituation.of().situation()))
          .hasMessageContaining("Illegal character in path at index 2: [set]");
    }
  }

  @Test
  void what_only_another_version_knows_is_said_and_keeps_nobody_from_starting() throws IOException {
    deploy("one", "strategy-one");
    try (PluginHost host = host()) {
      set(host, Map.of("strategy-one", Map.of("word", "mine", "region", "hidden")));
      server.settle(host);
      assertThat(got).containsExactly(Map.entry("strategy-one", "mine 7"));
      PluginStatus status = status(host, "strategy-one");
      assertThat(status.state()).isEqualTo(State.ACTIVE);
      assertThat(status.reason())
          .isEqualTo(
              "prytany.plugins.config.strategy-one.region is nothing that this version of the"
                  + " plugin knows, and is not given to it: take it away, or use word, size");
    }
  }

  @Test
  void a_plugin_starts_again_alone_when_something_else_is_set_for_it() throws IOException {
    deploy("one", "strategy-one");
    deploy("two", "strategy-two");
    try (PluginHost host = host()) {
      set(host, Map.of("strategy-one", Map.of("word", "mine"), "strategy-two", THEIRS));
      server.settle(host);
      String two = application("two");
      got.clear();

      trial(host, Map.of("strategy-one", Map.of("word", "ours"), "strategy-two", THEIRS));
      server.settle(host);

      assertThat(got).containsExactly(Map.entry("strategy-one", "ours 7"));
      assertThat(application("two")).isEqualTo(two);
      assertThat(server.files()).hasSize(2);
      assertThat(host.taken()).contains(new TakenSettings("strategy-one", Optional.empty()));
      assertThat(status(host, "strategy-one").state()).isNotEqualTo(State.FAILED);
    }
  }

  @Test
  void what_does_not_start_with_other_values_goes_on_with_the_earlier_ones() throws IOException {
    deploy("one", "strategy-one");
    try (PluginHost host = host()) {
      set(host, Map.of("strategy-one", Map.of("word", "mine")));
      server.settle(host);
      String before = application("one");

      // What its schema does not take, and what its code does not.
      for (String word : List.of("zzz", "unstartable")) {
        trial(host, Map.of("strategy-one", Map.of("word", word)));
        server.settle(host);
        assertThat(host.taken()).hasSize(1);
        assertThat(host.taken().getFirst().failure().orElseThrow()).doesNotContain("unstartable");
        assertThat(status(host, "strategy-one").state()).isEqualTo(State.ACTIVE);
        assertThat(application("one")).isEqualTo(before);
        assertThat(settings().state().resolve("starting")).isEmptyDirectory();
      }

      set(host, Map.of("strategy-one", Map.of("word", "mine")));
      server.settle(host);
      assertThat(host.taken()).containsExactly(new TakenSettings("strategy-one", Optional.empty()));
      assertThat(application("one")).isEqualTo(before);
    }
  }

  @Test
  void what_failed_for_want_of_a_value_starts_once_it_is_set() throws IOException {
    deploy("one", "strategy-one");
    try (PluginHost host = host()) {
      set(host, Map.of());
      server.settle(host);
      assertThat(status(host, "one").state()).isEqualTo(State.FAILED);

      trial(host, Map.of("strategy-one", Map.of("word", "mine")));
      server.settle(host);

      assertThat(status(host, "strategy-one").state()).isEqualTo(State.ACTIVE);
      assertThat(host.taken()).containsExactly(new TakenSettings("strategy-one", Optional.empty()));
    }
  }

  @Test
  void an_order_is_judged_by_the_version_that_runs_and_brings_no_other_into_service()
      throws IOException {
    deploy("one", "strategy-one");
    try (PluginHost host = host()) {
      set(host, Map.of("strategy-one", Map.of("word", "mine")));
      server.settle(host);
      String update = update("one", "strategy-one");
      server.fails(update.substring(0, 8), "the update is broken");
      host.approve(new SignedFor(Set.of(update), Set.of(update)));
      server.settle(host);
      assertThat(status(host, "strategy-one").state()).isEqualTo(State.ACTIVE);

      trial(host, Map.of("strategy-one", Map.of("word", "ours")));
      List<TakenSettings> said = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        host.look();
        said.addAll(host.taken());
        assertThat(server.files()).noneMatch(file -> file.contains(update.substring(0, 8)));
      }
      assertThat(said).contains(new TakenSettings("strategy-one", Optional.empty()));
      assertThat(said).allMatch(one -> one.failure().isEmpty());
      assertThat(got).containsExactly(Map.entry("strategy-one", "ours 7"));
    }
  }

  @Test
  void a_start_with_ordered_values_that_never_ends_is_given_up() throws IOException {
    deploy("one", "strategy-one");
    try (PluginHost host = host(() -> Instant.ofEpochMilli(now.get()))) {
      set(host, Map.of("strategy-one", Map.of("word", "mine")));
      server.settle(host);
      now.addAndGet(60_000);
      server.settle(host);
      String before = application("one");
      server.hangs(listed.iterator().next());

      trial(host, Map.of("strategy-one", Map.of("word", "ours")));
      for (int i = 0; i < 12; i++) {
        host.look();
        now.addAndGet(60_000);
      }
      assertThat(host.taken().getFirst().failure()).contains(StartWatch.TOO_SLOW);
      assertThat(application("one")).isEqualTo(before);
    }
  }

  @Test
  void an_order_is_tried_also_where_the_same_values_did_not_start_before() throws IOException {
    deploy("one", "strategy-one");
    try (PluginHost host = host()) {
      set(host, Map.of("strategy-one", Map.of("word", "unstartable")));
      server.settle(host);
      int before = starts;
      trial(host, Map.of("strategy-one", Map.of("word", "unstartable")));
      assertThat(host.taken()).isEmpty();
      server.settle(host);
      assertThat(starts).isGreaterThan(before);
      assertThat(host.taken().getFirst().failure()).isPresent();
    }
  }

  private String application(String name) {
    return server.files().stream()
        .filter(one -> one.startsWith(name + "-"))
        .reduce((one, other) -> one + " and " + other)
        .orElseThrow();
  }

  private void deploy(String name, String id) {
    deploy(name, id, id);
  }

  private void deploy(String name, String manifest, String id) {
    listed.add(war(name, manifest, "WEB-INF/" + name));
    server.holds(name, PluginKind.STRATEGY, new Asking(id));
  }

  private String update(String name, String id) {
    return war(name, id, "WEB-INF/update");
  }

  private String war(String name, String manifest, String entry) {
    Path war =
        server.war(
            dropped,
            name,
            Map.of(
                Declared.ENTRY,
                """
                {"id": "%s", "version": "%s", "spi": "[0.1,9.0)", "kinds": ["strategy"],
                 "configuration": %s}
                """
                    .formatted(manifest, "1.0", SCHEMA),
                entry,
                ""));
    try {
      return Inspection.sha256(war);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void trial(PluginHost host, Map<String, Map<String, String>> values) {
    host.configure(new GivenSettings(values, Set.of("strategy-one")));
  }

  private static void set(PluginHost host, Map<String, Map<String, String>> values) {
    host.configure(new GivenSettings(values, Set.of()));
  }

  private PluginHost host() {
    return host(InstantSource.system());
  }

  private PluginHost host(InstantSource clock) {
    return new PluginHost(
        settings(),
        server.registry,
        clock,
        new HandDrivenTimes(),
        server::state,
        StubServer.FINDS_NOTHING);
  }

  private HostSettings settings() {
    return new HostSettings(
        folder.resolve("available"),
        dropped,
        listed,
        Map.of(),
        new Budget(Duration.ofSeconds(1), Duration.ofMinutes(5)),
        Duration.ofMinutes(1));
  }

  private static PluginStatus status(PluginHost host, String id) {
    List<PluginStatus> all = host.statuses();
    return all.stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
  }

  private final class Asking implements VoteStrategy {
    private final String id;

    private String word = "";

    Asking(String id) {
      this.id = id;
    }

    @Override
    public void start(PluginContext context) {
      starts++;
      word = context.configuration().text("word").orElse("");
      if (word.equals("unstartable")) {
        throw new IllegalStateException("it cannot start");
      }
      got.put(
          id,
          context.configuration().text("word").orElse("nothing")
              + " "
              + context.configuration().integer("size").orElse(0L));
    }

    @Override
    public String id() {
      return id;
    }

    @Override
    public String version() {
      return "1.0";
    }

    @Override
    public VoteDecision decide(VotingSituation situation) {
      return new VoteDecision.Refrain(URI.create(word).toString(), "never votes");
    }
  }
}

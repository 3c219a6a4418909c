package org.prytany.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.prytany.bridge.PluginRegistration.Origin;
import org.prytany.spi.PluginConfiguration;
import org.prytany.spi.VoteDecision;
import org.prytany.spi.VoteStrategy;
import org.prytany.spi.VotingSituation;

class PluginRegistryTest {

  private final PluginRegistry registry = new PluginRegistry();

  @BeforeEach
  void the_host_started_two_applications() {
    admit("a");
    admit("b");
  }

  @Test
  void what_the_host_did_not_start_offers_nothing_and_is_named() {
    assertThat(offer(loader(), "stranger", new Named("strategy-one"))).isEmpty();
    assertThat(registry.snapshot().registrations()).isEmpty();
    assertThat(registry.snapshot().turnedAway())
        .containsExactly(
            new PluginRegistry.TurnedAway("stranger", "the host did not start this application"));
  }

  @Test
  void nobody_offers_for_an_application_whose_class_loader_spoke_before() {
    ClassLoader own = loader();
    ClassLoader other = loader();
    offer(own, "a", new Named("strategy-one"));
    assertThat(offer(other, "a", new Named("strategy-two"))).isEmpty();
    registry.failed(other, origin("a"), "x.Broken", "said by another");
    registry.withdraw(other, "a");
    assertThat(registry.snapshot().registrations())
        .extracting(PluginRegistration::id)
        .containsExactly("strategy-one");
    assertThat(registry.snapshot().failures()).isEmpty();
    assertThat(registry.snapshot().turnedAway())
        .extracting(PluginRegistry.TurnedAway::reason)
        .containsExactly("another class loader speaks for this application");
  }

  @Test
  void the_hash_is_the_one_that_the_host_took_whatever_the_offer_says() {
    Origin lying = new Origin("a", Optional.of("/run/a.war"), Optional.of("f".repeat(64)));
    registry.offer(PluginKind.STRATEGY, loader(), lying, new Named("strategy-one"));
    assertThat(registry.snapshot().registrations().getFirst().origin())
        .isEqualTo(new Origin("a", Optional.of("shown-a.war"), Optional.of("a".repeat(64))));
  }

  @Test
  void classes_of_another_file_than_the_host_started_offer_nothing() {
    Origin elsewhere = new Origin("a", Optional.of("/tmp/a.war"), Optional.empty());
    assertThat(registry.offer(PluginKind.STRATEGY, loader(), elsewhere, new Named("strategy-one")))
        .isEmpty();
    assertThat(registry.snapshot().registrations()).isEmpty();
  }

  /** However late it comes: a digester that somebody signed for is to cast no vote. */
  @Test
  void what_is_otherwise_than_its_file_says_counts_at_no_moment() {
    ClassLoader own = loader();
    assertThat(offer(own, "a", new Named("strategy-one"))).isPresent();
    assertThat(offer(own, "a", new Named("another"))).isEmpty();
    assertThat(registry.snapshot().registrations())
        .extracting(PluginRegistration::id)
        .containsExactly("strategy-one");
    assertThat(registry.snapshot().turnedAway())
        .containsExactly(new PluginRegistry.TurnedAway("a", "its file says otherwise"));
  }

  @Test
  void a_plugin_is_started_once_with_what_was_set_for_it() {
    ClassLoader own = loader();
    assertThat(starting(own, "a", "strategy-a")).contains(Optional.of("word of a"));
    assertThat(starting(own, "a", "strategy-a")).isEmpty();
    assertThat(registry.hasFailed(origin("a"), "x.Broken")).isFalse();
    registry.failed(own, origin("a"), "x.Broken", "it threw");
    assertThat(starting(own, "a", "strategy-a")).isEmpty();
    assertThat(registry.hasFailed(origin("a"), "x.Broken")).isTrue();
    assertThat(registry.hasFailed(origin("a"), "x.Other")).isFalse();
    assertThat(registry.hasFailed(origin("b"), "x.Broken")).isFalse();
  }

  @Test
  void nobody_gets_what_was_set_for_another_plugin() {
    assertThat(starting(loader(), "a", "strategy-b")).contains(Optional.empty());
    ClassLoader b = loader();
    assertThat(starting(b, "b", "strategy-b")).contains(Optional.of("word of b"));
    assertThat(starting(loader(), "b", "strategy-b")).isEmpty();
    assertThat(starting(loader(), "stranger", "strategy-b")).isEmpty();
    registry.dismiss("b");
    assertThat(starting(b, "b", "strategy-b")).isEmpty();
  }

  private Optional<Optional<String>> starting(ClassLoader war, String name, String id) {
    return registry
        .starting(war, origin(name), "x.Bean strategy", id)
        .map(given -> given.configuration().text("word"));
  }

  @Test
  void a_dismissed_application_offers_nothing_more() {
    registry.dismiss("a");
    assertThat(offer(loader(), "a", new Named("strategy-one"))).isEmpty();
  }

  @Test
  void the_registry_of_the_process_has_one_claimant_at_a_time() {
    try (PluginRegistry.Claim claim = PluginRegistry.claim()) {
      assertThat(claim.registry()).isSameAs(PluginRegistry.shared());
      assertThatThrownBy(PluginRegistry::claim).isInstanceOf(IllegalStateException.class);
    }
    PluginRegistry.Claim second = PluginRegistry.claim();
    second.close();
    assertThatThrownBy(second::registry).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void one_war_seen_twice_is_offered_once() {
    ClassLoader war = loader();
    assertThat(offer(war, "a", new Named("strategy-one"))).isPresent();
    assertThat(offer(war, "a", new Named("strategy-one"))).isEmpty();
    assertThat(registry.snapshot().registrations()).hasSize(1);
  }

  @Test
  void two_wars_with_one_id_are_both_shown_to_the_host_which_decides() {
    ClassLoader first = loader();
    ClassLoader second = loader();
    offer(first, "a", new Named("strategy-one"));
    offer(second, "b", new Named("strategy-one"));
    assertThat(registry.snapshot().registrations())
        .extracting(one -> one.origin().application())
        .containsExactly("a", "b");
  }

  @Test
  void a_stopped_war_leaves_nothing_behind() {
    ClassLoader war = loader();
    ClassLoader other = loader();
    offer(war, "a", new Named("strategy-one"));
    offer(other, "b", new Named("strategy-two"));
    registry.failed(war, origin("a"), "x.Broken", "no policy file");
    registry.withdraw(war, "a");
    assertThat(registry.snapshot().registrations())
        .extracting(PluginRegistration::id)
        .containsExactly("strategy-two");
    assertThat(registry.snapshot().failures()).isEmpty();
  }

  @Test
  void listeners_hear_of_changes_until_they_unsubscribe_and_a_failing_one_stops_nobody() {
    AtomicInteger heard = new AtomicInteger();
    registry.subscribe(
        () -> {
          throw new IllegalStateException("listener is broken");
        });
    PluginRegistry.Subscription subscription = registry.subscribe(heard::incrementAndGet);
    ClassLoader war = loader();
    offer(war, "a", new Named("strategy-one"));
    registry.withdraw(war, "a");
    subscription.close();
    offer(war, "a", new Named("strategy-one"));
    assertThat(heard).hasValue(2);
  }

  @Test
  void an_id_that_does_not_fit_a_log_line_is_refused_by_name() {
    for (String id : List.of("", " ", "two words", "line\nbreak", "x".repeat(101))) {
      assertThatThrownBy(() -> offer(loader(), "a", new Named(id)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("plugin's id must be");
    }
    assertThatThrownBy(() -> offer(loader(), "a", new Named(null)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is 'null'");
    assertThat(registry.snapshot().registrations()).isEmpty();
  }

  @Test
  void kinds_are_read_from_the_types_of_a_bean() {
    assertThat(PluginKind.of(Set.of(Object.class, Named.class, VoteStrategy.class)))
        .containsExactly(PluginKind.STRATEGY);
    assertThat(PluginKind.of(Set.of(Object.class, String.class))).isEmpty();
  }

  @Test
  void failures_are_told_in_one_line_down_to_the_cause() {
    Exception cause = new IllegalArgumentException("rule 'x',\nline 3: unknown fact");
    assertThat(Failures.inWords(new IllegalStateException("cannot start", cause)))
        .isEqualTo(
            "IllegalStateException: cannot start; caused by "
                + "IllegalArgumentException: rule 'x', line 3: unknown fact");
    assertThat(Failures.inWords(new RuntimeException("x".repeat(5_000)))).hasSize(1_003);
  }

  private Optional<PluginRegistration> offer(ClassLoader war, String name, VoteStrategy plugin) {
    return registry.offer(PluginKind.STRATEGY, war, origin(name), plugin);
  }

  private void admit(String name) {
    registry.admit(
        new PluginRegistry.Admission(
            name,
            "/run/" + name + ".war",
            "shown-" + name + ".war",
            "a".repeat(64),
            Optional.of(
                new PluginRegistry.Settled(
                    "strategy-" + name,
                    new PluginConfiguration(Map.of("word", "word of " + name)),
                    Set.of("word of " + name))),
            (id, version, kind) ->
                id.equals("another") ? Optional.of("its file says otherwise") : Optional.empty()));
  }

  private static Origin origin(String name) {
    return new Origin(name, Optional.empty(), Optional.empty());
  }

  private static ClassLoader loader() {
    return new URLClassLoader(new URL[0], PluginRegistryTest.class.getClassLoader());
  }

  private record Named(String id) implements VoteStrategy {
    @Override
    public String version() {
      return "1.0";
    }

    @Override
    public VoteDecision decide(VotingSituation situation) {
      return new VoteDecision.Refrain("none", "never votes");
    }
  }
}

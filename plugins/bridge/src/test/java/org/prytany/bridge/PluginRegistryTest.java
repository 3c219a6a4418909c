package org.prytany.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.prytany.bridge.PluginRegistration.Origin;
import org.prytany.spi.VoteDecision;
import org.prytany.spi.VoteStrategy;
import org.prytany.spi.VotingSituation;

class PluginRegistryTest {

  private final PluginRegistry registry = new PluginRegistry();

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
    registry.failed(origin("a"), "x.Broken", "no policy file");
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

package org.prytany.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.plugin.PluginStatus;
import org.prytany.governance.plugin.PluginStatus.State;
import org.prytany.link.Said.Kind;

class TurnsTest {

  private static final Turns USUAL = new Turns(Care.NONE);
  private static final Turns CAREFUL = new Turns(new Care(true, true, true));

  @Test
  void whereAProcessEndedWhilePluginsWereAskedTheyAreAskedOnceAllHaveStarted() {
    Turns turns = new Turns(new Care(true, true, false));

    assertThat(USUAL.begun(List.of())).isTrue();
    assertThat(turns.begun(List.of())).as("nobody has looked at the files yet").isFalse();
    assertThat(turns.begun(List.of(status(State.ACTIVE), status(State.STARTING)))).isFalse();
    assertThat(turns.begun(List.of(status(State.ACTIVE), status(State.FAILED)))).isTrue();
    assertThat(turns.begun(List.of(status(State.ACTIVE), status(State.STARTING))))
        .as("an update that starts later holds up nobody")
        .isTrue();
  }

  @Test
  void oneAloneIsAskedAtATime() throws Exception {
    assertThat(
            USUAL.in(
                Kind.STRATEGY,
                Duration.ZERO,
                () -> USUAL.in(Kind.STRATEGY, Duration.ZERO, () -> "both")))
        .isEqualTo("both");

    assertThatThrownBy(
            () ->
                CAREFUL.in(
                    Kind.STRATEGY,
                    Duration.ZERO,
                    () -> CAREFUL.in(Kind.STRATEGY, Duration.ZERO, () -> "both")))
        .isInstanceOf(PrytanyException.class)
        .hasMessageContaining("one at a time")
        .hasMessageContaining("ask again");
    assertThat(CAREFUL.in(Kind.STRATEGY, Duration.ZERO, () -> "one"))
        .as("the turn was given back")
        .isEqualTo("one");
  }

  private static PluginStatus status(State state) {
    return new PluginStatus("id", "1", "", state, "", Optional.empty(), Optional.empty());
  }
}

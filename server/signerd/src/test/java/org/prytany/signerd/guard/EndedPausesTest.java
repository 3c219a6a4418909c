package org.prytany.signerd.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prytany.signerd.guard.GuardWorld.ALICE;
import static org.prytany.signerd.guard.GuardWorld.BOB;
import static org.prytany.signerd.guard.GuardWorld.CAROL;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.governance.pause.PauseScope;

/** Who edits the signer's list of treasurers neither ends a pause nor brings one back. */
class EndedPausesTest {

  @TempDir Path folder;
  private GuardWorld world;

  @BeforeEach
  void open() {
    world = new GuardWorld(folder);
  }

  @AfterEach
  void close() {
    world.close();
  }

  private boolean paused() {
    return !world.guard.pauses(world.dao).inForce().isEmpty();
  }

  @Test
  void whatEndedStaysEndedOverRestartsAndEdits() {
    world.pause(PauseScope.ALL, CAROL);
    world.resume(ALICE);
    assertThat(paused()).isTrue();
    world.resume(BOB);
    assertThat(paused()).isFalse();
    world.start(false);
    assertThat(paused()).as("after a restart").isFalse();
    world.treasurers(1, CAROL);
    assertThat(paused()).as("both who resumed were removed").isFalse();
    world.treasurers(3, ALICE, BOB, CAROL);
    assertThat(paused()).as("they are back, and three are needed").isFalse();
  }

  @Test
  void whatWasTooFewStaysTooFewWhateverIsEdited() {
    world.pause(PauseScope.ALL, CAROL);
    world.resume(ALICE);
    world.treasurers(1, ALICE, BOB, CAROL);
    assertThat(paused()).as("one is enough now").isTrue();
    world.treasurers(1, ALICE);
    assertThat(paused()).as("all others were removed").isTrue();
    world.treasurers(1, BOB);
    assertThat(paused()).isTrue();
    world.resume(BOB);
    assertThat(paused()).as("a new signature ends it").isFalse();
  }
}

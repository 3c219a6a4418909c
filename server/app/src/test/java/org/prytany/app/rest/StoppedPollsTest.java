package org.prytany.app.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.prytany.app.feed.OffChainTest;
import org.prytany.governance.poll.Poll;

class StoppedPollsTest {

  /** Invariant: readers cost nothing that a version of a vote did not cost once. */
  @Test
  void eachVersionIsLookedAtOnce() {
    List<Long> looked = new ArrayList<>();
    StoppedPolls stopped =
        new StoppedPolls(
            poll -> {
              looked.add(poll.version());
              return poll.obstacle().isPresent();
            });
    Poll first = OffChainTest.poll("A grant", "Pay.").version(1);
    Poll gone = OffChainTest.gone(first).version(2);
    for (int i = 0; i < 20; i++) {
      assertThat(stopped.has(first)).isFalse();
    }
    for (int i = 0; i < 20; i++) {
      assertThat(stopped.has(gone)).isTrue();
    }
    assertThat(looked).containsExactly(1L, 2L);
  }
}

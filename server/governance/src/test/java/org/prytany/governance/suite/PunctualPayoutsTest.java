package org.prytany.governance.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prytany.governance.duty.Lane;
import org.prytany.governance.governor.GovernorReader.LifecycleEvent;
import org.prytany.governance.pace.Pace;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.world.World;

/**
 * Payouts on a chain whose nodes judge by the newest block's time, so that a payout can be sent
 * from the first block at or after its eta on, and is in the next one at the earliest. Whatever the
 * moments at which the server looks, it is in that one. Time is played, in tenths of a second.
 */
class PunctualPayoutsTest {

  private static final int TENTHS = 10;

  private final World world = new World();
  private final Map<ProposalContent, Long> etas = new HashMap<>();

  /** Blocks so far in which each could have been. */
  private final Map<ProposalContent, Integer> open = new HashMap<>();

  private final Map<ProposalContent, Integer> lags = new HashMap<>();

  /** A look every two or every twelve seconds, and nothing that says when a block is new. */
  @ParameterizedTest
  @CsvSource({"2, 2", "12, 12", "2, 12", "12, 5"})
  void aPayoutIsInTheBlockAfterTheFirstOneThatLetsItThrough(int block, int look) {
    world.pace = Pace.standard();
    world.restart();
    world.chain.judgesByItsHead = true;
    world.chain.mining = false;
    List<ProposalContent> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      all.add(world.digested(i + 1, "Do we like colour " + i + "?"));
    }
    for (ProposalContent content : all) {
      world.chain.delay = 40 + 3 * etas.size();
      world.chain.somebody(LifecycleEvent.Kind.QUEUED, World.STRANGER, content);
      etas.put(content, world.chain.time + world.chain.delay);
    }
    world.line.look(world.dao);
    all.forEach(world::approve);

    play(block, look, Duration.ofSeconds(200));

    assertThat(lags).hasSize(all.size());
    assertThat(lags.values()).containsOnly(1);
  }

  private void play(int block, int look, Duration time) {
    Lane lane = new Lane(world.dao.chainId(), world.dao.governor(), Lane.Work.PAYING);
    Duration most = Duration.ofSeconds(look);
    Instant rested = world.clock.instant();
    long begin = world.chain.time;
    for (int tenth = 1; tenth < time.toSeconds() * TENTHS; tenth++) {
      world.chain.time = begin + tenth / TENTHS;
      world.millis = tenth % TENTHS * 100;
      if (tenth % (block * TENTHS) == 3) {
        world.chain.mineNow();
        count();
      }
      if (tenth % (look * TENTHS) == 7) {
        world.line.look(world.dao);
        rested = world.clock.instant();
      }
      if (!rested.isAfter(world.clock.instant())) {
        while (world.line.work(lane).any()) {
          assertThat(lags.size()).isLessThanOrEqualTo(etas.size());
        }
        rested = world.clock.instant().plus(world.line.rest(lane, most));
      }
    }
  }

  /** Blocks since the first one that lets each through. */
  private void count() {
    for (ProposalContent content : etas.keySet()) {
      if (lags.containsKey(content)) {
        continue;
      }
      if (world.chain.state(content.key()) == ProposalState.EXECUTED) {
        lags.put(content, open.getOrDefault(content, 0));
      } else if (world.chain.time >= etas.get(content)) {
        open.merge(content, 1, Integer::sum);
      }
    }
  }
}

package org.prytany.governance.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.prytany.governance.pace.Pace;
import org.prytany.governance.proposal.ChainView;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.world.World;
import org.prytany.spi.Support;
import org.prytany.spi.VoteDecision;

/**
 * A rule that votes only in the last seconds, on clocks of every speed, with quorums that come late
 * and move the end: it votes before the end, and not before its time.
 */
class ClocksSuiteTest {

  private static final int RUNS = 300;

  /** How often the server looks, seconds. */
  private static final int LOOK = 5;

  @Test
  void votesAreNeitherMissedNorEarlyOnClocksOfEverySpeed() {
    for (int seed = 0; seed < RUNS; seed++) {
      run(new Random(seed), "run " + seed);
    }
  }

  private static void run(Random random, String name) {
    World world = new World();
    world.pace = Pace.standard();
    double[] speeds = {0, 0.25, 1, 2, 12, 15};
    double speed = speeds[random.nextInt(speeds.length)];
    if (speed > 0) {
      world.chain.secondsPerTimepoint = OptionalDouble.of(speed);
      // Measured, and as good as measurements are.
      double measured = speed * (0.99 + 0.02 * random.nextDouble());
      world.chain.pulse = new ChainView.Pulse(random.nextBoolean(), OptionalDouble.of(measured));
    }
    long last = 20 + random.nextInt(280);
    double[] end = new double[1];
    double[] left = {Double.NaN};
    world.strategy =
        Optional.of(
            World.strategy(
                situation -> {
                  if (situation.secondsToDeadline() > last) {
                    return new VoteDecision.NotYet("at the end", "there is time");
                  }
                  left[0] = end[0] - world.chain.time;
                  return new VoteDecision.Cast(Support.AGAINST, "at the end", "now");
                }));
    world.restart();
    long period = 1_200 + random.nextInt(250_000);
    ProposalContent content = world.chain.propose(world.dao, 1, "Do we like blue?", period);
    boolean late = random.nextBoolean();
    end[0] = world.chain.seconds(content.voteEnd());
    world.turn(3);
    world.chain.time = Math.max(world.chain.time, (long) end[0] - 700);
    long quorumComes = (long) end[0] - 650 + random.nextInt(600);
    while (world.chain.time < end[0] && !voted(world, content)) {
      if (late && world.chain.time >= quorumComes) {
        late = false;
        long moved = world.chain.timepoint((long) end[0] + 300);
        world.chain.deadlines.put(content.key(), moved);
        end[0] = world.chain.seconds(moved);
      }
      world.turn(1);
      if (!voted(world, content)) {
        world.chain.time += LOOK;
      }
    }
    world.chain.become(content, ProposalState.DEFEATED);
    assertThat(voted(world, content))
        .as("%s: missed, clock %s, last %s", name, speed, last)
        .isTrue();
    assertThat(left[0])
        .as("%s: early, clock %s", name, speed)
        // A measurement may be wrong by a hundredth of what is left, and a timepoint by itself.
        .isLessThanOrEqualTo(last * 1.02 + 2 * speed);
  }

  private static boolean voted(World world, ProposalContent content) {
    return world.chain.vote(content.key(), World.VOTER).isPresent();
  }
}

package org.prytany.governance.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.pace.Pace;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.proposal.ProposalSummary;
import org.prytany.governance.proposal.Reckoned.Came;
import org.prytany.governance.proposal.Reckoned.What;
import org.prytany.governance.world.World;
import org.prytany.spi.Support;
import org.prytany.spi.VoteDecision;

/**
 * A quarter of a thousand proposals: voted on, cancelled, decided late, approved late, with a
 * chain, a signer and plugins that are away for hours and a server that is started again. Nothing
 * that could be done is missed, and everything is counted once.
 */
class QuarterTest {

  private static final int PROPOSALS = Integer.getInteger("prytany.quarter", 250);
  private static final long DAY = 86_400;
  private static final long QUARTER = 90 * DAY;

  private record Event(long at, Runnable what) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      return Long.compare(at, other.at);
    }
  }

  private final World world = new World();
  private final Random random = new Random(7);
  private final PriorityQueue<Event> events = new PriorityQueue<>();

  private void after(long seconds, Runnable what) {
    events.add(new Event(world.chain.time + seconds, what));
  }

  @Test
  void everyVoteAndPayoutOfAQuarterIsMet() {
    world.pace = Pace.standard();
    world.strategy =
        Optional.of(World.strategy(situation -> decide(situation.secondsToDeadline())));
    world.restart();
    world.turn(1);
    long begin = world.chain.time;
    for (int id = 1; id <= PROPOSALS; id++) {
      int number = id;
      // Many come together, which is harder than one after the other.
      after(random.nextInt(360) * QUARTER / 360, () -> propose(number));
    }
    for (int i = 0; i < 40; i++) {
      after(random.nextLong(QUARTER), this::fault);
    }
    while (!events.isEmpty()) {
      Event next = events.remove();
      world.chain.time = Math.max(world.chain.time, next.at());
      next.what().run();
    }
    world.turn(20);

    Map<What, Map<Came, Integer>> counts = new EnumMap<>(What.class);
    for (ProposalSummary summary :
        world.store.proposals.summaries(world.dao.chainId(), world.dao.governor())) {
      summary
          .reckoned()
          .forEach(
              (what, came) ->
                  counts
                      .computeIfAbsent(what, fresh -> new EnumMap<>(Came.class))
                      .merge(came, 1, Integer::sum));
    }
    int met = sum(counts, Came.MET);
    int due = met + sum(counts, Came.MISSED);
    System.out.printf(
        "A quarter of %d proposals, %d days: met / due = %d / %d = %.3f; %s%n",
        PROPOSALS, (world.chain.time - begin) / DAY, met, due, (double) met / due, counts);
    world.store.audit.entries.stream()
        .filter(entry -> entry.act().endsWith(".missed"))
        .limit(5)
        .forEach(entry -> System.out.println("  " + entry.subject() + " " + entry.details()));
    assertThat(counts.get(What.VOTE).values().stream().mapToInt(each -> each).sum())
        .isEqualTo(PROPOSALS);
    assertThat(counts.get(What.PAYOUT).values().stream().mapToInt(each -> each).sum())
        .isEqualTo(PROPOSALS);
    assertThat(counts.get(What.VOTE).get(Came.MET)).isGreaterThan(PROPOSALS / 2);
    assertThat(counts.get(What.PAYOUT).get(Came.MET)).isGreaterThan(PROPOSALS / 4);
    assertThat(counts.get(What.PAYOUT)).containsKey(Came.NEVER_DUE);
    assertThat(met).isEqualTo(due);
  }

  private static int sum(Map<What, Map<Came, Integer>> counts, Came came) {
    return counts.values().stream().mapToInt(each -> each.getOrDefault(came, 0)).sum();
  }

  /** Some at once, some in the last minutes. */
  private static VoteDecision decide(long left) {
    return left % 3 == 0 || left < 1_800
        ? new VoteDecision.Cast(Support.FOR, "quarter", "because")
        : new VoteDecision.NotYet("quarter", "there is time");
  }

  private void propose(int id) {
    ProposalContent content =
        world.chain.propose(world.dao, id, "Do we like colour " + id + "?", 3 * DAY);
    turns(2);
    if (random.nextInt(20) == 0) {
      after(random.nextLong(2 * DAY), () -> become(content, ProposalState.CANCELED));
      return;
    }
    // In the last half hour the server looks again and again.
    for (long before = 1_700; before > 0; before -= 340) {
      after(3 * DAY - before, () -> turns(2));
    }
    boolean passes = random.nextInt(3) > 0;
    after(
        3 * DAY + 1,
        () -> become(content, passes ? ProposalState.SUCCEEDED : ProposalState.DEFEATED));
    if (passes) {
      after(4 * DAY + random.nextInt(12) * 3_600, () -> approve(content));
      after(6 * DAY, () -> turns(2));
    }
  }

  private void become(ProposalContent content, ProposalState state) {
    if (world.chain.state(content.key()) == ProposalState.ACTIVE) {
      world.chain.become(content, state);
    }
    turns(3);
  }

  private void approve(ProposalContent content) {
    world.approve(content);
    turns(3);
    after(600, () -> turns(4));
  }

  /** The server looks all the time: what comes at one moment shares its looks. */
  private void turns(int count) {
    long now = world.chain.time;
    if (events.isEmpty() || events.peek().at() > now) {
      world.turn(count);
    }
  }

  /** Something is away for up to an hour. */
  private void fault() {
    switch (random.nextInt(4)) {
      case 0 -> world.restart();
      case 1 -> {
        world.chain.simulationDown = true;
        after(600, () -> world.chain.simulationDown = false);
      }
      case 2 ->
          world.keys.refusal =
              Optional.of(new PrytanyException(FailureCode.SIGNER_UNAVAILABLE, "no answer"));
      default -> {
        var digester = world.digester;
        world.digester = Optional.empty();
        after(900, () -> world.digester = digester);
      }
    }
  }
}

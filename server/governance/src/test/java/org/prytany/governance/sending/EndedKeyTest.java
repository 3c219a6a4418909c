package org.prytany.governance.sending;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.prytany.governance.act.ActStatus;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.proposal.Reckoned;
import org.prytany.governance.signing.KeyBounds;
import org.prytany.governance.world.World;

/**
 * Invariant: a vote whose key is over is never lost silently: people are told once, why, and it is
 * missed with that reason; nothing is written again and again while it lasts. With another key it
 * is cast.
 */
class EndedKeyTest {

  private final World world = new World();

  private void bounds(long until) {
    world.keys.bounds =
        List.of(
            new KeyBounds(
                "season",
                World.VOTER,
                true,
                Set.of("demo"),
                Optional.of(Instant.ofEpochSecond(until)),
                Optional.empty()));
  }

  @Test
  void whatIsDueAfterItsEndIsToldOnceAndMissedWithTheReason() {
    bounds(world.chain.time);
    ProposalContent content = world.digested(1, "Blue?");
    world.turn(30);

    List<String> acts = world.store.audit.acts();
    assertThat(acts).doesNotContain("vote.intended", "vote.refused");
    assertThat(acts.stream().filter("duty.needs-people"::equals)).hasSize(1);
    assertThat(world.stored(content).ballot()).isEmpty();

    world.chain.time += 1_000_000;
    world.chain.become(content, ProposalState.DEFEATED);
    world.turn(3);
    assertThat(world.stored(content).reckoned(Reckoned.What.VOTE))
        .hasValueSatisfying(
            vote -> {
              assertThat(vote.came()).isEqualTo(Reckoned.Came.MISSED);
              assertThat(vote.reason()).contains("Key 'season'", "ended at");
            });
  }

  @Test
  void withALaterEndItIsCast() {
    bounds(world.chain.time);
    ProposalContent content = world.digested(1, "Blue?");
    world.turn(5);
    bounds(world.chain.time + 1_000_000);
    world.turn(10);
    assertThat(world.stored(content).ballot())
        .hasValueSatisfying(act -> assertThat(act.status()).isEqualTo(ActStatus.CONFIRMED));
  }
}

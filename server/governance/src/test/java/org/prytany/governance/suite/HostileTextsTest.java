package org.prytany.governance.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.prytany.governance.comparison.PlainReader;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.world.World;
import org.prytany.spi.DigestContext;
import org.prytany.spi.ProposalSnapshot;
import org.prytany.spi.Support;
import org.prytany.spi.TextDigest;
import org.prytany.spi.VoteDecision;

/** Texts that cannot be read, and effects that never rest, take nobody's vote away. */
class HostileTextsTest {

  private final World world = new World();

  private void votes(Support support) {
    world.strategy =
        Optional.of(
            World.strategy(
                situation -> {
                  assertThat(situation.text()).isEmpty();
                  assertThat(situation.proposal().description()).isEmpty();
                  return new VoteDecision.Cast(support, "always", "because");
                }));
    world.restart();
  }

  private void readsNothing() {
    world.digester =
        Optional.of(
            new PlainReader() {
              @Override
              public TextDigest digest(ProposalSnapshot proposal, DigestContext context) {
                throw new IllegalStateException("too long");
              }
            });
  }

  @ParameterizedTest
  @EnumSource(
      value = Support.class,
      names = {"AGAINST", "ABSTAIN"})
  void aTextThatCannotBeReadIsVotedOnWithoutIt(Support support) {
    readsNothing();
    votes(support);
    ProposalContent content = world.chain.propose(world.dao, 1, "endless");
    world.turn(5);
    assertThat(world.chain.vote(content.key(), World.VOTER)).as("there is time").isEmpty();
    assertThat(world.store.audit.acts()).containsOnlyOnce("duty.needs-people");

    world.chain.time = content.voteEnd() - 2 * world.pace.voteMargin().toSeconds();
    world.turn(5);

    assertThat(world.chain.vote(content.key(), World.VOTER)).isPresent();
  }

  @Test
  void nobodyVotesForATextThatCouldNotBeRead() {
    readsNothing();
    votes(Support.FOR);
    ProposalContent content = world.chain.propose(world.dao, 1, "endless");
    world.turn(5);
    world.chain.time = content.voteEnd() - 2 * world.pace.voteMargin().toSeconds();
    world.turn(20);

    assertThat(world.chain.vote(content.key(), World.VOTER)).isEmpty();
    assertThat(world.stored(content).decision().orElseThrow().decision())
        .isInstanceOf(VoteDecision.Escalate.class);
  }

  /** Who signs that has read it. */
  @Test
  void anOperatorVotesForATextThatCouldNotBeRead() {
    readsNothing();
    votes(Support.FOR);
    ProposalContent content = world.chain.propose(world.dao, 1, "endless");
    world.turn(5);
    world.decide(content, Support.FOR, "I read all of it");
    world.turn(6);

    assertThat(world.chain.vote(content.key(), World.VOTER))
        .hasValueSatisfying(vote -> assertThat(vote.is(Support.FOR)).isTrue());
  }

  @ParameterizedTest
  @EnumSource(Support.class)
  void effectsThatNeverRestNeitherFillTheLogNorTakeTheVote(Support support) {
    world.strategy =
        Optional.of(World.strategy(s -> new VoteDecision.Cast(support, "always", "because")));
    world.restart();
    ProposalContent content = world.chain.propose(world.dao, 1, "Do we like blue?");
    world.chain.restless = true;
    world.turn(100);

    assertThat(world.chain.vote(content.key(), World.VOTER)).isEmpty();
    assertThat(Collections.frequency(world.store.audit.acts(), "decision.recorded"))
        .isLessThanOrEqualTo(5);
    assertThat(world.store.audit.acts()).contains("duty.needs-people");

    world.chain.time = content.voteEnd() - 2 * world.pace.voteMargin().toSeconds();
    world.turn(10);

    if (support == Support.FOR) {
      assertThat(world.chain.vote(content.key(), World.VOTER)).isEmpty();
    } else {
      assertThat(world.chain.vote(content.key(), World.VOTER)).isPresent();
    }
  }
}

package org.prytany.governance.ballot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.prytany.governance.act.Act;
import org.prytany.governance.act.ActOutcome;
import org.prytany.governance.act.ActStatus;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.world.World;
import org.prytany.spi.Support;
import org.prytany.spi.VoteDecision;
import org.prytany.spi.VoteDecision.Escalate;
import org.prytany.spi.VoteDecision.Refrain;

/** A vote that the voting account cast from elsewhere is read back, and nothing is due any more. */
class HandVotesTest {

  private final World world = new World();

  private ProposalContent left(VoteDecision decision) {
    world.strategy = Optional.of(World.strategy(s -> decision));
    ProposalContent content = world.digested(1, "Blue?");
    world.turn(2);
    assertThat(world.stored(content).ballot()).isEmpty();
    return content;
  }

  private void assertNoticed(ProposalContent content) {
    Act ballot = world.stored(content).ballot().orElseThrow();
    assertThat(ballot.status()).isEqualTo(ActStatus.DONE_ELSEWHERE);
    assertThat(ballot.detail()).isEqualTo("voted AGAINST with weight 10, elsewhere");
    assertThat(ballot.outcome())
        .get()
        .isInstanceOfSatisfying(
            ActOutcome.DoneElsewhere.class,
            it -> {
              assertThat(it.by()).isEqualTo(World.VOTER.hex());
              assertThat(it.transactionHash()).isPresent();
            });
    assertThat(world.store.audit.entries)
        .anySatisfy(
            entry -> {
              assertThat(entry.act()).isEqualTo("vote.elsewhere");
              assertThat(entry.details()).containsEntry("support", "AGAINST");
            });
    assertThat(world.store.duties.open()).isEmpty();
    assertThat(world.keys.acts()).isZero();
  }

  @Test
  void whereTheVoteWasLeftToPeopleTheDutyEnds() {
    ProposalContent content = left(new Escalate("unsure", "too large"));
    assertThat(world.store.duties.open()).isNotEmpty();
    world.chain.voteByHand(content, World.VOTER, Support.AGAINST);
    world.turn(2);
    assertNoticed(content);
  }

  @Test
  void whereTheRulesDoNotVoteToo() {
    ProposalContent content = left(new Refrain("no", "not ours"));
    world.chain.voteByHand(content, World.VOTER, Support.AGAINST);
    world.turn(2);
    assertNoticed(content);
  }

  @Test
  void alsoIfVotingEndedBeforeAnybodyLooked() {
    ProposalContent content = left(new Escalate("unsure", "too large"));
    world.chain.voteByHand(content, World.VOTER, Support.AGAINST);
    world.chain.become(content, ProposalState.DEFEATED);
    world.turn(6);
    assertNoticed(content);
  }

  @Test
  void aVoteThatAReorgTookIsNoMore() {
    ProposalContent content = left(new Escalate("unsure", "too large"));
    world.chain.voteByHand(content, World.VOTER, Support.AGAINST);
    world.turn(2);
    world.chain.withoutVote(content, World.VOTER);
    world.turn(2);
    assertThat(world.stored(content).ballot()).isEmpty();
    assertThat(world.store.audit.acts()).contains("vote.undone");

    world.decide(content, Support.FOR, "now from here");
    world.turn(4);
    assertThat(world.chain.vote(content.key(), World.VOTER))
        .hasValueSatisfying(vote -> assertThat(vote.is(Support.FOR)).isTrue());
  }

  @Test
  void anotherAccountsVoteIsNone() {
    ProposalContent content = left(new Escalate("unsure", "too large"));
    world.chain.voteByHand(content, World.STRANGER, Support.AGAINST);
    world.turn(2);
    assertThat(world.stored(content).ballot()).isEmpty();
  }
}

package org.prytany.governance.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.governance.proposal.ChainView;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.world.World;
import org.prytany.spi.Effect;
import org.prytany.spi.Support;
import org.prytany.spi.Token;
import org.prytany.spi.VoteDecision.Cast;
import org.prytany.spi.VotingSituation;

/**
 * What a strategy was told can be told again, however far the chain has moved on: a policy that is
 * tried later sees what was seen then, and never a 0 in the place of what nobody kept.
 */
class RecallTest {

  private final World world = new World();
  private final List<VotingSituation> told = new ArrayList<>();

  RecallTest() {
    world.chain.effects =
        List.of(
            new Effect(
                Effect.Kind.TRANSFER,
                org.prytany.spi.Address.ZERO,
                Optional.of(world.dao.treasury()),
                Optional.of(World.STRANGER),
                Optional.of(Token.NATIVE),
                BigInteger.TEN.pow(18),
                "",
                ""));
    world.strategy =
        Optional.of(
            World.strategy(
                situation -> {
                  told.add(situation);
                  return new Cast(Support.AGAINST, "no", "no");
                }));
  }

  @Test
  void what_was_seen_when_it_was_decided_is_told_again_after_the_chain_moved_on() {
    ProposalContent content = world.digested(1, "Pay 1 ETH.");
    world.decisions.step(world.dao, world.stored(content));
    world.chain.time += 5_000;

    Recalled recalled = world.decisions.recall(world.dao, world.stored(content)).orElseThrow();
    VotingSituation then = told.getFirst();
    assertThat(recalled.decided()).isTrue();
    assertThat(recalled.situation().secondsToDeadline())
        .isEqualTo(then.secondsToDeadline())
        .isNotZero();
    assertThat(recalled.situation().votingPower()).isEqualTo(then.votingPower());
    assertThat(recalled.situation().block()).isEqualTo(then.block());
    assertThat(recalled.situation().payments()).isEqualTo(then.payments()).hasSize(1);
    assertThat(recalled.situation().text()).isEqualTo(then.text());
    assertThat(recalled.situation().circumstances().tally())
        .isEqualTo(then.circumstances().tally())
        .isPresent();
    assertThat(recalled.unknown())
        .doesNotContain(Recalled.Part.SECONDS_TO_DEADLINE, Recalled.Part.VOTING_POWER);
  }

  /** What the chain tells of the quorum later was told to nobody then; none at all is told as 0. */
  @ParameterizedTest
  @ValueSource(strings = {"0", "7"})
  @NullSource
  void the_quorum_is_what_it_was_when_it_was_decided(BigInteger then) {
    world.chain.quorum = Optional.ofNullable(then);
    ProposalContent content = world.digested(1, "Pay 1 ETH.");
    world.decisions.step(world.dao, world.stored(content));
    world.chain.quorum = Optional.of(BigInteger.TEN);
    ChainView now = world.chain.view(world.dao, content);

    Recalled recalled =
        world
            .decisions
            .recall(world.dao, world.stored(content).change().chain(now).build())
            .orElseThrow();

    assertThat(told.getFirst().circumstances().quorum()).isEqualTo(Optional.ofNullable(then));
    assertThat(recalled.situation().circumstances().quorum()).isEqualTo(Optional.ofNullable(then));
  }

  @Test
  void what_nobody_decided_on_is_as_when_voting_began_and_its_votes_are_not_known() {
    ProposalContent content = world.digested(1, "Pay 1 ETH.");
    Recalled recalled = world.decisions.recall(world.dao, world.stored(content)).orElseThrow();
    assertThat(recalled.decided()).isFalse();
    assertThat(recalled.unknown()).contains(Recalled.Part.VOTING_POWER);
    assertThat(told).isEmpty();
  }

  /** Nothing said what the treasury held: a share of it is not 0. */
  @Test
  void a_share_of_what_is_not_known_is_not_known() {
    ProposalContent content = world.digested(1, "Pay 1 ETH.");
    assertThat(world.stored(content).effects().orElseThrow().facts().holdings()).isEmpty();
    Recalled recalled = world.decisions.recall(world.dao, world.stored(content)).orElseThrow();
    assertThat(recalled.unknown()).contains(Recalled.Part.TREASURY_SHARE);
    assertThat(recalled.situation().circumstances().leaving()).isEmpty();
  }
}

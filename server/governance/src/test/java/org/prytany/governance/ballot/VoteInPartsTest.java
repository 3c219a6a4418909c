package org.prytany.governance.ballot;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prytany.governance.act.Act;
import org.prytany.governance.act.ActStatus;
import org.prytany.governance.proposal.Decided;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.world.World;
import org.prytany.spi.Shares;
import org.prytany.spi.Support;
import org.prytany.spi.VoteDecision;
import org.prytany.spi.VoteDecision.Escalate;
import org.prytany.spi.VoteDecision.Split;

/**
 * A rule's vote in several directions: cast where the governor counts it, and read back as such.
 */
class VoteInPartsTest {

  private static final Shares SIXTY_FORTY = new Shares(6_000, 4_000, 0);

  private final World world = new World();

  private ProposalContent decided(VoteDecision decision) {
    world.strategy = Optional.of(World.strategy(s -> decision));
    ProposalContent content = world.digested(1, "Blue?");
    world.turn(6);
    return content;
  }

  private VoteDecision stored(ProposalContent content) {
    return world.stored(content).decision().map(Decided::decision).orElseThrow();
  }

  @Test
  void itIsCastAsDecidedAndConfirmedByWhatTheChainHas() {
    world.chain.countsParts();
    ProposalContent content = decided(new Split(SIXTY_FORTY, "parts", "because"));

    Act ballot = world.stored(content).ballot().orElseThrow();
    assertThat(ballot.status()).isEqualTo(ActStatus.CONFIRMED);
    assertThat(ballot.detail()).isEqualTo("vote 60 % FOR and 40 % AGAINST by rule parts");
    assertThat(world.chain.vote(content.key(), World.VOTER).orElseThrow().parts())
        .isEqualTo(
            Map.of(Support.FOR, BigInteger.valueOf(6), Support.AGAINST, BigInteger.valueOf(4)));
    assertThat(world.store.duties.open()).isEmpty();
  }

  @Test
  void whereTheGovernorCountsNoPartsAPersonDecides() {
    ProposalContent content = decided(new Split(SIXTY_FORTY, "parts", "because"));
    assertThat(stored(content))
        .isInstanceOfSatisfying(
            Escalate.class,
            escalated ->
                assertThat(escalated.reason())
                    .contains("60 % FOR and 40 % AGAINST", "takes no vote in parts"));
    assertThat(world.stored(content).ballot()).isEmpty();
  }

  /** Attack on the text: without it, the shares are other ones. */
  @Test
  void otherSharesWithoutTheTextAreAVoteBecauseOfTheText() {
    world.chain.countsParts();
    world.strategy =
        Optional.of(
            World.strategy(
                s ->
                    new Split(
                        s.text().isPresent() ? SIXTY_FORTY : new Shares(4_000, 6_000, 0),
                        "parts",
                        "because")));
    ProposalContent content = world.digested(1, "Blue?");
    world.turn(4);
    assertThat(stored(content))
        .isInstanceOfSatisfying(
            Escalate.class,
            escalated -> assertThat(escalated.reason()).contains("because of the text"));
  }

  @Test
  void aVoteByHandInOneDirectionIsNotTakenForIt() {
    world.chain.countsParts();
    world.strategy = Optional.of(World.strategy(s -> new Split(SIXTY_FORTY, "parts", "because")));
    ProposalContent content = world.digested(1, "Blue?");
    world.chain.voteByHand(content, World.VOTER, Support.FOR);
    world.turn(6);
    assertThat(world.stored(content).ballot().orElseThrow().status())
        .isIn(ActStatus.CONTRARY, ActStatus.DONE_ELSEWHERE);
    assertThat(world.keys.acts()).isZero();
  }

  /** Invariant: all votes are cast, and none more for it than its share. */
  @ParameterizedTest
  @CsvSource({"1", "2", "3", "7", "99", "100", "101", "340282366920938463463374607431768211455"})
  void partsAreAllVotesAndNeverMoreForItThanItsShare(BigInteger votes) {
    for (int inFavour = 1; inFavour < 10_000; inFavour += 37) {
      for (int against = 0; inFavour + against < 10_000; against += 413) {
        Shares shares = new Shares(inFavour, against, 10_000 - inFavour - against);
        Map<Support, BigInteger> parts = shares.parts(votes);
        assertThat(parts.values().stream().reduce(BigInteger.ZERO, BigInteger::add))
            .isEqualTo(votes);
        BigInteger given = parts.getOrDefault(Support.FOR, BigInteger.ZERO);
        assertThat(given.multiply(BigInteger.valueOf(10_000)))
            .isLessThanOrEqualTo(votes.multiply(BigInteger.valueOf(inFavour)));
      }
    }
  }
}

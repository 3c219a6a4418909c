package org.prytany.governance.ballot;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prytany.governance.act.Act;
import org.prytany.governance.act.ActStatus;
import org.prytany.governance.proposal.Decided;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.StageOutcome;
import org.prytany.governance.world.World;
import org.prytany.spi.Shares;
import org.prytany.spi.Support;
import org.prytany.spi.VoteDecision;
import org.prytany.spi.VoteDecision.Cast;
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

  /** What comes of a decided vote where the account has voted by hand in the meantime. */
  private StageOutcome votedByHand(VoteDecision decision, Map<Support, BigInteger> parts) {
    world.chain.countsParts();
    world.strategy = Optional.of(World.strategy(s -> decision));
    ProposalContent content = world.digested(1, "Blue?");
    world.decisions.step(world.dao, world.stored(content));
    assertThat(stored(content)).isEqualTo(decision);
    world.chain.voteByHand(content, World.VOTER, parts);
    StageOutcome outcome = world.ballots.step(world.dao, world.stored(content));
    world.turn(6);
    assertThat(world.keys.acts()).isZero();
    assertThat(world.stored(content).ballot().orElseThrow().status())
        .isEqualTo(
            outcome instanceof StageOutcome.Done ? ActStatus.DONE_ELSEWHERE : ActStatus.CONTRARY);
    return outcome;
  }

  private static String told(StageOutcome outcome) {
    assertThat(outcome).isInstanceOf(StageOutcome.NeedsPeople.class);
    return ((StageOutcome.NeedsPeople) outcome).detail();
  }

  private static Map<Support, BigInteger> parts(long inFavour, long against) {
    return Map.of(
        Support.FOR, BigInteger.valueOf(inFavour), Support.AGAINST, BigInteger.valueOf(against));
  }

  private static final VoteDecision PARTED = new Split(SIXTY_FORTY, "parts", "because");
  private static final VoteDecision WHOLE = new Cast(Support.FOR, "all", "because");

  @Test
  void theSameVoteByHandIsTakenForIt() {
    assertThat(votedByHand(PARTED, parts(6, 4))).isInstanceOf(StageOutcome.Done.class);
  }

  @Test
  void aVoteByHandInOneDirectionIsNotTakenForIt() {
    assertThat(told(votedByHand(PARTED, Map.of(Support.FOR, BigInteger.TEN))))
        .contains("VOTE_DIFFERS", "60 % FOR and 40 % AGAINST", "voted FOR with weight 10");
  }

  @Test
  void aVoteByHandInOtherPartsIsToldAsOne() {
    assertThat(told(votedByHand(PARTED, parts(5, 5)))).contains("in other parts");
  }

  /** Attack: with the rest of the votes anything can be voted afterwards. */
  @Test
  void aPartOfTheVotesInTheRightSharesIsNotTakenForAllOfThem() {
    world.chain.power = BigInteger.valueOf(1_000);
    assertThat(told(votedByHand(PARTED, parts(6, 4)))).contains("only 10 of its 1000 votes");
  }

  @Test
  void norIsAPartOfThemInOneDirection() {
    world.chain.power = BigInteger.valueOf(1_000);
    assertThat(told(votedByHand(WHOLE, Map.of(Support.FOR, BigInteger.TEN))))
        .contains("voted FOR with weight 10", "only 10 of its 1000 votes");
  }

  @Test
  void theOtherDirectionIsAnotherVote() {
    assertThat(told(votedByHand(WHOLE, Map.of(Support.AGAINST, BigInteger.TEN))))
        .contains("VOTE_DIFFERS", "voted AGAINST", "COUNTING_MODE");
  }

  /** Attack: a token without decimals. 60 % of one vote for is one vote against. */
  @ParameterizedTest
  @CsvSource({"6000,1", "6000,3", "9999,1", "9999,4000", "5100,5", "2,4999", "6000,9"})
  void votesThatAreTooFewForTheSharesAreAPersons(int inFavour, BigInteger votes) {
    world.chain.countsParts();
    world.chain.power = votes;
    ProposalContent content =
        decided(new Split(new Shares(inFavour, 10_000 - inFavour, 0), "parts", "because"));
    assertThat(stored(content))
        .isInstanceOfSatisfying(
            Escalate.class,
            escalated ->
                assertThat(escalated.reason()).contains("cannot be parted so", votes.toString()));
    assertThat(world.chain.vote(content.key(), World.VOTER)).isEmpty();
    assertThat(world.store.duties.open()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({"6000,5", "9999,9999", "5100,100", "3333,10000", "9999,20001", "3333,1000000"})
  void thoseThatComeOutAreCast(int inFavour, BigInteger votes) {
    world.chain.countsParts();
    world.chain.power = votes;
    Shares shares = new Shares(inFavour, 10_000 - inFavour, 0);
    ProposalContent content = decided(new Split(shares, "parts", "because"));
    assertThat(world.chain.vote(content.key(), World.VOTER).orElseThrow().parts())
        .isEqualTo(shares.parts(votes));
    assertThat(world.stored(content).ballot().orElseThrow().status())
        .isEqualTo(ActStatus.CONFIRMED);
  }

  /** Invariant: no part that is cast is off its share by more than a ten-thousandth of all. */
  @ParameterizedTest
  @CsvSource({"1", "2", "3", "7", "100", "9999", "10000", "12345", "340282366920938463463374607"})
  void whatCanBePartedIsPartedAsItsSharesSay(BigInteger votes) {
    for (int inFavour = 1; inFavour < 10_000; inFavour += 37) {
      for (int against = 0; inFavour + against < 10_000; against += 413) {
        Shares shares = new Shares(inFavour, against, 10_000 - inFavour - against);
        Map<Support, BigInteger> parts = shares.parts(votes);
        boolean near =
            Stream.of(Support.values())
                .allMatch(
                    way ->
                        parts
                                .getOrDefault(way, BigInteger.ZERO)
                                .multiply(BigInteger.valueOf(10_000))
                                .subtract(votes.multiply(BigInteger.valueOf(shares.of(way))))
                                .abs()
                                .compareTo(votes)
                            <= 0);
        assertThat(shares.canPart(votes)).isEqualTo(near);
      }
    }
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

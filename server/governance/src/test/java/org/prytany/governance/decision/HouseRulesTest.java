package org.prytany.governance.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.prytany.governance.comparison.Agreement;
import org.prytany.governance.world.World;
import org.prytany.spi.Shares;
import org.prytany.spi.Support;
import org.prytany.spi.VoteDecision;
import org.prytany.spi.VoteDecision.Cast;
import org.prytany.spi.VoteDecision.Escalate;
import org.prytany.spi.VoteDecision.Refrain;
import org.prytany.spi.VoteDecision.Split;
import org.prytany.spi.VotingSituation;

/** Invariant: what holds a vote for holds it as soon as any of it goes for. */
class HouseRulesTest {

  private static final HouseRules.Case NOTHING_AGAINST =
      new HouseRules.Case(
          false,
          Optional.empty(),
          Optional.empty(),
          Set.of(),
          Optional.of(new Agreement(Agreement.Kind.AGREES, "It does.")));

  private final List<VotingSituation> situations = new ArrayList<>();

  /** A proposal of a governor that counts parts, as a strategy is told of it. */
  @BeforeEach
  void asked() {
    World world = new World();
    world.chain.countsParts();
    world.chain.power = BigInteger.TEN.pow(18);
    world.strategy =
        Optional.of(
            World.strategy(
                told -> {
                  situations.add(told);
                  return new Refrain("seen", "seen");
                }));
    world.decisions.step(world.dao, world.stored(world.digested(1, "Blue?")));
  }

  static List<VoteDecision> partlyFor() {
    return List.of(
        new Cast(Support.FOR, "rule", "because"),
        new Split(new Shares(1, 9_999, 0), "rule", "because"),
        new Split(new Shares(9_999, 1, 0), "rule", "because"),
        new Split(new Shares(1, 0, 9_999), "rule", "because"));
  }

  static List<VoteDecision> notAtAllFor() {
    return List.of(
        new Cast(Support.AGAINST, "rule", "because"),
        new Split(new Shares(0, 9_999, 1), "rule", "because"));
  }

  private VoteDecision decided(VoteDecision decision, HouseRules.Case its) {
    return HouseRules.decide(World.strategy(told -> decision), situations.getFirst(), its);
  }

  private static HouseRules.Case unmeasured() {
    return new HouseRules.Case(
        false,
        Optional.of("Nobody counted it."),
        Optional.empty(),
        Set.of(),
        NOTHING_AGAINST.agreement());
  }

  private static HouseRules.Case stopped() {
    return new HouseRules.Case(
        false,
        Optional.empty(),
        Optional.of("It hides a transfer."),
        Set.of("rule"),
        NOTHING_AGAINST.agreement());
  }

  private static void assertHeld(VoteDecision decision, String why) {
    assertThat(decision)
        .isInstanceOfSatisfying(
            Escalate.class,
            held -> assertThat(held.reason()).contains("Rule rule would vote FOR", why));
  }

  @ParameterizedTest
  @MethodSource("partlyFor")
  void whatMayBeRedUnmeasuredOrChangingIsNotVotedForByAnyShare(VoteDecision vote) {
    assertThat(decided(vote, NOTHING_AGAINST)).isEqualTo(vote);
    assertHeld(decided(vote, NOTHING_AGAINST.changing()), "changes all the time");
    assertHeld(decided(vote, unmeasured()), "Nobody counted it.");
    assertHeld(decided(vote, stopped()), "It hides a transfer.");
  }

  @ParameterizedTest
  @MethodSource("notAtAllFor")
  void noneOfItHoldsAVoteThatGoesElsewhere(VoteDecision vote) {
    for (HouseRules.Case its :
        List.of(NOTHING_AGAINST, NOTHING_AGAINST.changing(), unmeasured(), stopped())) {
      assertThat(decided(vote, its)).isEqualTo(vote);
    }
  }
}

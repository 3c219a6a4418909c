package org.prytany.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.prytany.judging.DecisionCheck;
import org.prytany.judging.Names;
import org.prytany.judging.Visible;
import org.prytany.spi.Address;
import org.prytany.spi.Bounds;
import org.prytany.spi.Support;
import org.prytany.spi.Token;
import org.prytany.spi.VoteDecision;
import org.prytany.spi.VoteRule;
import org.prytany.spi.VoteStrategy;
import org.prytany.spi.VotingSituation;

/** What every {@link VoteStrategy} has to keep. Extend it with an empty subclass. */
public abstract class VoteStrategyConformance extends PluginConformance<VoteStrategy> {

  @Override
  final void exercise(VoteStrategy plugin) {
    situations().forEach(plugin::decide);
    plugin.rules();
    plugin.changed();
  }

  /** By the code that the host judges with. */
  @Test
  void the_host_would_refuse_no_decision() {
    VoteStrategy plugin = plugin();
    for (VotingSituation situation : situations()) {
      VoteDecision decision = plugin.decide(situation);
      assertThat(decision).isNotNull();
      assertThat(DecisionCheck.fault(decision, situation)).isEmpty();
      assertThat(Visible.unseen(decision.reason())).as("unseen in the reason").isEmpty();
    }
  }

  @Test
  void the_host_would_refuse_no_rule() {
    VoteStrategy plugin = plugin();
    List<VoteRule> rules = Bounds.list("rules", VoteRule.class, plugin.rules(), Bounds.MOST_RULES);
    assertThat(Names.fault("its rule", rules.stream().map(VoteRule::name).toList())).isEmpty();
    assertThat(plugin.changed()).isNotNull();
  }

  @Test
  void the_same_situation_gives_the_same_decision_whatever_came_between() {
    VoteStrategy plugin = plugin();
    List<VoteDecision> first = situations().stream().map(plugin::decide).toList();
    List<VoteDecision> backwards =
        situations().reversed().stream().map(plugin::decide).toList().reversed();
    assertThat(backwards).isEqualTo(first);
    assertThat(situations().stream().map(plugin()::decide).toList()).isEqualTo(first);
  }

  @Test
  void many_threads_at_once_get_the_same_decisions() {
    VoteStrategy plugin = plugin();
    List<VoteDecision> alone = situations().stream().map(plugin::decide).toList();
    List<List<VoteDecision>> together =
        IntStream.range(0, 16)
            .parallel()
            .mapToObj(i -> situations().stream().map(plugin::decide).toList())
            .toList();
    assertThat(together).allMatch(alone::equals);
  }

  @Test
  void every_decision_names_its_rule_and_its_reason() {
    VoteStrategy plugin = plugin();
    for (VotingSituation situation : situations()) {
      VoteDecision decision = plugin.decide(situation);
      assertThat(decision.rule()).isNotBlank();
      assertThat(decision.reason()).isNotBlank();
      assertThat(decision.reason().lines().toList()).hasSize(1);
    }
  }

  @Test
  void no_vote_is_cast_that_the_contract_does_not_take() {
    VoteStrategy plugin = plugin();
    for (Support only : Support.values()) {
      for (SampleSituation sample : samples()) {
        VoteDecision decision = plugin.decide(sample.supports(EnumSet.of(only)).situation());
        if (decision instanceof VoteDecision.Vote vote) {
          assertThat(vote.shares().directions()).containsExactly(only);
        }
      }
    }
    for (SampleSituation sample : samples()) {
      assertThat(plugin.decide(sample.supports(Set.of()).situation()))
          .isNotInstanceOf(VoteDecision.Vote.class);
    }
  }

  @Test
  void the_wording_of_a_proposal_alone_never_changes_a_vote() {
    VoteStrategy plugin = plugin();
    VoteDecision plain = plugin.decide(SampleSituation.of().withoutText().situation());
    for (String text : HostileTexts.all()) {
      VotingSituation situation =
          SampleSituation.of()
              .proposal(
                  SampleProposal.of()
                      .text(text)
                      .pays(
                          SampleProposal.USDC,
                          new BigInteger("25000000000"),
                          SampleProposal.account(0x11))
                      .snapshot())
              .withoutText()
              .situation();
      assertThat(plugin.decide(situation)).isEqualTo(plain);
    }
  }

  private static List<VotingSituation> situations() {
    return samples().stream().map(SampleSituation::situation).toList();
  }

  private static List<SampleSituation> samples() {
    Address somebody = SampleProposal.account(0x11);
    Token nameless =
        new Token(Optional.of(SampleProposal.account(0xee)), Optional.empty(), OptionalInt.empty());
    return List.of(
        SampleSituation.of(),
        SampleSituation.of().withoutText(),
        SampleSituation.of().text(1, 2, true, "Harmless upkeep"),
        SampleSituation.of().pays(SampleProposal.USDC, "25000", somebody).treasuryShare("0.01"),
        SampleSituation.of().pays(Token.NATIVE, "1000000000", somebody).treasuryShare("1"),
        SampleSituation.of().pays(nameless, "1" + "0".repeat(77), somebody),
        SampleSituation.of().movesAuthority(),
        SampleSituation.of().changes(SampleProposal.GOVERNOR, "votingDelay", "1"),
        SampleSituation.of().simulationFails().withoutText(),
        SampleSituation.of()
            .proposal(SampleProposal.of().calls(somebody, "0xdeadbeef").snapshot())
            .movesAuthority(),
        SampleSituation.of().proposal(SampleProposal.of().withoutSimulation().snapshot()),
        SampleSituation.of().votingPower(BigInteger.ZERO),
        SampleSituation.of().votingPower(BigInteger.TWO.pow(256).subtract(BigInteger.ONE)),
        SampleSituation.of().secondsToDeadline(-5),
        SampleSituation.of().secondsToDeadline(Long.MAX_VALUE));
  }
}

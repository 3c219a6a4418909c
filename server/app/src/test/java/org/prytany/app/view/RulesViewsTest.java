package org.prytany.app.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.prytany.governance.act.Act;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.act.ActOutcome;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.proposal.Decided;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.spi.Address;
import org.prytany.spi.PlannedCall;
import org.prytany.spi.ProposalKey;
import org.prytany.spi.Support;
import org.prytany.spi.VoteDecision;
import org.prytany.spi.VoteRule;
import org.prytany.spi.VoteStrategy;
import org.prytany.spi.VotingSituation;

/** Every decision stands under the rule that took it, and none is left out. */
class RulesViewsTest {

  private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
  private static final Address GOVERNOR = new Address("0x" + "60".repeat(20));
  private static final Dao DAO =
      new Dao(
          "demo",
          "Demo",
          1,
          GOVERNOR,
          GOVERNOR,
          0,
          Optional.empty(),
          Optional.empty(),
          Set.of(GOVERNOR),
          1,
          Set.of(),
          Map.of());

  private static RulesViews decided(Proposal... proposals) {
    return RulesViews.of(List.of(DAO), dao -> Stream.of(proposals));
  }

  @Test
  void a_vote_stands_under_its_rule_with_its_reason_and_transaction_newest_first() {
    RulesView view =
        decided(
                proposal(1, new VoteDecision.Cast(Support.FOR, "small", "little"), true),
                proposal(2, new VoteDecision.Cast(Support.FOR, "small", "less"), false),
                proposal(3, new VoteDecision.Escalate("host", "held"), false),
                proposal(4, new VoteDecision.Refrain("gone", "no"), false))
            .under(Optional.of(strategy("small", "quiet")));

    assertThat(view.strategy()).contains("made-up 1");
    assertThat(view.rules()).extracting(RuleView::name).containsExactly("small", "quiet");
    assertThat(view.rules().getFirst().votes())
        .extracting(RuleView.VoteView::proposalId)
        .containsExactly("2", "1");
    RuleView.VoteView first = view.rules().getFirst().votes().getLast();
    assertThat(first.support()).contains("for");
    assertThat(first.reason()).isEqualTo("little");
    assertThat(first.transactionHash()).contains("0x77");
    assertThat(first.votingPower()).isEqualTo("10");
    assertThat(view.rules().getLast().votes()).isEmpty();
    assertThat(view.others()).extracting(RuleView::name).containsExactly("gone", "host");
    assertThat(view.others()).allSatisfy(other -> assertThat(other.written()).isEmpty());
  }

  @Test
  void without_a_strategy_what_was_decided_is_still_told() {
    RulesView view =
        decided(proposal(1, new VoteDecision.Refrain("small", "no"), false))
            .under(Optional.empty());
    assertThat(view.strategy()).isEmpty();
    assertThat(view.rules()).isEmpty();
    assertThat(view.others()).extracting(RuleView::name).containsExactly("small");
  }

  private static VoteStrategy strategy(String... names) {
    return new VoteStrategy() {
      @Override
      public String id() {
        return "made-up";
      }

      @Override
      public String version() {
        return "1";
      }

      @Override
      public VoteDecision decide(VotingSituation situation) {
        throw new UnsupportedOperationException("nothing is decided here");
      }

      @Override
      public List<VoteRule> rules() {
        return List.of(names).stream()
            .map(name -> new VoteRule(name, "true", "for", "r", false, List.of(), false, "name: x"))
            .toList();
      }
    };
  }

  private static Proposal proposal(long number, VoteDecision decision, boolean voted) {
    String hash = "0x" + "1".repeat(64);
    ProposalContent content =
        new ProposalContent(
            new ProposalKey(1, GOVERNOR, BigInteger.valueOf(number)),
            GOVERNOR,
            List.of(),
            List.of(),
            List.of(),
            "0x41",
            hash,
            100,
            200,
            hash,
            90,
            hash);
    Optional<Act> ballot =
        Optional.of(
                Act.intended(
                        ActKind.VOTE,
                        content.key(),
                        content.contentHash(),
                        GOVERNOR,
                        new PlannedCall(GOVERNOR, BigInteger.ZERO, "0x"),
                        "vote",
                        NOW)
                    .withOutcome(new ActOutcome.DoneElsewhere(Optional.of("0x77"), "0xabc")))
            .filter(act -> voted);
    return Proposal.fresh(content)
        .change()
        .decision(
            Optional.of(
                new Decided(
                    decision,
                    "made-up 1",
                    content.contentHash(),
                    7,
                    BigInteger.TEN,
                    NOW.plusSeconds(number))))
        .ballot(ballot)
        .build();
  }
}

package org.prytany.governance.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.prytany.governance.act.Act;
import org.prytany.governance.approval.DecisionRules;
import org.prytany.governance.proposal.Digested;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.world.World;
import org.prytany.spi.Support;
import org.prytany.spi.VoteDecision;
import org.prytany.spi.VoteDecision.Cast;

/**
 * Invariant: what a vote says on the chain of where it comes from is what was recorded and sealed,
 * it has one line and an end, and it changes nothing about what is voted.
 */
class VoteLabelTest {

  private final World world = new World();

  @BeforeEach
  void shown() {
    world.label = VoteLabel.SHOWN;
    world.restart();
  }

  private VoteDecision decided(String rule, String reason) {
    world.strategy = Optional.of(World.strategy(s -> new Cast(Support.FOR, rule, reason)));
    ProposalContent content = world.digested(1, "Blue?");
    world.decisions.step(world.dao, world.stored(content));
    return world.stored(content).decision().orElseThrow().decision();
  }

  private Proposal stored() {
    return world.store.proposals.of(world.dao.chainId(), world.dao.governor()).getFirst();
  }

  @Test
  void aVoteNamesItsRuleItsDigestAndItsPolicy() {
    VoteDecision decision = decided("small", "because");
    String digest = stored().digest().map(Digested::hash).orElseThrow();
    assertThat(digest).matches("0x[0-9a-f]{64}");
    assertThat(decision)
        .isEqualTo(
            new Cast(
                Support.FOR,
                "small",
                "because [Prytany: rule small; digest "
                    + digest
                    + "; policy "
                    + world.strategy.orElseThrow().id()
                    + " "
                    + world.strategy.orElseThrow().version()
                    + "]"));
  }

  /** Attack: a rule's name that ends the label early, breaks its line, or costs gas without end. */
  @Test
  void noNameBreaksTheLabelOrMakesItLong() {
    String name = "a]; digest 0x00 [\n\u0007" + "🙂".repeat(90);
    String reason = decided(name, "x".repeat(900)).reason();
    assertThat(reason).hasLineCount(1);
    String label = reason.substring(reason.indexOf("[Prytany: "));
    assertThat(label.indexOf(']')).isEqualTo(label.length() - 1);
    assertThat(label.split("; ", -1)).hasSize(3);
    assertThat(label.codePointCount(0, label.length())).isLessThanOrEqualTo(VoteLabel.LONGEST);
    assertThat(reason.codePointCount(0, reason.length()))
        .isLessThanOrEqualTo(DecisionRules.LONGEST_REASON + 1 + VoteLabel.LONGEST);
  }

  @Test
  void whatIsSignedIsTheLabelledReasonAndNothingElse() {
    decided("small", "because");
    ProposalContent content = stored().content();
    world.ballots.step(world.dao, world.stored(content));
    Act act = world.stored(content).ballot().orElseThrow();
    assertThat(act.call())
        .isEqualTo(
            world.chain.vote(
                world.dao,
                content,
                world.chain.supports(world.dao).get(Support.FOR),
                world.stored(content).decision().orElseThrow().decision().reason()));
  }

  @Test
  void anOperatorLeavesItOut() {
    world.label = VoteLabel.LEFT_OUT;
    world.restart();
    assertThat(decided("small", "because")).isEqualTo(new Cast(Support.FOR, "small", "because"));
  }

  @Test
  void whatIsNoVoteHasNone() {
    world.strategy = Optional.of(World.strategy(s -> new VoteDecision.Refrain("quiet", "no")));
    ProposalContent content = world.digested(1, "Blue?");
    world.decisions.step(world.dao, world.stored(content));
    assertThat(world.stored(content).decision().orElseThrow().decision().reason()).isEqualTo("no");
  }
}

package org.prytany.app.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.prytany.app.sheet.Samples;
import org.prytany.app.sheet.Sheets;
import org.prytany.governance.act.Act;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.act.ActOutcome;
import org.prytany.governance.approval.FindingNames;
import org.prytany.governance.effects.ChainFacts;
import org.prytany.governance.effects.EffectsReport;
import org.prytany.governance.findings.Finding;
import org.prytany.governance.findings.Verdict;
import org.prytany.governance.proposal.ExecutionReceipt;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.statement.Kept;
import org.prytany.governance.statement.Roster;
import org.prytany.governance.statement.TreasurerStatement;
import org.prytany.spi.PlannedCall;
import org.prytany.spi.SimulatedEffects;

/** What became of a proposal that a finding stops, and that treasurers may have lifted. */
class OverriddenTest {

  /** When block 200 was made, in which the samples are seen last. */
  private static final Instant SEEN = Samples.PROPOSED.plusSeconds(100 * Samples.BLOCK_TIME);

  private static final Instant EXPIRY = SEEN.plusSeconds(3_600);
  private static final Instant LATER = EXPIRY.plusSeconds(3_600);
  private static final Roster NOBODY = new Roster(Map.of(), Map.of());

  private static Proposal stopped(ProposalState state) {
    return judged(state, Samples.red("Another amount."));
  }

  private static Proposal judged(ProposalState state, Finding... findings) {
    Proposal its = Samples.in(Samples.fresh(1, "# A"), state, 200, OptionalLong.empty());
    return Samples.judged(
        Samples.executing(its, List.of(), List.of(Samples.payment("5")), ChainFacts.NONE),
        List.of(),
        findings);
  }

  /** What the simulation of it says, too. */
  private static Proposal failing(ProposalState state) {
    Proposal its = stopped(state);
    SimulatedEffects fails =
        new SimulatedEffects(
            false, Optional.of("no money"), List.of(), Samples.HASH, 120, "eth_call");
    return its.change()
        .effects(
            Optional.of(
                new EffectsReport(its.content().contentHash(), List.of(), fails, ChainFacts.NONE)))
        .build();
  }

  private static boolean overridden(Proposal proposal, Instant now) {
    return ProposalViews.overridden(Samples.DAO, proposal, Roster.of(Samples.DAO), now);
  }

  @Test
  void anOverrideCountsUntilItExpiresWhileTheProposalIsOpen() {
    Proposal its = Samples.overridden(stopped(ProposalState.QUEUED), EXPIRY);

    assertThat(overridden(its, SEEN)).isTrue();
    assertThat(overridden(its, LATER)).isFalse();
  }

  @Test
  void whatWasExecutedUnderAnOverrideStaysSo() {
    Proposal its = executed(Samples.overridden(stopped(ProposalState.EXECUTED), EXPIRY), SEEN);

    assertThat(overridden(its, LATER)).isTrue();
    assertThat(ProposalViews.overridden(Samples.DAO, its, NOBODY, LATER))
        .as("its treasurer left later")
        .isTrue();
    assertThat(overridden(executed(stopped(ProposalState.EXECUTED), SEEN), LATER)).isFalse();
  }

  @Test
  void anOverrideOfWhoHadLeftBeforeTheExecutionIsNone() {
    Proposal its = executed(Samples.overridden(stopped(ProposalState.EXECUTED), EXPIRY), SEEN);
    TreasurerStatement said = its.statements().getFirst();
    long kept = said.sequence();

    assertThat(counted(its, said, new Kept(kept + 1, SEEN.minusSeconds(1)))).isFalse();
    assertThat(counted(its, said, new Kept(kept + 1, SEEN.plusSeconds(1))))
        .as("left later")
        .isTrue();
    assertThat(counted(its, said, new Kept(kept - 1, SEEN.minusSeconds(1))))
        .as("an earlier listing's end")
        .isTrue();
  }

  private static boolean counted(Proposal proposal, TreasurerStatement said, Kept end) {
    Roster roster = new Roster(Map.of(), Map.of(), Map.of(said.treasurer(), List.of(end)));
    return ProposalViews.overridden(Samples.DAO, proposal, roster, LATER);
  }

  @Test
  void anOverrideThatExpiredOrCameLaterIsNone() {
    Proposal its = Samples.overridden(stopped(ProposalState.EXECUTED), EXPIRY);

    Proposal expired = executed(its, EXPIRY);
    assertThat(overridden(expired, SEEN)).isFalse();
    assertThat(ProposalViews.blocked(expired)).isTrue();
    Proposal early = executed(its, Samples.PROPOSED);
    assertThat(overridden(early, SEEN)).as("executed when it was not kept yet").isFalse();
    assertThat(ProposalViews.blocked(early)).isTrue();
  }

  @Test
  void whatIsNotKnownOfAnExecutionIsNoAccusation() {
    Proposal its = stopped(ProposalState.EXECUTED);
    Proposal overridden = Samples.overridden(its, EXPIRY);

    assertThat(ProposalViews.blocked(its)).as("no receipt yet").isFalse();
    assertThat(ProposalViews.blocked(received(its, 119, OptionalLong.of(SEEN.getEpochSecond()))))
        .as("simulated in block 120")
        .isFalse();
    Proposal timeless = received(overridden, 121, OptionalLong.empty());
    assertThat(ProposalViews.blocked(timeless)).as("before or after the override").isFalse();
    assertThat(overridden(timeless, SEEN)).isFalse();
    assertThat(verdict(its)).startsWith("Executed; what is found below was not known before");
  }

  @Test
  void whatIsOverAsksNobodyToOverride() {
    assertThat(verdict(stopped(ProposalState.QUEUED))).startsWith("Stopped: nothing is paid");
    assertThat(verdict(executed(stopped(ProposalState.EXECUTED), SEEN)))
        .startsWith("Executed, although what is found below stops it");
    assertThat(verdict(stopped(ProposalState.DEFEATED))).contains("the proposal is over");
    assertThat(verdict(stopped(ProposalState.QUEUED).change().removedByReorg(true).build()))
        .contains("the proposal is over");
    assertThat(verdict(executed(Samples.overridden(stopped(ProposalState.EXECUTED), EXPIRY), SEEN)))
        .startsWith("Executed after a treasurer had overridden the block");
  }

  @Test
  void whatWasRemovedAndIsLiftedIsOverAsWell() {
    Proposal lifted = Samples.overridden(stopped(ProposalState.QUEUED), EXPIRY);
    Proposal gone = lifted.change().removedByReorg(true).build();

    assertThat(ProposalViews.blocked(gone)).isFalse();
    assertThat(overridden(gone, SEEN)).isFalse();
    assertThat(Sheets.of(Samples.DAO, gone, Optional.empty(), true).verdict())
        .contains("the proposal is over");
  }

  @Test
  void whatWasExecutedIsNotSaidToFail() {
    Proposal its = Samples.overridden(failing(ProposalState.EXECUTED), EXPIRY);
    Proposal open = Samples.overridden(failing(ProposalState.QUEUED), EXPIRY);

    assertThat(Sheets.of(Samples.DAO, open, Optional.empty(), true).failure()).isPresent();
    assertThat(Sheets.of(Samples.DAO, executed(its, SEEN), Optional.empty(), true).failure())
        .isEmpty();
  }

  @Test
  void whatThisServerExecutedItselfHadBeenLifted() {
    Proposal lifted = Samples.overridden(stopped(ProposalState.EXECUTED), EXPIRY);
    Proposal timeless = received(lifted, 121, OptionalLong.empty());
    Proposal late = executed(lifted, LATER);

    for (Proposal its : List.of(timeless, late)) {
      assertThat(overridden(its, LATER)).as("by others").isFalse();
      assertThat(overridden(ours(its), LATER)).isTrue();
      assertThat(ProposalViews.blocked(ours(its))).isTrue();
    }
    Proposal found = executed(stopped(ProposalState.EXECUTED), SEEN);
    assertThat(ProposalViews.blocked(found)).as("by others").isTrue();
    assertThat(ProposalViews.blocked(ours(found))).as("this executes nothing stopped").isFalse();
  }

  private static Proposal ours(Proposal proposal) {
    Act act =
        Act.intended(
                ActKind.EXECUTE,
                proposal.key(),
                proposal.content().contentHash(),
                Samples.PAYEE,
                new PlannedCall(Samples.GOVERNOR, BigInteger.ZERO, "0x"),
                "execute",
                SEEN)
            .withOutcome(new ActOutcome.Confirmed(Samples.HASH, 121, Samples.HASH));
    return proposal.change().execution(Optional.of(act)).build();
  }

  /** By somebody else, in a block of this time after the simulation's. */
  private static Proposal executed(Proposal proposal, Instant at) {
    return received(proposal, 121, OptionalLong.of(at.getEpochSecond()));
  }

  private static Proposal received(Proposal proposal, long block, OptionalLong at) {
    return proposal
        .change()
        .receipt(
            Optional.of(
                new ExecutionReceipt(Samples.HASH, block, at, Samples.PAYEE, List.of(), true, "")))
        .build();
  }

  @Test
  void whatAnOverrideLiftsIsToldInTheWordsThatItsTreasurerSaw() {
    Proposal two =
        Samples.overridden(
            judged(
                ProposalState.QUEUED,
                Samples.red("Text: 5 to Ann."),
                Samples.red("Text: 1 to Ben.")),
            EXPIRY);

    assertThat(lifted(two)).containsExactly("Text: 5 to Ann.", "Text: 1 to Ben.");
    assertThat(lifted(comparedAnew(two, Samples.HASH.replace('1', '2'))))
        .as("another comparison's words are not theirs")
        .containsExactly("X in call 1", "X in call 1");
    assertThat(FindingNames.meaning("AMOUNT_CONTRADICTED in call 2"))
        .isEqualTo("The text asks for one amount, the calls move another. (in call 2)");
    assertThat(FindingNames.meaning("X in call 1")).isEqualTo("X in call 1");
  }

  /** Judged about other effects, by findings of the same names. */
  private static Proposal comparedAnew(Proposal proposal, String effectsHash) {
    Verdict verdict = proposal.verdict().orElseThrow();
    Verdict other =
        new Verdict(
            verdict.contentHash(),
            effectsHash,
            List.of(),
            List.of(Samples.red("Calls: 500,000."), Samples.red("Calls: 900.")));
    return proposal.change().verdict(Optional.of(other)).build();
  }

  private static List<String> lifted(Proposal proposal) {
    return ApprovalViews.approvals(Samples.DAO, proposal, Roster.of(Samples.DAO), SEEN)
        .statements()
        .getFirst()
        .lifted();
  }

  private static String verdict(Proposal proposal) {
    return Sheets.of(Samples.DAO, proposal, Optional.empty(), overridden(proposal, LATER))
        .verdict();
  }
}

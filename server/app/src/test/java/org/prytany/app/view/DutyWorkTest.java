package org.prytany.app.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.prytany.app.sheet.Samples;
import org.prytany.governance.duty.Duty;
import org.prytany.governance.duty.DutyKind;
import org.prytany.governance.effects.ChainFacts;
import org.prytany.governance.findings.Verdict;
import org.prytany.governance.proposal.Decided;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.statement.Roster;
import org.prytany.spi.VoteDecision;

/** What is due says what has to be done, and who has to do it. */
class DutyWorkTest {

  private static final Instant NOW = Samples.PROPOSED.plusSeconds(86_400);

  private static Proposal in(ProposalState state) {
    return Samples.executing(
        Samples.in(Samples.fresh(1, "# A grant\n\nPay."), state, 200, OptionalLong.empty()),
        List.of(),
        List.of(Samples.payment("1")),
        ChainFacts.NONE);
  }

  private static DutyWork work(Proposal proposal, DutyKind kind) {
    return DutyWork.of(Samples.DAO, proposal, kind, Roster.of(Samples.DAO), NOW);
  }

  @Test
  void anAttackWaitsForATreasurerToRejectOrOverride() {
    Proposal attack =
        Samples.judged(in(ProposalState.SUCCEEDED), List.of(), Samples.red("It pays more."));

    for (DutyKind kind : List.of(DutyKind.QUEUE, DutyKind.EXECUTE)) {
      assertThat(work(attack, kind))
          .isEqualTo(new DutyWork("decide: reject or override", DutyWork.By.TREASURERS));
    }
    assertThat(work(attack, DutyKind.DIGEST).by()).isEqualTo(DutyWork.By.SERVER);
  }

  @Test
  void anHonestPayoutIsQueuedByTheServerAndPaidAfterApproval() {
    Proposal honest = Samples.judged(in(ProposalState.QUEUED), List.of());

    assertThat(work(honest, DutyKind.QUEUE).by()).isEqualTo(DutyWork.By.SERVER);
    assertThat(work(honest, DutyKind.EXECUTE))
        .isEqualTo(new DutyWork("approve or reject", DutyWork.By.TREASURERS));
  }

  @Test
  void nobodyIsAskedToApproveWhatIsNotComparedOrWasComparedWithAnotherContent() {
    Proposal unjudged = in(ProposalState.QUEUED);
    Proposal otherContent =
        unjudged
            .change()
            .verdict(Optional.of(new Verdict("0xother", Samples.HASH, List.of(), List.of())))
            .build();
    Proposal redOfOther =
        unjudged
            .change()
            .verdict(
                Optional.of(
                    new Verdict(
                        "0xother", Samples.HASH, List.of(), List.of(Samples.red("It pays more.")))))
            .build();

    for (Proposal proposal : List.of(unjudged, otherContent, redOfOther)) {
      for (DutyKind kind : List.of(DutyKind.QUEUE, DutyKind.EXECUTE)) {
        assertThat(work(proposal, kind))
            .isEqualTo(new DutyWork("wait: the server compares again", DutyWork.By.SERVER));
      }
      assertThat(asked(proposal)).isEmpty();
    }
  }

  @Test
  void aPayoutAsksTreasurersInTheWordsOfItsDuty() {
    assertThat(asked(Samples.judged(in(ProposalState.QUEUED), List.of())))
        .contains("approve or reject");
    assertThat(
            asked(
                Samples.judged(
                    in(ProposalState.SUCCEEDED), List.of(), Samples.red("It pays more."))))
        .contains("decide: reject or override");
  }

  private static Optional<String> asked(Proposal proposal) {
    return ApprovalViews.payout(Samples.DAO, proposal, Roster.of(Samples.DAO), NOW).asked();
  }

  @Test
  void aVoteThatTheRulesLeaveToPeopleIsTheOperators() {
    Proposal left =
        in(ProposalState.ACTIVE)
            .change()
            .decision(
                Optional.of(
                    new Decided(
                        new VoteDecision.Escalate("ask", "Too large."),
                        "policy 1",
                        Samples.HASH,
                        9,
                        BigInteger.ONE,
                        NOW)))
            .build();

    assertThat(work(left, DutyKind.DECIDE))
        .isEqualTo(new DutyWork("choose: for, against or abstain", DutyWork.By.OPERATORS));
    assertThat(work(in(ProposalState.ACTIVE), DutyKind.DECIDE).by()).isEqualTo(DutyWork.By.SERVER);
  }

  @Test
  void aDutyNamesItsProposalOnceItWasRead() {
    Proposal proposal = in(ProposalState.ACTIVE);
    Duty duty =
        new Duty(proposal.key(), DutyKind.VOTE, NOW, NOW, NOW, Optional.empty(), NOW, 0, "");

    DutyView read =
        DutyView.of(Samples.DAO, duty, Optional.of(proposal), Roster.of(Samples.DAO), NOW);
    DutyView unread = DutyView.of(Samples.DAO, duty, Optional.empty(), Roster.of(Samples.DAO), NOW);

    assertThat(read.headline()).contains("A grant");
    assertThat(unread.headline()).isEmpty();
    assertThat(unread.what()).isEqualTo("vote");
  }
}

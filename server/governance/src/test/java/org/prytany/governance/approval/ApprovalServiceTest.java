package org.prytany.governance.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.prytany.governance.approval.TreasurerStatement.Kind.APPROVE;
import static org.prytany.governance.approval.TreasurerStatement.Kind.OVERRIDE;
import static org.prytany.governance.approval.TreasurerStatement.Kind.REJECT;
import static org.prytany.governance.world.World.TREASURER_A;
import static org.prytany.governance.world.World.TREASURER_B;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.world.World;
import org.prytany.spi.Effect;

class ApprovalServiceTest {

  private final World world = new World();
  private final ProposalContent content = world.digested(1, "Text");

  private ApprovalState submit(TreasurerStatement statement) {
    return world.approvals.submit(statement);
  }

  private TreasurerStatement statement(TreasurerStatement.Kind kind, org.prytany.spi.Address who) {
    return world.statement(content, kind, who, "our words");
  }

  private void refused(TreasurerStatement statement, String why) {
    assertThatThrownBy(() -> submit(statement))
        .isInstanceOfSatisfying(
            PrytanyException.class,
            e -> assertThat(e.code()).isEqualTo(FailureCode.APPROVAL_REFUSED))
        .hasMessageContaining(why);
  }

  @Test
  void theThresholdIsReachedByDistinctTreasurers() {
    ApprovalState first = submit(statement(APPROVE, TREASURER_A));
    assertThat(first.approved()).isFalse();
    assertThat(first.missing()).isEqualTo("1 of 2 approvals are there.");

    assertThat(submit(statement(APPROVE, TREASURER_B)).approved()).isTrue();
    assertThat(world.store.audit.entries.getLast().actor()).isEqualTo(TREASURER_B.hex());
  }

  @Test
  void oneTreasurerCountsOnceHoweverOftenTheySign() {
    submit(statement(APPROVE, TREASURER_A));
    world.chain.time += 10;

    assertThat(submit(statement(APPROVE, TREASURER_A)).approvals()).hasSize(1);
  }

  @Test
  void aReplayedStatementIsRefused() {
    TreasurerStatement statement = statement(APPROVE, TREASURER_A);
    submit(statement);

    refused(statement, "handed in before");
    assertThat(world.stored(content).statements()).hasSize(1);
  }

  @Test
  void aStatementThatTheVerifierRefusesIsNotStored() {
    TreasurerStatement genuine = statement(APPROVE, TREASURER_A);
    refused(
        new TreasurerStatement(
            APPROVE,
            genuine.proposal(),
            genuine.actionsHash(),
            genuine.effectsHash(),
            genuine.expiry(),
            "",
            TREASURER_B,
            genuine.signature()),
        "somebody else");

    assertThat(world.stored(content).statements()).isEmpty();
  }

  @Test
  void aTreasurersLastWordCounts() {
    submit(statement(APPROVE, TREASURER_A));
    submit(statement(APPROVE, TREASURER_B));
    world.chain.time += 10;

    ApprovalState state = submit(statement(REJECT, TREASURER_B));

    assertThat(state.approved()).isFalse();
    assertThat(state.missing()).isEqualTo("1 of 2 approvals are there. 1 treasurer rejects it.");
  }

  @Test
  void oneRejectionHoldsWhatEnoughOthersApproved() {
    var dao = world.dao;
    world.dao =
        new org.prytany.governance.dao.Dao(
            dao.id(),
            dao.name(),
            dao.chainId(),
            dao.governor(),
            dao.treasury(),
            0,
            dao.voter(),
            dao.executor(),
            dao.treasurers(),
            1,
            java.util.Set.of(),
            java.util.Map.of());
    submit(statement(APPROVE, TREASURER_A));

    assertThat(submit(statement(REJECT, TREASURER_B)).approved()).isFalse();
  }

  @Test
  void aRejectionTakesBackTheOwnOverride() {
    submit(statement(OVERRIDE, TREASURER_A));
    world.chain.time += 10;

    assertThat(submit(statement(REJECT, TREASURER_A)).overridden()).isFalse();
    world.chain.time += 200_000;
    assertThat(world.approvals.state(world.stored(content)).overridden()).isFalse();
  }

  @Test
  void anOverrideNeedsAReason() {
    refused(world.statement(content, OVERRIDE, TREASURER_A, " "), "reason");
  }

  @Test
  void approvalsForOtherEffectsNoLongerCount() {
    world.approve(content);
    assertThat(world.approvals.state(world.stored(content)).approved()).isTrue();

    world.chain.effects =
        List.of(
            new Effect(
                Effect.Kind.PARAMETER,
                world.dao.governor(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                BigInteger.ZERO,
                "votingDelay",
                "5"));
    world.chain.mine();
    world.digests.refreshEffects(world.dao, world.stored(content));

    ApprovalState state = world.approvals.state(world.stored(content));
    assertThat(state.approved()).isFalse();
    assertThat(state.stale()).hasSize(2);
    assertThat(state.missing()).contains("no longer count");
  }

  @Test
  void anApprovalExpires() {
    world.approve(content);

    world.chain.time += 200_000;

    assertThat(world.approvals.state(world.stored(content)).approved()).isFalse();
  }

  @Test
  void aTreasurerWhoIsRemovedFromTheConfigurationCountsNoMore() {
    world.approve(content);
    var dao = world.dao;
    world.dao =
        new org.prytany.governance.dao.Dao(
            dao.id(),
            dao.name(),
            dao.chainId(),
            dao.governor(),
            dao.treasury(),
            0,
            dao.voter(),
            dao.executor(),
            java.util.Set.of(TREASURER_A),
            1,
            java.util.Set.of(),
            java.util.Map.of());

    assertThat(world.approvals.state(world.stored(content)).approvals())
        .extracting(TreasurerStatement::treasurer)
        .containsExactly(TREASURER_A);
  }

  @Test
  void nothingIsApprovedOnceItIsOver() {
    TreasurerStatement statement = statement(APPROVE, TREASURER_A);
    world.chain.become(content, ProposalState.CANCELED);
    world.tally.refresh(world.dao, world.stored(content));

    refused(statement, "CANCELED");
  }

  @Test
  void twoTreasurersAtTheSameMomentBothCount() {
    TreasurerStatement other = statement(APPROVE, TREASURER_B);
    world.store.proposals.beforeNextSwap = Optional.of(() -> submit(other));

    assertThat(submit(statement(APPROVE, TREASURER_A)).approved()).isTrue();
  }
}

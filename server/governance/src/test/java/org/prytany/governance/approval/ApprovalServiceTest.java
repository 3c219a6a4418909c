package org.prytany.governance.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.prytany.governance.statement.TreasurerStatement.Kind.APPROVE;
import static org.prytany.governance.statement.TreasurerStatement.Kind.OVERRIDE;
import static org.prytany.governance.statement.TreasurerStatement.Kind.REJECT;
import static org.prytany.governance.statement.TreasurerStatement.Kind.WITHDRAW;
import static org.prytany.governance.world.World.TREASURER_A;
import static org.prytany.governance.world.World.TREASURER_B;
import static org.prytany.governance.world.World.signed;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.findings.Finding;
import org.prytany.governance.findings.Verdict;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.statement.TreasurerStatement;
import org.prytany.governance.world.World;
import org.prytany.spi.Address;
import org.prytany.spi.Effect;

class ApprovalServiceTest {

  private static final Address TREASURER_C = World.address(0x23);

  private final World world = new World();
  private final ProposalContent content = world.digested(1, "Text");

  private ApprovalState submit(TreasurerStatement statement) {
    return world.approvals.submit(statement);
  }

  private TreasurerStatement statement(TreasurerStatement.Kind kind, Address who) {
    return world.statement(content, kind, who, "our words");
  }

  private TreasurerStatement withdrawal(Address who, String name) {
    return signed(
        world.approvals.prepare(
            world.stored(content), WITHDRAW, who, List.of(name), "it is sorted out", 0));
  }

  private ApprovalState state() {
    return world.approvals.state(world.stored(content));
  }

  private void refused(TreasurerStatement statement, String why) {
    assertThatThrownBy(() -> submit(statement))
        .isInstanceOfSatisfying(
            PrytanyException.class,
            e -> assertThat(e.code()).isEqualTo(FailureCode.APPROVAL_REFUSED))
        .hasMessageContaining(why);
  }

  /** The operator changes the list of treasurers and starts anew. */
  private void configure(int threshold, Address... treasurers) {
    Dao dao = world.dao;
    world.dao =
        new Dao(
            dao.id(),
            dao.name(),
            dao.chainId(),
            dao.governor(),
            dao.treasury(),
            0,
            dao.voter(),
            dao.executor(),
            Set.of(treasurers),
            threshold,
            Set.of(),
            Map.of());
    world.restart();
  }

  private void effectsBecome(String value) {
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
                value));
    world.chain.mine();
    world.digests.refreshEffects(world.dao, world.stored(content));
  }

  private void findings(String... codes) {
    world.transitions.apply(
        content.key(),
        "verdict",
        current ->
            Optional.of(
                current
                    .change()
                    .verdict(
                        Optional.of(
                            new Verdict(
                                content.contentHash(),
                                current.effects().orElseThrow().effects().effectsHash(),
                                List.of(),
                                List.of(codes).stream()
                                    .map(
                                        code ->
                                            new Finding(
                                                code,
                                                Finding.Severity.RED,
                                                code + " was found.",
                                                Optional.empty(),
                                                -1))
                                    .toList())))
                    .build()));
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
  void aStatementThatSomebodyElseSignedIsNotStored() {
    TreasurerStatement genuine = statement(APPROVE, TREASURER_A);
    TreasurerStatement forB =
        world.approvals.prepare(
            world.stored(content), APPROVE, TREASURER_B, List.of(), "our words", 0);
    refused(forB.signed(genuine.signature()), "not signed by");

    assertThat(world.stored(content).statements()).isEmpty();
    assertThat(world.store.audit.acts()).doesNotContain("treasurer.approve");
  }

  @Test
  void aStatementSaysInWordsWhatIsExecutedAndOtherWordsAreRefused() {
    effectsBecome("5");
    TreasurerStatement honest = statement(APPROVE, TREASURER_A);
    assertThat(honest.effects())
        .containsExactly(
            "Set \"votingDelay\" of 0x6060606060606060606060606060606060606060 to \"5\"");

    refused(
        signed(
            new TreasurerStatement(
                APPROVE,
                honest.proposal(),
                List.of("Nothing of importance"),
                List.of(),
                honest.reason(),
                honest.treasurer(),
                honest.executor(),
                honest.counter(),
                honest.expiry(),
                honest.contentHash(),
                honest.actionsHash(),
                honest.effectsHash(),
                "",
                Optional.empty())),
        "words are not what the effects say");
  }

  @Test
  void aTreasurersLastWordCounts() {
    submit(statement(APPROVE, TREASURER_A));
    submit(statement(APPROVE, TREASURER_B));

    ApprovalState state = submit(statement(REJECT, TREASURER_B));

    assertThat(state.approved()).isFalse();
    assertThat(state.missing()).startsWith("1 of 2 approvals are there. 1 treasurer rejects it.");
    assertThat(submit(statement(APPROVE, TREASURER_B)).approved()).isTrue();
  }

  @Test
  void oneRejectionHoldsWhatEnoughOthersApproved() {
    configure(1, TREASURER_A, TREASURER_B);
    submit(statement(APPROVE, TREASURER_A));

    assertThat(submit(statement(REJECT, TREASURER_B)).approved()).isFalse();
  }

  @Test
  void aRejectionLastsHoweverMuchTimePassesAndWhateverTheEffectsBecome() {
    submit(statement(REJECT, TREASURER_B));

    world.chain.time += 400L * 86_400;
    effectsBecome("6");

    assertThat(state().rejections()).hasSize(1);
    configure(1, TREASURER_A, TREASURER_B);
    assertThat(submit(statement(APPROVE, TREASURER_A)).approved()).isFalse();
  }

  @Test
  void aRejectionNeedsNoSimulation() {
    ProposalContent unread = world.chain.propose(world.dao, 2, "Fresh");
    world.intake.poll(world.dao);

    assertThat(submit(world.statement(unread, REJECT, TREASURER_A, "")).rejections()).hasSize(1);
  }

  @Test
  void aRejectionEndsWhenItsAuthorWithdrawsItByName() {
    TreasurerStatement rejection = statement(REJECT, TREASURER_B);
    submit(rejection);
    refused(withdrawal(TREASURER_B, "reject 99 by " + TREASURER_B), "No rejection stands");

    assertThat(submit(withdrawal(TREASURER_B, rejection.name())).rejections()).isEmpty();
    // Withdrawing is not approving.
    assertThat(state().approvals()).isEmpty();
  }

  @Test
  void nobodyWithdrawsTheRejectionOfAnotherPresentTreasurer() {
    TreasurerStatement rejection = statement(REJECT, TREASURER_B);
    submit(rejection);

    refused(withdrawal(TREASURER_A, rejection.name()), "withdraw their rejection themselves");
  }

  @Test
  void theRejectionOfAFormerTreasurerStandsUntilAPresentOneWithdrawsIt() {
    TreasurerStatement rejection = statement(REJECT, TREASURER_B);
    submit(rejection);
    configure(1, TREASURER_A);
    assertThat(submit(statement(APPROVE, TREASURER_A)).approved()).isFalse();

    TreasurerStatement withdrawal = withdrawal(TREASURER_A, rejection.name());
    assertThat(submit(withdrawal).approved()).isTrue();

    // It stays withdrawn when its author comes back, who may reject again.
    configure(1, TREASURER_A, TREASURER_B);
    assertThat(state().approved()).isTrue();
    assertThat(submit(statement(REJECT, TREASURER_B)).approved()).isFalse();
  }

  @Test
  void anApprovalOfOtherEffectsDoesNotLiftARejection() {
    submit(statement(REJECT, TREASURER_B));
    effectsBecome("5");
    submit(statement(APPROVE, TREASURER_B));
    assertThat(state().rejections()).isEmpty();

    effectsBecome("6");

    assertThat(state().rejections()).hasSize(1);
  }

  @Test
  void anApprovalFromBeforeATreasurerWasListedAnewHasToBeSignedAgain() {
    configure(2, TREASURER_A, TREASURER_B, TREASURER_C);
    submit(statement(APPROVE, TREASURER_A));
    submit(statement(APPROVE, TREASURER_B));
    assertThat(state().approved()).isTrue();

    configure(2, TREASURER_A, TREASURER_C);
    assertThat(state().approvals()).hasSize(1);
    configure(2, TREASURER_A, TREASURER_B, TREASURER_C);

    assertThat(state().approvals())
        .extracting(TreasurerStatement::treasurer)
        .containsExactly(TREASURER_A);
    assertThat(state().missing()).contains("listed anew");
    assertThat(submit(statement(APPROVE, TREASURER_B)).approved()).isTrue();
  }

  @Test
  void anOverrideIsRefusedBeforeThereIsABlock() {
    refused(statement(OVERRIDE, TREASURER_A), "nothing is there to override");
    findings();
    refused(statement(OVERRIDE, TREASURER_A), "Nothing blocks");
  }

  @Test
  void anOverrideLiftsTheFindingsItNamesAndNoLaterOnes() {
    findings("AMOUNT_CONTRADICTED");
    TreasurerStatement override = statement(OVERRIDE, TREASURER_A);
    assertThat(override.lifts()).containsExactly("AMOUNT_CONTRADICTED");
    assertThat(submit(override).stop(world.stored(content))).isEmpty();

    findings("AMOUNT_CONTRADICTED", "RECIPIENT_UNMENTIONED");
    assertThat(state().stop(world.stored(content)))
        .hasValueSatisfying(why -> assertThat(why).contains("RECIPIENT_UNMENTIONED was found"));

    findings("AMOUNT_CONTRADICTED", "AMOUNT_CONTRADICTED");
    assertThat(state().stop(world.stored(content))).isPresent();
  }

  @Test
  void anOverrideOfAFindingThatIsNotThereIsRefused() {
    findings("AMOUNT_CONTRADICTED");
    refused(
        signed(
            world.approvals.prepare(
                world.stored(content),
                OVERRIDE,
                TREASURER_A,
                List.of("RECIPIENT_UNMENTIONED"),
                "in advance",
                0)),
        "does not block the proposal");
  }

  @Test
  void twoTreasurersMayLiftDifferentFindings() {
    findings("AMOUNT_CONTRADICTED", "RECIPIENT_UNMENTIONED");
    for (var each :
        Map.of(TREASURER_A, "AMOUNT_CONTRADICTED", TREASURER_B, "RECIPIENT_UNMENTIONED")
            .entrySet()) {
      assertThat(state().stop(world.stored(content))).isPresent();
      submit(
          signed(
              world.approvals.prepare(
                  world.stored(content),
                  OVERRIDE,
                  each.getKey(),
                  List.of(each.getValue()),
                  "known",
                  0)));
    }
    assertThat(state().stop(world.stored(content))).isEmpty();
    assertThat(state().overridden(world.stored(content))).isTrue();
  }

  @Test
  void aRejectionTakesBackTheOwnOverrideForGood() {
    findings("AMOUNT_CONTRADICTED");
    submit(statement(OVERRIDE, TREASURER_A));

    assertThat(submit(statement(REJECT, TREASURER_A)).overrides()).isEmpty();
    world.chain.time += 200_000;
    assertThat(state().overrides()).isEmpty();
  }

  @Test
  void anOverrideNeedsAReason() {
    findings("AMOUNT_CONTRADICTED");
    refused(world.statement(content, OVERRIDE, TREASURER_A, " "), "reason");
  }

  @Test
  void approvalsForOtherEffectsNoLongerCount() {
    world.approve(content);
    assertThat(state().approved()).isTrue();

    effectsBecome("5");

    assertThat(state().approved()).isFalse();
    assertThat(state().stale()).hasSize(2);
    assertThat(state().missing()).contains("no longer count");
  }

  @Test
  void anApprovalExpiresOnTheChainsClock() {
    world.approve(content);

    // The chain's time runs ahead of ours, as after a jump of a development chain.
    world.chain.time += 200_000;
    world.chainAhead += 200_000;
    world.chain.mine();
    world.tally.refresh(world.dao, world.stored(content));

    assertThat(state().approved()).isFalse();
    assertThat(state().missing()).contains("expired");
  }

  @Test
  void anApprovalLastsByDefaultUntilSomeDaysAfterTheTimelockOpens() {
    world.chain.delay = 20 * 86_400;
    world.chain.somebody(
        org.prytany.governance.governor.GovernorReader.LifecycleEvent.Kind.QUEUED,
        World.STRANGER,
        content);
    world.tally.refresh(world.dao, world.stored(content));
    long opens = world.stored(content).chain().orElseThrow().etaSeconds().orElseThrow();

    TreasurerStatement statement =
        world.approvals.prepare(world.stored(content), APPROVE, TREASURER_A, List.of(), "", 0);

    assertThat(statement.expiry()).isEqualTo(opens + Expiry.MARGIN.toSeconds());
    submit(signed(statement));
  }

  @Test
  void aTreasurerWhoIsRemovedFromTheConfigurationApprovesNoMore() {
    world.approve(content);
    configure(1, TREASURER_A);

    assertThat(state().approvals())
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

    submit(statement(APPROVE, TREASURER_A));
    assertThat(state().approved()).isTrue();
  }

  @Test
  void aCounterIsUsedOnceInADaoAndNeverGoesBack() {
    ProposalContent second = world.digested(2, "Another");
    TreasurerStatement held = statement(APPROVE, TREASURER_A);
    TreasurerStatement later = world.statement(second, APPROVE, TREASURER_A, "");
    assertThat(later.counter()).isEqualTo(held.counter());

    submit(later);

    refused(held, "Its counter 1 is over");
    assertThat(statement(APPROVE, TREASURER_A).counter()).isEqualTo(2);
  }

  @Test
  void statementsAreBoundedAndARejectionAlwaysHasRoom() {
    for (int i = 0; i < StatementRules.MOST; i++) {
      submit(statement(APPROVE, TREASURER_A));
    }
    refused(statement(APPROVE, TREASURER_A), "at most 32 are kept");

    assertThat(submit(statement(REJECT, TREASURER_A)).rejections()).hasSize(1);
    refused(statement(REJECT, TREASURER_A), "at most 32 are kept");
    submit(statement(APPROVE, TREASURER_B));
  }

  @Test
  void aStatementThatWasKeptAndNotStoredBeforeACrashIsShownAfterTheNextTry() {
    TreasurerStatement statement = statement(REJECT, TREASURER_A);
    world.journal.keep(world.dao, world.stored(content), statement);

    refused(statement, "handed in before");

    assertThat(state().rejections()).hasSize(1);
    assertThat(world.store.audit.acts()).contains("treasurer.reject");
  }

  @Test
  void aStatementThatSomebodyRemovedFromTheStoreIsPutBackWithTheNextOne() {
    submit(statement(REJECT, TREASURER_A));
    world.transitions.apply(
        content.key(),
        "attack",
        current -> Optional.of(current.change().statements(List.of()).build()));

    submit(statement(APPROVE, TREASURER_B));

    assertThat(state().rejections()).hasSize(1);
  }

  @Test
  void theTextIsBoundAndAnotherTextUnderTheSameCallsNeedsNewApprovals() {
    world.approve(content);
    ProposalContent other =
        new ProposalContent(
            content.key(),
            content.proposer(),
            content.targets(),
            content.valuesWei(),
            content.calldatas(),
            "0x41",
            content.descriptionHash(),
            content.voteStart(),
            content.voteEnd(),
            content.transactionHash(),
            content.block(),
            content.blockHash());
    assertThat(other.actionsHash()).isEqualTo(content.actionsHash());

    var changed = world.stored(content).change().content(other).build();

    assertThat(ApprovalState.of(world.dao, changed, world.clock.instant()).approvals()).isEmpty();
  }
}

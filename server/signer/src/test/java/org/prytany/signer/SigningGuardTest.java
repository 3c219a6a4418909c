package org.prytany.signer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.prytany.governance.act.ActKind.EXECUTE;
import static org.prytany.governance.act.ActKind.QUEUE;
import static org.prytany.governance.act.ActKind.VOTE;
import static org.prytany.signer.World.ALICE;
import static org.prytany.signer.World.BOB;
import static org.prytany.signer.World.CAROL;
import static org.prytany.signer.World.EXECUTOR;
import static org.prytany.signer.World.GWEI;
import static org.prytany.signer.World.KEY;
import static org.prytany.signer.World.STRANGER;
import static org.prytany.signer.World.VOTER;
import static org.prytany.signer.World.address;
import static org.prytany.signer.World.content;
import static org.prytany.signer.World.decided;
import static org.prytany.signer.World.effects;
import static org.prytany.signer.World.verdict;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.prytany.governance.act.Act;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.act.ActOutcome;
import org.prytany.governance.act.UnsignedTransaction;
import org.prytany.governance.approval.TreasurerStatement;
import org.prytany.governance.approval.TreasurerStatement.Kind;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.digest.EffectsReport;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.signing.LedgerEntry;
import org.prytany.governance.signing.SigningLedger;
import org.prytany.governance.signing.SigningRequest;
import org.prytany.spi.Address;
import org.prytany.spi.PlannedCall;
import org.prytany.spi.ProposalKey;
import org.prytany.spi.SimulatedEffects;
import org.prytany.spi.Support;
import org.prytany.spi.VoteDecision;
import org.web3j.crypto.SignedRawTransaction;
import org.web3j.crypto.TransactionDecoder;

class SigningGuardTest {

  @TempDir static Path directory;
  static KeyRing keys;
  World world;

  @BeforeAll
  static void loadKeys() {
    keys = World.keyRing(directory);
  }

  @BeforeEach
  void world() {
    world = new World(keys);
  }

  // what is allowed

  @ParameterizedTest
  @EnumSource(ActKind.class)
  void anActThatFollowsFromItsRecordsIsSignedByItsAccount(ActKind kind) throws Exception {
    SigningRequest request = world.request(kind);
    Act.Submission submission = world.guard.sign(request);
    SignedRawTransaction signed =
        (SignedRawTransaction) TransactionDecoder.decode(submission.rawTransaction());
    assertThat(new Address(signed.getFrom())).isEqualTo(request.transaction().from());
    assertThat(signed.getTo()).isEqualTo(World.GOVERNOR.hex());
    assertThat(signed.getData()).isEqualTo(request.transaction().data().substring(2));
    assertThat(signed.getNonce()).isEqualTo(BigInteger.valueOf(7));
    assertThat(submission.nonce()).isEqualTo(7);
    assertThat(submission.rawTransaction()).startsWith("0x02");
    assertThat(submission.transactionHash())
        .isEqualTo(org.web3j.crypto.Hash.sha3(submission.rawTransaction()));
    assertThat(world.ledger.entries).hasSize(1);
  }

  @Test
  void itHoldsTheAccountsOfItsKeystores() {
    assertThat(world.guard.accounts()).containsExactlyInAnyOrder(address(VOTER), address(EXECUTOR));
  }

  // once only

  @Test
  void aVoteIsNeverSignedTwiceWithAnotherSupport() {
    world.guard.sign(world.request(VOTE));
    PlannedCall against = world.calls.vote(world.dao, content(), 0, "changed my mind");
    world.change(
        draft ->
            draft.decision(
                Optional.of(
                    decided(new VoteDecision.Cast(Support.AGAINST, "r", "changed my mind")))));
    world.intend(VOTE, against, address(VOTER));
    refused(world.request(VOTE, against, 7, GWEI), "was signed for this act before");
    refused(world.request(VOTE, against, 8, GWEI), "was signed for this act before");
  }

  @ParameterizedTest
  @EnumSource(ActKind.class)
  void theSameActIsNeverSignedWithAnotherNonce(ActKind kind) {
    SigningRequest first = world.request(kind);
    world.guard.sign(first);
    PlannedCall call = new PlannedCall(World.GOVERNOR, BigInteger.ZERO, first.transaction().data());
    refused(world.request(kind, call, 8, GWEI), "nonce 7");
  }

  @Test
  void aFeeReplacementOfTheSameCallIsSigned() {
    SigningRequest first = world.request(EXECUTE);
    Act.Submission before = world.guard.sign(first);
    PlannedCall call = new PlannedCall(World.GOVERNOR, BigInteger.ZERO, first.transaction().data());
    Act.Submission replaced = world.guard.sign(world.request(EXECUTE, call, 7, GWEI.add(GWEI)));
    assertThat(replaced.nonce()).isEqualTo(before.nonce());
    assertThat(replaced.transactionHash()).isNotEqualTo(before.transactionHash());
  }

  @Test
  void afterACrashBetweenLedgerAndSendOnlyTheVerySameTransactionIsSignedAgain() {
    Act.Submission lost = world.guard.sign(world.request(EXECUTE));
    World restarted = new World(keys);
    restarted.ledger.entries.putAll(world.ledger.entries);
    Act act = restarted.proposals.find(World.KEY).orElseThrow().execution().orElseThrow();
    assertThat(restarted.guard.signedNonce(act)).hasValue(lost.nonce());
    assertThat(new World(keys).guard.signedNonce(act)).isEmpty();
    assertThat(restarted.guard.sign(restarted.request(EXECUTE))).isEqualTo(lost);
  }

  @Test
  void theLedgerIsWrittenBeforeTheSignatureExists() {
    SigningGuard broken =
        new SigningGuard(
            keys,
            List.of(world.dao),
            world.proposals,
            new SigningLedger() {
              @Override
              public LedgerEntry recordOrFind(LedgerEntry entry) {
                throw new PrytanyException(FailureCode.STORE_UNAVAILABLE, "down");
              }

              @Override
              public Optional<LedgerEntry> find(String uniqueKey) {
                return Optional.empty();
              }
            },
            world.calls,
            world.governors,
            world.signatures,
            GWEI.pow(2),
            world.clock);
    assertThatThrownBy(() -> broken.sign(world.request(VOTE))).hasMessage("down");
  }

  @Test
  void aRefusalLeavesNoTraceInTheLedger() {
    world.silence();
    refused(world.request(EXECUTE), "0 treasurers' approvals");
    assertThat(world.ledger.entries).isEmpty();
  }

  // what the transaction may be

  @Test
  void aTransactionToAnotherContractIsRefused() {
    PlannedCall elsewhere =
        new PlannedCall(
            address(STRANGER), BigInteger.ZERO, world.request(EXECUTE).transaction().data());
    refused(world.request(EXECUTE, elsewhere, 7, GWEI), "does not call the governor");
  }

  @Test
  void aTransactionThatSendsValueIsRefused() {
    PlannedCall paying =
        new PlannedCall(
            World.GOVERNOR, BigInteger.ONE, world.request(EXECUTE).transaction().data());
    refused(world.request(EXECUTE, paying, 7, GWEI), "sends value");
  }

  @ParameterizedTest
  @EnumSource(ActKind.class)
  void otherCalldataThanTheProposalsOwnIsRefusedEvenIfTheStoredIntentHasIt(ActKind kind) {
    PlannedCall other = new PlannedCall(World.GOVERNOR, BigInteger.ZERO, "0xdeadbeef");
    world.intend(kind, other, address(kind == VOTE ? VOTER : EXECUTOR));
    refused(world.request(kind, other, 7, GWEI), "not the one that follows");
  }

  @Test
  void aTransactionForAnotherChainIsRefused() {
    refused(withTransaction(VOTE, 1, address(VOTER), BigInteger.valueOf(1000)), "another chain");
  }

  @Test
  void feesAboveTheConfiguredMaximumAreRefused() {
    refused(
        withTransaction(VOTE, 31337, address(VOTER), BigInteger.valueOf(50_000_001)),
        "wei in fees");
  }

  @Test
  void aDaoThatIsNotConfiguredExactlySoIsRefused() {
    Dao looser =
        new Dao(
            world.dao.id(),
            world.dao.name(),
            world.dao.chainId(),
            world.dao.governor(),
            world.dao.treasury(),
            0,
            world.dao.voter(),
            world.dao.executor(),
            Set.of(address(STRANGER)),
            1,
            Set.of(),
            Map.of());
    SigningRequest request = world.request(EXECUTE);
    refused(
        new SigningRequest(EXECUTE, looser, KEY, request.contentHash(), request.transaction()),
        "not configured as the request says");
  }

  @Test
  void theVotersKeyDoesNotExecuteAndTheExecutorsDoesNotVote() {
    refused(
        withTransaction(EXECUTE, 31337, address(VOTER), BigInteger.valueOf(1000)),
        "not the configured executor");
    refused(
        withTransaction(VOTE, 31337, address(EXECUTOR), BigInteger.valueOf(1000)),
        "not the configured voter");
  }

  @Test
  void anAccountWhoseKeyIsNotHereIsRefused() {
    SigningGuard keyless =
        new SigningGuard(
            KeyRing.load(List.of()),
            List.of(world.dao),
            world.proposals,
            world.ledger,
            world.calls,
            world.governors,
            world.signatures,
            GWEI.pow(2),
            world.clock);
    assertThatThrownBy(() -> keyless.sign(world.request(VOTE)))
        .hasMessageContaining("holds no key");
  }

  // records

  @ParameterizedTest
  @EnumSource(ActKind.class)
  void nothingIsSignedWithoutAStoredIntent(ActKind kind) {
    world.change(
        draft ->
            switch (kind) {
              case VOTE -> draft.ballot(Optional.empty());
              case QUEUE -> draft.queue(Optional.empty());
              case EXECUTE -> draft.execution(Optional.empty());
            });
    refused(world.request(kind), "no intent is stored");
  }

  @Test
  void anActThatIsOverIsNotSignedAgain() {
    Act over =
        world
            .proposal()
            .execution()
            .orElseThrow()
            .withOutcome(new ActOutcome.Confirmed("0x1", 2, "0x3"));
    world.change(draft -> draft.execution(Optional.of(over)));
    refused(world.request(EXECUTE), "already over");
  }

  @Test
  void anUnknownOutcomeMayBeSignedAgainWithTheSameNonce() {
    Act unknown =
        world.proposal().execution().orElseThrow().withOutcome(new ActOutcome.Unknown("?"));
    world.change(draft -> draft.execution(Optional.of(unknown)));
    assertThat(world.guard.sign(world.request(EXECUTE)).nonce()).isEqualTo(7);
  }

  @Test
  void noVoteIsSignedWithoutADecisionToCast() {
    for (VoteDecision decision :
        List.of(
            new VoteDecision.Refrain("r", "small grant"),
            new VoteDecision.Escalate("r", "small grant"),
            new VoteDecision.NotYet("r", "small grant"))) {
      world.change(draft -> draft.decision(Optional.of(decided(decision))));
      refused(world.request(VOTE), "not to vote");
    }
    world.change(draft -> draft.decision(Optional.empty()));
    refused(world.request(VOTE), "no decision is recorded");
  }

  @Test
  void aVoteInTheOtherDirectionThanDecidedIsRefused() {
    PlannedCall against = world.calls.vote(world.dao, content(), 0, "small grant");
    world.intend(VOTE, against, address(VOTER));
    refused(world.request(VOTE, against, 7, GWEI), "not the one that follows");
  }

  @Test
  void theNumberOfASupportIsTheContractsOwn() {
    world.governors.supports = Map.of(Support.FOR, 0, Support.AGAINST, 1);
    refused(world.request(VOTE), "not the one that follows");
    PlannedCall inverted = world.calls.vote(world.dao, content(), 0, "small grant");
    world.intend(VOTE, inverted, address(VOTER));
    assertThat(world.guard.sign(world.request(VOTE, inverted, 7, GWEI)).nonce()).isEqualTo(7);
  }

  @Test
  void aSupportThatTheGovernorDoesNotTakeIsRefused() {
    world.governors.supports = Map.of(Support.AGAINST, 0);
    refused(world.request(VOTE), "does not take a vote FOR");
  }

  @Test
  void contentThatChangedSinceTheDecisionIsRefused() {
    ProposalContent before = content();
    ProposalContent swapped =
        new ProposalContent(
            before.key(),
            before.proposer(),
            List.of(address(STRANGER)),
            before.valuesWei(),
            before.calldatas(),
            before.descriptionHex(),
            before.descriptionHash(),
            before.voteStart(),
            before.voteEnd(),
            before.transactionHash(),
            before.block(),
            before.blockHash());
    Proposal stored = world.proposal();
    world.store(
        new Proposal(
            swapped,
            stored.version(),
            stored.chain(),
            stored.digest(),
            stored.effects(),
            stored.verdict(),
            stored.decision(),
            stored.ballot(),
            stored.queue(),
            stored.statements(),
            stored.execution(),
            stored.receipt(),
            false));
    for (ActKind kind : ActKind.values()) {
      refused(world.request(kind), "content is not the one");
    }
  }

  @Test
  void aProposalThatAReorgRemovedOrThatIsUnknownIsRefused() {
    world.change(draft -> draft.removedByReorg(true));
    refused(world.request(EXECUTE), "no longer in the chain");
    world.proposals.stored.clear();
    refused(world.request(EXECUTE), "not in the store");
  }

  // approvals

  @Test
  void anApprovalByAStrangerDoesNotCount() {
    world.silence();
    world.say(world.approval(ALICE), world.approval(STRANGER));
    refused(world.request(EXECUTE), "1 treasurers' approvals count, and 2 are needed");
  }

  @Test
  void anApprovalInATreasurersNameSignedByAStrangerDoesNotCount() {
    world.silence();
    TreasurerStatement bobs = world.approval(BOB);
    world.say(world.approval(ALICE), world.signed(bobs, STRANGER));
    refused(world.request(EXECUTE), "1 treasurers' approvals");
  }

  @Test
  void anExpiredApprovalDoesNotCount() {
    world.clock.now = world.clock.now.plus(Duration.ofDays(1)).minusSeconds(1);
    world.guard.sign(world.request(EXECUTE));
    world.clock.now = world.clock.now.plusSeconds(1);
    refused(world.request(EXECUTE), "0 treasurers' approvals");
  }

  @Test
  void theSameApprovalTwiceCountsOnce() {
    world.silence();
    world.say(world.approval(ALICE), world.approval(ALICE));
    refused(world.request(EXECUTE), "1 treasurers' approvals");
  }

  @Test
  void twoDifferentApprovalsOfOneTreasurerCountOnce() {
    world.silence();
    world.say(world.approval(ALICE), world.statement(Kind.APPROVE, ALICE, "another reason"));
    refused(world.request(EXECUTE), "1 treasurers' approvals");
  }

  @Test
  void anApprovalForOtherEffectsDoesNotCount() {
    EffectsReport tenTimes = effects(250_000);
    world.change(
        draft ->
            draft
                .effects(Optional.of(tenTimes))
                .verdict(Optional.of(verdict(tenTimes, List.of()))));
    refused(world.request(EXECUTE), "0 treasurers' approvals");
  }

  @Test
  void effectsThatDoNotHaveTheirStoredHashAreRefused() {
    SimulatedEffects approved = effects(25_000).effects();
    EffectsReport forged =
        new EffectsReport(
            content().contentHash(),
            List.of(),
            new SimulatedEffects(
                true,
                Optional.empty(),
                effects(250_000).effects().effects(),
                approved.effectsHash(),
                6,
                "decoded"));
    world.change(draft -> draft.effects(Optional.of(forged)));
    refused(world.request(EXECUTE), "do not have the hash");
  }

  @Test
  void anApprovalReplayedFromAnotherChainGovernorOrProposalDoesNotCount() {
    for (ProposalKey other :
        List.of(
            new ProposalKey(1, KEY.governor(), KEY.proposalId()),
            new ProposalKey(KEY.chainId(), address(STRANGER), KEY.proposalId()),
            new ProposalKey(KEY.chainId(), KEY.governor(), BigInteger.ONE))) {
      Instant expiry = world.clock.now.plusSeconds(60);
      TreasurerStatement honest =
          world.statement(Kind.APPROVE, BOB, other, effects(25_000), expiry, "");
      TreasurerStatement relabelled =
          World.with(
              world.statement(Kind.APPROVE, BOB, KEY, effects(25_000), expiry, ""),
              honest.signature());
      world.silence();
      world.say(world.approval(ALICE), honest, relabelled);
      refused(world.request(EXECUTE), "1 treasurers' approvals");
    }
  }

  @Test
  void anOverrideOrARejectionRelabelledAsAnApprovalDoesNotCount() {
    TreasurerStatement approval = world.statement(Kind.APPROVE, BOB, "why");
    for (Kind kind : List.of(Kind.OVERRIDE, Kind.REJECT)) {
      world.silence();
      world.say(
          world.approval(ALICE),
          World.with(approval, world.statement(kind, BOB, "why").signature()));
      refused(world.request(EXECUTE), "1 treasurers' approvals");
    }
  }

  @Test
  void aRejectionByATreasurerBlocksWhateverOthersApproved() {
    world.say(world.statement(Kind.REJECT, CAROL, "too much"));
    refused(world.request(EXECUTE), "treasurers rejected it: [" + address(CAROL));
  }

  @Test
  void aRejectionTakesBackTheOwnApprovalAndAnApprovalTheOwnRejection() {
    world.say(world.statement(Kind.REJECT, ALICE, "wait"));
    refused(world.request(EXECUTE), "rejected");
    world.say(world.approval(ALICE));
    world.guard.sign(world.request(EXECUTE));
  }

  @Test
  void anExpiredRejectionNoLongerBlocksButItsTreasurersEarlierApprovalStaysTakenBack() {
    world.say(
        world.statement(
            Kind.REJECT, ALICE, KEY, effects(25_000), world.clock.now.plusSeconds(10), ""));
    world.clock.now = world.clock.now.plusSeconds(11);
    refused(world.request(EXECUTE), "1 treasurers' approvals");
    world.say(world.approval(CAROL));
    world.guard.sign(world.request(EXECUTE));
  }

  @Test
  void aRejectionStandsEvenIfTheEffectsChangedAndByAStrangerItIsNothing() {
    world.say(world.statement(Kind.REJECT, STRANGER, "no"));
    world.guard.sign(world.request(EXECUTE));
    world.say(
        world.statement(
            Kind.REJECT, CAROL, KEY, effects(1), world.clock.now.plusSeconds(99), "no"));
    refused(world.request(EXECUTE), "rejected");
  }

  // blocks

  @ParameterizedTest
  @EnumSource(
      value = ActKind.class,
      names = {"QUEUE", "EXECUTE"})
  void aBlockedProposalNeedsAnOverrideByNameForTheseActionsAndEffects(ActKind kind) {
    world.block();
    refused(world.request(kind), "it is blocked");
    world.say(world.statement(Kind.OVERRIDE, STRANGER, "trust me"));
    refused(world.request(kind), "it is blocked");
    world.say(
        world.statement(
            Kind.OVERRIDE,
            ALICE,
            KEY,
            effects(250_000),
            world.clock.now.plusSeconds(60),
            "other effects"));
    refused(world.request(kind), "it is blocked");
    world.say(world.statement(Kind.OVERRIDE, ALICE, " "));
    refused(world.request(kind), "it is blocked");
    world.say(world.statement(Kind.OVERRIDE, CAROL, "the address is our own Safe"));
    assertThat(world.guard.sign(world.request(kind)).nonce()).isEqualTo(7);
  }

  @Test
  void anOverrideDoesNotReplaceApprovals() {
    world.block();
    world.silence();
    world.say(world.statement(Kind.OVERRIDE, CAROL, "known"), world.approval(ALICE));
    refused(world.request(EXECUTE), "1 treasurers' approvals");
  }

  @Test
  void anOverrideTakenBackByItsTreasurersRejectionDoesNotCount() {
    world.block();
    world.say(
        world.statement(Kind.OVERRIDE, CAROL, "known"), world.statement(Kind.REJECT, CAROL, ""));
    refused(world.request(QUEUE), "it is blocked");
  }

  @ParameterizedTest
  @EnumSource(
      value = ActKind.class,
      names = {"QUEUE", "EXECUTE"})
  void withoutEffectsOrWithoutAFreshComparisonNothingIsQueuedOrExecuted(ActKind kind) {
    Proposal whole = world.proposal();
    world.change(draft -> draft.effects(Optional.empty()));
    refused(world.request(kind), "never simulated");
    world.store(whole);
    world.change(draft -> draft.verdict(Optional.empty()));
    refused(world.request(kind), "never compared");
    world.store(whole);
    world.change(draft -> draft.verdict(Optional.of(verdict(effects(1), List.of()))));
    refused(world.request(kind), "stale");
  }

  private SigningRequest withTransaction(
      ActKind kind, long chainId, Address from, BigInteger gasLimit) {
    SigningRequest request = world.request(kind);
    UnsignedTransaction transaction = request.transaction();
    return new SigningRequest(
        kind,
        request.dao(),
        request.proposal(),
        request.contentHash(),
        new UnsignedTransaction(
            chainId,
            from,
            transaction.nonce(),
            transaction.to(),
            transaction.valueWei(),
            transaction.data(),
            gasLimit,
            transaction.maxFeePerGas(),
            transaction.maxPriorityFeePerGas()));
  }

  private void refused(SigningRequest request, String why) {
    assertThatThrownBy(() -> world.guard.sign(request))
        .isInstanceOfSatisfying(
            PrytanyException.class,
            e -> assertThat(e.code()).isEqualTo(FailureCode.SIGNING_REFUSED))
        .hasMessageContaining(why);
  }
}

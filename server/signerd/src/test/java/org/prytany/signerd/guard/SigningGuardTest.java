package org.prytany.signerd.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.prytany.governance.act.ActKind.EXECUTE;
import static org.prytany.governance.act.ActKind.QUEUE;
import static org.prytany.governance.act.ActKind.VOTE;
import static org.prytany.signerd.guard.GuardWorld.ALICE;
import static org.prytany.signerd.guard.GuardWorld.BOB;
import static org.prytany.signerd.guard.GuardWorld.CAROL;
import static org.prytany.signerd.guard.GuardWorld.DAO;
import static org.prytany.signerd.guard.GuardWorld.GWEI;
import static org.prytany.signerd.guard.GuardWorld.VOTER;
import static org.prytany.signerd.guard.GuardWorld.address;
import static org.prytany.signerd.guard.GuardWorld.content;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.prytany.governance.act.Act;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.approval.FindingNames;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.findings.Verdict;
import org.prytany.governance.governor.GovernorReader;
import org.prytany.governance.pause.PauseScope;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.sending.SigningRequest;
import org.prytany.governance.signing.Seals;
import org.prytany.governance.statement.TreasurerStatement.Kind;
import org.prytany.spi.Address;
import org.prytany.spi.PlannedCall;
import org.prytany.spi.ProposalKey;
import org.prytany.spi.Shares;
import org.prytany.spi.Support;
import org.prytany.spi.VoteDecision;
import org.web3j.crypto.SignedRawTransaction;
import org.web3j.crypto.TransactionDecoder;

class SigningGuardTest {

  @TempDir Path folder;
  GuardWorld world;
  Proposal honest;

  @BeforeEach
  void world() {
    world = new GuardWorld(folder);
    honest = world.honest(content());
    world.approve(honest);
  }

  @AfterEach
  void close() {
    world.close();
  }

  // what is allowed

  @ParameterizedTest
  @EnumSource(ActKind.class)
  void anActThatEverythingSpeaksForIsSignedByItsAccount(ActKind kind) throws Exception {
    world.ready(kind);
    SigningRequest request = world.request(kind, honest);
    Act.Submission submission = world.guard.sign(request);
    SignedRawTransaction signed =
        (SignedRawTransaction) TransactionDecoder.decode(submission.rawTransaction());
    assertThat(new Address(signed.getFrom())).isEqualTo(request.terms().from());
    assertThat(signed.getTo()).isEqualTo(GuardWorld.GOVERNOR.hex());
    assertThat(signed.getData()).isEqualTo(request.terms().data().substring(2));
    assertThat(signed.getNonce()).isEqualTo(BigInteger.valueOf(7));
    assertThat(submission.transactionHash())
        .isEqualTo(org.web3j.crypto.Hash.sha3(submission.rawTransaction()));
  }

  // what the own chain says

  @ParameterizedTest
  @EnumSource(ActKind.class)
  void nothingIsSignedInAStateInWhichItCannotBeDone(ActKind kind) {
    for (ProposalState state : ProposalState.values()) {
      world.ready(kind);
      boolean right = state == world.chain.state;
      world.chain.state = state;
      if (!right) {
        refused(world.request(kind, honest), "says that the proposal is " + state);
      }
    }
  }

  @Test
  void whoHasVotedDoesNotVoteAgain() {
    world.ready(VOTE);
    world.chain.votes.put(
        address(VOTER),
        new GovernorReader.CastVote(address(VOTER), Support.FOR, BigInteger.TEN, "0x", 3));
    refused(world.request(VOTE, honest), "has a vote");
  }

  @Test
  void nothingIsExecutedBeforeTheTimelockEnds() {
    world.ready(EXECUTE);
    world.chain.eta = world.chain.time + 1;
    refused(world.request(EXECUTE, honest), "timelock ends in 1 seconds");
  }

  /**
   * Invariant: what has a timelock is never paid before it was queued, whatever the server says;
   * what has none is never queued.
   */
  @Test
  void onlyWhatTheOwnChainExecutesWithoutATimelockIsExecutedStraightAfterTheVote() {
    world.chain.state = ProposalState.SUCCEEDED;
    refused(world.request(EXECUTE, honest), "is SUCCEEDED, not QUEUED");

    world.chain.queues = false;
    refused(world.request(QUEUE, honest), "executes without a timelock");
    assertThat(world.guard.sign(world.request(EXECUTE, honest)).nonce()).isEqualTo(7);
  }

  /** Invariant: limits see all that an act moves. Attack: an account that they are not about. */
  @Test
  void whatAnotherAccountThanTheTreasuryWouldExecuteIsNeitherQueuedNorExecuted() {
    world.chain.elsewhere = Optional.of("It is another route.");
    for (ActKind kind : List.of(QUEUE, EXECUTE)) {
      world.ready(kind);
      refused(world.request(kind, honest), "executed from elsewhere. It is another route.");
    }
  }

  @Test
  void contentUnderAnotherProposalsIdIsRefused() {
    for (ActKind kind : ActKind.values()) {
      world.ready(kind);
      ProposalContent harmless = content("# Harmless", new Address("0x" + "12".repeat(20)));
      ProposalContent borrowed = withId(harmless, content().key().proposalId());
      refused(world.request(kind, world.honest(borrowed)), "id is not that of its content");
    }
  }

  @Test
  void forOtherEffectsThanComparedNothingIsVotedForQueuedOrPaid() {
    for (ActKind kind : ActKind.values()) {
      world.ready(kind);
      world.chain.pays = BigInteger.valueOf(250_000);
      refused(world.request(kind, honest), "own simulation");
      world.chain.pays = BigInteger.valueOf(25_000);
    }
  }

  // what was decided

  @Test
  void aDecisionWithoutASealOrWithAnotherOnesIsNotVoted() {
    world.ready(VOTE);
    var against =
        GuardWorld.decided(
            content(), new VoteDecision.Cast(Support.AGAINST, "grants", "small grant"));
    String seal = honest.decision().orElseThrow().seal();
    for (String forged : List.of("", "1-00", seal)) {
      Proposal changed = honest.change().decision(Optional.of(against.sealed(forged))).build();
      refused(against(changed), "seal does not count");
    }
  }

  @Test
  void nothingIsSealedForADaoThatIsNotConfigured() {
    int before = world.lines().size();
    String statement = honest.decision().orElseThrow().canonical();
    BigInteger id = content().key().proposalId();
    for (ProposalKey foreign :
        List.of(
            new ProposalKey(1, GuardWorld.GOVERNOR, id),
            new ProposalKey(31337, OneChain.PAYEE, id))) {
      assertThatThrownBy(() -> world.guard.seals().seal(foreign, Seals.Subject.DECISION, statement))
          .hasMessageContaining("no DAO is configured");
      assertThat(world.guard.seals().stands(foreign, Seals.Subject.DECISION, statement, "1-00"))
          .isFalse();
    }
    assertThat(world.lines()).hasSize(before);
  }

  @Test
  void aDecisionThatALaterOneReplacedIsNotVoted() {
    world.ready(VOTE);
    Proposal before = honest;
    world.sealed(
        GuardWorld.decided(
            content(), new VoteDecision.Cast(Support.AGAINST, "grants", "small grant")),
        content());
    refused(world.request(VOTE, before), "seal does not count");
  }

  @Test
  void noVoteIsSignedWithoutADecisionToCast() {
    world.ready(VOTE);
    for (VoteDecision decision :
        List.of(
            new VoteDecision.Refrain("r", "small grant"),
            new VoteDecision.Escalate("r", "small grant"),
            new VoteDecision.NotYet("r", "small grant"))) {
      Proposal held =
          honest
              .change()
              .decision(
                  Optional.of(world.sealed(GuardWorld.decided(content(), decision), content())))
              .build();
      refused(world.request(VOTE, held), "not to vote");
    }
    refused(
        world.request(VOTE, honest.change().decision(Optional.empty()).build()),
        "no decision is recorded");
  }

  private Proposal split(Shares shares) {
    return honest
        .change()
        .decision(
            Optional.of(
                world.sealed(
                    GuardWorld.decided(
                        content(), new VoteDecision.Split(shares, "grants", "small grant")),
                    content())))
        .build();
  }

  private SigningRequest parted(Proposal proposal, Map<Support, BigInteger> parts) {
    return with(
        world.request(VOTE, proposal),
        world.chain.voteInParts(world.dao, content(), parts, "small grant"));
  }

  /** Whatever the server made of the shares: the parts are of what the own endpoint says. */
  @Test
  void theSignerPartsTheVotesOfItsOwnEndpoint() {
    world.ready(VOTE);
    Proposal split = split(new Shares(6_000, 4_000, 0));
    Map<Support, BigInteger> right =
        Map.of(Support.FOR, BigInteger.valueOf(6), Support.AGAINST, BigInteger.valueOf(4));
    refused(parted(split, right), "does not take a vote in parts (60 % FOR and 40 % AGAINST)");
    world.chain.inParts = true;
    for (Map<Support, BigInteger> other :
        List.of(
            Map.of(Support.FOR, BigInteger.TEN),
            Map.of(Support.FOR, BigInteger.valueOf(4), Support.AGAINST, BigInteger.valueOf(6)),
            Map.of(Support.FOR, BigInteger.valueOf(6), Support.AGAINST, BigInteger.valueOf(3)))) {
      refused(parted(split, other), "not the one that follows");
    }
    refused(world.request(VOTE, split), "not the one that follows");
    world.guard.sign(parted(split, right));
  }

  /** A part that goes for it is a vote for it: its effects have to be what the signer sees. */
  @Test
  void aPartForItIsAVoteForIt() {
    world.ready(VOTE);
    world.chain.inParts = true;
    Proposal little = split(new Shares(1_000, 9_000, 0));
    world.chain.pays = BigInteger.valueOf(26_000);
    refused(
        parted(little, Map.of(Support.FOR, BigInteger.ONE, Support.AGAINST, BigInteger.valueOf(9))),
        "shows other effects");
    Proposal none = split(new Shares(0, 9_000, 1_000));
    world.guard.sign(
        parted(
            none, Map.of(Support.AGAINST, BigInteger.valueOf(9), Support.ABSTAIN, BigInteger.ONE)));
  }

  /** Attack on a token without decimals: what is left over of few votes would turn them round. */
  @Test
  void votesThatAreTooFewForTheSharesAreNotParted() {
    world.ready(VOTE);
    world.chain.inParts = true;
    world.chain.power = BigInteger.ONE;
    refused(
        parted(split(new Shares(6_000, 4_000, 0)), Map.of(Support.AGAINST, BigInteger.ONE)),
        "cannot be parted so");
  }

  @Test
  void moreVotesThanAGovernorTakesInPartsAreNotParted() {
    world.ready(VOTE);
    world.chain.inParts = true;
    world.chain.power = BigInteger.TWO.pow(128);
    refused(parted(split(new Shares(6_000, 4_000, 0)), Map.of()), "more votes than a governor");
  }

  @Test
  void theNumberOfASupportIsTheContractsOwn() {
    world.ready(VOTE);
    world.chain.supports = Map.of(Support.FOR, 0, Support.AGAINST, 1);
    refused(world.request(VOTE, honest), "not the one that follows");
    world.chain.supports = Map.of(Support.AGAINST, 0);
    refused(world.request(VOTE, honest), "no number for FOR");
  }

  @Test
  void aBlockThatNobodyOverrodeStopsQueueAndExecutionAlsoIfItIsTakenOutOfTheStore() {
    Verdict blocked = world.sealed(world.verdict(content(), GuardWorld.red()), content());
    Proposal stopped = honest.change().verdict(Optional.of(blocked)).build();
    Verdict cleaned = world.verdict(content()).sealed(blocked.seal());
    Proposal tampered = honest.change().verdict(Optional.of(cleaned)).build();
    for (ActKind kind : List.of(QUEUE, EXECUTE)) {
      world.ready(kind);
      refused(world.request(kind, stopped), "Blocked");
      refused(world.request(kind, tampered), "seal does not count");
      refused(world.request(kind, honest), "seal does not count");
    }
    world.say(Kind.OVERRIDE, ALICE, stopped, FindingNames.blocking(blocked).toArray(String[]::new));
    world.ready(EXECUTE);
    assertThat(world.guard.sign(world.request(EXECUTE, stopped)).nonce()).isEqualTo(7);
  }

  // what people say

  @Test
  void aRejectionStopsThePaymentWhateverTheRequestSays() {
    world.say(Kind.REJECT, CAROL, honest);
    world.ready(EXECUTE);
    refused(world.request(EXECUTE, honest), "treasurers rejected it");
    world.start(false);
    refused(
        world.request(EXECUTE, honest.change().statements(List.of()).build()),
        "treasurers rejected it");
  }

  @Test
  void approvalsInTheRequestCountForNothing(@TempDir Path other) {
    try (GuardWorld fresh = new GuardWorld(other)) {
      Proposal asked = fresh.honest(content());
      Proposal claimed =
          asked
              .change()
              .statements(
                  List.of(
                      fresh.statement(Kind.APPROVE, ALICE, asked),
                      fresh.statement(Kind.APPROVE, BOB, asked)))
              .build();
      fresh.ready(EXECUTE);
      assertThatThrownBy(() -> fresh.guard.sign(fresh.request(EXECUTE, claimed)))
          .hasMessageContaining("0 treasurers' approvals count, and 2 are needed");
    }
  }

  @Test
  void aPauseStopsWhatItNames() {
    world.pause(PauseScope.PAYOUTS, CAROL);
    world.ready(EXECUTE);
    refused(world.request(EXECUTE, honest), "it is paused");
    world.ready(VOTE);
    assertThat(world.guard.sign(world.request(VOTE, honest)).nonce()).isEqualTo(7);
  }

  @ParameterizedTest
  @EnumSource(ActKind.class)
  void aPauseThatIsKeptWhileTheChainIsAskedStopsTheSignature(ActKind kind) {
    world.ready(kind);
    world.chain.whileCounting = () -> world.pause(PauseScope.ALL, CAROL);
    saidMeanwhile(world.request(kind, honest));
    refused(world.request(kind, honest), "it is paused");
  }

  @Test
  void aPauseThatIsKeptWhileReceiptsAreAskedForStopsTheSignature() {
    world.ready(VOTE);
    world.guard.sign(world.request(VOTE, honest));
    world.chain.count = 8;
    world.chain.whileReceipts =
        () -> {
          world.chain.whileReceipts = () -> {};
          world.pause(PauseScope.VOTES, CAROL);
        };
    saidMeanwhile(world.request(VOTE, honest));
    assertThat(world.guard.signedNonce(GuardWorld.act(world.request(VOTE, honest)))).hasValue(7);
  }

  @Test
  void aRejectionThatIsKeptWhileTheChainIsAskedStopsThePayment() {
    world.ready(EXECUTE);
    world.chain.whileCounting = () -> world.say(Kind.REJECT, CAROL, honest);
    saidMeanwhile(world.request(EXECUTE, honest));
    assertThat(world.guard.signedNonce(GuardWorld.act(world.request(EXECUTE, honest)))).isEmpty();
  }

  private void saidMeanwhile(SigningRequest request) {
    assertThatThrownBy(() -> world.guard.sign(request))
        .isInstanceOfSatisfying(
            PrytanyException.class,
            e -> assertThat(e.code()).isEqualTo(FailureCode.CONCURRENT_CHANGE))
        .hasMessageContaining("Ask again");
  }

  // what the transaction may be

  @Test
  void aTransactionThatIsNotTheOneThatFollowsIsRefused() {
    for (ActKind kind : ActKind.values()) {
      world.ready(kind);
      SigningRequest request = world.request(kind, honest);
      PlannedCall other = new PlannedCall(GuardWorld.GOVERNOR, BigInteger.ZERO, "0xdeadbeef");
      refused(with(request, other), "not the one that follows");
      refused(
          with(request, new PlannedCall(OneChain.PAYEE, BigInteger.ZERO, request.terms().data())),
          "does not call the governor");
      refused(
          with(
              request,
              new PlannedCall(GuardWorld.GOVERNOR, BigInteger.ONE, request.terms().data())),
          "sends value");
    }
  }

  @Test
  void feesAboveTheMaximumAreRefused() {
    world.ready(VOTE);
    SigningRequest dear = world.request(VOTE, honest, GWEI.multiply(BigInteger.valueOf(1_000_000)));

    assertThatThrownBy(() -> world.guard.sign(dear))
        .isInstanceOfSatisfying(
            PrytanyException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.FEE_TOO_HIGH))
        .hasMessageContaining("wei in fees");
  }

  @Test
  void aDaoThatIsNotConfiguredExactlySoIsRefused() {
    world.ready(VOTE);
    SigningRequest request = world.request(VOTE, honest);
    refused(
        new SigningRequest(
            VOTE,
            request.dao().withLabels(Map.of(OneChain.PAYEE, "Alice")),
            honest,
            request.terms()),
        "not configured here as the server says");
  }

  // limits

  @Test
  void noMoreLeavesInAPeriodThanTheLimit(@TempDir Path other) {
    Limits limits =
        bounds(
            List.of(
                new Limits.Amount(Address.ZERO, BigInteger.valueOf(40_000), Duration.ofDays(30))),
            Set.of(),
            Duration.ZERO);
    try (GuardWorld bounded = new GuardWorld(other, limits)) {
      Proposal first = bounded.honest(content());
      bounded.approve(first);
      Proposal second = bounded.honest(content("# Again", new Address("0x" + "12".repeat(20))));
      bounded.approve(second);
      bounded.ready(EXECUTE);
      bounded.guard.sign(bounded.request(EXECUTE, first));
      bounded.guard.sign(bounded.request(EXECUTE, first, GWEI.shiftLeft(1)));
      refused(bounded, bounded.request(EXECUTE, second), "25000 were paid within PT720H");
      bounded.start(false);
      refused(bounded, bounded.request(EXECUTE, second), "the limit is 40000");
    }
  }

  @Test
  void onlyListedRecipientsArePaidAndStrangersWait(@TempDir Path other, @TempDir Path third) {
    Limits listed = bounds(List.of(), Set.of(address(ALICE)), Duration.ZERO);
    try (GuardWorld bounded = new GuardWorld(other, listed)) {
      Proposal asked = bounded.honest(content());
      bounded.approve(asked);
      bounded.ready(EXECUTE);
      refused(bounded, bounded.request(EXECUTE, asked), "not on the list of recipients");
    }
    try (GuardWorld bounded =
        new GuardWorld(third, bounds(List.of(), Set.of(), Duration.ofHours(1)))) {
      Proposal asked = bounded.honest(content());
      bounded.approve(asked);
      bounded.ready(EXECUTE);
      refused(bounded, bounded.request(EXECUTE, asked), "never paid before waits until");
      bounded.now = bounded.now.plusSeconds(3_600);
      assertThat(bounded.guard.sign(bounded.request(EXECUTE, asked)).nonce()).isEqualTo(7);
    }
  }

  private static Limits bounds(
      List<Limits.Amount> amounts, Set<Address> recipients, Duration firstPayment) {
    return new Limits(
        Map.of("demo", new Limits.OfDao(amounts, recipients, firstPayment, Duration.ZERO)));
  }

  private SigningRequest against(Proposal proposal) {
    return new SigningRequest(
        VOTE,
        DAO,
        proposal,
        GuardWorld.terms(VOTE, world.chain.vote(DAO, proposal.content(), 0, "small grant"), GWEI));
  }

  private static SigningRequest with(SigningRequest request, PlannedCall call) {
    return new SigningRequest(
        request.kind(), DAO, request.proposal(), GuardWorld.terms(request.kind(), call, GWEI));
  }

  static ProposalContent withId(ProposalContent content, BigInteger id) {
    return new ProposalContent(
        new ProposalKey(31337, GuardWorld.GOVERNOR, id),
        content.proposer(),
        content.targets(),
        content.valuesWei(),
        content.calldatas(),
        content.descriptionHex(),
        content.descriptionHash(),
        content.voteStart(),
        content.voteEnd(),
        content.transactionHash(),
        content.block(),
        content.blockHash());
  }

  private void refused(SigningRequest request, String why) {
    refused(world, request, why);
  }

  private static void refused(GuardWorld world, SigningRequest request, String why) {
    assertThatThrownBy(() -> world.guard.sign(request))
        .isInstanceOfSatisfying(
            PrytanyException.class,
            e -> assertThat(e.code()).isEqualTo(FailureCode.SIGNING_REFUSED))
        .hasMessageContaining(why);
  }
}

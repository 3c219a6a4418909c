package org.prytany.chain.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.prytany.chain.ChainAdapters;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.rpc.Endpoints;
import org.prytany.chain.rpc.RpcOptions;
import org.prytany.chain.rpc.Views;
import org.prytany.contracts.localchain.LocalChain;
import org.prytany.governance.chain.BlockRef;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.dao.Family;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.governor.Announcements;
import org.prytany.governance.governor.GovernorReader.CastVote;
import org.prytany.governance.governor.GovernorReader.LifecycleEvent;
import org.prytany.governance.governor.VoteCall;
import org.prytany.governance.proposal.ChainView;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalIds;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.voters.VoteLog;
import org.prytany.spi.Address;
import org.prytany.spi.PlannedCall;
import org.prytany.spi.Shares;
import org.prytany.spi.SimulatedEffects;
import org.prytany.spi.Support;
import org.prytany.spi.VoteDecision;

/**
 * What a family has to do, on a compiled governor: one empty subclass a family. What it came to
 * stands in docs/governors.md, and that page is held against it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FamilyConformance {
  static final String TEXT = "# Pay Alice\n\nFive units for her work.";

  /** The columns of the page, in order. */
  enum Behaviour {
    FOUND,
    READ,
    VOTED,
    QUORUM,
    LATE,
    QUEUED,
    EXECUTED,
    DEFEATED,
    CANCELLED,
    GUARDED,
    EXPIRED
  }

  private final Map<Behaviour, String> came = new EnumMap<>(Behaviour.class);
  private LocalChain chain;
  private FamilyScene scene;
  private Dao dao;
  private ChainAdapters adapters;
  private String snapshot;

  /** The chain on which it is played. */
  LocalChain node() {
    return LocalChain.start();
  }

  abstract FamilyScene deploy(LocalChain local);

  @BeforeAll
  void begin() {
    chain = node();
    scene = deploy(chain);
    dao = scene.dao();
    adapters = connected();
    isFirstCode();
    adapters.close();
  }

  /** Looked at before the chain is so long that the node forgets how it was at its beginning. */
  private void isFirstCode() {
    Announcements told = adapters.announcements();
    long head = adapters.logs().head(dao).number();
    assertThat(told.part(dao, dao.fromBlock(), head).orElseThrow().changes())
        .hasSizeLessThan(2)
        .allMatch(its -> told.isAbsentBefore(dao, its));
  }

  private ChainAdapters connected() {
    return new ChainAdapters(
        Map.of(chain.chainId(), URI.create(chain.rpcUrl())), RpcOptions.DEFAULT);
  }

  @BeforeEach
  void remember() {
    snapshot = chain.snapshot();
    adapters = connected();
  }

  @AfterEach
  void forget() {
    adapters.close();
    chain.revertTo(snapshot);
  }

  /** The page says what the suite did, word for word. */
  @AfterAll
  void end() throws IOException {
    if (chain == null) {
      // There was no node to begin with.
      return;
    }
    chain.close();
    if (came.size() == Behaviour.values().length) {
      String row = "| " + scene.title() + " | " + String.join(" | ", came.values()) + " |";
      assertThat(Files.readString(page())).contains(row);
    }
  }

  static Path page() {
    Path at = Path.of("").toAbsolutePath();
    while (!Files.isRegularFile(at.resolve("docs/architecture.md"))) {
      at = Optional.ofNullable(at.getParent()).orElseThrow();
    }
    return at.resolve("docs/governors.md");
  }

  /** What is said of another text under a true id; both keep it from being believed. */
  Class<? extends ProposalIds.Answer> anotherText() {
    return ProposalIds.Answer.Differs.class;
  }

  /** The adapters over the scene, fresh for each test. */
  final ChainAdapters adapters() {
    return adapters;
  }

  final FamilyScene scene() {
    return scene;
  }

  final ProposalContent proposed() {
    scene.propose(TEXT);
    return newest();
  }

  final ProposalContent newest() {
    return adapters.logs().proposals(dao, 0, chain.blockNumber().longValueExact()).getLast();
  }

  final ChainView view(ProposalContent content) {
    return adapters.reader().view(dao, content);
  }

  final void until(ProposalContent content, long timepoint) {
    if (view(content).clockIsTimestamp()) {
      chain.warpTo(Instant.ofEpochSecond(timepoint + 1));
      return;
    }
    long blocks = timepoint + 1 - chain.blockNumber().longValueExact();
    chain.call("anvil_mine", "0x" + Long.toHexString(Math.max(1, blocks)), "0x1");
  }

  final void send(int account, PlannedCall call) {
    RawContract.send(
        chain,
        Map.of("from", chain.account(account), "to", call.target().hex(), "data", call.calldata()));
  }

  final void vote(ProposalContent content, int account, Support support) {
    int number = adapters.reader().supports(dao).get(support);
    send(account, adapters.calls().vote(dao, content, number, "because"));
  }

  final CastVote voteOf(ProposalContent content, int account) {
    return adapters
        .reader()
        .voteOf(dao, content, new Address(chain.account(account)))
        .orElseThrow();
  }

  final ProposalContent passed() {
    ProposalContent content = proposed();
    until(content, content.voteStart());
    vote(content, 1, Support.FOR);
    until(content, content.voteEnd());
    return content;
  }

  /** Invariant: where parts are not counted, none are cast, whatever a rule says. */
  @Test
  final void aVoteInPartsIsCastOnlyWhereItIsCounted() {
    ProposalContent content = proposed();
    VoteDecision.Split split =
        new VoteDecision.Split(new Shares(6_000, 4_000, 0), "parts", "in parts");
    Address voter = new Address(scene.chain().account(2));
    until(content, content.voteStart());
    VoteCall call = VoteCall.of(adapters.reader(), adapters.calls(), dao, content, voter, split);
    if (adapters.reader().inParts(dao)) {
      assertThat(call).isInstanceOf(VoteCall.Made.class);
    } else {
      assertThat(call)
          .isInstanceOfSatisfying(
              VoteCall.Cannot.class,
              cannot -> assertThat(cannot.why()).contains("60 % FOR and 40 % AGAINST"));
      assertThatThrownBy(() -> adapters.calls().voteInParts(dao, content, Map.of(), split.reason()))
          .hasMessageContaining("does not take a vote in parts");
    }
  }

  @Test
  void theContractShowsWhatItIsAndWhatExecutes() {
    GovernorFamilies.Profile found = adapters.families().of(dao);

    assertThat(found.family()).isEqualTo(scene.family());
    assertThat(found.executor()).contains(dao.treasury());
    assertThat(found.supports()).isEqualTo(adapters.reader().supports(dao));
    assertThat(adapters.families().votesToken(dao))
        .hasValueSatisfying(token -> assertThat(token).isNotIn(dao.governor(), dao.treasury()));
    came.put(Behaviour.FOUND, "yes");
  }

  /** An operator's word against the contract is an error that names both. */
  @Test
  void anOperatorsWordThatTheContractContradictsIsRefused() {
    for (Family said : Family.values()) {
      Dao told = dao.withFamily(Optional.of(said));
      if (said == scene.family()) {
        adapters.logs().verify(told);
        continue;
      }
      PrytanyException refused =
          catchThrowableOfType(PrytanyException.class, () -> adapters.logs().verify(told));
      assertThat(refused.code()).isEqualTo(FailureCode.GOVERNOR_NOT_SERVED);
      assertThat(refused)
          .hasMessageContaining(said.word())
          .hasMessageContaining(scene.family().word());
    }
  }

  @Test
  void aProposalIsReadAndBelongsToItsId() {
    ProposalContent content = proposed();

    adapters.logs().verify(dao);
    assertThat(content.descriptionHex())
        .isEqualTo(AbiBytes.hex(TEXT.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    assertThat(content.targets()).containsExactly(new Address(scene.token().address));
    assertThat(content.calldatas().getFirst())
        .startsWith(AbiBytes.selector("transfer(address,uint256)"));
    assertThat(adapters.ids().check(dao, content)).isInstanceOf(ProposalIds.Answer.Belongs.class);
    var checked =
        adapters.logs().check(dao, List.of(content), adapters.logs().head(dao)).getFirst();
    assertThat(checked.refuted()).isEmpty();
    // Not every client says in a log when its block was; the block itself always does.
    assertThat(checked.content())
        .usingRecursiveComparison()
        .ignoringFields(
            content.proposedAt().isPresent() ? new String[0] : new String[] {"proposedAt"})
        .isEqualTo(content);
    assertThat(checked.content().proposedAt()).isPresent();
    assertThat(view(content).state()).isEqualTo(ProposalState.PENDING);
    assertThat(adapters.reader().executedElsewhere(dao, content, adapters.logs().head(dao)))
        .isEmpty();
    came.put(Behaviour.READ, "yes");
  }

  /**
   * Invariant: no text but the announced one is ever read, voted or paid on. Attack: the true calls
   * under the true id, with another text.
   */
  @Test
  void anotherTextUnderTheSameIdIsRefused() {
    ProposalContent content = proposed();
    byte[] text = "# Nothing to see".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    ProposalContent forged =
        new ProposalContent(
            content.key(),
            content.proposer(),
            content.targets(),
            content.valuesWei(),
            content.calldatas(),
            AbiBytes.hex(text),
            AbiBytes.keccak(text),
            content.voteStart(),
            content.voteEnd(),
            content.transactionHash(),
            content.block(),
            content.blockHash(),
            content.proposedAt());

    assertThat(adapters.ids().check(dao, forged)).isInstanceOf(anotherText());
  }

  /**
   * Invariant: what is FOR here is FOR on the chain, in the tally and in the record, and so for
   * each direction that the contract has.
   */
  @Test
  void eachDirectionIsCountedAsItWasMeantAndReadBack() {
    ProposalContent content = proposed();
    until(content, content.voteStart());
    Map<Support, Integer> supports = adapters.reader().supports(dao);
    Map<Support, Integer> voters = Map.of(Support.FOR, 1, Support.AGAINST, 2, Support.ABSTAIN, 3);
    ChainView before = view(content);
    assertThat(before.state()).isEqualTo(ProposalState.ACTIVE);
    assertThat(before.deadline()).hasValue(content.voteEnd());
    for (Support support : supports.keySet()) {
      int account = voters.get(support);
      assertThat(adapters.reader().voteOf(dao, content, new Address(chain.account(account))))
          .isEmpty();
      BigInteger power =
          adapters
              .reader()
              .votingPower(dao, new Address(chain.account(account)), content.voteStart());
      assertThat(power).isPositive();

      vote(content, account, support);

      CastVote cast = voteOf(content, account);
      assertThat(cast.support()).contains(support);
      assertThat(cast.weight()).isEqualTo(power);
      assertThat(cast.transactionHash()).isNotEmpty();
      ChainView view = view(content);
      assertThat(
              switch (support) {
                case FOR -> view.forVotes();
                case AGAINST -> view.againstVotes();
                case ABSTAIN -> view.abstainVotes();
              })
          .isEqualTo(power);
    }
    came.put(
        Behaviour.VOTED,
        supports.containsKey(Support.ABSTAIN)
            ? "for, against, abstain"
            : "for, against; no abstaining, no reason");
  }

  /** Whoever votes, and whichever way: each vote is read with its voter, weight and reason. */
  @Test
  void theVotesOfAllAccountsAreReadWithWeightAndReason() {
    ProposalContent content = proposed();
    until(content, content.voteStart());
    List<Support> supports = List.copyOf(adapters.reader().supports(dao).keySet());
    for (int i = 0; i < supports.size(); i++) {
      vote(content, i + 1, supports.get(i));
    }

    List<VoteLog> votes = votesSince(content);

    assertThat(votes).hasSize(supports.size());
    for (int i = 0; i < supports.size(); i++) {
      VoteLog vote = votes.get(i);
      CastVote cast = voteOf(content, i + 1);
      assertThat(vote.proposal()).isEqualTo(content.key());
      assertThat(vote.voter()).isEqualTo(cast.account());
      assertThat(vote.parts())
          .containsExactly(
              new VoteLog.Part(supports.get(i).name().toLowerCase(Locale.ROOT), cast.weight()));
      assertThat(vote.reason()).isEqualTo(scene.family() == Family.ALPHA ? "" : "because");
      assertThat(vote.transactionHash()).isEqualTo(cast.transactionHash());
      assertThat(vote.block()).isEqualTo(cast.block());
    }
  }

  final List<VoteLog> votesSince(ProposalContent content) {
    return adapters
        .votes()
        .part(scene.dao(), content.block(), chain.blockNumber().longValueExact())
        .orElseThrow()
        .found();
  }

  /** The quorum is the number that decides: one vote below it is not enough, as the chain says. */
  @Test
  void theQuorumIsTheContractsOwn() {
    ProposalContent content = passed();
    ChainView view = view(content);

    assertThat(view.quorum().orElseThrow()).isPositive().isLessThanOrEqualTo(view.forVotes());
    assertThat(view.state()).isEqualTo(ProposalState.SUCCEEDED);
    came.put(Behaviour.QUORUM, scene.quorum());
  }

  /** A quorum that is reached late moves the end of voting where the contract has it so. */
  @Test
  void theEndOfVotingIsWhereTheContractHasItAfterALateQuorum() {
    ProposalContent content = proposed();
    until(content, content.voteEnd() - 50);

    vote(content, 1, Support.FOR);

    long end = view(content).deadline().orElseThrow();
    assertThat(end > content.voteEnd()).isEqualTo(scene.extendsVoting());
    until(content, content.voteEnd());
    assertThat(view(content).state() == ProposalState.ACTIVE).isEqualTo(scene.extendsVoting());
    until(content, end);
    assertThat(view(content).state()).isEqualTo(ProposalState.SUCCEEDED);
    came.put(Behaviour.LATE, scene.extendsVoting() ? "moves the end" : "moves nothing");
  }

  /**
   * Invariant: whatever names no timelock is asked who executes, and that is no other's account.
   */
  @Test
  void whatItsExecutorAloneMayCallTellsWhoThatIs() {
    if (scene.family().isCompounds()) {
      return;
    }
    Dao mistaken =
        Dao.onlyRead(
            "other", "Other", dao.chainId(), dao.governor(), new Address(scene.token().address));
    boolean itself = dao.treasury().equals(dao.governor());
    try (Endpoints endpoints =
        new Endpoints(Map.of(chain.chainId(), URI.create(chain.rpcUrl())), RpcOptions.DEFAULT)) {
      Views views = new Views(endpoints.of(dao), "latest");
      assertThat(GovernanceCaller.of(views, dao, true))
          .isEqualTo(new Executor.Account(dao.treasury()));
      assertThat(GovernanceCaller.of(views, mistaken, true))
          .isEqualTo(itself ? new Executor.Account(dao.governor()) : new Executor.Neither());
    }
  }

  @Test
  void whatPassedIsQueuedByAnyoneOrNeedsNoQueue() {
    ProposalContent content = passed();
    ChainView view = view(content);

    if (!view.queues()) {
      assertThat(view.isToBeQueued()).isFalse();
      assertThat(view.isToBeExecuted()).isTrue();
      came.put(Behaviour.QUEUED, "none needed");
      return;
    }
    assertThat(view.isToBeQueued()).isTrue();
    assertThat(view.isToBeExecuted()).isFalse();
    send(5, adapters.calls().queue(dao, content));
    ChainView queued = view(content);
    assertThat(queued.state()).isEqualTo(ProposalState.QUEUED);
    assertThat(queued.etaSeconds().orElseThrow()).isGreaterThan(queued.at().timestamp());
    assertThat(happened(content, LifecycleEvent.Kind.QUEUED)).isTrue();
    came.put(Behaviour.QUEUED, "by anyone");
  }

  private boolean happened(ProposalContent content, LifecycleEvent.Kind kind) {
    return adapters.reader().lifecycle(dao, content).stream()
        .anyMatch(
            event -> event.kind() == kind && event.sender().equals(new Address(chain.account(5))));
  }

  /** Invariant: exactly what the proposal says is paid, once, from the treasury. */
  @Test
  void whatPassedIsExecutedByAnyoneAndItsReceiptIsRead() {
    ProposalContent content = passed();
    SimulatedEffects before =
        adapters.simulator().simulate(dao, content, adapters.decoder().decode(dao, content));
    queued(content);
    BigInteger treasury = held(dao.treasury().hex());
    SimulatedEffects expected =
        adapters.simulator().simulate(dao, content, adapters.decoder().decode(dao, content));
    assertThat(expected.succeeded()).isTrue();
    // What treasurers approved before the governor executes it is what it then executes.
    assertThat(expected.effectsHash()).isEqualTo(before.effectsHash());

    send(5, adapters.calls().execute(dao, content));

    assertThat(view(content).state()).isEqualTo(ProposalState.EXECUTED);
    assertThat(held(FamilyScene.PAYEE)).isEqualTo(FamilyScene.PAID);
    assertThat(treasury.subtract(held(dao.treasury().hex()))).isEqualTo(FamilyScene.PAID);
    assertThat(happened(content, LifecycleEvent.Kind.EXECUTED)).isTrue();
    String transaction = adapters.reader().lifecycle(dao, content).getLast().transactionHash();
    assertThat(adapters.receipts().read(dao, content, expected, transaction).difference())
        .isEmpty();
    came.put(Behaviour.EXECUTED, "by anyone");
  }

  final void queued(ProposalContent content) {
    if (view(content).queues()) {
      send(5, adapters.calls().queue(dao, content));
      chain.warpTo(Instant.ofEpochSecond(view(content).etaSeconds().orElseThrow() + 1));
    }
    assertThat(view(content).isToBeExecuted()).isTrue();
  }

  private BigInteger held(String account) {
    return scene.token().number("balanceOf(address)", RawContract.account(account));
  }

  @Test
  void whatNobodyVotedForIsDefeated() {
    ProposalContent content = proposed();
    until(content, content.voteEnd());

    ChainView view = view(content);
    assertThat(view.state()).isEqualTo(ProposalState.DEFEATED);
    assertThat(view.isToBeQueued() || view.isToBeExecuted()).isFalse();
    isTold(content, ProposalState.DEFEATED);
    came.put(Behaviour.DEFEATED, "yes");
  }

  /** Who announced it, and what became of it, as the chain has it in one block and no other. */
  private void isTold(ProposalContent content, ProposalState state) {
    BigInteger id = content.key().proposalId();
    BlockRef at = adapters.logs().head(dao);
    Announcements told = adapters.announcements();
    Announcements.Part part = told.part(dao, content.block(), at.number()).orElseThrow();
    assertThat(part.whole()).isTrue();
    assertThat(part.found()).contains(new Announcements.Announced(id, content.proposer()));
    assertThat(told.isAbsentBefore(dao, dao.fromBlock())).isTrue();
    BigInteger unknown = id.add(BigInteger.valueOf(1_000));
    Announcements.Standing standing = told.standing(dao, List.of(id, unknown), at).orElseThrow();
    assertThat(standing.states()).containsExactly(Map.entry(id, state));
    assertThat(standing.counted().filter(count -> count.signum() <= 0)).isEmpty();
    List<Long> changes = told.part(dao, dao.fromBlock(), at.number()).orElseThrow().changes();
    assertThat(standing.code() == Announcements.Code.CHANGEABLE)
        .as("the code is what it was from the beginning on, or is told to be replaced: " + changes)
        .isEqualTo(!changes.isEmpty());
    assertThat(changes).hasSizeLessThan(2);
    assertThat(standing.code() == Announcements.Code.UNCOUNTING)
        .isEqualTo(changes.isEmpty() && standing.counted().isEmpty());
    BlockRef other = new BlockRef(at.number(), at.parentHash(), at.parentHash(), at.timestamp());
    assertThat(told.standing(dao, List.of(id), other)).isEmpty();
  }

  @Test
  void whatWasCancelledIsOver() {
    ProposalContent content = proposed();
    scene.cancel(1, content.key().proposalId(), TEXT);

    assertThat(view(content).state()).isEqualTo(ProposalState.CANCELED);
    assertThat(adapters.reader().lifecycle(dao, content))
        .extracting(LifecycleEvent::kind)
        .contains(LifecycleEvent.Kind.CANCELED);
    isTold(content, ProposalState.CANCELED);
    came.put(Behaviour.CANCELLED, "yes");
  }

  /**
   * Invariant: what a guardian stopped is over here at once, whatever was voted, and neither queued
   * nor executed any more.
   */
  @Test
  void aGuardianCancelsWhatWasQueued() {
    if (scene.guardian().isEmpty()) {
      came.put(Behaviour.GUARDED, "has none");
      return;
    }
    int guardian = scene.guardian().getAsInt();
    ProposalContent content = passed();
    send(5, adapters.calls().queue(dao, content));
    assertThat(view(content).state()).isEqualTo(ProposalState.QUEUED);

    scene.cancel(guardian, content.key().proposalId(), TEXT);

    ChainView view = view(content);
    assertThat(view.state()).isEqualTo(ProposalState.CANCELED);
    assertThat(view.isToBeQueued() || view.isToBeExecuted()).isFalse();
    LifecycleEvent last = adapters.reader().lifecycle(dao, content).getLast();
    assertThat(last.kind()).isEqualTo(LifecycleEvent.Kind.CANCELED);
    assertThat(last.sender()).isEqualTo(new Address(chain.account(guardian)));
    came.put(Behaviour.GUARDED, "also when queued");
  }

  /** Compound's timelocks let a queued proposal lapse, whoever's the governor is. */
  @Test
  void whatNobodyExecutesInTimeExpiresWhereThatIsSo() {
    ProposalContent content = passed();
    queued(content);
    chain.mine(1);
    OptionalLong lapses = view(content).lapsesSeconds();
    assertThat(lapses.isPresent()).isEqualTo(scene.lapses());
    if (lapses.isPresent()) {
      chain.warpTo(Instant.ofEpochSecond(lapses.getAsLong() - 60));
      assertThat(view(content).state()).isEqualTo(ProposalState.QUEUED);
    }
    chain.warpTo(
        lapses.isPresent()
            ? Instant.ofEpochSecond(lapses.getAsLong())
            : chain.now().plusSeconds(30L * 86_400));

    ProposalState state = view(content).state();
    assertThat(state)
        .isEqualTo(
            scene.lapses()
                ? ProposalState.EXPIRED
                : view(content).queues() ? ProposalState.QUEUED : ProposalState.SUCCEEDED);
    came.put(Behaviour.EXPIRED, state == ProposalState.EXPIRED ? "yes" : "never");
  }
}

package org.prytany.signerd.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.prytany.governance.act.ActKind.VOTE;
import static org.prytany.signerd.guard.GuardWorld.OPERATOR;
import static org.prytany.signerd.guard.GuardWorld.address;
import static org.prytany.signerd.guard.GuardWorld.content;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.sending.SigningRequest;
import org.prytany.governance.statement.OperatorDecision;
import org.prytany.governance.statement.StatementData;
import org.prytany.governance.statement.TreasurerStatement;
import org.prytany.governance.statement.TreasurerStatement.Kind;
import org.prytany.spi.ProposalKey;
import org.prytany.spi.Support;
import org.prytany.spi.VoteDecision;
import org.web3j.crypto.ECKeyPair;

/** A vote that people decide is signed on an operator's signature, and on no one's word. */
class DecidedByPeopleTest {

  @TempDir private Path folder;
  private GuardWorld world;

  @BeforeEach
  void open() {
    world = new GuardWorld(folder);
    world.ready(VOTE);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void aVoteThatAnOperatorDecidedIsSigned() {
    world.guard.keep(world.dao, proposal("against", Support.AGAINST), decision("small grant"));
    assertThat(world.guard.sign(vote(Support.AGAINST, "person")).nonce()).isEqualTo(7);
  }

  @Test
  void itIsSignedAfterARestartToo() {
    world.guard.keep(world.dao, proposal("against", Support.AGAINST), decision("small grant"));
    world.start(false);
    assertThat(world.guard.decisions(world.dao, content().key())).hasSize(1);
    assertThat(world.guard.sign(vote(Support.AGAINST, "person")).nonce()).isEqualTo(7);
  }

  @Test
  void nobodyDecidesInThePersonsName() {
    assertThatThrownBy(() -> world.guard.sign(vote(Support.AGAINST, "person")))
        .hasMessageContaining("no operator signed one");
  }

  @Test
  void whatTheOperatorDidNotDecideIsNotVoted() {
    world.guard.keep(world.dao, proposal("against", Support.AGAINST), decision("small grant"));
    assertThatThrownBy(() -> world.guard.sign(vote(Support.FOR, "person")))
        .hasMessageContaining("another reason or direction");
    assertThatThrownBy(() -> world.guard.sign(vote(Support.AGAINST, "grants")))
        .hasMessageContaining("another reason or direction");
  }

  @Test
  void anExpiredDecisionIsNotVoted() {
    world.guard.keep(world.dao, proposal("against", Support.AGAINST), decision("small grant"));
    world.now = world.now.plus(Duration.ofDays(2));
    assertThatThrownBy(() -> world.guard.sign(vote(Support.AGAINST, "person")))
        .hasMessageContaining("It expired");
  }

  @Test
  void whoIsNoOperatorAnyMoreDecidedNothing() {
    world.guard.keep(world.dao, proposal("against", Support.AGAINST), decision("small grant"));
    world.operators = Set.of();
    world.start(false);
    assertThatThrownBy(() -> world.guard.sign(vote(Support.AGAINST, "person")))
        .hasMessageContaining("no operator signed one");
  }

  @Test
  void aTreasurersOrForgedSignatureIsNotKept() {
    Proposal proposal = proposal("against", Support.AGAINST);
    assertThatThrownBy(
            () ->
                world.guard.keep(
                    world.dao, proposal, signed(unsigned(GuardWorld.ALICE, "x"), GuardWorld.ALICE)))
        .hasMessageContaining("is a treasurer and no operator");
    assertThatThrownBy(
            () ->
                world.guard.keep(
                    world.dao, proposal, signed(unsigned(OPERATOR, "x"), GuardWorld.ALICE)))
        .hasMessageContaining("It was not signed by");
    assertThat(world.guard.decisions(world.dao, content().key())).isEmpty();
  }

  /** Whoever asks may be anybody: what costs nothing is looked at first. */
  @Test
  void theChainIsAskedOnlyAboutWhatAnOperatorSignedNow() {
    Proposal proposal = proposal("for", Support.FOR);
    OperatorDecision kept = signed(unsigned(OPERATOR, Support.FOR, "x"), OPERATOR);
    int before = world.chain.looks;
    world.guard.keep(world.dao, proposal, kept);
    assertThat(world.chain.looks).isGreaterThan(before);

    ECKeyPair stranger = GuardWorld.pair(99);
    OperatorDecision next = unsigned(OPERATOR, Support.FOR, "x");
    for (OperatorDecision handed :
        List.of(
            next,
            signed(next, stranger),
            signed(unsigned(stranger, Support.FOR, "x"), stranger),
            signed(unsigned(GuardWorld.ALICE, Support.FOR, "x"), GuardWorld.ALICE),
            // What was kept can be read by anybody, and handed in again.
            kept)) {
      int asked = world.chain.looks;
      assertThatThrownBy(() -> world.guard.keep(world.dao, proposal, handed))
          .isInstanceOf(PrytanyException.class);
      assertThat(world.chain.looks).as(handed.toString()).isEqualTo(asked);
    }
  }

  @Test
  void theSameGoesForWhatTreasurersSign() {
    Proposal proposal = world.honest(content());
    TreasurerStatement kept = world.say(Kind.APPROVE, GuardWorld.ALICE, proposal);
    TreasurerStatement next = world.statement(Kind.APPROVE, GuardWorld.ALICE, proposal);
    TreasurerStatement strangers = world.statement(Kind.APPROVE, GuardWorld.pair(99), proposal);
    String forged = GuardWorld.signature(StatementData.of(next).digest(), GuardWorld.BOB);
    for (TreasurerStatement handed :
        List.of(next.signed(""), next.signed(forged), strangers, kept)) {
      int asked = world.chain.looks;
      assertThatThrownBy(() -> world.guard.keep(world.dao, proposal, handed))
          .isInstanceOf(PrytanyException.class);
      assertThat(world.chain.looks).as(handed.toString()).isEqualTo(asked);
    }
  }

  @Test
  void anOperatorVotesForATextThatNobodyCouldCompare() {
    world.guard.keep(world.dao, unread("person"), votesFor(OPERATOR, effectsHash()));
    assertThat(world.guard.sign(voteForUnread("person")).nonce()).isEqualTo(7);
  }

  /** A server that was taken over leaves the comparison out, and says that an operator decided. */
  @Test
  void withoutAComparisonNothingButAnOperatorsOwnVoteForItIsSigned() {
    for (String rule : List.of("grants", "person")) {
      assertThatThrownBy(() -> world.guard.sign(voteForUnread(rule)))
          .hasMessageContaining("never compared");
    }
    world.guard.keep(world.dao, proposal("against", Support.AGAINST), decision("small grant"));
    for (String rule : List.of("grants", "person")) {
      assertThatThrownBy(() -> world.guard.sign(voteForUnread(rule)))
          .hasMessageContaining("never compared");
    }
    assertThat(world.guard.decisions(world.dao, content().key())).hasSize(1);
  }

  @Test
  void aRuleDoesNotHideBehindAnOperatorsVote() {
    world.guard.keep(world.dao, unread("person"), votesFor(OPERATOR, effectsHash()));
    assertThatThrownBy(() -> world.guard.sign(voteForUnread("grants")))
        .hasMessageContaining("never compared");
  }

  @Test
  void aVoteForAnotherTextOrOtherEffectsOrByNoOperatorIsNotKept() {
    OperatorDecision right = votesFor(OPERATOR, effectsHash());
    OperatorDecision otherText =
        signed(named(right, right.proposal(), "0x" + "12".repeat(32)), OPERATOR);
    assertThatThrownBy(() -> world.guard.keep(world.dao, unread("person"), otherText))
        .hasMessageContaining("another text or other calls");
    ProposalKey key = right.proposal();
    ProposalKey another = new ProposalKey(key.chainId(), key.governor(), BigInteger.TWO);
    OperatorDecision otherProposal = signed(named(right, another, right.contentHash()), OPERATOR);
    assertThatThrownBy(() -> world.guard.keep(world.dao, unread("person"), otherProposal))
        .hasMessageContaining("another proposal");
    assertThatThrownBy(
            () ->
                world.guard.keep(
                    world.dao, unread("person"), votesFor(OPERATOR, "0x" + "34".repeat(32))))
        .hasMessageContaining("other effects");
    assertThatThrownBy(
            () ->
                world.guard.keep(
                    world.dao, unread("person"), votesFor(GuardWorld.ALICE, effectsHash())))
        .hasMessageContaining("no operator");
    assertThatThrownBy(() -> world.guard.sign(voteForUnread("person")))
        .hasMessageContaining("never compared");
  }

  private String effectsHash() {
    return world.effects(content()).effects().effectsHash();
  }

  private OperatorDecision votesFor(ECKeyPair by, String effectsHash) {
    return signed(
        new OperatorDecision(
            content().key(),
            Support.FOR,
            "small grant",
            address(by),
            world.dao.voter().orElseThrow(),
            world.guard.roster(world.dao).nextCounter(address(by)),
            GuardWorld.NOW.getEpochSecond() + 86_400,
            content().contentHash(),
            effectsHash,
            "",
            Optional.empty()),
        by);
  }

  private static OperatorDecision named(OperatorDecision its, ProposalKey key, String content) {
    return new OperatorDecision(
        key,
        its.support(),
        its.reason(),
        its.operator(),
        its.voter(),
        its.counter(),
        its.expiry(),
        content,
        its.effectsHash(),
        "",
        Optional.empty());
  }

  private Proposal unread(String rule) {
    return proposal(rule, Support.FOR).change().verdict(Optional.empty()).build();
  }

  private SigningRequest voteForUnread(String rule) {
    SigningRequest compared = vote(Support.FOR, rule);
    return new SigningRequest(VOTE, world.dao, unread(rule), compared.terms());
  }

  private OperatorDecision decision(String reason) {
    return signed(unsigned(OPERATOR, reason), OPERATOR);
  }

  private OperatorDecision unsigned(ECKeyPair by, String reason) {
    return unsigned(by, Support.AGAINST, reason);
  }

  private OperatorDecision unsigned(ECKeyPair by, Support support, String reason) {
    return new OperatorDecision(
        content().key(),
        support,
        reason,
        address(by),
        world.dao.voter().orElseThrow(),
        world.guard.roster(world.dao).nextCounter(address(by)),
        GuardWorld.NOW.getEpochSecond() + 86_400,
        content().contentHash(),
        OperatorDecision.bindsEffects(support)
            ? world.effects(content()).effects().effectsHash()
            : TreasurerStatement.NO_EFFECTS,
        "",
        Optional.empty());
  }

  private static OperatorDecision signed(OperatorDecision decision, ECKeyPair by) {
    return decision.signed(GuardWorld.signature(decision.data().digest(), by));
  }

  private Proposal proposal(String rule, Support support) {
    VoteDecision cast = new VoteDecision.Cast(support, rule, "small grant");
    return world
        .honest(content())
        .change()
        .decision(Optional.of(world.sealed(GuardWorld.decided(content(), cast), content())))
        .build();
  }

  private SigningRequest vote(Support support, String rule) {
    int number = support == Support.FOR ? 1 : 0;
    return new SigningRequest(
        VOTE,
        world.dao,
        proposal(rule, support),
        GuardWorld.terms(
            VOTE,
            world.chain.vote(world.dao, content(), number, "small grant"),
            BigInteger.TEN.pow(9)));
  }
}

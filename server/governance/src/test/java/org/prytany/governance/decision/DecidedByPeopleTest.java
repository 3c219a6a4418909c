package org.prytany.governance.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.prytany.governance.act.ActStatus;
import org.prytany.governance.duty.Duty;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.proposal.StageOutcome;
import org.prytany.governance.statement.OperatorDecision;
import org.prytany.governance.world.World;
import org.prytany.spi.Address;
import org.prytany.spi.Effect;
import org.prytany.spi.ProposalKey;
import org.prytany.spi.Support;
import org.prytany.spi.Token;
import org.prytany.spi.VoteDecision;
import org.prytany.spi.VoteDecision.Cast;
import org.prytany.spi.VoteDecision.Escalate;

/** Where the rules leave a vote to people, an operator decides with a signature. */
class DecidedByPeopleTest {

  private final World world = new World();
  private ProposalContent content;

  @BeforeEach
  void anEscalation() {
    world.strategy = Optional.of(World.strategy(s -> new Escalate("unsure", "too large")));
    content = world.digested(1, "Blue?");
    world.turn(1);
    assertThat(decision()).isInstanceOf(Escalate.class);
  }

  private VoteDecision decision() {
    return world.stored(content).decision().orElseThrow().decision();
  }

  private OperatorDecision prepared(Support support) {
    return world.people.prepare(
        world.dao, world.stored(content), support, "too large for us", World.OPERATOR, 0);
  }

  private void refused(OperatorDecision decision, String... words) {
    int before = world.journal.decisions(content.key()).size();
    assertThatThrownBy(
            () ->
                world.decisions.decideByPerson(
                    world.dao, world.stored(content), World.signed(decision)))
        .isInstanceOfSatisfying(
            PrytanyException.class,
            e -> assertThat(e.code()).isEqualTo(FailureCode.APPROVAL_REFUSED))
        .hasMessageContainingAll(words);
    assertThat(world.journal.decisions(content.key())).hasSize(before);
    assertThat(decision()).isInstanceOf(Escalate.class);
  }

  @Test
  void anEscalationStaysDueUntilSomebodyDecides() {
    for (int i = 0; i < 5; i++) {
      world.turn(5);
      assertThat(world.store.duties.open())
          .extracting(Duty::lastProblem)
          .anyMatch(problem -> problem.contains("too large"));
    }
  }

  /** An operator who votes against signs no effects, so none that change undo it. */
  @Test
  void aVoteAgainstByAnOperatorIsCastWhateverTheCallsComeTo() {
    world.chain.restless = true;
    world.turn(10);
    world.decide(content, Support.AGAINST, "too large for us");
    world.turn(6);

    assertThat(world.chain.vote(content.key(), World.VOTER))
        .hasValueSatisfying(vote -> assertThat(vote.is(Support.AGAINST)).isTrue());
  }

  @Test
  void anOperatorDecidesAndTheLineCastsTheVote() {
    world.decide(content, Support.AGAINST, "too large for us");

    assertThat(decision()).isEqualTo(new Cast(Support.AGAINST, "person", "too large for us"));
    assertThat(world.store.audit.entries.getLast())
        .satisfies(
            entry -> {
              assertThat(entry.act()).isEqualTo("decision.recorded");
              assertThat(entry.actor()).isEqualTo(World.OPERATOR.hex());
              assertThat(entry.details()).containsKeys("signature", "counter", "kept");
            });
    world.turn(4);
    assertThat(world.chain.vote(content.key(), World.VOTER))
        .hasValueSatisfying(vote -> assertThat(vote.is(Support.AGAINST)).isTrue());
    assertThat(world.stored(content).ballot().orElseThrow().status())
        .isEqualTo(ActStatus.CONFIRMED);
    assertThat(world.store.duties.open()).isEmpty();
  }

  @Test
  void theLatestDecisionCounts() {
    world.decide(content, Support.FOR, "fine");
    world.decide(content, Support.ABSTAIN, "not so sure");
    assertThat(decision()).isEqualTo(new Cast(Support.ABSTAIN, "person", "not so sure"));
  }

  @Test
  void whatDoesNotCountIsRefusedByName() {
    OperatorDecision right = prepared(Support.AGAINST);
    refused(changed(right, World.TREASURER_A), "is a treasurer and no operator");
    refused(changed(right, World.STRANGER), "not listed under prytany.operators");
    refused(with(right, right.proposal(), right.voter(), 1, right.contentHash()), "It expired");
    refused(
        with(right, right.proposal(), right.voter(), Long.MAX_VALUE, right.contentHash()),
        "more than 30 days");
    refused(
        with(right, right.proposal(), right.voter(), right.expiry(), "0x" + "12".repeat(32)),
        "another text or other calls");
    refused(
        with(right, right.proposal(), World.STRANGER, right.expiry(), right.contentHash()),
        "a server that votes with");
    ProposalKey key = right.proposal();
    refused(
        with(
            right,
            new ProposalKey(1, key.governor(), key.proposalId()),
            right.voter(),
            right.expiry(),
            right.contentHash()),
        "another DAO");
    refused(
        with(
            right,
            new ProposalKey(key.chainId(), key.governor(), BigInteger.TWO),
            right.voter(),
            right.expiry(),
            right.contentHash()),
        "another proposal");
    assertThatThrownBy(
            () ->
                world.decisions.decideByPerson(
                    world.dao, world.stored(content), right.signed("0x00")))
        .hasMessageContaining("It was not signed by");
    world.decide(content, Support.AGAINST, "no");
    assertThatThrownBy(
            () ->
                world.decisions.decideByPerson(
                    world.dao, world.stored(content), World.signed(right)))
        .hasMessageContaining("counter");
  }

  @Test
  void aReasonHasToBeThereAndGoesOnTheChainSoItIsShort() {
    for (String reason : List.of(" ", "x".repeat(281))) {
      assertThatThrownBy(() -> world.decide(content, Support.AGAINST, reason))
          .isInstanceOf(PrytanyException.class)
          .hasMessageContaining("reason");
    }
  }

  @Test
  void onceVotingIsOverOrTheVoteIsCastNothingIsDecided() {
    world.decide(content, Support.AGAINST, "no");
    world.turn(4);
    assertThatThrownBy(() -> world.decide(content, Support.FOR, "changed my mind"))
        .hasMessageContaining("under way already");

    ProposalContent other = world.digested(2, "Green?");
    world.chain.become(other, ProposalState.DEFEATED);
    assertThatThrownBy(() -> world.decide(other, Support.FOR, "late"))
        .hasMessageContaining("Voting is over");
    world.chain.become(other, ProposalState.PENDING);
    assertThatThrownBy(() -> world.decide(other, Support.FOR, "early"))
        .hasMessageContaining("Voting has not started");
    assertThat(world.journal.decisions(other.key())).isEmpty();
  }

  @Test
  void aDecisionThatWasKeptIsRecordedAfterACrashBeforeItWasStored() {
    world.journal.keep(world.dao, world.stored(content), World.signed(prepared(Support.AGAINST)));
    world.restart();
    world.turn(6);
    assertThat(world.chain.vote(content.key(), World.VOTER)).isPresent();
    assertThat(world.store.audit.acts()).contains("vote.confirmed");
  }

  @Test
  void aRuleThatCastsLaterDoesNotReplaceWhatAPersonDecided() {
    world.decide(content, Support.AGAINST, "no");
    world.strategy = Optional.of(World.strategy(s -> new Cast(Support.FOR, "always", "yes")));
    Proposal stored = world.stored(content);
    world.store.proposals.compareAndSwap(stored.change().decision(Optional.empty()).build());
    world.decisions.step(world.dao, world.stored(content));
    assertThat(decision()).isEqualTo(new Cast(Support.AGAINST, "person", "no"));
  }

  @Test
  void aVoteForOtherEffectsNeedsAnotherDecision() {
    world.decide(content, Support.FOR, "fine");
    world.chain.effects = List.of(pays());
    world.strategy = Optional.of(World.strategy(s -> new Cast(Support.FOR, "always", "yes")));
    world.chain.mine();
    world.ballots.step(world.dao, world.stored(content));
    assertThat(world.stored(content).decision()).isEmpty();

    assertThat(world.decisions.step(world.dao, world.stored(content)))
        .isInstanceOfSatisfying(
            StageOutcome.NeedsPeople.class,
            people -> assertThat(people.detail()).contains("other effects"));
    assertThat(world.stored(content).ballot()).isEmpty();
    world.decide(content, Support.FOR, "fine, too");
    assertThat(decision()).isEqualTo(new Cast(Support.FOR, "person", "fine, too"));
  }

  @Test
  void aVoteAgainstItStandsWhateverItDoes() {
    world.decide(content, Support.AGAINST, "no");
    world.chain.effects = List.of(pays());
    world.turn(6);
    assertThat(world.chain.vote(content.key(), World.VOTER)).isPresent();
  }

  @Test
  void noRuleMayBearTheNameOfPeople() {
    World other = new World();
    other.strategy = Optional.of(World.strategy(s -> new Cast(Support.FOR, "person", "yes")));
    ProposalContent its = other.digested(1, "Blue?");
    other.decisions.step(other.dao, other.stored(its));
    assertThat(other.stored(its).decision().orElseThrow().decision())
        .isInstanceOfSatisfying(
            Escalate.class, it -> assertThat(it.reason()).contains("name it otherwise"));
  }

  private static Effect pays() {
    return new Effect(
        Effect.Kind.TRANSFER,
        Address.ZERO,
        Optional.of(World.dao(java.util.Set.of()).treasury()),
        Optional.of(World.STRANGER),
        Optional.of(Token.NATIVE),
        BigInteger.TEN,
        "",
        "");
  }

  private static OperatorDecision changed(OperatorDecision right, Address operator) {
    return new OperatorDecision(
        right.proposal(),
        right.support(),
        right.reason(),
        operator,
        right.voter(),
        right.counter(),
        right.expiry(),
        right.contentHash(),
        right.effectsHash(),
        "",
        Optional.empty());
  }

  private static OperatorDecision with(
      OperatorDecision right,
      ProposalKey proposal,
      Address voter,
      long expiry,
      String contentHash) {
    return new OperatorDecision(
        proposal,
        right.support(),
        right.reason(),
        right.operator(),
        voter,
        right.counter(),
        expiry,
        contentHash,
        right.effectsHash(),
        "",
        Optional.empty());
  }
}

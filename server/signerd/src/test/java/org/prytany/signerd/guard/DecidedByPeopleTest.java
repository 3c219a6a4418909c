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
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.sending.SigningRequest;
import org.prytany.governance.statement.OperatorDecision;
import org.prytany.governance.statement.TreasurerStatement;
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

  private OperatorDecision decision(String reason) {
    return signed(unsigned(OPERATOR, reason), OPERATOR);
  }

  private OperatorDecision unsigned(ECKeyPair by, String reason) {
    return new OperatorDecision(
        content().key(),
        Support.AGAINST,
        reason,
        address(by),
        world.dao.voter().orElseThrow(),
        world.guard.roster(world.dao).nextCounter(address(by)),
        GuardWorld.NOW.getEpochSecond() + 86_400,
        content().contentHash(),
        TreasurerStatement.NO_EFFECTS,
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

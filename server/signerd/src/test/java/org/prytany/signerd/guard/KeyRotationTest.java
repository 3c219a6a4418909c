package org.prytany.signerd.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.prytany.governance.act.ActKind.EXECUTE;
import static org.prytany.governance.act.ActKind.QUEUE;
import static org.prytany.governance.act.ActKind.VOTE;
import static org.prytany.signerd.guard.GuardWorld.EXECUTOR;
import static org.prytany.signerd.guard.GuardWorld.GWEI;
import static org.prytany.signerd.guard.GuardWorld.VOTER;
import static org.prytany.signerd.guard.GuardWorld.address;
import static org.prytany.signerd.guard.GuardWorld.content;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.prytany.governance.act.Act;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.sending.SigningRequest;
import org.prytany.spi.Address;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.SignedRawTransaction;
import org.web3j.crypto.TransactionDecoder;

/** A key is added, the accounts are switched while acts are open, and the old keys are removed. */
class KeyRotationTest {

  private static final ECKeyPair NEW_VOTER = GuardWorld.pair(11);
  private static final ECKeyPair NEW_EXECUTOR = GuardWorld.pair(12);

  @TempDir Path folder;
  GuardWorld world;
  Proposal honest;

  @BeforeEach
  void world() {
    world = new GuardWorld(folder);
    honest = world.honest(content());
    world.approve(honest);
    world.keys = Set.of(VOTER, EXECUTOR, NEW_VOTER, NEW_EXECUTOR);
    world.start(false);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = ActKind.class,
      names = {"VOTE", "QUEUE"})
  void whatTheOldAccountHasOpenStaysItsOwnAndIsPricedAnewByIt(ActKind kind) throws Exception {
    world.ready(kind);
    SigningRequest before = world.request(kind, honest);
    Act.Submission first = world.guard.sign(before);
    switched();

    Act.Submission raised = world.guard.sign(old(kind, 2));
    assertThat(raised.nonce()).isEqualTo(first.nonce());
    assertThat(signer(raised)).isEqualTo(before.terms().from());
    assertThat(signer(world.guard.sign(fresh(kind)))).isNotEqualTo(before.terms().from());
    Act act = GuardWorld.act(before);
    assertThat(world.guard.signedNonce(act)).hasValue(first.nonce());
    Act.Submission back = world.guard.cancel(act, GuardWorld.giveUp(act, GWEI.shiftLeft(3)));
    assertThat(back.nonce()).isEqualTo(first.nonce());
    assertThat(signer(back)).isEqualTo(before.terms().from());
  }

  @Test
  void theOldAccountStartsNothingNew() {
    switched();
    for (ActKind kind : ActKind.values()) {
      world.ready(kind);
      assertThatThrownBy(() -> world.guard.sign(old(kind, 1)))
          .hasMessageContaining("is not the configured");
    }
  }

  @Test
  void whatTheOldAccountDidIsNotGoneOnWithOnceTheChainHasUsedItsNonce() {
    world.ready(VOTE);
    world.guard.sign(world.request(VOTE, honest));
    switched();
    world.chain.count = 8;
    assertThatThrownBy(() -> world.guard.sign(old(VOTE, 2)))
        .hasMessageContaining("when that has held");
    world.pass(Depth.DEEP);
    assertThatThrownBy(() -> world.guard.sign(old(VOTE, 2)))
        .hasMessageContaining("is not the configured");
  }

  @Test
  void anOpenPaymentOfTheOldAccountNeedsApprovalsForTheNewOneAndCanBeTakenBack() throws Exception {
    world.ready(EXECUTE);
    SigningRequest before = world.request(EXECUTE, honest);
    Act.Submission first = world.guard.sign(before);
    switched();
    assertThatThrownBy(() -> world.guard.sign(old(EXECUTE, 2)))
        .hasMessageContaining("0 treasurers' approvals count");
    assertThatThrownBy(() -> world.guard.sign(fresh(EXECUTE)))
        .hasMessageContaining("0 treasurers' approvals count");
    Act act = GuardWorld.act(before);
    Act.Submission back = world.guard.cancel(act, GuardWorld.giveUp(act, GWEI.shiftLeft(3)));
    assertThat(back.nonce()).isEqualTo(first.nonce());
    assertThat(signer(back)).isEqualTo(address(EXECUTOR));
    world.approve(honest);
    assertThat(signer(world.guard.sign(fresh(EXECUTE)))).isEqualTo(address(NEW_EXECUTOR));
  }

  @Test
  void withoutTheOldKeyWhatItHasOpenIsRefusedByName() {
    world.ready(QUEUE);
    SigningRequest before = world.request(QUEUE, honest);
    world.guard.sign(before);
    world.keys = Set.of(NEW_VOTER, NEW_EXECUTOR);
    switched();
    assertThatThrownBy(() -> world.guard.sign(old(QUEUE, 2)))
        .hasMessageContaining("holds no key for account " + address(EXECUTOR));
    Act act = GuardWorld.act(before);
    assertThatThrownBy(() -> world.guard.cancel(act, GuardWorld.giveUp(act, GWEI.shiftLeft(3))))
        .hasMessageContaining("holds no key for account " + address(EXECUTOR));
    assertThat(world.guard.sign(fresh(QUEUE)).nonce()).isEqualTo(7);
  }

  private void switched() {
    world.dao = GuardWorld.dao("demo", NEW_VOTER, NEW_EXECUTOR);
    world.start(false);
  }

  /** What the old account is asked for, at a price. */
  private SigningRequest old(ActKind kind, int price) {
    return world.request(
        kind,
        kind == VOTE ? VOTER : EXECUTOR,
        honest,
        GWEI.multiply(java.math.BigInteger.valueOf(price)));
  }

  private SigningRequest fresh(ActKind kind) {
    return world.request(kind, kind == VOTE ? NEW_VOTER : NEW_EXECUTOR, honest, GWEI);
  }

  private static Address signer(Act.Submission submission) throws Exception {
    return new Address(
        ((SignedRawTransaction) TransactionDecoder.decode(submission.rawTransaction())).getFrom());
  }
}

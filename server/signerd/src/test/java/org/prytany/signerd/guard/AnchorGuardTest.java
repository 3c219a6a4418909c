package org.prytany.signerd.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.governance.act.Act;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.anchor.Anchor;
import org.prytany.governance.anchor.AnchorRequest;
import org.prytany.governance.audit.AuditHead;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.sending.SigningRequest;
import org.prytany.governance.signing.TransactionTerms;
import org.prytany.governance.signing.TransactionTerms.Fees;
import org.prytany.spi.Address;
import org.web3j.crypto.TransactionDecoder;
import org.web3j.crypto.transaction.type.Transaction1559;

/** An anchor is signed in one form, once a period, and the right to sign it signs nothing else. */
class AnchorGuardTest {

  private static final BigInteger GWEI = GuardWorld.GWEI;
  private static final Address ACCOUNT = GuardWorld.address(GuardWorld.ANCHORER);

  @TempDir Path folder;
  private GuardWorld world;

  @BeforeEach
  void open() {
    world = new GuardWorld(folder);
  }

  @AfterEach
  void close() {
    world.close();
  }

  private Act.Submission anchor(long entry) {
    return world.anchors.anchor(GuardWorld.anchor(entry, GWEI));
  }

  private void refused(AnchorRequest request, String why) {
    long before = world.journalSize();
    assertThatThrownBy(() -> world.anchors.anchor(request))
        .isInstanceOfSatisfying(
            PrytanyException.class,
            e -> assertThat(e.code()).isEqualTo(FailureCode.SIGNING_REFUSED))
        .hasMessageContaining(why);
    assertThat(world.journalSize()).as("nothing was recorded").isEqualTo(before);
  }

  private static Transaction1559 decoded(Act.Submission submission) {
    return (Transaction1559)
        TransactionDecoder.decode(submission.rawTransaction()).getTransaction();
  }

  @Test
  void anchorsThatEachGotANonceCostNoMoreThanADayMay() {
    world.dayFees = GWEI.multiply(BigInteger.valueOf(40_000 * 10));
    world.start(false);
    int signed = 0;
    try {
      while (signed < 100) {
        world.chain.count = world.anchors.anchor(GuardWorld.anchor(5, GWEI)).nonce() + 1;
        signed++;
      }
    } catch (PrytanyException e) {
      assertThat(e.code()).isEqualTo(FailureCode.FEE_TOO_HIGH);
    }
    assertThat(signed).isEqualTo(5);
    world.pass(Depth.DEEP);
    assertThat(world.anchors.anchor(GuardWorld.anchor(5, GWEI)).nonce()).isEqualTo(12);
  }

  @Test
  void aNumberThatNoLogCanHaveReachedIsRefusedAndHonestAnchorsGoOn() {
    for (long entry : new long[] {100_000_000_000_000_000L, AnchorGuard.MOST_AT_FIRST + 1}) {
      refused(GuardWorld.anchor(entry, GWEI), "no log");
    }
    world.anchors.anchor(GuardWorld.anchor(5, GWEI));
    world.now = world.now.plus(GuardWorld.ANCHOR_PERIOD);
    refused(GuardWorld.anchor(100_000_000_000_000_000L, GWEI), "grow");
    refused(GuardWorld.anchor(5 + 2 * AnchorGuard.MOST_A_DAY + 1, GWEI), "grow");
    Act.Submission honest =
        world.anchors.anchor(GuardWorld.anchor(5 + 2 * AnchorGuard.MOST_A_DAY, GWEI));
    assertThat(honest.nonce()).isEqualTo(world.chain.count);
    world.chain.count++;
    world.now = world.now.plus(GuardWorld.ANCHOR_PERIOD.multipliedBy(3));
    world.anchors.anchor(GuardWorld.anchor(5 + 6 * AnchorGuard.MOST_A_DAY, GWEI));
  }

  @Test
  void whatIsSignedGoesToItselfWithoutValueAndHasTheDataOfAnAnchorOnly() {
    AnchorRequest request = GuardWorld.anchor(5, GWEI);
    Transaction1559 signed = decoded(world.anchors.anchor(request));

    assertThat(new Address(signed.getTo())).isEqualTo(ACCOUNT);
    assertThat(signed.getValue()).isZero();
    assertThat("0x" + signed.getData().replaceFirst("^0x", ""))
        .isEqualTo(new Anchor(request.head()).data())
        .hasSize(2 + 2 * 62);
    assertThat(signed.getChainId()).isEqualTo(31337);
    assertThat(signed.getNonce()).isEqualTo(world.chain.count);
  }

  @Test
  void nothingElseThanTheExactFormIsSigned() {
    AnchorRequest good = GuardWorld.anchor(5, GWEI);
    Fees fees = good.fees();
    BigInteger gas = good.gasLimit();
    refused(new AnchorRequest(1, ACCOUNT, good.head(), gas, fees), "another chain");
    for (Address other :
        List.of(
            GuardWorld.address(GuardWorld.VOTER),
            GuardWorld.address(GuardWorld.EXECUTOR),
            GuardWorld.GOVERNOR,
            Address.ZERO)) {
      refused(new AnchorRequest(31337, other, good.head(), gas, fees), "not the one that anchors");
    }
    String hash = good.head().hash();
    for (AuditHead head :
        List.of(
            new AuditHead(0, hash),
            new AuditHead(-1, hash),
            new AuditHead(5, hash.substring(0, 64)),
            new AuditHead(5, hash + "00"),
            new AuditHead(5, hash.substring(2)),
            new AuditHead(5, hash.replace("0x", "0X")),
            new AuditHead(5, "0x" + "g".repeat(64)),
            new AuditHead(5, "0x" + "AB".repeat(32)),
            new AuditHead(5, ""),
            new AuditHead(5, hash + "\n"))) {
      refused(new AnchorRequest(31337, ACCOUNT, head, gas, fees), "no head of an audit log");
    }
    for (AnchorRequest senseless :
        List.of(
            new AnchorRequest(31337, ACCOUNT, good.head(), BigInteger.ZERO, fees),
            new AnchorRequest(31337, ACCOUNT, good.head(), BigInteger.ONE.negate(), fees),
            new AnchorRequest(
                31337, ACCOUNT, good.head(), gas, new Fees(GWEI, GWEI.add(BigInteger.ONE))),
            new AnchorRequest(
                31337, ACCOUNT, good.head(), gas, new Fees(GWEI, BigInteger.ONE.negate())))) {
      refused(senseless, "make no sense");
    }
  }

  @Test
  void theAnchoringAccountSignsNothingElse() {
    Proposal proposal = world.honest(GuardWorld.content());
    for (ActKind kind : ActKind.values()) {
      world.ready(kind);
      SigningRequest request = world.request(kind, proposal);
      TransactionTerms terms = request.terms();
      TransactionTerms byAnchorer =
          new TransactionTerms(
              terms.chainId(),
              ACCOUNT,
              terms.to(),
              terms.valueWei(),
              terms.data(),
              terms.gasLimit(),
              terms.fees());
      assertThatThrownBy(
              () ->
                  world.guard.sign(new SigningRequest(kind, GuardWorld.DAO, proposal, byAnchorer)))
          .hasMessageContaining("is not the configured");
    }
  }

  @Test
  void whereNoneAreConfiguredNoneAreSigned() {
    AnchorGuard none = world.guard.anchors(new AnchorGuard.Rules(Optional.empty(), GWEI));

    assertThatThrownBy(() -> none.anchor(GuardWorld.anchor(5, GWEI)))
        .hasMessageContaining("no anchors are configured here");
  }

  @Test
  void itHasALimitOfItsOwn() {
    long before = world.journalSize();
    // 40,000 gas at 300 gwei are more than 0.01 of a coin.
    assertThatThrownBy(
            () ->
                world.anchors.anchor(GuardWorld.anchor(5, GWEI.multiply(BigInteger.valueOf(300)))))
        .isInstanceOfSatisfying(
            PrytanyException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.FEE_TOO_HIGH))
        .hasMessageContaining("prytany.signer.anchor-fee-wei");
    assertThat(world.journalSize()).isEqualTo(before);
  }

  @Test
  void oneAPeriodAlsoAfterTheSignerStartedAgain() {
    anchor(5);
    world.now = world.now.plus(GuardWorld.ANCHOR_PERIOD).minusMillis(1);
    refused(GuardWorld.anchor(6, GWEI), "the next one is due at");
    world.start(false);
    refused(GuardWorld.anchor(6, GWEI), "the next one is due at");
    world.now = world.now.plusMillis(1);
    assertThat(anchor(6).nonce()).isEqualTo(world.chain.count);
    refused(GuardWorld.anchor(7, GWEI), "the next one is due at");
  }

  @Test
  void theNumberNeverFallsAndNoEntryHasTwoHashes() {
    anchor(5);
    world.now = world.now.plus(Duration.ofDays(30));
    refused(GuardWorld.anchor(4, GWEI), "entry 5 (0x");
    AuditHead rewritten = new AuditHead(5, "0x" + "e".repeat(64));
    refused(
        new AnchorRequest(
            31337,
            ACCOUNT,
            rewritten,
            BigInteger.valueOf(40_000),
            GuardWorld.anchor(5, GWEI).fees()),
        "is not after it");
    world.start(false);
    refused(GuardWorld.anchor(4, GWEI), "a log only grows");
  }

  @Test
  void theSameAnchorKeepsItsNonceAndItsFeesOnlyRise() {
    Act.Submission first = anchor(5);
    assertThat(anchor(5)).isEqualTo(first);
    world.start(false);
    assertThat(anchor(5)).isEqualTo(first);
    assertThat(world.anchors.anchor(GuardWorld.anchor(5, GWEI.shiftRight(1)))).isEqualTo(first);
    Act.Submission more = world.anchors.anchor(GuardWorld.anchor(5, GWEI.shiftLeft(1)));
    assertThat(more.nonce()).isEqualTo(first.nonce());
    assertThat(more.fees().most()).isEqualTo(GWEI.shiftLeft(1));
    assertThat(anchor(5)).as("what stands is the one that pays more").isEqualTo(more);
  }

  @Test
  void aLaterAnchorTakesTheNonceThatAnEarlierOneDidNotUse() {
    long nonce = anchor(5).nonce();
    world.now = world.now.plus(GuardWorld.ANCHOR_PERIOD);
    assertThat(anchor(9).nonce()).isEqualTo(nonce);
    world.chain.count++;
    world.now = world.now.plus(GuardWorld.ANCHOR_PERIOD);
    assertThat(anchor(12).nonce()).isEqualTo(nonce + 1);
  }

  @Test
  void anotherNonceIsGivenOnlyIfTheFirstWentToSomethingElse() {
    Act.Submission first = anchor(5);
    world.chain.count++;
    world.chain.mined.add(first.transactionHash());
    refused(GuardWorld.anchor(5, GWEI), "and is mined");
    world.chain.mined.clear();
    assertThat(anchor(5).nonce()).isEqualTo(first.nonce() + 1);
  }

  @Test
  void aCountThatWasTooHighKeepsNoAnchorFromTheChain() {
    world.chain.count += 500;
    Act.Submission lied = anchor(5);
    assertThat(lied.nonce()).isEqualTo(world.chain.count);
    world.chain.count -= 500;
    assertThat(anchor(5)).as("an endpoint that lags does not so long").isEqualTo(lied);
    world.now = world.now.plus(SignedNonces.COUNT_HOLDS).plusSeconds(1);
    assertThat(anchor(5).nonce()).isEqualTo(world.chain.count);
    world.now = world.now.plus(GuardWorld.ANCHOR_PERIOD);
    world.start(false);
    Act.Submission later = anchor(9);
    assertThat(later.nonce()).isEqualTo(world.chain.count);
    world.chain.mined.add(later.transactionHash());
    world.chain.count++;
    world.now = world.now.plus(GuardWorld.ANCHOR_PERIOD);
    assertThat(anchor(12).nonce()).isEqualTo(world.chain.count);
  }

  @Test
  void anEndpointThatLagsBringsNoNonceBackThatWasSeenUsed() {
    Act.Submission first = anchor(5);
    world.chain.mined.add(first.transactionHash());
    world.chain.count++;
    world.guard.look();
    world.chain.count--;
    world.now = world.now.plus(GuardWorld.ANCHOR_PERIOD);
    assertThat(anchor(9).nonce()).isEqualTo(first.nonce() + 1);
  }

  @Test
  void whatAnActHasOpenIsNoAnchorsNonce() {
    // An account that executed before it anchored.
    world.dao = GuardWorld.dao("demo", GuardWorld.VOTER, GuardWorld.ANCHORER);
    world.start(false);
    world.ready(ActKind.QUEUE);
    Proposal honest = world.honest(GuardWorld.content());
    long open =
        world.guard.sign(world.request(ActKind.QUEUE, GuardWorld.ANCHORER, honest, GWEI)).nonce();
    assertThat(anchor(5).nonce()).isEqualTo(open + 1);
  }

  @Test
  void anAbsurdCountIsRefusedAsForEverythingElse() {
    anchor(5);
    world.now = world.now.plus(GuardWorld.ANCHOR_PERIOD);
    world.chain.count += 5_000;
    assertThatThrownBy(() -> anchor(6)).isInstanceOf(PrytanyException.class);
  }
}

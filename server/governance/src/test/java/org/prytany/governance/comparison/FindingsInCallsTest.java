package org.prytany.governance.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.prytany.governance.effects.ChainFacts;
import org.prytany.governance.effects.ChainFacts.AccountFacts;
import org.prytany.governance.effects.ChainFacts.Answer;
import org.prytany.governance.effects.EffectsReport;
import org.prytany.governance.findings.Finding;
import org.prytany.governance.findings.Verdict;
import org.prytany.reading.Reading;
import org.prytany.spi.Address;
import org.prytany.spi.Argument;
import org.prytany.spi.DecodedAction;
import org.prytany.spi.Effect;
import org.prytany.spi.ProposalKey;

/** What calls and the accounts behind them give away. */
class FindingsInCallsTest {

  private static final Address SAFE_BATCH =
      new Address("0x40a2accbd92bca938b02010e17a5b8929b49130d");

  private final List<AccountFacts> accounts = new ArrayList<>();
  private Map<Address, BigInteger> holdings = Map.of();

  private static Calls paysAlice(String amount) {
    return Calls.under("Pay " + amount + " USDC to " + Calls.ALICE)
        .pay(Calls.USDC, amount, Calls.ALICE);
  }

  private List<String> found(Calls calls, DecodedAction... actions) {
    EffectsReport plain = calls.report();
    List<DecodedAction> all = new ArrayList<>(plain.actions());
    all.addAll(List.of(actions));
    EffectsReport report =
        new EffectsReport(
            plain.contentHash(), all, plain.effects(), new ChainFacts(accounts, holdings));
    return ClaimCheck.standard()
        .compare(
            Calls.DAO, calls.content(), PlainReader.claims(calls.content().description()), report)
        .findings()
        .stream()
        .map(finding -> finding.severity() + " " + finding.code())
        .toList();
  }

  private static DecodedAction call(
      int index, Address target, long wei, String calldata, DecodedAction.Manner manner) {
    return new DecodedAction(
        index,
        target,
        BigInteger.valueOf(wei),
        calldata,
        Optional.empty(),
        List.of(),
        "",
        List.of(),
        manner,
        Optional.empty());
  }

  private static DecodedAction around(DecodedAction outer, DecodedAction... inner) {
    return new DecodedAction(
        outer.index(),
        outer.target(),
        outer.valueWei(),
        outer.calldata(),
        outer.function(),
        outer.arguments(),
        outer.line(),
        List.of(inner),
        outer.manner(),
        outer.knowledge());
  }

  private static DecodedAction plain(int index, Address target, String calldata) {
    return call(index, target, 0, calldata, DecodedAction.Manner.CALL);
  }

  @Test
  void anAccountThatWasNeverPaidIsANoteAndOneThatNeverActedIsMore() {
    accounts.add(facts(Calls.ALICE, Answer.NO, Answer.YES, Answer.NO, Answer.UNKNOWN));
    assertThat(found(paysAlice("5"))).contains("NOTE FIRST_TIME_RECIPIENT");

    accounts.set(0, facts(Calls.ALICE, Answer.NO, Answer.NO, Answer.NO, Answer.UNKNOWN));
    assertThat(found(paysAlice("5"))).contains("AMBER FIRST_TIME_RECIPIENT");
  }

  @Test
  void manyAccountsThatWereNeverPaidAreOneFinding() {
    Calls calls = Calls.under("Everybody gets 5 USDC, and 25 USDC in total.");
    for (int i = 1; i <= 5; i++) {
      Address payee = Calls.address(0x20 + i);
      accounts.add(facts(payee, Answer.NO, Answer.YES, Answer.NO, Answer.UNKNOWN));
      calls.pay(Calls.USDC, "5", payee);
    }

    assertThat(found(calls))
        .containsOnlyOnce("NOTE FIRST_TIME_RECIPIENT")
        .containsOnlyOnce("NOTE RECIPIENT_NOT_NAMED");
  }

  @Test
  void nothingIsConcludedFromWhatTheChainDidNotSay() {
    accounts.add(
        facts(Calls.ALICE, Answer.UNKNOWN, Answer.UNKNOWN, Answer.UNKNOWN, Answer.UNKNOWN));

    assertThat(found(paysAlice("5"), plain(0, Calls.ALICE, "0x12345678"))).isEmpty();
  }

  @Test
  void valueForAFreshContractIsPointedOut() {
    accounts.add(facts(Calls.ALICE, Answer.YES, Answer.YES, Answer.YES, Answer.YES));

    assertThat(found(paysAlice("5"))).containsExactly("AMBER FRESH_CONTRACT");
  }

  @Test
  void aCallToAnAccountWithoutCodeDoesNothing() {
    accounts.add(facts(Calls.CAROL, Answer.NO, Answer.YES, Answer.YES, Answer.UNKNOWN));

    assertThat(found(paysAlice("5"), plain(0, Calls.CAROL, "0x12345678")))
        .contains("RED TARGET_WITHOUT_CODE");
    assertThat(
            found(paysAlice("5"), call(0, Calls.CAROL, 7, "0x12345678", DecodedAction.Manner.CALL)))
        .contains("AMBER TARGET_WITHOUT_CODE");
    assertThat(found(paysAlice("5"), plain(0, Calls.CAROL, "0x"))).isEmpty();
  }

  @Test
  void aCallInsideOfABatchIsLookedAtAsWell() {
    accounts.add(facts(Calls.CAROL, Answer.NO, Answer.YES, Answer.YES, Answer.UNKNOWN));
    DecodedAction batch =
        around(plain(0, Calls.BOB, "0xac9650d8"), plain(0, Calls.CAROL, "0x12345678"));

    assertThat(found(paysAlice("5"), batch)).contains("RED TARGET_WITHOUT_CODE");
  }

  @Test
  void aContractOfWhichNotAllFunctionsAreKnownIsPointedOut() {
    accounts.add(
        new AccountFacts(Calls.CAROL, Answer.YES, Answer.YES, Answer.YES, Answer.NO, Answer.NO));

    assertThat(found(paysAlice("5"), plain(0, Calls.CAROL, "0x12345678")))
        .containsExactly("AMBER TARGET_UNVERIFIED");
  }

  @Test
  void howMuchOfTheTreasuryLeavesDecidesHowLoudItIs() {
    holdings = Map.of(Calls.USDC_AT, BigInteger.valueOf(100_000_000));

    assertThat(found(paysAlice("9"))).isEmpty();
    assertThat(found(paysAlice("10"))).containsExactly("NOTE SHARE_OF_TREASURY");
    assertThat(found(paysAlice("25"))).containsExactly("AMBER SHARE_OF_TREASURY");
    assertThat(found(paysAlice("89"))).containsExactly("AMBER SHARE_OF_TREASURY");
    assertThat(found(paysAlice("90"))).containsExactly("RED SHARE_OF_TREASURY");
  }

  @Test
  void paymentsOfOneAssetAreAddedUp() {
    holdings = Map.of(Calls.USDC_AT, BigInteger.valueOf(100_000_000));
    Calls calls =
        Calls.under("- 20 USDC to " + Calls.ALICE + "\n- 20 USDC to " + Calls.BOB)
            .pay(Calls.USDC, "20", Calls.ALICE)
            .pay(Calls.USDC, "20", Calls.BOB);

    assertThat(found(calls)).contains("AMBER SHARE_OF_TREASURY");
  }

  @Test
  void aPayeeThatLooksLikeOnePaidBeforeIsRed() {
    Address fake = Calls.lookAlike(Calls.ALICE);
    accounts.add(facts(Calls.ALICE, Answer.NO, Answer.YES, Answer.YES, Answer.NO));
    Calls calls = Calls.under("Pay 5 USDC to " + fake).pay(Calls.USDC, "5", fake);

    assertThat(found(calls)).contains("RED LOOKALIKE_ADDRESS");
  }

  @Test
  void aCalledContractThatLooksLikeAnotherIsRed() {
    Address fake = Calls.lookAlike(Calls.CAROL);
    Calls calls =
        Calls.under("Pay 5 USDC to " + Calls.ALICE + ", by way of " + Calls.CAROL)
            .pay(Calls.USDC, "5", Calls.ALICE);

    assertThat(found(calls, plain(0, fake, "0x12345678"))).contains("RED LOOKALIKE_ADDRESS");
  }

  @Test
  void foreignCodeWithTheTreasurysRightsIsRed() {
    DecodedAction.Manner foreign = DecodedAction.Manner.DELEGATECALL;

    assertThat(found(paysAlice("5"), call(0, Calls.CAROL, 0, "0x8d80ff0a", foreign)))
        .containsExactly("RED DELEGATECALL");
    assertThat(
            found(
                paysAlice("5"),
                around(
                    plain(0, Calls.BOB, "0x6a761202"),
                    call(0, Calls.CAROL, 0, "0x8d80ff0a", foreign))))
        .containsExactly("RED DELEGATECALL");
  }

  @Test
  void aKnownBatchContractIsAmberOnceItsCallsAreShown() {
    DecodedAction batch = call(0, SAFE_BATCH, 0, "0x8d80ff0a", DecodedAction.Manner.DELEGATECALL);

    assertThat(found(paysAlice("5"), batch)).containsExactly("RED DELEGATECALL");
    assertThat(found(paysAlice("5"), around(batch, plain(0, Calls.USDC_AT, "0x"))))
        .containsExactly("AMBER DELEGATECALL");
  }

  /** As the decoder reports lent authority among the effects, with a chain and without one. */
  @Test
  void whatAKnownBatchContractDoesIsExplainedByItsCalls() {
    DecodedAction batch = call(0, SAFE_BATCH, 0, "0x8d80ff0a", DecodedAction.Manner.DELEGATECALL);
    DecodedAction shown = around(batch, plain(0, Calls.USDC_AT, "0x"));
    Calls calls =
        paysAlice("5")
            .effect(Effect.Kind.UNKNOWN_CALL, SAFE_BATCH, Address.ZERO, "delegatecall", "");

    assertThat(found(calls, shown)).containsExactly("AMBER DELEGATECALL");
    assertThat(found(calls, shown, batch)).contains("RED UNEXPLAINED_CALL");
    assertThat(
            found(
                paysAlice("5")
                    .effect(Effect.Kind.UNKNOWN_CALL, Calls.BOB, Address.ZERO, "delegatecall", ""),
                shown))
        .contains("RED UNEXPLAINED_CALL");
  }

  @Test
  void aContractThatIsToldToDestroyItselfIsRed() {
    assertThat(found(paysAlice("5"), plain(0, Calls.CAROL, "0x41c0e1b5")))
        .containsExactly("RED SELF_DESTRUCT");
  }

  @Test
  void bytesBehindTheArgumentsArePointedOut() {
    String exact = "0xf2fde38b" + "0".repeat(24) + Calls.BOB.hex().substring(2);

    assertThat(found(paysAlice("5"), decoded(exact))).isEmpty();
    assertThat(found(paysAlice("5"), decoded(exact + "00")))
        .containsExactly("AMBER TRAILING_BYTES");
  }

  private static DecodedAction decoded(String calldata) {
    return new DecodedAction(
        0,
        Calls.CAROL,
        BigInteger.ZERO,
        calldata,
        Optional.of("transferOwnership(address)"),
        List.of(new Argument("newOwner", "address", Calls.BOB.hex())),
        "",
        List.of());
  }

  @Test
  void aCallThatABatchMakesTwiceIsPointedOut() {
    DecodedAction batch =
        around(
            plain(0, Calls.BOB, "0xac9650d8"),
            plain(0, Calls.CAROL, "0x12345678"),
            plain(1, Calls.CAROL, "0x12345678"));

    assertThat(found(paysAlice("5"), batch)).containsExactly("AMBER DUPLICATE_ACTION");
  }

  @Test
  void powerThatChangesHandsIsWorthALookWhateverTheTextSays() {
    String text = "Transfer ownership of " + Calls.DAI_AT + " to ";
    Calls away =
        Calls.under(text + Calls.ALICE)
            .effect(Effect.Kind.OWNERSHIP, Calls.DAI_AT, Calls.ALICE, "", "");
    Calls home =
        Calls.under(text + Calls.TREASURY)
            .effect(Effect.Kind.OWNERSHIP, Calls.DAI_AT, Calls.TREASURY, "", "");

    assertThat(found(away)).containsExactly("AMBER OWNERSHIP_CHANGES");
    assertThat(found(home)).containsExactly("NOTE OWNERSHIP_CHANGES");
  }

  @Test
  void otherProposalsWithTheSameCallsAreNamed() {
    Calls calls = paysAlice("5");
    ProposalKey twin = new ProposalKey(31337, Calls.GOVERNOR, BigInteger.valueOf(77));

    Verdict verdict =
        ClaimCheck.standard()
            .compare(
                Calls.DAO,
                calls.content(),
                new Reading(PlainReader.claims(calls.content().description()), false),
                calls.report(),
                List.of(twin));

    assertThat(verdict.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.code()).isEqualTo("SAME_PAYLOAD");
              assertThat(finding.severity()).isEqualTo(Finding.Severity.AMBER);
              assertThat(finding.text()).contains("77");
            });
  }

  private static AccountFacts facts(
      Address account, Answer code, Answer used, Answer paidBefore, Answer recent) {
    return new AccountFacts(account, code, used, paidBefore, recent, Answer.UNKNOWN);
  }
}

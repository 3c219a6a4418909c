package org.prytany.governance.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prytany.governance.comparison.Calls.ALICE;
import static org.prytany.governance.comparison.Calls.BOB;
import static org.prytany.governance.comparison.Calls.CAROL;
import static org.prytany.governance.comparison.Calls.DAI;
import static org.prytany.governance.comparison.Calls.MAX;
import static org.prytany.governance.comparison.Calls.TREASURY;
import static org.prytany.governance.comparison.Calls.USDC;
import static org.prytany.governance.comparison.Calls.USDC_AT;
import static org.prytany.governance.comparison.Calls.WETH;
import static org.prytany.governance.comparison.Calls.address;
import static org.prytany.governance.comparison.Calls.lookAlike;
import static org.prytany.governance.comparison.Calls.red;
import static org.prytany.governance.comparison.Calls.under;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.prytany.governance.effects.Grouped;
import org.prytany.governance.findings.Finding;
import org.prytany.governance.findings.Verdict;
import org.prytany.spi.Address;
import org.prytany.spi.Effect;
import org.prytany.spi.Token;

/** Every way found so far of paying something else than the text says is stopped. */
class DishonestProposalTest {

  private record Ask(Token token, String amount) {
    String words() {
      String whole = Grouped.of(new BigDecimal(amount));
      return whole + " " + token.symbol().orElseThrow();
    }
  }

  private static final List<Ask> ASKS =
      List.of(
          new Ask(USDC, "25000"),
          new Ask(DAI, "1250.5"),
          new Ask(Token.NATIVE, "12"),
          new Ask(WETH, "0.75"));

  private static final List<String> FORMS =
      List.of(
          "# Grant\n\nWe ask for %s to %s for a year of work.",
          "Pay %1$s. Long words follow, and %1$s is named again.\n\n- Recipient: %2$s\n");

  /** Each ask in each form, with each way of departing from it. */
  static Stream<Arguments> generated() {
    List<Arguments> all = new ArrayList<>();
    for (Ask ask : ASKS) {
      for (String form : FORMS) {
        String text = form.formatted(ask.words(), ALICE);
        Token other = ask.token().equals(DAI) ? USDC : DAI;
        BigDecimal amount = new BigDecimal(ask.amount());
        String more = amount.multiply(BigDecimal.TEN).toPlainString();
        String less = amount.divide(BigDecimal.valueOf(4)).toPlainString();
        BigInteger shifted =
            amount.scaleByPowerOfTen(ask.token().decimals().getAsInt() + 3).toBigIntegerExact();
        BigInteger tiny =
            amount.scaleByPowerOfTen(ask.token().decimals().getAsInt() - 3).toBigIntegerExact();
        add(all, "ten times the amount", text, c -> c.pay(ask.token(), more, ALICE));
        add(all, "a quarter of it", text, c -> c.pay(ask.token(), less, ALICE));
        add(all, "decimals shifted up", text, c -> c.payBaseUnits(ask.token(), shifted, ALICE));
        add(all, "decimals shifted down", text, c -> c.payBaseUnits(ask.token(), tiny, ALICE));
        add(all, "another recipient", text, c -> c.pay(ask.token(), ask.amount(), BOB));
        add(all, "a look-alike", text, c -> c.pay(ask.token(), ask.amount(), lookAlike(ALICE)));
        add(all, "a look-alike and more", text, c -> c.pay(ask.token(), more, lookAlike(ALICE)));
        add(all, "another token", text, c -> c.pay(other, ask.amount(), ALICE));
        honestAnd(
            all, ask, "the payment twice", text, c -> c.pay(ask.token(), ask.amount(), ALICE));
        honestAnd(all, ask, "another payee too", text, c -> c.pay(ask.token(), ask.amount(), BOB));
        honestAnd(all, ask, "another token too", text, c -> c.pay(other, "1", ALICE));
        honestAnd(
            all,
            ask,
            "one wei more for a stranger",
            text,
            c -> c.payBaseUnits(Token.NATIVE, BigInteger.ONE, CAROL));
        honestAnd(all, ask, "an unlimited allowance", text, c -> c.approve(USDC, MAX, ALICE));
        honestAnd(
            all,
            ask,
            "nearly unlimited",
            text,
            c -> c.approve(USDC, MAX.shiftRight(1).subtract(BigInteger.TEN), BOB));
        honestAnd(all, ask, "a small allowance", text, c -> c.approve(USDC, BigInteger.TEN, BOB));
        honestAnd(
            all, ask, "an owner", text, c -> c.effect(Effect.Kind.OWNERSHIP, USDC_AT, BOB, "", ""));
        honestAnd(
            all,
            ask,
            "a role",
            text,
            c -> c.effect(Effect.Kind.ROLE_GRANTED, TREASURY, BOB, "PROPOSER_ROLE", ""));
        honestAnd(
            all,
            ask,
            "a role taken",
            text,
            c -> c.effect(Effect.Kind.ROLE_REVOKED, TREASURY, BOB, "CANCELLER_ROLE", ""));
        honestAnd(
            all, ask, "new code", text, c -> c.effect(Effect.Kind.UPGRADE, USDC_AT, BOB, "", ""));
        honestAnd(
            all,
            ask,
            "an unknown call",
            text,
            c -> c.effect(Effect.Kind.UNKNOWN_CALL, USDC_AT, BOB, "0xdeadbeef", ""));
        honestAnd(all, ask, "no delay any more", text, c -> c.set("minDelay", "0"));
        honestAnd(all, ask, "no quorum any more", text, c -> c.set("quorumNumerator", "0"));
      }
    }
    return all.stream();
  }

  private static void add(
      List<Arguments> all, String what, String text, java.util.function.UnaryOperator<Calls> how) {
    all.add(
        Arguments.of(what + ": " + text.lines().findFirst().orElse(""), how.apply(under(text))));
  }

  private static void honestAnd(
      List<Arguments> all,
      Ask ask,
      String what,
      String text,
      java.util.function.UnaryOperator<Calls> how) {
    add(all, what, text, c -> how.apply(c.pay(ask.token(), ask.amount(), ALICE)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("generated")
  void itIsStopped(String what, Calls calls) {
    Verdict verdict = calls.compared();

    assertThat(verdict.blocked()).as(what + " " + verdict.findings()).isTrue();
    assertThat(verdict.matches())
        .extracting(Verdict.Match::status)
        .containsAnyOf(Verdict.Status.CONTRADICTED, Verdict.Status.UNMENTIONED);
  }

  @Test
  void tenTimesTheAmountToALookAlikeIsBothSaid() {
    Verdict verdict =
        under("The grant is 25,000 USDC to " + ALICE + ".")
            .pay(USDC, "250000", lookAlike(ALICE))
            .compared();

    assertThat(red(verdict)).contains("LOOKALIKE_ADDRESS").hasSizeGreaterThan(1);
    assertThat(verdict.findings().toString()).contains("25,000 USDC").contains("250,000 USDC");
  }

  @Test
  void hiddenApprovalAndOwnershipAreEachNamed() {
    Verdict verdict =
        under("Routine maintenance of our integrations. Nothing changes for token holders.")
            .approve(USDC, MAX, BOB)
            .effect(Effect.Kind.OWNERSHIP, USDC_AT, BOB, "", "")
            .compared();

    assertThat(red(verdict)).contains("UNLIMITED_APPROVAL", "UNMENTIONED_AUTHORITY");
  }

  @Test
  void twoMentionsOfOneAmountAreNotTwoPayments() {
    Verdict verdict =
        under("# Pay 25,000 USDC\nWe ask for 25,000 USDC for Alice.")
            .pay(USDC, "25000", ALICE)
            .pay(USDC, "25000", BOB)
            .compared();

    assertThat(red(verdict)).containsExactly("AMOUNT_PAID_AGAIN");
  }

  @Test
  void twoMentionsOfOneAmountAreNotItsDouble() {
    Verdict verdict =
        under("# Pay 25,000 USDC\nWe ask for 25,000 USDC for Alice.")
            .pay(USDC, "50000", ALICE)
            .compared();

    assertThat(red(verdict)).containsExactly("AMOUNT_CONTRADICTED");
  }

  @Test
  void wrappedAndNativeCoinsAreDifferent() {
    Verdict verdict = under("Send 5 WETH to " + ALICE).pay(Token.NATIVE, "5", ALICE).compared();

    assertThat(red(verdict)).containsExactly("TOKEN_CONTRADICTED");
  }

  @Test
  void anAddressWithInvisibleCharactersInItIsStillRead() {
    String hidden = ALICE.hex().substring(0, 12) + "\u200b" + ALICE.hex().substring(12);

    Verdict verdict = under("Send 5 ETH, to " + hidden).pay(Token.NATIVE, "5", BOB).compared();

    assertThat(red(verdict)).containsExactly("HIDDEN_CHARACTERS", "RECIPIENT_CONTRADICTED");
  }

  @Test
  void anAddressThatIsOneDigitShortIsNoReasonToPayAnother() {
    String damaged = ALICE.hex().substring(0, 41);

    Verdict verdict = under("Send 5 ETH, to " + damaged).pay(Token.NATIVE, "5", BOB).compared();

    assertThat(red(verdict)).containsExactly("RECIPIENT_CONTRADICTED");
  }

  @Test
  void aTokenWithoutDecimalsCannotBeCompared() {
    Token odd = new Token(Optional.of(address(0x99)), Optional.of("ODD"), OptionalInt.empty());

    Verdict verdict =
        under("Send 5 ODD to " + ALICE).payBaseUnits(odd, BigInteger.valueOf(5), ALICE).compared();

    assertThat(red(verdict)).containsExactly("TOKEN_UNKNOWN");
  }

  @Test
  void aSettingWithAnotherValueIsContradicted() {
    Verdict verdict =
        under("Change the voting period to 7 days.").set("votingPeriod", "7").compared();

    assertThat(red(verdict)).containsExactly("PARAMETER_CONTRADICTED");
  }

  @Test
  void anAdminRoleDoesNotPassForTheRoleThatTheTextNames() {
    Verdict verdict =
        under("We grant the canceller role to " + ALICE)
            .effect(Effect.Kind.ROLE_GRANTED, TREASURY, ALICE, "DEFAULT_ADMIN_ROLE", "")
            .compared();

    assertThat(red(verdict)).containsExactly("ROLE_NOT_NAMED");
  }

  @Test
  void aRoleForAnotherAccountIsContradicted() {
    Verdict verdict =
        under("We grant the canceller role to " + ALICE)
            .effect(Effect.Kind.ROLE_GRANTED, TREASURY, ALICE, "CANCELLER_ROLE", "")
            .effect(Effect.Kind.ROLE_GRANTED, TREASURY, BOB, "CANCELLER_ROLE", "")
            .compared();

    assertThat(red(verdict)).containsExactly("AUTHORITY_CONTRADICTED");
  }

  @Test
  void ownershipOfSomethingElseInTheTextCoversNoContract() {
    Verdict verdict =
        under("We transfer ownership of our documentation to the community.")
            .effect(Effect.Kind.OWNERSHIP, USDC_AT, BOB, "", "")
            .compared();

    assertThat(red(verdict)).containsExactly("AUTHORITY_CONTRADICTED");
  }

  @Test
  void aContractThatTheTextDoesNotNameIsPointedOut() {
    Verdict verdict =
        under("We transfer ownership of our documentation to " + BOB)
            .effect(Effect.Kind.OWNERSHIP, USDC_AT, BOB, "", "")
            .compared();

    assertThat(verdict.findings()).extracting(Finding::code).contains("CONTRACT_NOT_NAMED");
  }

  @Test
  void noWordsMakeAnUnlimitedAllowanceHarmless() {
    Verdict verdict =
        under("An unlimited allowance of USDC is given to " + ALICE)
            .approve(USDC, MAX, ALICE)
            .compared();

    assertThat(red(verdict)).containsExactly("UNLIMITED_APPROVAL");
  }

  @Test
  void aThousandPaymentsThatTheTextHasAreNotTooMany() {
    StringBuilder text = new StringBuilder();
    List<Address> accounts = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      accounts.add(new Address("0x" + String.format("%08x", 0x1000_0000 + 7919 * i).repeat(5)));
      text.append("- ").append(i + 1_000).append(" USDC to ").append(accounts.get(i)).append("\n");
    }
    Calls calls = under(text.toString());
    for (int i = 0; i < 1_000; i++) {
      calls.pay(USDC, Integer.toString(i + 1_000), accounts.get(i));
    }
    assertThat(red(calls.compared())).isEmpty();
  }

  @Test
  void aTextFullOfAmountsIsComparedAsFarAsItIsSaid() {
    StringBuilder text = new StringBuilder();
    for (int i = 1; i < 5_100; i++) {
      text.append("- item ").append(i).append(" costs ").append(i).append(" USDC\n");
    }
    text.append("- item 5100 costs 987654321 USDC\n");
    // The first is not in the text, the second only behind what is compared.
    for (String amount : List.of("123456789", "987654321")) {
      Calls calls = under(text.toString()).pay(USDC, amount, ALICE);
      Verdict verdict =
          new TextCheck(ClaimCheck.standard())
              .compare(Calls.DAO, calls.content(), calls.report(), List.of());

      assertThat(red(verdict)).as(amount).containsExactly("AMOUNT_CONTRADICTED");
    }
  }

  @Test
  void aProposalWithoutTextMayMoveNothing() {
    Verdict verdict = under("").pay(USDC, "1", ALICE).compared();

    assertThat(red(verdict)).contains("EMPTY_TEXT", "UNMENTIONED_TRANSFER");
  }

  @Test
  void aProposalThatWouldRevertIsStopped() {
    assertThat(red(under("Pay 1 USDC to " + ALICE).reverting().compared()))
        .containsExactly("SIMULATION_REVERTS");
  }

  @Test
  void theSameCallTwiceIsPointedOut() {
    Verdict verdict =
        under("Text").call(address(1), "0xa9059cbb").call(address(1), "0xa9059cbb").compared();

    assertThat(verdict.findings()).extracting(Finding::code).containsExactly("DUPLICATE_ACTION");
  }

  @Test
  void theVerdictDoesNotDependOnTheOrderOfEffects() {
    Address stranger = CAROL;
    Verdict one =
        under("Pay 5 ETH to " + ALICE)
            .pay(Token.NATIVE, "5", ALICE)
            .pay(Token.NATIVE, "5", stranger)
            .compared();
    Verdict other =
        under("Pay 5 ETH to " + ALICE)
            .pay(Token.NATIVE, "5", stranger)
            .pay(Token.NATIVE, "5", ALICE)
            .compared();

    assertThat(red(one)).isEqualTo(red(other)).isNotEmpty();
  }
}

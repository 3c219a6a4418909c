package org.prytany.governance.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prytany.governance.comparison.Calls.ALICE;
import static org.prytany.governance.comparison.Calls.BOB;
import static org.prytany.governance.comparison.Calls.CAROL;
import static org.prytany.governance.comparison.Calls.DAI;
import static org.prytany.governance.comparison.Calls.USDC;
import static org.prytany.governance.comparison.Calls.under;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.governance.findings.FindingCode;
import org.prytany.governance.findings.Verdict;

/** A text that says where something happens is explained by nothing that happens elsewhere. */
class StatedPlacesTest {

  private static final String WRONG = FindingCode.CHAIN_CONTRADICTED.name();

  private static Verdict verdict(Calls calls) {
    return new TextCheck(ClaimCheck.standard())
        .compare(Calls.DAO, calls.content(), calls.report(), List.of());
  }

  private static List<String> red(Calls calls) {
    return Calls.red(verdict(calls));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "We pay 70 USDC to % on Linea.",
        "On Linea, we pay 70 USDC to %.",
        "We pay 70 USDC to the account % on the Linea network.",
        "Send 70 USDC to the Linea address %.",
        "Bridge 70 USDC to Linea for %.",
        "We pay 70 USDC to % (Linea).",
        "We pay 70 USDC to % on Solana.",
        "We pay 70 USDC\nto % on linea.",
        "| who | what | chain |\n|---|---|---|\n| % | 70 USDC | Linea |",
      })
  void aPaymentHereIsNotTheOneThatIsAskedForElsewhere(String text) {
    String said = text.replace("%", ALICE.hex());

    assertThat(red(under(said).pay(USDC, "70", ALICE))).as(said).containsExactly(WRONG);
    if (!said.contains("Solana")) {
      assertThat(red(under(said).payOn("Linea", USDC, "70", ALICE))).as(said).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "We pay 70 USDC to % for the audit of the contracts on Linea.",
        "Grant for building on Linea: pay 70 USDC to %.",
        "We pay 70 USDC to %, who maintains the Linea explorer.",
        "We pay 70 USDC to % on Ethereum, not on Linea.",
        "We pay 70 USDC to % on mainnet. Linea stays as it is.",
        "Voters on Linea are rewarded: send 70 USDC to %.",
        "Pay 70 USDC to % to deploy the market on Linea and Base.",
      })
  void aChainInPassingIsNotWhereItIsPaid(String text) {
    String said = text.replace("%", ALICE.hex());

    assertThat(red(under(said).pay(USDC, "70", ALICE))).as(said).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "We pay 70 USDC to % on Ethereum, not on Linea.",
        "We pay 70 USDC to % on Base. Nothing is sent to Linea.",
        "We pay 70 USDC to % on Base. Linea stays as it is.",
        "Linea paper is fine: pay 70 USDC to %.",
        "We pay 70 USDC to %. He wrote a Linea explorer.",
      })
  void whatIsDeniedOrMeansAnotherMatterExplainsNothingThere(String text) {
    String said = text.replace("%", ALICE.hex());

    assertThat(red(under(said).payOn("Linea", USDC, "70", ALICE)))
        .as(said)
        .containsAnyOf(WRONG, FindingCode.OTHER_CHAIN.name());
  }

  @Test
  void twoChainsAreNotExchangedBetweenTwoPayees() {
    String text = "Pay 70 USDC to " + ALICE + " on Linea and 70 USDC to " + BOB + " on Base.";
    String leading = "On Linea, pay 70 USDC to " + ALICE + ", and on Base 9 DAI to " + BOB + ".";

    assertThat(red(under(text).payOn("Linea", USDC, "70", ALICE).payOn("Base", USDC, "70", BOB)))
        .isEmpty();
    assertThat(red(under(text).payOn("Base", USDC, "70", ALICE).payOn("Linea", USDC, "70", BOB)))
        .containsExactly(WRONG, WRONG);
    assertThat(red(under(leading).payOn("Linea", USDC, "70", ALICE).payOn("Base", DAI, "9", BOB)))
        .isEmpty();
    assertThat(red(under(leading).payOn("Base", USDC, "70", ALICE).payOn("Linea", DAI, "9", BOB)))
        .containsExactly(WRONG, WRONG);
  }

  @Test
  void oneAmountToOneAccountOnTwoChainsIsAskedTwice() {
    String text = "Pay 70 USDC to " + ALICE + " on Linea and 70 USDC to " + ALICE + " on Base.";

    assertThat(red(under(text).payOn("Linea", USDC, "70", ALICE).payOn("Base", USDC, "70", ALICE)))
        .isEmpty();
    assertThat(red(under(text).payOn("Linea", USDC, "140", ALICE))).isNotEmpty();
  }

  @Test
  void powerOnOneChainIsNotPowerOnAnother() {
    String text = "Transfer ownership of " + CAROL + " on Linea to " + ALICE + ".";

    assertThat(red(under(text).ownerOn("Linea", CAROL, ALICE))).isEmpty();
    assertThat(red(under(text).ownerOn("Base", CAROL, ALICE))).contains(WRONG);
    assertThat(red(under("# Transfer ownership\n\n" + text).ownerOn("", CAROL, ALICE)))
        .containsExactly(WRONG);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Set the quorum numerator to 4 on Linea.",
        "On Linea, set the quorum numerator to 4.",
        "Raise the quorum from 3 to 4 on the Linea network.",
        "On Linea, the quorum is raised to 4.",
        "We raise the quorum to 4 (Linea).",
        "Set the quorum to 4 on Solana.",
        "Set the voting delay to 7 on Base. Set the quorum to 4 on Linea.",
      })
  void aSettingHereIsNotTheOneThatIsChangedElsewhere(String text) {
    assertThat(red(under(text).setFrom("quorumNumerator", "3", "4")))
        .as(text)
        .containsExactly(WRONG);
    assertThat(red(under(text).setFrom("quorumNumerator", "3", "4").on("Linea")))
        .as(text)
        .doesNotContain(text.contains("Solana") ? "" : WRONG);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Set the quorum numerator to 4.",
        "Set the quorum numerator to 4 on mainnet.",
        "Set the quorum numerator to 4 for the voters on Linea.",
        "Voters on Linea are few: set the quorum numerator to 4.",
        "Set the quorum numerator to 4 on Ethereum, not on Linea.",
        "Set the quorum to 4. On Linea the quorum becomes 9.",
        "Set the quorum to 9 on Linea. Set the quorum to 4 on Ethereum.",
        "Set the quorum to 4 here and pay 70 USDC to 0x00000000000000000000000000000000000000aa on Linea.",
      })
  void aSettingThatTheTextChangesHereIsExplained(String text) {
    assertThat(red(under(text).setFrom("quorumNumerator", "3", "4"))).as(text).isEmpty();
  }

  @Test
  void theValueOfAnotherChainExplainsNothingHere() {
    String text = "Set the quorum to 4 on Linea. Set the quorum to 5 on Ethereum.";

    assertThat(red(under(text).setFrom("quorumNumerator", "3", "5"))).isEmpty();
    assertThat(red(under(text).setFrom("quorumNumerator", "3", "4"))).isNotEmpty();
    assertThat(red(under(text).setFrom("quorumNumerator", "3", "9"))).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Set the threshold of % to 2 on Linea.",
        "On Linea, the threshold of % becomes 2.",
        "The threshold of % (Linea) becomes 2.",
      })
  void aThresholdHereIsNotTheOneOfAnotherChain(String text) {
    String said = text.replace("%", CAROL.hex());

    assertThat(red(under(said).control(CAROL, "threshold", "2"))).as(said).containsExactly(WRONG);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Set the threshold of % to 2.",
        "Set the threshold of % to 2 on Ethereum.",
        "Set the threshold of % to 2, because its signers work on Linea.",
        "The threshold of % is 3 on Linea. Set the threshold of % to 2 on mainnet.",
      })
  void aThresholdThatTheTextChangesHereIsExplained(String text) {
    String said = text.replace("%", CAROL.hex());

    assertThat(red(under(said).control(CAROL, "threshold", "2"))).as(said).isEmpty();
  }

  @Test
  void theTimesOfAStreamOnAnotherChainAreNotItsOwnHere() {
    String terms = "stream from 2026-04-08 00:00 UTC to 2028-04-08 00:00 UTC";
    BigInteger amount = new BigInteger("60000000");
    String asked = "Stream 60 USDC to " + ALICE + " ";
    String dishonest = asked + "over 2 years on Linea. " + asked + "on Ethereum.";
    String honest = asked + "over 1 year on Linea. " + asked + "over 2 years on Ethereum.";

    assertThat(red(under(dishonest).claimable(USDC, amount, ALICE, terms))).containsExactly(WRONG);
    assertThat(red(under(honest).claimable(USDC, amount, ALICE, terms))).isEmpty();
  }
}

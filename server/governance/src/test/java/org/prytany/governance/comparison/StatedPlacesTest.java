package org.prytany.governance.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prytany.governance.comparison.Calls.ALICE;
import static org.prytany.governance.comparison.Calls.BOB;
import static org.prytany.governance.comparison.Calls.CAROL;
import static org.prytany.governance.comparison.Calls.DAI;
import static org.prytany.governance.comparison.Calls.USDC;
import static org.prytany.governance.comparison.Calls.under;

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
        .compare(Calls.DAO, calls.content(), List.of(), calls.report(), List.of());
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
}

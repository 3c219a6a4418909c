package org.prytany.governance.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prytany.governance.comparison.Calls.ALICE;
import static org.prytany.governance.comparison.Calls.CAROL;
import static org.prytany.governance.comparison.Calls.USDC;
import static org.prytany.governance.comparison.Calls.address;
import static org.prytany.governance.comparison.Calls.under;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.governance.findings.Finding;
import org.prytany.governance.findings.Verdict;
import org.prytany.spi.Address;
import org.prytany.spi.Effect;

/** Which addresses of a text may be meant when somebody else is paid. */
class PayeesOfATextTest {

  private static final String LINK = "(https://scan.example/address/" + CAROL + "#tokens)";

  private static Verdict paid(String text) {
    return under(text + "\n\nThe team gets 100,000 USDC.").pay(USDC, "100000", ALICE).compared();
  }

  private static boolean has(Verdict verdict, String code, Finding.Severity severity) {
    return verdict.findings().stream()
        .anyMatch(finding -> finding.code().equals(code) && finding.severity() == severity);
  }

  @Test
  void anAccountBehindALinkInPassingIsNoPayee() {
    Verdict verdict = paid("Currently there are [unknown whales]" + LINK + " buying votes.");

    assertThat(verdict.blocked()).isFalse();
    assertThat(has(verdict, "RECIPIENT_NOT_NAMED", Finding.Severity.AMBER)).isTrue();
    assertThat(
            paid("- It was a risk. Currently there are [whales]" + LINK + " buying votes.")
                .blocked())
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The money goes to [the builders]LINK soon.",
        "Our [multisig]LINK is watched.",
        "- [Alice and friends]LINK",
        "| Alice | [profile]LINK |",
        "[the builders]LINK",
        "## See [the builders]LINK now",
        "We will pay them. Known builders [0xca70…0ca7]LINK",
        "We saw [holders]LINK. Send everything to CAROL",
      })
  void anAccountThatMayBeMeantMakesAnotherPayeeRed(String text) {
    Verdict verdict = paid(text.replace("LINK", LINK).replace("CAROL", CAROL.hex()));

    assertThat(has(verdict, "RECIPIENT_CONTRADICTED", Finding.Severity.RED)).isTrue();
  }

  private static Calls upgradeAndPay(Address code, String further) {
    Address proxy = address(0x50);
    String text = "The implementation of the proxy " + proxy + " is upgraded to " + code + ".";
    return under(text + further + "\n\nThe team gets 100,000 USDC.")
        .effect(Effect.Kind.UPGRADE, proxy, code, "", "")
        .pay(USDC, "100000", ALICE);
  }

  @Test
  void codeThatIsPutInPlaceIsNoPayee() {
    Verdict verdict = upgradeAndPay(address(0xcd), "").compared();

    assertThat(has(verdict, "RECIPIENT_NOT_NAMED", Finding.Severity.NOTE)).isTrue();
    assertThat(has(verdict, "RECIPIENT_CONTRADICTED", Finding.Severity.RED)).isFalse();
  }

  @Test
  void codeThatIsPaidAsWellIsAPayee() {
    Address code = address(0xcd);
    Verdict verdict = upgradeAndPay(code, " It gets 7 USDC.").pay(USDC, "7", code).compared();

    assertThat(has(verdict, "RECIPIENT_CONTRADICTED", Finding.Severity.RED)).isTrue();
  }

  @Test
  void whatAnotherIsToGetIsNoRoundedFormOfWhatIsPaid() {
    String exact = "Pay 1,979,490 USDC to " + ALICE + ".\n\n## Budget\n\n";
    String another = exact + "Pay 1.98M USDC to " + CAROL + ".";
    String again = exact + "Pay 1.98M USDC to " + ALICE + ".";

    assertThat(has(read(another), "NOT_EXECUTED", Finding.Severity.AMBER)).isTrue();
    assertThat(has(read(again), "NOT_EXECUTED", Finding.Severity.AMBER)).isFalse();
  }

  private static Verdict read(String text) {
    Calls calls = under(text).pay(USDC, "1979490", ALICE);
    return new TextCheck(ClaimCheck.standard())
        .compare(Calls.DAO, calls.content(), calls.report(), List.of());
  }
}

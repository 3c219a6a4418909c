package org.prytany.governance.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prytany.governance.comparison.Calls.ALICE;
import static org.prytany.governance.comparison.Calls.BOB;
import static org.prytany.governance.comparison.Calls.DAI;
import static org.prytany.governance.comparison.Calls.USDC;
import static org.prytany.governance.comparison.Calls.WETH;
import static org.prytany.governance.comparison.Calls.under;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.governance.findings.Finding;
import org.prytany.governance.findings.Verdict;
import org.prytany.spi.Address;

/** Amounts that are asked for together, for a payee whom the text does not name. */
class JoinedAmountsTest {

  private static Verdict paid(String text, Address first, Address second) {
    return under(text).pay(USDC, "100000", first).pay(WETH, "15", second).compared();
  }

  private static boolean differ(Verdict verdict) {
    return verdict.findings().stream()
        .anyMatch(
            finding ->
                finding.code().equals("PAYEES_DIFFER")
                    && finding.severity() == Finding.Severity.RED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Total amount: 100,000 USDC + 15 WETH",
        "The team gets 100,000 USDC and 15 WETH.",
        "- 100,000 USDC plus 15 WETH for the team",
        "**100,000 USDC** and **15 WETH** for the team",
        "100,000 USDC, and 15 WETH for the team",
        "100,000 USDC as well as 15 WETH for the team",
        "# 100,000 USDC and 15 WETH\n\nThe team asks for 100,000 USDC and 15 WETH.",
        "The team asks for 100,000 USDC and 15 WETH.\n\n- 100,000 USDC and 15 WETH for costs",
        "We ask for 15 WETH and 100,000 USDC.\n\n- 100,000 USDC and 15 WETH for costs",
      })
  void goToOneAccount(String text) {
    assertThat(paid(text, ALICE, ALICE).blocked()).isFalse();
    assertThat(differ(paid(text, ALICE, BOB))).isTrue();
    assertThat(differ(paid(text, BOB, ALICE))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The team gets 100,000 USDC. The auditors get 15 WETH.",
        "- The team: 100,000 USDC\n- The auditors: 15 WETH",
        "# Pay 100,000 USDC and 15 WETH\n\n- The team: 100,000 USDC\n- The auditors: 15 WETH",
        "Team and auditors:\n\n+ 100,000 USDC\n+ 15 WETH",
        "The team and the auditors get 100,000 USDC and 15 WETH respectively.",
      })
  void goToSeveralWhereTheTextSaysSo(String text) {
    assertThat(paid(text, ALICE, BOB).blocked()).isFalse();
  }

  @Test
  void whatIsBurntGoesToNobody() {
    assertThat(differ(paid("Burn 100,000 USDC and 15 WETH go to the team.", Address.ZERO, ALICE)))
        .isFalse();
  }

  @Test
  void mayGoToSeveralWhomTheTextNames() {
    assertThat(
            paid("100,000 USDC and 15 WETH go to " + ALICE + " and " + BOB + ".", ALICE, BOB)
                .blocked())
        .isFalse();
  }

  @Test
  void amountsOfOneTokenHaveTheirPayees() {
    String text = "The winner and the runner-up get 1,000 USDC and 500 USDC.";

    assertThat(under(text).pay(USDC, "1000", ALICE).pay(USDC, "500", BOB).compared().blocked())
        .isFalse();
  }

  @Test
  void aSliverForTheFirstPayeeChangesNothing() {
    String text = "Total: 100,000 USDC + 15 WETH";
    Calls calls = under(text).pay(USDC, "99999", ALICE).pay(USDC, "1", BOB).pay(WETH, "15", BOB);

    assertThat(differ(calls.compared())).isTrue();
  }

  /** 325 DAI are 250 + 75 as well, but the text asks for 325 WETH, which nobody gets. */
  @Test
  void aSumIsNoTokenSwap() {
    String prose = "Travel takes 250 DAI. Food takes 75 DAI. Prizes: 325 WETH.";
    String apart = "Prizes: 325 WETH.\n\n- Travel: 250 DAI\n- Food: 75 DAI";
    String list = "- Travel: 250 DAI\n- Food: 75 DAI\n- Prizes: 325 WETH";

    assertThat(token(under(prose).pay(DAI, "325", ALICE), Finding.Severity.RED)).isTrue();
    assertThat(token(under(list).pay(DAI, "325", ALICE), Finding.Severity.AMBER)).isTrue();
    assertThat(token(under(apart).pay(DAI, "325", ALICE), Finding.Severity.RED)).isTrue();
    for (String text : List.of(prose, apart, list)) {
      Calls honest = under(text).pay(DAI, "325", ALICE).pay(WETH, "325", ALICE);
      Calls shared =
          under(text).pay(DAI, "325", ALICE).pay(WETH, "200", BOB).pay(WETH, "125", ALICE);

      assertThat(honest.compared().blocked()).as(text).isFalse();
      assertThat(shared.compared().blocked()).as(text).isFalse();
    }
  }

  private static boolean token(Calls calls, Finding.Severity severity) {
    return calls.compared().findings().stream()
        .anyMatch(
            finding ->
                finding.code().equals("TOKEN_CONTRADICTED") && finding.severity() == severity);
  }
}

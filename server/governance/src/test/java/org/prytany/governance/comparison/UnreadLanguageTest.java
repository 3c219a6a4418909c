package org.prytany.governance.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.prytany.governance.comparison.Agreement.Kind;
import org.prytany.governance.findings.Finding;
import org.prytany.governance.findings.Finding.Severity;
import org.prytany.governance.findings.Verdict;

/** Amounts and accounts are read in every language; words only where they are known. */
class UnreadLanguageTest {

  /** AMOUNT and ACCOUNT stand for what is paid, and to whom. */
  static Stream<String> texts() {
    return Stream.of(
        "# Puente\n\nPedimos AMOUNT USDC para el cuidado de los puentes del barrio durante un año. El dinero se"
            + " paga a ACCOUNT en una sola vez.\n\n- Pago: AMOUNT USDC para ACCOUNT\n",
        "Wir bitten die Mitglieder um AMOUNT USDC für ACCOUNT, der die Brücke am Fluss pflegt und jeden"
            + " Monat einen Bericht schreibt.",
        "Nous demandons AMOUNT USDC pour ACCOUNT, qui est chargé de l'entretien du pont et publie chaque"
            + " mois un rapport sur les dépenses.",
        "我们申请 AMOUNT USDC 支付给 ACCOUNT，用于修理河边的桥。",
        "אנו מבקשים AMOUNT USDC עבור ACCOUNT לתחזוקת הגשר ליד הנהר.",
        "Мы просим AMOUNT USDC для ACCOUNT на ремонт моста у реки.",
        "Köprülerin bakımı için AMOUNT USDC istiyoruz ve bu para ACCOUNT hesabına ödenecek. Dernek her ay"
            + " yapılan işler için bir rapor yazacak.",
        "हम पुल की देखभाल के लिए ACCOUNT को AMOUNT USDC देने का अनुरोध करते हैं।",
        "نطلب AMOUNT USDC إلى ACCOUNT لصيانة الجسر بجانب النهر.");
  }

  private static Calls calls(String text, String written, String paid) {
    return Calls.under(text.replace("AMOUNT", written).replace("ACCOUNT", Calls.ALICE.hex()))
        .pay(Calls.USDC, paid, Calls.ALICE)
        .decoded(Calls.USDC_AT, "transfer(address,uint256)", List.of(), Calls.ALICE.hex());
  }

  private static Verdict verdict(Calls calls) {
    return new TextCheck(ClaimCheck.standard())
        .compare(Calls.DAO, calls.content(), calls.report(), List.of());
  }

  private static Kind kind(Calls calls) {
    return Agreement.of(verdict(calls), calls.text(), calls.report().actions()).kind();
  }

  @ParameterizedTest
  @MethodSource("texts")
  void whatIsPaidStandsInTheTextWithItsAccount(String text) {
    for (String written : List.of("9,000", "9000", "9 000")) {
      Calls calls = calls(text, written, "9000");

      assertThat(verdict(calls).findings())
          .filteredOn(finding -> finding.severity() != Severity.NOTE)
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.code()).isEqualTo("LANGUAGE_NOT_READ");
                assertThat(finding.text()).contains("amounts and accounts are all in it");
              });
      assertThat(kind(calls)).isEqualTo(Kind.NOT_COMPARED);
    }
  }

  @ParameterizedTest
  @MethodSource("texts")
  void digitsAndSignsOfTheLanguageAreRead(String text) {
    for (String written : List.of("9.000", "९०००", "٩٠٠٠", "0.9万", "９０００")) {
      assertThat(Calls.red(verdict(calls(text, written, "9000"))))
          .as(text + written)
          .containsExactly("LANGUAGE_NOT_READ");
    }
  }

  @ParameterizedTest
  @MethodSource("texts")
  void anotherAmountOrAccountIsRed(String text) {
    Calls more = calls(text, "9,000", "90000");
    Calls twice = calls(text, "9,000", "9000").pay(Calls.USDC, "9000", Calls.BOB);
    Calls again = calls(text, "9,000", "18000");
    Calls other = calls(text.replace("ACCOUNT", Calls.BOB.hex()), "9,000", "9000");
    Calls token =
        Calls.under(calls(text, "9,000", "9000").text()).pay(Calls.DAI, "9000", Calls.ALICE);
    Calls allowance =
        Calls.under(calls(text, "9,000", "9000").text())
            .approve(Calls.USDC, BigInteger.valueOf(9_000_000_000L), Calls.ALICE);
    for (Calls calls : List.of(more, twice, again, other, token, allowance)) {
      assertThat(Calls.red(verdict(calls)))
          .as(calls.text())
          .containsAnyOf("UNMENTIONED_TRANSFER", "UNMENTIONED_AUTHORITY");
      assertThat(kind(calls)).isEqualTo(Kind.NOT_COMPARED);
    }
  }

  @Test
  void anAmountFarFromItsAccountExplainsNothing() {
    String text =
        "我们申请 9,000 USDC。\n\n## 背景\n\n"
            + "河边的桥很旧，需要修理。\n\n".repeat(9)
            + "## 协会\n\n协会的地址是 "
            + Calls.ALICE
            + "。\n";
    Calls calls = Calls.under(text).pay(Calls.USDC, "9000", Calls.ALICE);

    assertThat(Calls.red(verdict(calls)))
        .containsExactlyInAnyOrder("UNMENTIONED_TRANSFER", "LANGUAGE_NOT_READ");
  }

  @Test
  void aPowerIsNotReadInWordsThatNobodyHereKnows() {
    Calls calls =
        Calls.under("我们把金库的所有权转让给 " + Calls.ALICE + "。")
            .effect(org.prytany.spi.Effect.Kind.OWNERSHIP, Calls.USDC_AT, Calls.ALICE, "", "");

    assertThat(Calls.red(verdict(calls))).contains("UNMENTIONED_AUTHORITY");
    assertThat(verdict(calls).findings())
        .extracting(Finding::text)
        .contains("The text is in a language that is not read here.");
  }
}

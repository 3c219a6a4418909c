package org.prytany.governance.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.governance.findings.Finding;
import org.prytany.governance.findings.FindingCode;
import org.prytany.governance.findings.Verdict;

/** What a text says of its payment anywhere counts, not only what stands beside the request. */
class OtherTermsTest {

  private static final String FILLING =
      "\n\nThe hall is warm. It is dry. Members like it. It is big. It has a roof. Many come here."
          + " They sing. They dance. The door is green. It is wide. A tree stands before it. The"
          + " tree is tall. Birds live there. The street is calm.\n\n";

  private static Calls paid(String text) {
    return Calls.under(text.replace("ANN", Calls.ALICE.hex()).replace("BOB", Calls.BOB.hex()))
        .pay(Calls.USDC, "9000", Calls.ALICE)
        .decoded(Calls.USDC_AT, "transfer(address,uint256)", List.of(), Calls.ALICE.hex());
  }

  private static Verdict verdict(Calls calls) {
    return new TextCheck(ClaimCheck.standard())
        .compare(Calls.DAO, calls.content(), calls.report(), List.of());
  }

  private static void assertNoAgreement(String text, FindingCode code) {
    Calls calls = paid(text);
    Verdict verdict = verdict(calls);

    assertThat(Agreement.of(verdict, calls.text(), calls.report().actions()).kind())
        .isEqualTo(Agreement.Kind.NOT_COMPARED);
    assertThat(verdict.findings())
        .anyMatch(
            finding ->
                finding.code().equals(code.name())
                    && finding.severity() == Finding.Severity.AMBER
                    && finding.span().isPresent());
    assertThat(verdict.blocked()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The river club foots the bill.",
        "The payment is made by the sister club.",
        "The fee is covered in full by a donor.",
        "The sister club will pay it out of its own pocket.",
        "It is the landlord who makes this transfer.",
        "The dao contributes nothing.",
        "The sum flows back to the DAO.",
        "The amount is booked as income.",
        "This invoice has already been paid.",
        "The tuner has received the money.",
        "The fee is due once the piano has been tuned.",
        "The money stays in the treasury until the piano stands in the hall.",
        "Half of the grant is released at the end of each month.",
        "The payment follows in two years.",
        "If the roof is mended, the club will pay the fee.",
        "Next assembly decides whether it is bought.",
        "The request is back on the agenda of the winter assembly.",
        "The fee is settled in the club's own token.",
        "Figure from the first draft; the final contract says two thousand.",
        "The grant is split among three tuners.",
        "We are pulling our application.",
        "Treat the wallet above as lost.",
        "The tuner has moved to BOB.",
        "A good request reads like this:",
        "This vote adopts the booklet.",
        "Our delegate votes there on proposal 7.",
        "Update: the fee comes to 6,000 USDC.",
        "Each of the three gets 3,000 USDC.",
      })
  void anotherSectionMayGiveThePaymentOtherTerms(String terms) {
    String asks = "# Piano\n\nWe ask for 9,000 USDC to ANN for the piano.";

    assertNoAgreement(asks + FILLING + "## More\n\n" + terms, FindingCode.OTHER_TERMS);
    assertNoAgreement("## More\n\n" + terms + FILLING + asks, FindingCode.OTHER_TERMS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "If the quorum is not reached, the proposal fails.",
        "The payment is made once this proposal passes.",
        "The grant is paid by the treasury.",
        "Unspent funds are returned to the treasury.",
        "If the work stops, the tuner returns the rest to the DAO.",
        "The second tranche is subject to a separate vote.",
        "The last grant was paid by the river club.",
        "- For: pay the tuner.\n- Against: do not pay the tuner.",
        "The team receives guidance from the sister club.",
        "The reward honours the work that was done by our tuners.",
        "The tuner comes up with a plan each month.",
        "The tuner has moved to ANN.",
        "Update: the wall was painted.",
        "- Sample room\n- Wallet for keys",
        "This vote accepts the offer, and the treasury pays it.",
        "| Work | Status |\n|---|---|\n| Strings | not begun |",
        "Strings 2,400, pedals 900, felt 1,650, varnish 200.",
      })
  void whatHonestTextsAddLeavesTheAgreement(String more) {
    Calls calls =
        paid(
            "# Piano\n\nWe ask for 9,000 USDC to ANN for the piano." + FILLING + "## B\n\n" + more);
    Verdict verdict = verdict(calls);

    assertThat(Agreement.of(verdict, calls.text(), calls.report().actions()).kind())
        .as(verdict.findings().toString())
        .isEqualTo(Agreement.Kind.AGREES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"settled in May", "left to the club", "on hold"})
  void aRowSaysWhetherItIsToBePaid(String status) {
    String table = "We pay:\n\n| Who | USDC | Status |\n|---|---|---|\n| ANN | 9,000 | ";

    assertNoAgreement(table + status + " |" + FILLING, FindingCode.OTHER_TERMS);
    Calls open = paid(table + "open |" + FILLING);
    assertThat(Agreement.of(verdict(open), open.text(), open.report().actions()).kind())
        .isEqualTo(Agreement.Kind.AGREES);
  }

  /** In languages of which no small words are known, after an English request. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Warga memilih agar dana tetap di kas.",
        "Kas menolak permohonan warga.",
        "Wanachama wamechagua kuhifadhi fedha zao.",
        "Membrak etxerako dirua gordetzea erabaki zuten.",
      })
  void aSentenceWithoutAnEnglishWordIsNotRead(String sentence) {
    assertNoAgreement(
        "# Piano\n\nWe ask for 9,000 USDC to ANN for the piano. " + sentence + FILLING,
        FindingCode.LANGUAGE_NOT_READ);
  }
}

package org.prytany.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.spi.TextDigest;
import org.prytany.testkit.SampleProposal;
import org.prytany.testkit.StubTextEmbedder;

/** What cannot be read is said to be so; English stays English, whatever stands beside it. */
class LanguageTest {

  private static final String GERMAN =
      "Wir bitten die Mitglieder um 25,000 USDC für die Pflege der Werkstatt am Fluss. Das Geld wird"
          + " in vier Teilen an den Verein gezahlt, der jeden Monat einen Bericht schreibt. Wenn der"
          + " Bericht fehlt, wird der nächste Teil nicht gezahlt.\n";
  private static final String SPANISH =
      "Pedimos 25,000 USDC para el cuidado de los puentes del barrio durante un año. El dinero se"
          + " paga en cuatro partes a la asociación, que publica cada mes un informe de sus gastos.\n";
  private static final String TURKISH =
      "Köprülerin bakımı için 25,000 USDC istiyoruz ve bu para dört parça olarak derneğe ödenecek."
          + " Dernek her ay yapılan işler için bir rapor yazacak, rapor gelmezse sonraki ödeme"
          + " yapılmayacak.\n";
  private static final String RUSSIAN =
      "Мы просим 25,000 USDC на ремонт моста у реки. Деньги выплачиваются четырьмя равными частями в течение одного года.\n";
  private static final String CHINESE = "我们申请25,000 USDC用于修理河边的桥。款项分四次支付给协会。\n";
  private static final String ENGLISH =
      "We ask the members for 25,000 USDC to maintain the bridge by the river. The money is paid in"
          + " four parts to the club, which writes a report each month.\n";

  private static TextDigest digest(String text) {
    return new CorenlpDigester()
        .digest(SampleProposal.of().text(text).snapshot(), StubTextEmbedder.context());
  }

  @ParameterizedTest
  @ValueSource(strings = {GERMAN, SPANISH, TURKISH, RUSSIAN, CHINESE})
  void anotherLanguageGetsItsFirstSentencesAndNoClaims(String text) {
    TextDigest digest = digest("# Bridge\n\n" + text);

    assertThat(digest.notes()).containsExactly(new TextDigest.Note.NotEnglish());
    assertThat(digest.claims()).isEmpty();
    assertThat(digest.algorithm()).isEqualTo(CorenlpDigester.LEAD);
    assertThat(digest.sentences()).hasSizeBetween(2, 4);
    assertThat(text).startsWith(digest.sentences().getFirst().text());
    Soundness.assertSound("another language", "# Bridge\n\n" + text, digest);
    assertThat(Soundness.words(String.join(" ", RealModel.sentences(digest))))
        .isLessThanOrEqualTo(65);
  }

  @ParameterizedTest
  @ValueSource(strings = {GERMAN, SPANISH, TURKISH, RUSSIAN, CHINESE})
  void aTextWithATranslationIsEnglish(String translation) {
    for (String text : List.of(ENGLISH + "\n" + translation, translation + "\n" + ENGLISH)) {
      assertThat(digest(text).notes()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\n```\nder die das und ist nicht ein eine für von zu mit auf wir sich auch\n```\n",
        "\n| der | die | das |\n|---|---|---|\n| und | nicht | für |\n| von | mit | auf |\n",
        "\nRecipients: 0x88e14dd7894893480adec56d167b6e2810775b82, USDC, DAI, 合約, Δt.\n"
      })
  void codeTablesAndNamesBesideEnglishAreNoOtherLanguage(String beside) {
    assertThat(digest(ENGLISH + beside.repeat(20)).notes()).isEmpty();
  }

  @Test
  void aTextTooShortToTellIsEnglish() {
    assertThat(digest("Salary: 5 ETH per month, Verein Zug.").notes()).isEmpty();
    assertThat(digest("Yes").notes()).isEmpty();
    assertThat(digest("").notes()).isEmpty();
  }

  @Test
  void aShortTextIsToldByItsSmallWords() {
    assertThat(digest("Wir bitten um 5 ETH für den Verein.").unread()).isTrue();
    assertThat(digest("Pagamos 9.000 USDC por su trabajo.").unread()).isTrue();
    assertThat(digest("Pay the Verein für Musik 5 ETH.").unread()).isFalse();
  }

  @Test
  void aVeryLongTextSaysHowManyOfItsSentencesWereLookedAt() {
    StringBuilder text = new StringBuilder("# Report\n\n");
    for (int i = 0; i < 700; i++) {
      text.append("The committee number ").append(i).append(" has met in the hall today.\n\n");
    }
    assertThat(digest(text.toString()).notes())
        .containsExactly(new TextDigest.Note.Preselected(400, 700));
  }

  @Test
  void theRealProposalsAreEnglish() throws Exception {
    List<String> unread =
        Corpus.digested().stream()
            .filter(each -> each.digest().unread())
            .map(each -> each.proposal().id())
            .toList();
    assertThat(unread).isEmpty();
  }
}

package org.prytany.judging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prytany.spi.Span;
import org.prytany.spi.TextDigest;
import org.prytany.spi.TextDigest.Piece;
import org.prytany.spi.TextDigest.Sentence;

/**
 * Nothing stands in a repaired sentence but what the text says in that sentence, and in brackets
 * what it says, asserts and shows before it.
 */
class RepairCheckTest {

  private static final String TEXT =
      "The multi-sig has five **signers**. However, it will hold 40,000 USDC (see below) for a year.";

  private static final String LEANS = "However, it will hold 40,000 USDC (see below) for a year.";

  private static Piece piece(String text, String words, boolean inserted) {
    int at = inserted ? text.indexOf(words) : text.lastIndexOf(words);
    return new Piece(words, new Span(at, at + words.length()), inserted);
  }

  private static Optional<String> fault(String text, String leans, Piece... pieces) {
    int at = text.indexOf(leans);
    Sentence sentence = Sentence.of(List.of(pieces), new Span(at, at + leans.length()));
    return DigestCheck.fault(
        new TextDigest("", List.of(sentence), List.of(), List.of(), "t"), text);
  }

  private static Optional<String> fault(String text, String antecedent, String leans, String own) {
    return fault(text, leans, piece(text, antecedent, true), piece(text, own, false));
  }

  @Test
  void aPronounMayGiveWayToWhatItMeans() {
    assertThat(
            fault(
                TEXT,
                LEANS,
                piece(TEXT, "The multi-sig", true),
                piece(TEXT, "will hold 40,000 USDC", false),
                piece(TEXT, "for a year.", false)))
        .isEmpty();
  }

  @Test
  void itIsShownInBrackets() {
    Piece put = piece(TEXT, "The multi-sig", true);
    Piece own = piece(TEXT, "will hold 40,000 USDC", false);
    assertThat(Sentence.of(List.of(put, own), new Span(36, 60)).text())
        .isEqualTo("[The multi-sig] will hold 40,000 USDC");
  }

  @Test
  void aSentenceThatIsNotItsPiecesCannotBeMade() {
    Piece own = piece(TEXT, "will hold 40,000 USDC", false);
    assertThatThrownBy(() -> new Sentence("It will hold 4 USDC", own.span(), List.of(own)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("joined");
  }

  @Test
  void bracketsAreTheEditorsAlone() {
    for (String words : List.of("pay [the treasury]", "will] hold", "[x")) {
      assertThatThrownBy(() -> new Piece(words, new Span(0, 1), false))
          .hasMessageContaining("brackets");
    }
  }

  @Test
  void wordsThatAreNotAtTheirPlaceAreRefused() {
    Piece own = piece(TEXT, "will hold 40,000 USDC (see below) for a year.", false);
    assertThat(fault(TEXT, LEANS, new Piece("The founder", new Span(0, 11), true), own))
        .get()
        .asString()
        .contains("not what stands at its place");
    assertThat(fault(TEXT, LEANS, new Piece("The multi", new Span(0, 13), true), own)).isPresent();
  }

  @Test
  void ownWordsThatAreNotAtTheirPlaceAreRefused() {
    Piece put = piece(TEXT, "The multi-sig", true);
    Piece own = piece(TEXT, "will hold 40,000 USDC (see below) for a year.", false);
    assertThat(
            fault(
                TEXT,
                LEANS,
                put,
                new Piece("will fold 40,000 USDC (see below) for a year.", own.span(), false)))
        .get()
        .asString()
        .contains("not what stands at its place");
  }

  @Test
  void aPartOfAWordIsRefused() {
    assertThat(fault(TEXT, "The multi", LEANS, "will hold 40,000 USDC (see below) for a year."))
        .isEmpty();
    assertThat(fault(TEXT, "The mult", LEANS, "will hold 40,000 USDC (see below) for a year."))
        .get()
        .asString()
        .contains("part of a word");
  }

  @Test
  void moreThanAPronounOrAParenthesisIsNotLeftOut() {
    assertThat(fault(TEXT, "The multi-sig", LEANS, "for a year."))
        .get()
        .asString()
        .contains("leaves out more");
    assertThat(fault(TEXT, "The multi-sig", LEANS, "will hold 40,000 USDC"))
        .get()
        .asString()
        .contains("leaves out more");
  }

  @Test
  void whatStandsBehindIsNoAntecedent() {
    String text = "It will hold 5 ETH. The multi-sig has signers.";
    assertThat(
            fault(
                text,
                "It will hold 5 ETH.",
                piece(text, "The multi-sig", true),
                new Piece("will hold 5 ETH.", new Span(3, 19), false)))
        .get()
        .asString()
        .contains("does not stand before");
  }

  @Test
  void aSentenceOfNothingButWhatWasPutInIsRefused() {
    assertThat(fault(TEXT, LEANS, piece(TEXT, "The multi-sig", true))).isPresent();
  }

  @Test
  void anInsertedConditionOrNegationIsRefused() {
    String text = "Nothing unless voted: the vault. It pays 5 ETH.";
    assertThat(fault(text, "unless voted: the vault", "It pays 5 ETH.", "pays 5 ETH."))
        .get()
        .asString()
        .contains("denied");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          We do not want the vault.
          We reject the vault.
          As an alternative, the vault was named.
          ~~We want the vault.~~
          <del>We want the vault.</del>
          <span hidden>We want the vault.</span>
          "> We want the vault."
          <!-- the vault is good. -->
          `the vault` is code.
          Instead of the vault we take a bank.
          """)
  void whatTheTextTakesBackQuotesOrHidesIsRefused(String before) {
    String text = before + " It pays 5 ETH.";
    assertThat(fault(text, "the vault", "It pays 5 ETH.", "pays 5 ETH."))
        .get()
        .asString()
        .contains("denied, hidden, quoted or rejected");
    String honest = "We want the vault. It pays 5 ETH.";
    assertThat(fault(honest, "the vault", "It pays 5 ETH.", "pays 5 ETH.")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"\\u202E", "\\u200B", "\\u2066", "\\uFEFF", "\\u0000"})
  void whatNobodySeesIsRefused(String escape) {
    char unseen = (char) Integer.parseInt(escape.substring(2), 16);
    String text = "The va" + unseen + "ult is here. It pays 5 ETH.";
    int end = text.indexOf(" is");
    Piece own = piece(text, "pays 5 ETH.", false);
    for (String words : List.of(text.substring(0, end), "The vault")) {
      assertThat(fault(text, "It pays 5 ETH.", new Piece(words, new Span(0, end), true), own))
          .get()
          .asString()
          .contains("not what stands at its place");
    }
  }
}

package org.prytany.judging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.prytany.spi.Claim;
import org.prytany.spi.Span;
import org.prytany.spi.TextDigest;

/** A digest says nothing that its text does not say. */
class DigestCheckTest {

  private static Optional<String> fault(String source, String shown) {
    return DigestCheck.fault(
        new TextDigest(
            "",
            List.of(new TextDigest.Sentence(shown, new Span(0, source.length()))),
            List.of(),
            "t"),
        source);
  }

  @Test
  void aSentenceWithoutItsMarkupAndLinkIsFine() {
    assertThat(
            fault(
                "- We **ask** for 25,000 [USDC](https://example.org/no-way), [^1] in *two* parts.",
                "We ask for 25,000 USDC, in two parts."))
        .isEmpty();
  }

  @Test
  void aNumberInsideEmphasisIsTheSameNumber() {
    assertThat(fault("Pay **25**,000 \\$ &amp; more", "Pay 25,000 $ & more")).isEmpty();
  }

  @Test
  void anAsteriskThatMultipliesKeepsItsNumbersApart() {
    assertThat(fault("It costs 5,255.02\\*204.46 DAI.", "It costs 5,255.02*204.46 DAI.")).isEmpty();
  }

  @Test
  void aRewordedSentenceIsRefused() {
    assertThat(fault("We ask for 25,000 USDC.", "They demand 25,000 USDC.")).isPresent();
  }

  @Test
  void aNumberCutShortIsRefused() {
    assertThat(fault("We ask for 25,000 USDC.", "We ask for 2,000 USDC."))
        .get()
        .asString()
        .contains("2,000");
  }

  @Test
  void aDroppedNegationIsRefused() {
    assertThat(fault("We will not pay 5 ETH.", "We will pay 5 ETH."))
        .get()
        .asString()
        .contains("negation");
    assertThat(fault("We won't pay 5 ETH.", "We won pay 5 ETH.")).isPresent();
  }

  @Test
  void aDroppedConditionModalNumberOrUnitIsRefused() {
    assertThat(fault("We pay 5 ETH if it ships.", "We pay 5 ETH."))
        .get()
        .asString()
        .contains("condition");
    assertThat(fault("We pay 5 ETH only once.", "We pay 5 ETH once."))
        .get()
        .asString()
        .contains("condition");
    assertThat(fault("It may pay 5 ETH.", "It pay 5 ETH.")).get().asString().contains("modal");
    assertThat(fault("We pay 5 ETH in 3 parts.", "We pay 5 ETH in parts."))
        .get()
        .asString()
        .contains("3");
    assertThat(fault("We pay 5 % of it.", "We pay 5 of it.")).get().asString().contains("unit");
    assertThat(fault("We pay 5 million.", "We pay 5.")).get().asString().contains("unit");
  }

  @Test
  void oneOfTwoNegationsIsNotEnough() {
    assertThat(fault("It is not new and not paid.", "It is not new and paid."))
        .get()
        .asString()
        .contains("negation");
  }

  @Test
  void whatStandsInTagsAndTargetsWasNeverSeen() {
    assertThat(
            fault(
                "Pay <b class=\"not-2\">5</b> [ETH](/may/7) ![if 9](x) now[^3].", "Pay 5 ETH now."))
        .isEmpty();
  }

  @Test
  void aSpanBeyondTheTextIsRefused() {
    TextDigest digest =
        new TextDigest("", List.of(new TextDigest.Sentence("a", new Span(0, 9))), List.of(), "t");
    assertThat(DigestCheck.fault(digest, "a")).get().asString().contains("outside");
    TextDigest claims =
        new TextDigest("", List.of(), List.of(new Claim.Parameter("x", "1", new Span(5, 6))), "t");
    assertThat(DigestCheck.fault(claims, "a")).get().asString().contains("outside");
  }

  @Test
  void aHeadlineInventedByThePluginIsRefused() {
    assertThat(DigestCheck.fault(new TextDigest("Free money", List.of(), List.of(), "t"), "Grant"))
        .isPresent();
    assertThat(DigestCheck.fault(new TextDigest("Grant", List.of(), List.of(), "t"), "# Grant"))
        .isEmpty();
  }

  private static Optional<String> fault(List<Claim> claims, TextDigest.Note... notes) {
    return DigestCheck.fault(
        new TextDigest("", List.of(), claims, List.of(notes), "t"), "One. Two. Three.");
  }

  @Test
  void aNoteWhoseNumbersCannotBeIsRefused() {
    assertThat(fault(List.of(), new TextDigest.Note.Preselected(2, 3))).isEmpty();
    assertThat(fault(List.of(), new TextDigest.Note.Preselected(0, 3))).isPresent();
    assertThat(fault(List.of(), new TextDigest.Note.Preselected(3, 3))).isPresent();
    assertThat(fault(List.of(), new TextDigest.Note.Preselected(2, 3_000))).isPresent();
  }

  @Test
  void aNoteIsGivenOnce() {
    assertThat(
            fault(
                List.of(),
                new TextDigest.Note.Preselected(1, 2),
                new TextDigest.Note.Preselected(1, 3)))
        .isPresent();
  }

  @Test
  void aTextThatCannotBeReadMakesNoClaims() {
    Claim claim = new Claim.Parameter("x", "1", new Span(0, 3));
    assertThat(fault(List.of(), new TextDigest.Note.NotEnglish())).isEmpty();
    assertThat(fault(List.of(claim), new TextDigest.Note.NotEnglish())).isPresent();
  }
}

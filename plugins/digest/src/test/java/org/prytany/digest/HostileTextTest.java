package org.prytany.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.prytany.spi.DigestContext;
import org.prytany.spi.ProposalSnapshot;
import org.prytany.spi.TextDigest;
import org.prytany.testkit.Growth;
import org.prytany.testkit.HostileTexts;
import org.prytany.testkit.SampleProposal;
import org.prytany.testkit.StubTextEmbedder;

/**
 * Texts that nobody writes in good faith: always a digest, and twice the text is twice the work.
 */
class HostileTextTest {

  /** Ends a test that would not end; says nothing about speed. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private static final int MEGABYTE = 1_000_000;

  /** Long enough that what is done once for a text, however long, is little. */
  private static final int LENGTH = 100_000;

  static Stream<Arguments> texts() {
    return Map.ofEntries(
            Map.entry("nested quotes", "> ".repeat(10_000) + "text"),
            Map.entry("many nested quotes", ("> ".repeat(200) + "text\n").repeat(2_000)),
            Map.entry("nested lists on one line", "- ".repeat(10_000) + "text"),
            Map.entry("nested lists by indent", nestedList(1_200)),
            Map.entry("nested emphasis", "*a _b ".repeat(20_000) + "c" + "_ d*".repeat(20_000)),
            Map.entry("open brackets", "[".repeat(MEGABYTE)),
            Map.entry("open links", "[a](".repeat(100_000)),
            Map.entry("open images", "![[]()".repeat(100_000)),
            Map.entry("back ticks", manyTicks()),
            Map.entry("stars", "*".repeat(MEGABYTE)),
            Map.entry("stars and words", "**a ".repeat(200_000)),
            Map.entry("long delimiter", "|" + "-".repeat(MEGABYTE) + "x"),
            Map.entry("wide table", wideTable(5_000, 100_000)),
            Map.entry("long table", "| a | b |\n|---|---|\n" + "| 5 USDC | x |\n".repeat(60_000)),
            Map.entry("one word of a megabyte", "x".repeat(MEGABYTE)),
            Map.entry("digits of a megabyte", "1".repeat(MEGABYTE)),
            Map.entry("grouped digits", "1,000".repeat(200_000)),
            Map.entry("addresses", ("0x" + "1".repeat(40) + " ").repeat(23_000)),
            Map.entry("amounts", "pay 25,000 USDC to the team. ".repeat(34_000)),
            Map.entry("amounts without a stop", "25,000 USDC ".repeat(80_000)),
            Map.entry("powers", "approve the transfer of ownership ".repeat(30_000)),
            Map.entry("settings", "set the fee to 4 and ".repeat(48_000)),
            Map.entry("number words", "one hundred thousand ".repeat(48_000)),
            Map.entry("periods without a stop", "two and a half years or ".repeat(42_000)),
            Map.entry("half periods", "half a day of a year and one to two of the ".repeat(24_000)),
            Map.entry(
                "numbers and units", "one hundred and twenty (5) to six days ".repeat(26_000)),
            Map.entry("ends of years", "from 1 to 3 March to the end of Q3 2026 ".repeat(25_000)),
            Map.entry("articles", "for a ".repeat(160_000) + "day"),
            Map.entry("arrows", "a: 1 -> ".repeat(120_000)),
            Map.entry("blanks", " ".repeat(MEGABYTE)),
            Map.entry("lines", "\n".repeat(MEGABYTE)),
            Map.entry("short lines", "Ab\n".repeat(330_000)),
            Map.entry(
                "prose", "This sentence asks the members for their vote today. ".repeat(19_000)),
            Map.entry("pronouns", "The vault is a safe. It will pay all of us. ".repeat(20_000)),
            Map.entry(
                "nouns with this", "We want a new vault. This vault will pay us. ".repeat(20_000)),
            Map.entry("chained pronouns", "The vault is a safe. " + "It is good. ".repeat(80_000)),
            Map.entry("a list's items", "The DAO will:\n\n" + "- Pay us all.\n".repeat(60_000)),
            Map.entry(
                "long words before a pronoun",
                "The" + (" " + "x".repeat(900)).repeat(3) + " vault is a safe. It will pay Bob."),
            Map.entry(
                "long words over a list",
                "The proposal for" + (" " + "x".repeat(900)).repeat(3) + " will:\n\n- pay Bob"),
            Map.entry("entities", "&amp;&#x41;&nbsp;".repeat(60_000)),
            Map.entry("tags", "<b><i><span hidden>".repeat(50_000)),
            Map.entry("comment without end", "<!-- " + "hidden ".repeat(140_000)),
            Map.entry("link definitions", "[a]: http://x\n".repeat(70_000)),
            Map.entry("addresses of links", "http://a.b/".repeat(90_000)),
            Map.entry("lone surrogates", "\ud800 \udc00 ".repeat(100_000)),
            Map.entry("control characters", "\u0000\u0007\u001b[31m word ".repeat(50_000)),
            Map.entry("direction marks", "\u202e25,000 USDC\u202c ".repeat(40_000)))
        .entrySet()
        .stream()
        .map(e -> Arguments.of(e.getKey(), e.getValue()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("texts")
  void aHostileTextIsAnsweredWithSoundSpans(String name, String text) throws Exception {
    ExecutorService one = Executors.newSingleThreadExecutor();
    try {
      TextDigest digest =
          one.submit(() -> RealModel.digest(text)).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      Soundness.assertSound(name, text, digest);
    } finally {
      one.shutdownNow();
    }
  }

  static Stream<Arguments> units() {
    return HostileTexts.units().entrySet().stream()
        .map(unit -> Arguments.of(unit.getKey(), unit.getValue()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("units")
  void twiceTheTextIsTwiceTheWork(String name, String unit) {
    Growth.assertLinear(name, digesting(unit, LENGTH / 2), digesting(unit, 2 * LENGTH));
  }

  /** Without the model, of which the cost is bounded however long a text is. */
  private static Runnable digesting(String unit, int length) {
    ProposalSnapshot proposal =
        SampleProposal.of().text(unit.repeat(length / unit.length())).snapshot();
    DigestContext context = StubTextEmbedder.context();
    return () -> new CorenlpDigester().digest(proposal, context);
  }

  @Test
  void anEmptyTextGivesAnEmptyDigest() {
    for (String text : new String[] {"", " \n\t ", "\u200b", "<!-- only a comment -->"}) {
      TextDigest digest = RealModel.digest(text);
      assertThat(digest.headline()).isEmpty();
      assertThat(digest.sentences()).isEmpty();
      assertThat(digest.claims()).isEmpty();
    }
  }

  @Test
  void aTableAtTheEndMayLackItsLastCells() {
    String text =
        "We change two settings.\n\n| Parameter | New value | Note |\n|---|---|---|\n| quorum | 5 %";
    TextDigest digest = RealModel.digest(text);
    Soundness.assertSound("a table without its last cells", text, digest);
  }

  @Test
  void oneWordIsItsOwnDigest() {
    TextDigest digest = RealModel.digest("Yes");
    assertThat(RealModel.sentences(digest)).containsExactly("Yes");
  }

  @Test
  void aScriptIsNeverShown() {
    TextDigest digest =
        RealModel.digest(
            """
            # Grant <script>alert(1)</script>

            <script>alert(2)</script>

            We ask the members to fund the docs <img src=x onerror=alert(3)> with a small grant.
            The [team](javascript:alert(4)) reports every month to the members of the forum.
            """);
    String all = digest.headline() + RealModel.sentences(digest);
    assertThat(all).doesNotContain("<").doesNotContain("onerror").doesNotContain("javascript");
  }

  @Test
  void invisibleCharactersAreLeftOut() {
    TextDigest digest =
        RealModel.digest(
            "The team asks\u200b for 25,000\u2060 USDC to \u202ewrite\u202c the docs this year.");
    assertThat(RealModel.sentences(digest))
        .containsExactly("The team asks for 25,000 USDC to write the docs this year.");
  }

  @Test
  void aTextInAnotherLanguageGetsItsFirstSentences() {
    TextDigest german =
        RealModel.digest(
            "Wir bitten um Mittel für die Dokumentation. Das Team berichtet jeden Monat an alle Mitglieder.");
    assertThat(RealModel.sentences(german)).hasSize(2);
    assertThat(RealModel.digest("本提案请求资助文档团队。团队每月报告一次。").sentences()).isNotEmpty();
  }

  private static String nestedList(int depth) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < depth; i++) {
      text.append(" ".repeat(i)).append("- a\n");
    }
    return text.toString();
  }

  private static String wideTable(int columns, int rows) {
    return "|a".repeat(columns) + "|\n" + "|-".repeat(columns) + "|\n" + "|a\n".repeat(rows);
  }

  private static String manyTicks() {
    StringBuilder text = new StringBuilder();
    for (int i = 1; text.length() < 300_000; i++) {
      text.append("`".repeat(i)).append(" a ");
    }
    return text.toString();
  }
}

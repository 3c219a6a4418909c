package org.prytany.digest.sentence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.prytany.reading.markdown.VisibleText;
import org.prytany.reading.sentence.SentenceSplitter;

/** Sentences are cut out of a text, never made of it. */
class CorenlpEndsPropertyTest {

  private static final SentenceSplitter SPLITTER = new SentenceSplitter(new CorenlpEnds());

  @Property(tries = 1_000)
  void sentencesStandInOrderApartAndInsideTheText(@ForAll("prose") String text) {
    assertOrdered(text);
  }

  @Property(tries = 500)
  void anyStringIsCut(@ForAll String text) {
    assertOrdered(text);
  }

  @Property(tries = 500)
  void noLetterOrDigitOfProseIsLost(@ForAll("prose") String text) {
    boolean[] kept = new boolean[text.length()];
    for (SentenceSplitter.Range range : SPLITTER.split(visible(text))) {
      java.util.Arrays.fill(kept, range.start(), range.end(), true);
    }
    for (int i = 0; i < visible(text).length(); i++) {
      if (Character.isLetterOrDigit(text.charAt(i))) {
        assertThat(kept[i]).as("'%s' at %d of '%s'", text.charAt(i), i, text).isTrue();
      }
    }
  }

  private static void assertOrdered(String text) {
    VisibleText visible = visible(text);
    int before = 0;
    List<SentenceSplitter.Range> ranges = SPLITTER.split(visible);
    for (SentenceSplitter.Range range : ranges) {
      assertThat(range.start()).isGreaterThanOrEqualTo(before);
      assertThat(range.end()).isGreaterThan(range.start());
      before = range.end();
    }
    assertThat(before).isLessThanOrEqualTo(visible.length());
  }

  private static VisibleText visible(String text) {
    VisibleText.Builder builder = new VisibleText.Builder();
    for (int i = 0; i < text.length(); i++) {
      builder.add(text.charAt(i), i);
    }
    return builder.build();
  }

  @Provide
  Arbitrary<String> prose() {
    return Arbitraries.of(
            "We pay",
            "50,000",
            "USDC",
            "1.5M",
            "e.g.",
            "Dr.",
            "U.S.",
            "the end",
            ".",
            "!",
            "?",
            "…",
            "。",
            "\n",
            " ",
            "\"",
            "”",
            ")",
            "(",
            "- ",
            "1. ",
            "a)",
            "Recipient:",
            "0x12",
            "12.5 %",
            "é",
            "提案",
            "vitalik.eth",
            "https://a.example/b?c=d.",
            "don't",
            "’s")
        .list()
        .ofMaxSize(40)
        .map(parts -> String.join(" ", parts));
  }
}

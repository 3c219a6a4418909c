package org.prytany.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.prytany.judging.DigestCheck;
import org.prytany.judging.ReadText;
import org.prytany.reading.Places;
import org.prytany.reading.modality.Leaning;
import org.prytany.spi.Claim;
import org.prytany.spi.Span;
import org.prytany.spi.TextDigest;

/** What holds for every digest of every text. */
final class Soundness {

  private Soundness() {}

  static void assertSound(String name, String text, TextDigest digest) {
    assertThat(words(digest.headline())).as("headline of %s", name).isLessThanOrEqualTo(25);
    assertThat(digest.sentences()).as(name).hasSizeLessThanOrEqualTo(4);
    ReadText read = new ReadText(new Places(text)::saidWith, Leaning::connectiveEnd);
    int total = 0;
    int before = 0;
    for (TextDigest.Sentence sentence : digest.sentences()) {
      assertInside(name, text, sentence.span());
      assertThat(sentence.span().start()).as("order in %s", name).isGreaterThanOrEqualTo(before);
      before = sentence.span().end();
      assertThat(sentence.text()).as(name).isNotBlank();
      for (TextDigest.Sentence part : parts(sentence)) {
        assertInside(name, text, part.span());
        assertThat(isShortened(part.text(), part.span().of(text)))
            .as("'%s' is '%s' shortened, in %s", part.text(), part.span().of(text), name)
            .isTrue();
      }
      assertThat(DigestCheck.fault(sentence, text, read)).as(name).isEmpty();
      total += words(sentence.text());
    }
    assertThat(total).as("words of %s", name).isLessThanOrEqualTo(100);
    for (Claim claim : digest.claims()) {
      assertInside(name, text, claim.span());
    }
  }

  /** A sentence, or each piece of a repaired one, with its own place. */
  static List<TextDigest.Sentence> parts(TextDigest.Sentence sentence) {
    return sentence.repaired()
        ? sentence.pieces().stream()
            .map(piece -> new TextDigest.Sentence(piece.text(), piece.span()))
            .toList()
        : List.of(sentence);
  }

  private static void assertInside(String name, String text, Span span) {
    assertThat(span.end()).as(name).isLessThanOrEqualTo(text.length());
    assertThat(span.end()).as(name).isGreaterThan(span.start());
  }

  /**
   * Whether every character but blanks stands in the source, in the same order; the first may have
   * become a capital.
   */
  static boolean isShortened(String shown, String source) {
    int at = 0;
    for (int i = 0; i < shown.length(); i++) {
      char c = shown.charAt(i);
      if (!Character.isWhitespace(c)) {
        int same = source.indexOf(c, at);
        int small = i == 0 ? source.indexOf(Character.toLowerCase(c), at) : -1;
        at = (same < 0 ? small : small < 0 ? same : Math.min(same, small)) + 1;
        if (at == 0) {
          return false;
        }
      }
    }
    return true;
  }

  static int words(String text) {
    return text.isBlank() ? 0 : text.strip().split("\\s+").length;
  }
}

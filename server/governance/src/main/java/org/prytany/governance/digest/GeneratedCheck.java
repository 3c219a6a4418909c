package org.prytany.governance.digest;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.prytany.spi.TextDigest;

/**
 * Keeps what a model wrote out of a digest. A digest's sentences are the text's with parts left
 * out, and its headline is made of the text's words; a generated sentence could be both and still
 * be nobody's sentence but the model's.
 */
final class GeneratedCheck {

  private GeneratedCheck() {}

  /** What is wrong with a digest for which these sentences were written; empty if nothing. */
  static Optional<String> fault(TextDigest digest, List<String> written, String text) {
    String all = letters(text);
    Optional<String> shown =
        Stream.concat(
                Stream.of(digest.headline()),
                Stream.concat(digest.sentences().stream(), digest.asks().stream())
                    .map(TextDigest.Sentence::text))
            .map(GeneratedCheck::letters)
            .filter(each -> !each.isEmpty() && !all.contains(each))
            .filter(
                each ->
                    written.stream()
                        .map(GeneratedCheck::letters)
                        .anyMatch(its -> each.contains(its) || its.contains(each)))
            .findFirst();
    return shown.map(
        each ->
            "it shows a sentence that a model wrote: a digest's headline and sentences are the"
                + " text's own");
  }

  /** Claims were perhaps read from what a model wrote; the host reads the text itself. */
  static TextDigest withoutClaims(TextDigest digest) {
    return new TextDigest(
        digest.headline(),
        digest.sentences(),
        digest.asks(),
        List.of(),
        digest.notes(),
        digest.algorithm());
  }

  private static String letters(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    text.toLowerCase(Locale.ROOT)
        .codePoints()
        .filter(Character::isLetterOrDigit)
        .forEach(kept::appendCodePoint);
    return kept.toString();
  }
}

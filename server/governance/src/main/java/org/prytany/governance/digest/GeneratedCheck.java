package org.prytany.governance.digest;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.prytany.judging.DigestCheck;
import org.prytany.spi.TextDigest;

/**
 * Keeps what a model wrote out of a digest. A digest's sentences are the text's with parts left
 * out, and its headline is made of the text's words; a generated sentence could be both and still
 * be nobody's sentence but the model's.
 */
final class GeneratedCheck {

  private GeneratedCheck() {}

  /**
   * What is wrong with a digest for which these sentences were written; empty if nothing.
   *
   * @param own the plugin's evidence, found to be the text's before a model wrote the like: a model
   *     that repeats it does not make it its own
   * @param text the raw description; a run of its words may be broken by what no reader sees, such
   *     as the target of a link, so it counts as it is read too
   */
  static Optional<String> fault(
      TextDigest digest, List<String> written, List<String> own, String text) {
    List<String> sources =
        Stream.concat(Stream.of(text, DigestCheck.withoutUnseen(text)), own.stream())
            .map(GeneratedCheck::letters)
            .toList();
    List<String> its = written.stream().map(GeneratedCheck::letters).toList();
    Optional<String> shown =
        Stream.concat(
                Stream.of(digest.headline()),
                Stream.concat(digest.sentences().stream(), digest.asks().stream())
                    .map(TextDigest.Sentence::text))
            .map(GeneratedCheck::letters)
            .filter(
                each ->
                    !each.isEmpty() && sources.stream().noneMatch(source -> source.contains(each)))
            .filter(each -> isLike(each, its))
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

  /** Whether a sentence is a part of one that was written, or has one as a part. */
  static boolean isWritten(String sentence, List<String> written) {
    return isLike(letters(sentence), written.stream().map(GeneratedCheck::letters).toList());
  }

  private static boolean isLike(String letters, List<String> written) {
    return written.stream().anyMatch(its -> letters.contains(its) || its.contains(letters));
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

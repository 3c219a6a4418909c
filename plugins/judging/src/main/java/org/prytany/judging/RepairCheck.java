package org.prytany.judging;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.prytany.spi.Span;
import org.prytany.spi.TextDigest.Piece;
import org.prytany.spi.TextDigest.Sentence;

/**
 * Holds a repaired sentence against its text. Its own pieces stand in its span, in order, character
 * by character; between them nothing is left out but a word that pointed elsewhere, a connective at
 * its beginning, or a parenthesis. What was put in stands before the sentence, character by
 * character, where a reader sees it as something that the text says.
 */
final class RepairCheck {

  private static final int MOST_WORDS = 14;

  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final Pattern BRACKETS_OR_BLANKS = Pattern.compile("[\\[\\]\\s]+");

  /** What may be replaced: a pronoun, or a demonstrative with the noun that was put in. */
  private static final Pattern POINTS =
      Pattern.compile(
          "(?:it|they|this|that|these|those)|(?:this|that|these|those) (?<noun>[\\p{L}-]+)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern BULLET = Pattern.compile("\\A[-*•–—▪●◦>]+\\s*");

  private static final Pattern PARENTHESIS = Pattern.compile("\\([^()]*\\)");

  /** What may be left of a list at the end of its item. */
  private static final Pattern TRAILING = Pattern.compile("[\\s;,]*(?:and|or)?\\s*");

  /** Struck out, hidden, a quotation of somebody, or code. */
  private static final Pattern NOT_SAID =
      Pattern.compile("~~|<[/!\\p{L}]|(?:\\A|\\n)\\s*>|(?:\\A|\\n)(?:```|\\s*~~~)|`");

  private static final Pattern REJECTED =
      Pattern.compile(
          "\\b(?:alternativ\\w*|reject\\w*|discard\\w*|dismiss\\w*|ruled out|turned down|decided against"
              + "|considered|instead of|rather than|no longer|previously|formerly)\\b",
          Pattern.CASE_INSENSITIVE);

  private RepairCheck() {}

  /** What is wrong with a repaired sentence whose span is in {@code text}; empty if nothing. */
  static Optional<String> fault(Sentence sentence, String text, ReadText read) {
    for (Piece piece : sentence.pieces()) {
      if (DigestCheck.outside(piece.span(), text)) {
        return Optional.of("a piece points outside of the text: " + piece.span());
      }
    }
    long inserted = sentence.pieces().stream().filter(Piece::inserted).count();
    Piece first = sentence.pieces().getFirst();
    if (inserted != 1 || !first.inserted()) {
      return Optional.of("a repaired sentence begins with its only inserted piece, and this not");
    }
    return insertedFault(first, sentence.span(), text, read)
        .or(() -> ownFault(sentence, text, read));
  }

  /** The sentence's own words, without what was put in. */
  static String own(Sentence sentence) {
    return sentence.pieces().stream()
        .filter(piece -> !piece.inserted())
        .map(Piece::text)
        .collect(Collectors.joining(" "));
  }

  private static Optional<String> insertedFault(
      Piece piece, Span sentence, String text, ReadText read) {
    String what = DigestCheck.quoted(piece.text());
    Span span = piece.span();
    if (!BLANKS.matcher(span.of(text)).replaceAll(" ").equals(piece.text())
        || Visible.unseen(piece.text()).isPresent()) {
      return Optional.of("what was put in is not what stands at its place: " + what);
    }
    if (span.end() > sentence.start()) {
      return Optional.of("what was put in does not stand before its sentence: " + what);
    }
    if (cut(text, span.start()) || cut(text, span.end())) {
      return Optional.of("what was put in is a part of a word: " + what);
    }
    if (BLANKS.split(piece.text()).length > MOST_WORDS) {
      return Optional.of("what was put in has more than " + MOST_WORDS + " words: " + what);
    }
    boolean said =
        !NOT_SAID.matcher(ReadText.paragraph(text, span.start())).find()
            && !hidden(text, span.start())
            && read.saidWith()
                .of(span, sentence)
                .filter(all -> all.stream().noneMatch(RepairCheck::takesBack))
                .isPresent();
    return said
        ? Optional.empty()
        : Optional.of("what was put in is denied, hidden, quoted or rejected there: " + what);
  }

  private static boolean takesBack(String said) {
    return REJECTED.matcher(said).find()
        || KeptWords.NEGATION.pattern().matcher(said).find()
        || KeptWords.CONDITION.pattern().matcher(said).find();
  }

  private static boolean cut(String text, int at) {
    return at > 0
        && at < text.length()
        && Character.isLetterOrDigit(text.charAt(at - 1))
        && Character.isLetterOrDigit(text.charAt(at));
  }

  private static boolean hidden(String text, int at) {
    return text.lastIndexOf("<!--", at) > text.lastIndexOf("-->", at);
  }

  private static Optional<String> ownFault(Sentence sentence, String text, ReadText read) {
    List<Piece> own = sentence.pieces().subList(1, sentence.pieces().size());
    if (own.isEmpty()) {
      return Optional.of("a repaired sentence ends with what was put in");
    }
    String put = sentence.pieces().getFirst().text();
    int at = sentence.span().start();
    for (Piece piece : own) {
      Span span = piece.span();
      if (span.start() < at || span.end() > sentence.span().end()) {
        return Optional.of(
            "a piece of a sentence does not stand in it, in order: "
                + DigestCheck.quoted(piece.text()));
      }
      if (!seen(DigestCheck.withoutUnseen(span.of(text))).equals(seen(piece.text()))) {
        return Optional.of(
            "a piece is not what stands at its place: " + DigestCheck.quoted(piece.text()));
      }
      String left = shown(text.substring(at, span.start()));
      boolean fits =
          piece == own.getFirst()
              ? givesWay(left, put, read)
              : left.isEmpty() || PARENTHESIS.matcher(left).matches();
      if (!fits) {
        return leavesOut(left);
      }
      at = span.end();
    }
    String rest = shown(text.substring(at, sentence.span().end()));
    return TRAILING.matcher(rest).matches() ? Optional.empty() : leavesOut(rest);
  }

  private static Optional<String> leavesOut(String words) {
    return Optional.of(
        words.isEmpty()
            ? "a repaired sentence has words put in where nothing pointed to them"
            : "a repaired sentence leaves out more than it may: " + DigestCheck.quoted(words));
  }

  /**
   * Whether what a sentence begins with gives way to what was put in: nothing to a line that leads
   * into a list, else a word that points, behind a connective or not.
   */
  private static boolean givesWay(String left, String put, ReadText read) {
    String words = BULLET.matcher(left).replaceFirst("");
    if (put.endsWith(":")) {
      return words.isEmpty();
    }
    Matcher points =
        POINTS.matcher(words.substring(read.connectiveEnd().applyAsInt(words)).strip());
    return points.matches()
        && (points.group("noun") == null || stem(points.group("noun")).equals(stem(lastWord(put))));
  }

  private static String lastWord(String words) {
    return words.substring(words.lastIndexOf(' ') + 1);
  }

  private static String stem(String word) {
    String small = word.toLowerCase(Locale.ROOT);
    return small.endsWith("s") ? small.substring(0, small.length() - 1) : small;
  }

  private static String shown(String source) {
    return DigestCheck.withoutMarkup(DigestCheck.withoutUnseen(source)).strip();
  }

  /** All that is seen but blanks and brackets, which Markdown has around links. */
  private static String seen(String text) {
    return BRACKETS_OR_BLANKS.matcher(DigestCheck.withoutMarkup(text)).replaceAll("");
  }
}

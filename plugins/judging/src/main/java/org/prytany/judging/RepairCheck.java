package org.prytany.judging;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

  private static final int MOST_INSERTED = 2;
  private static final int MOST_WORDS = 14;

  /** UTF-16 units before what was put in that are looked at for what takes it back. */
  private static final int LOOKED_AT = 4_000;

  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final Pattern BRACKETS_OR_BLANKS = Pattern.compile("[\\[\\]\\s]+");

  /** What may be replaced: a pronoun, with a noun behind a demonstrative. */
  private static final Pattern POINTS =
      Pattern.compile(
          "(?:it|they|(?:this|that|these|those)(?: [\\p{L}-]+){0,3})", Pattern.CASE_INSENSITIVE);

  private static final Pattern CONNECTIVE =
      Pattern.compile("(?:[-*•–—▪●◦>]+|[\\p{L}]+(?: [\\p{L}]+){0,4},)");

  private static final Pattern PARENTHESIS = Pattern.compile("\\([^()]*\\)");

  /** What may be left of a list at the end of its item. */
  private static final Pattern TRAILING = Pattern.compile("[\\s;,]*(?:and|or)?\\s*");

  /** Struck out, hidden, a quotation of somebody, or code. */
  private static final Pattern NOT_SAID =
      Pattern.compile("~~|<[/!\\p{L}]|(?:\\A|\\n)\\s*>|(?:\\A|\\n)(?:```|\\s*~~~)|`");

  private static final Pattern PARAGRAPH_END = Pattern.compile("\\n[ \\t\\r]*\\n");
  private static final Pattern SENTENCE_END = Pattern.compile("[.!?][\"'”’)\\]*_]*\\s|:\\s*\\n");
  private static final Pattern SENTENCE_OR_PARAGRAPH_END =
      Pattern.compile(SENTENCE_END.pattern() + "|" + PARAGRAPH_END.pattern());

  private static final Pattern REJECTED =
      Pattern.compile(
          "\\b(?:alternativ\\w*|reject\\w*|discard\\w*|dismiss\\w*|ruled out|turned down|decided against"
              + "|considered|instead of|rather than|no longer|previously|formerly)\\b",
          Pattern.CASE_INSENSITIVE);

  private RepairCheck() {}

  /** What is wrong with a repaired sentence whose span is in {@code text}; empty if nothing. */
  static Optional<String> fault(Sentence sentence, String text) {
    for (Piece piece : sentence.pieces()) {
      if (DigestCheck.outside(piece.span(), text)) {
        return Optional.of("a piece points outside of the text: " + piece.span());
      }
    }
    List<Piece> inserted = sentence.pieces().stream().filter(Piece::inserted).toList();
    if (inserted.isEmpty() || inserted.size() > MOST_INSERTED) {
      return Optional.of("a repaired sentence has " + inserted.size() + " inserted pieces");
    }
    return inserted.stream()
        .flatMap(piece -> insertedFault(piece, sentence.span(), text).stream())
        .findFirst()
        .or(() -> ownFault(sentence, text));
  }

  /** The sentence's own words, without what was put in. */
  static String own(Sentence sentence) {
    return sentence.pieces().stream()
        .filter(piece -> !piece.inserted())
        .map(Piece::text)
        .collect(Collectors.joining(" "));
  }

  private static Optional<String> insertedFault(Piece piece, Span sentence, String text) {
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
    String before = paragraph(text, span.start());
    String around = lastSentence(before) + restOfSentence(text, span.start());
    boolean takenBack =
        NOT_SAID.matcher(before).find()
            || hidden(text, span.start())
            || REJECTED.matcher(around).find()
            || KeptWords.NEGATION.pattern().matcher(around).find()
            || KeptWords.CONDITION.pattern().matcher(piece.text()).find();
    return takenBack
        ? Optional.of("what was put in is denied, hidden, quoted or rejected there: " + what)
        : Optional.empty();
  }

  private static boolean cut(String text, int at) {
    return at > 0
        && at < text.length()
        && Character.isLetterOrDigit(text.charAt(at - 1))
        && Character.isLetterOrDigit(text.charAt(at));
  }

  /** What the paragraph has before a place, its line's mark included. */
  private static String paragraph(String text, int at) {
    String before = text.substring(Math.max(0, at - LOOKED_AT), at);
    int from = 0;
    var ends = PARAGRAPH_END.matcher(before);
    while (ends.find()) {
      from = ends.end();
    }
    return before.substring(from);
  }

  private static String lastSentence(String before) {
    int from = 0;
    var ends = SENTENCE_END.matcher(before);
    while (ends.find()) {
      from = ends.end();
    }
    return before.substring(from);
  }

  private static String restOfSentence(String text, int from) {
    String behind = text.substring(from, Math.min(text.length(), from + LOOKED_AT));
    var end = SENTENCE_OR_PARAGRAPH_END.matcher(behind);
    return end.find() ? behind.substring(0, end.start()) : behind;
  }

  private static boolean hidden(String text, int at) {
    return text.lastIndexOf("<!--", at) > text.lastIndexOf("-->", at);
  }

  private static Optional<String> ownFault(Sentence sentence, String text) {
    List<String> between = new ArrayList<>();
    int at = sentence.span().start();
    boolean put = false;
    boolean any = false;
    for (Piece piece : sentence.pieces()) {
      if (piece.inserted()) {
        put = true;
        continue;
      }
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
      if (!mayBeLeftOut(text.substring(at, span.start()), put, !any)) {
        between.add(text.substring(at, span.start()));
      }
      at = span.end();
      put = false;
      any = true;
    }
    if (!any || put) {
      return Optional.of("a repaired sentence ends with what was put in");
    }
    String rest = shown(text.substring(at, sentence.span().end()));
    if (!TRAILING.matcher(rest).matches()) {
      between.add(rest);
    }
    return between.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "a repaired sentence leaves out more than it may: "
                + DigestCheck.quoted(between.getFirst()));
  }

  /**
   * @param put whether something was put in there
   * @param first whether it is before the first piece of the sentence
   */
  private static boolean mayBeLeftOut(String source, boolean put, boolean first) {
    String shown = shown(source);
    if (shown.isEmpty() || PARENTHESIS.matcher(shown).matches()) {
      return true;
    }
    String rest = shown;
    if (first) {
      var word = CONNECTIVE.matcher(rest);
      if (word.lookingAt()) {
        rest = rest.substring(word.end()).strip();
      }
    }
    return rest.isEmpty() || put && POINTS.matcher(rest).matches();
  }

  private static String shown(String source) {
    return DigestCheck.withoutMarkup(DigestCheck.withoutUnseen(source)).strip();
  }

  /** All that is seen but blanks and brackets, which Markdown has around links. */
  private static String seen(String text) {
    return BRACKETS_OR_BLANKS.matcher(DigestCheck.withoutMarkup(text)).replaceAll("");
  }
}

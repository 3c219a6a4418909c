package org.prytany.digest.repair;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.judging.KeptWords;
import org.prytany.reading.modality.Leaning;
import org.prytany.reading.sentence.Unit;
import org.prytany.spi.Bounds;
import org.prytany.spi.Span;
import org.prytany.spi.TextDigest.Piece;

/** Makes pieces of words that stand in a unit as they are shown. */
final class Words {

  private static final int MOST_WORDS = 14;
  private static final Pattern LETTERS = Pattern.compile("\\p{L}{3}");
  private static final Pattern BRACKET = Pattern.compile("[\\[\\]]");
  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final Pattern MARKED = Pattern.compile("[\\[\\]~`*_<>]");

  private Words() {}

  /**
   * Whether a sentence says something that another may rest on: it asserts it, and it is no quote.
   */
  static boolean assertsPlainly(Unit unit, String text) {
    return !unit.block().quoted()
        && !MARKED.matcher(text).find()
        && !text.strip().endsWith("?")
        && Leaning.of(text.strip()) != Leaning.REJECTED
        && !KeptWords.NEGATION.pattern().matcher(text).find();
  }

  /** What is put in; empty where it stands otherwise in the raw description. */
  static Optional<Piece> inserted(Unit unit, int from, int to) {
    String words = BLANKS.matcher(unit.text().substring(from, to)).replaceAll(" ");
    Span span = unit.span(from, to);
    boolean asWritten = span.end() - span.start() == to - from;
    return asWritten
            && !words.isBlank()
            && words.equals(words.strip())
            && isShort(words)
            && !MARKED.matcher(words).find()
        ? Optional.of(new Piece(words, span, true))
        : Optional.empty();
  }

  /** Whether words may be put in, by their number and their length. */
  static boolean isShort(String words) {
    return words.length() <= Bounds.LONGEST_PIECE && BLANKS.split(words).length <= MOST_WORDS;
  }

  /**
   * The sentence's own words, shortened as ever, less what points elsewhere in parentheses; empty
   * where nothing of them or brackets are left.
   *
   * @param from where they begin in the unit
   * @param to where they end
   */
  static Optional<List<Piece>> own(Unit unit, int from, int to, UnaryOperator<String> shortening) {
    String whole = shortening.apply(unit.text().substring(from, to));
    if (!LETTERS.matcher(whole).find()
        || BRACKET.matcher(whole).find()
        || whole.length() > Bounds.LONGEST_PIECE) {
      return Optional.empty();
    }
    List<Piece> own = new ArrayList<>();
    Matcher aside = Asides.POINTS.matcher(unit.text()).region(from, to);
    int at = from;
    while (aside.find()) {
      own.addAll(piece(unit, at, aside.start(), shortening));
      at = aside.end();
    }
    own.addAll(piece(unit, at, to, shortening));
    return !own.isEmpty() && own.size() < Bounds.MOST_PIECES ? Optional.of(own) : Optional.empty();
  }

  private static List<Piece> piece(Unit unit, int from, int to, UnaryOperator<String> shortening) {
    String shown = shortening.apply(unit.text().substring(from, to)).strip();
    if (shown.isEmpty()) {
      return List.of();
    }
    return List.of(new Piece(shown, unit.span(from, to), false));
  }
}

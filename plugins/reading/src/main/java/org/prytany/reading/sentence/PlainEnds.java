package org.prytany.reading.sentence;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.prytany.reading.cue.Cues;

/**
 * Finds ends of sentences by their marks: a stop that a blank follows, unless it belongs to an
 * abbreviation, an initial, or the number of a list. Whatever follows begins a sentence, in lower
 * case too.
 */
public final class PlainEnds implements SentenceEnds {

  private static final String STOPS = ".!?…";
  private static final String CLOSERS = "\"'”’»)]}*_";

  /** Stops of scripts that put no blank behind them. */
  private static final String WIDE_STOPS = "。！？";

  private static final int LONGEST_WORD = 12;

  private static final Set<String> ABBREVIATIONS = Cues.words(PlainEnds.class, "abbreviations");

  @Override
  public void cut(String text, int start, int end, List<SentenceSplitter.Range> sentences) {
    int from = start;
    int at = start;
    while (at < end) {
      char c = text.charAt(at);
      int next = at + 1;
      if (WIDE_STOPS.indexOf(c) >= 0 || STOPS.indexOf(c) >= 0) {
        while (next < end && isStopOrCloser(text.charAt(next))) {
          next++;
        }
        boolean wide = WIDE_STOPS.indexOf(c) >= 0;
        boolean followed = next == end || Character.isWhitespace(text.charAt(next));
        if (wide || followed && !goesOn(text, from, at, next, end)) {
          add(text, from, next, sentences);
          from = next;
        }
      }
      at = next;
    }
    add(text, from, end, sentences);
  }

  private static boolean isStopOrCloser(char c) {
    return STOPS.indexOf(c) >= 0 || WIDE_STOPS.indexOf(c) >= 0 || CLOSERS.indexOf(c) >= 0;
  }

  /** Whether a stop ends no sentence, though a blank follows it. */
  private static boolean goesOn(String text, int from, int stop, int behind, int end) {
    if (text.charAt(stop) != '.' || behind > stop + 1 && text.charAt(stop + 1) != '.') {
      return false;
    }
    if (behind > stop + 1) {
      // "Wait... and see"
      return startsLow(text, behind, end);
    }
    int word = stop;
    while (word > from
        && stop - word <= LONGEST_WORD
        && (Character.isLetterOrDigit(text.charAt(word - 1)) || text.charAt(word - 1) == '.')) {
      word--;
    }
    String before = text.substring(word, stop);
    if (before.isEmpty() || stop - word > LONGEST_WORD) {
      return false;
    }
    int blanks = word;
    while (blanks > from && Character.isWhitespace(text.charAt(blanks - 1))) {
      blanks--;
    }
    boolean first = blanks == from;
    boolean numbersAnItem = first && before.matches("\\d{1,3}|[a-zA-Z]|[ivxIVX]{1,4}");
    boolean initial = before.length() == 1 && Character.isUpperCase(before.charAt(0));
    boolean initials = before.matches("(?:\\p{L}\\.)++\\p{L}");
    return numbersAnItem
        || initial
        || initials
        || ABBREVIATIONS.contains(before.toLowerCase(Locale.ROOT))
            && !(before.equals("no") && !digitFollows(text, behind, end));
  }

  private static boolean startsLow(String text, int from, int end) {
    int at = from;
    while (at < end && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at < end && Character.isLowerCase(text.charAt(at));
  }

  /** "No." shortens a word before a number alone. */
  private static boolean digitFollows(String text, int from, int end) {
    int at = from;
    while (at < end && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at < end && Character.isDigit(text.charAt(at));
  }

  private static void add(String text, int start, int end, List<SentenceSplitter.Range> sentences) {
    int from = start;
    int to = end;
    while (from < to && Character.isWhitespace(text.charAt(from))) {
      from++;
    }
    while (to > from && Character.isWhitespace(text.charAt(to - 1))) {
      to--;
    }
    if (to > from) {
      sentences.add(new SentenceSplitter.Range(from, to));
    }
  }
}

package org.prytany.reading.time;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A text in which periods that are spelled out stand in digits ("two and a half days" as "2.5
 * days"), so that rules about numbers read them too. Each place leads back to the text.
 */
public final class SpelledPeriods {

  private static final Pattern IN_DIGITS =
      Pattern.compile("\\d{1,5}(?:[.,]\\d{1,3})?[\\s-][A-Za-z]{3,}", Pattern.DOTALL);

  private record Piece(int at, int end, int start, int length) {}

  private final String text;
  private final List<Piece> pieces;

  private SpelledPeriods(String text, List<Piece> pieces) {
    this.text = text;
    this.pieces = pieces;
  }

  public static SpelledPeriods of(String text, List<WrittenTime> times) {
    List<WrittenTime.Period> spelled = spelled(text, times);
    StringBuilder digits = new StringBuilder(text.length());
    List<Piece> pieces = new ArrayList<>();
    int from = 0;
    for (WrittenTime.Period period : spelled) {
      digits.append(text, from, period.start());
      String words = period.count().toPlainString() + " " + name(period);
      pieces.add(
          new Piece(
              digits.length(),
              digits.length() + words.length(),
              period.start(),
              period.end() - period.start()));
      digits.append(words);
      from = period.end();
    }
    return new SpelledPeriods(digits.append(text, from, text.length()).toString(), pieces);
  }

  /**
   * Those with words for the number; none where one place says two of them ("two to three days"),
   * or only a limit.
   */
  private static List<WrittenTime.Period> spelled(String text, List<WrittenTime> times) {
    List<WrittenTime.Period> spelled = new ArrayList<>();
    List<WrittenTime> ordered =
        times.stream().sorted(Comparator.comparingInt(WrittenTime::start)).toList();
    for (int i = 0; i < ordered.size(); i++) {
      WrittenTime time = ordered.get(i);
      boolean alone =
          (i == 0 || ordered.get(i - 1).end() <= time.start())
              && (i + 1 == ordered.size() || ordered.get(i + 1).start() >= time.end());
      if (alone
          && !text.startsWith("up to ", time.start() - 6)
          && time instanceof WrittenTime.Period period
          && !IN_DIGITS.matcher(text.substring(time.start(), time.end())).matches()) {
        spelled.add(period);
      }
    }
    return spelled;
  }

  private static String name(WrittenTime.Period period) {
    return switch (period.unit()) {
      case SECOND -> "seconds";
      case MINUTE -> "minutes";
      case HOUR -> "hours";
      case DAY -> "days";
      case WEEK -> "weeks";
      case MONTH -> "months";
      case QUARTER -> "quarters";
      case YEAR -> "years";
      case BLOCK -> "blocks";
    };
  }

  /** The text in digits. */
  public String text() {
    return text;
  }

  /** Where a start in the digits is in the text: a period counts as a whole. */
  public int start(int at) {
    int shift = 0;
    for (Piece piece : pieces) {
      if (at < piece.at()) {
        break;
      }
      if (at < piece.end()) {
        return piece.start();
      }
      shift = piece.start() + piece.length() - piece.end();
    }
    return at + shift;
  }

  /** Where an end in the digits is in the text: a period counts as a whole. */
  public int end(int at) {
    int shift = 0;
    for (Piece piece : pieces) {
      if (at <= piece.at()) {
        break;
      }
      if (at <= piece.end()) {
        return piece.start() + piece.length();
      }
      shift = piece.start() + piece.length() - piece.end();
    }
    return at + shift;
  }
}

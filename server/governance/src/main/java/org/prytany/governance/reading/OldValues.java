package org.prytany.governance.reading;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.prytany.reading.cue.Cues;

/**
 * Which numbers of a text are a setting's old value, or one that it is not to get: "from 4 to 10",
 * "was 3 days", "not lowered to 0", and the column of a table that is headed so. The last of two
 * numbers that a short word joins is the new one in every language that texts come in.
 */
record OldValues(TextLines lines) {

  private static final Pattern OLD_BEFORE = cue("old-before");
  private static final Pattern DENIED_BEFORE = cue("denied-before");
  private static final Pattern SETS_BEFORE = cue("sets-before");
  private static final Pattern OLD_BEHIND = cue("old-behind");
  private static final Pattern NEW_BEFORE = cue("new-before");
  private static final Pattern NEW_BEHIND = cue("new-behind");
  private static final Pattern OLD_COLUMN = cue("old-column");
  private static final Pattern NOW_COLUMN = cue("now-column");
  private static final Pattern NEW_COLUMN = cue("new-column");
  private static final Pattern DIGIT = Pattern.compile("\\d");

  private static final int FARTHEST_BEFORE = 60;
  private static final int FARTHEST_BEHIND = 80;

  private static Pattern cue(String name) {
    return Cues.pattern(OldValues.class, name);
  }

  /**
   * @param start of a number within its line
   * @param end behind it and its unit
   */
  boolean isOld(int line, int start, int end) {
    String words = lines.line(line);
    if (isCell(words)) {
      return isOldRow(line)
          || oldColumns(line).contains(column(words, start))
          || hasNewBehind(words, end);
    }
    return OLD_BEFORE.matcher(before(words, start)).find()
        || isDenied(line, start)
        || OLD_BEHIND.matcher(behind(words, end)).find()
        || hasNewBehind(words, end);
  }

  /** Whether the setting is said not to get it. */
  boolean isDenied(int line, int start) {
    return DENIED_BEFORE.matcher(before(lines.line(line), start)).find();
  }

  /** Whether the sentence sets something, so that it is no old value where it is the only one. */
  boolean isSet(int line, int start) {
    return SETS_BEFORE.matcher(before(lines.line(line), start)).find();
  }

  /** Whether it is said to be the new one, or stands in a column or beside one that tells so. */
  boolean isNew(int line, int start) {
    String words = lines.line(line);
    if (NEW_BEFORE.matcher(before(words, start)).find()) {
      return true;
    }
    return isCell(words)
        && (!oldColumns(line).isEmpty()
            || NEW_COLUMN.matcher(heading(line, column(words, start))).find());
  }

  /** What the first row of a table has over a place in another; "" outside of tables. */
  String headingOver(int line, int at) {
    String words = lines.line(line);
    return isCell(words) ? heading(line, column(words, at)) : "";
  }

  /** Which cell of its line a place is in; 0 everywhere outside of tables. */
  int cell(int line, int at) {
    String words = lines.line(line);
    return isCell(words) ? column(words, at) : 0;
  }

  private static String before(String words, int start) {
    return words.substring(Math.max(0, start - FARTHEST_BEFORE), start);
  }

  private static String behind(String words, int end) {
    return words.substring(end, Math.min(words.length(), end + FARTHEST_BEHIND));
  }

  private static boolean hasNewBehind(String words, int end) {
    return NEW_BEHIND.matcher(behind(words, end)).find();
  }

  private static boolean isCell(String words) {
    return words.indexOf('|') >= 0 && words.indexOf('|') != words.lastIndexOf('|');
  }

  private boolean isRow(int line) {
    return line >= 0 && line < lines.count() && isCell(lines.line(line));
  }

  private static int column(String words, int at) {
    return (int) words.substring(0, at).chars().filter(c -> c == '|').count();
  }

  /** Whether a row is headed as the old one, and one of its table as the new one. */
  private boolean isOldRow(int line) {
    if (!isHeaded(line, OLD_COLUMN) || isHeaded(line, NEW_COLUMN)) {
      return false;
    }
    int last = line;
    while (isRow(last + 1)) {
      last++;
    }
    return IntStream.rangeClosed(first(line), last).anyMatch(row -> isHeaded(row, NEW_COLUMN));
  }

  private boolean isHeaded(int line, Pattern headed) {
    String[] cells = lines.line(line).strip().replaceFirst("^\\|", "").split("\\|", 2);
    return headed.matcher(cells[0]).find();
  }

  private int first(int line) {
    int first = line;
    while (isRow(first - 1)) {
      first--;
    }
    return first;
  }

  private String heading(int line, int column) {
    String[] cells = lines.line(first(line)).split("\\|", -1);
    return first(line) < line && column < cells.length ? cells[column] : "";
  }

  /**
   * By the first row of the table, where another column is headed as the new one or has a value in
   * this row; "now" is the old one unless something is older.
   */
  private Set<Integer> oldColumns(int line) {
    String[] row = lines.line(line).split("\\|", -1);
    Set<Integer> old = new HashSet<>();
    Set<Integer> now = new HashSet<>();
    boolean hasNew = false;
    boolean hasValue = false;
    for (int column = 0; column < row.length; column++) {
      String heading = heading(line, column);
      if (NEW_COLUMN.matcher(heading).find()) {
        hasNew = true;
      } else if (OLD_COLUMN.matcher(heading).find()) {
        old.add(column);
      } else if (NOW_COLUMN.matcher(heading).find()) {
        now.add(column);
      } else {
        hasValue |= DIGIT.matcher(row[column]).find();
      }
    }
    if (old.isEmpty()) {
      return hasNew || hasValue ? now : Set.of();
    }
    return hasNew || hasValue || !now.isEmpty() ? old : Set.of();
  }
}

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

  private static final Pattern OLD_BEFORE = Cues.pattern(OldValues.class, "old-before");
  private static final Pattern NEW_BEHIND = Cues.pattern(OldValues.class, "new-behind");
  private static final Pattern OLD_COLUMN = Cues.pattern(OldValues.class, "old-column");
  private static final Pattern NEW_COLUMN = Cues.pattern(OldValues.class, "new-column");

  private static final int FARTHEST_BEFORE = 60;
  private static final int FARTHEST_BEHIND = 80;

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
    String before = words.substring(Math.max(0, start - FARTHEST_BEFORE), start);
    return OLD_BEFORE.matcher(before).find() || hasNewBehind(words, end);
  }

  private static boolean hasNewBehind(String words, int end) {
    int to = Math.min(words.length(), end + FARTHEST_BEHIND);
    return NEW_BEHIND.matcher(words.substring(end, to)).find();
  }

  private static boolean isCell(String words) {
    return words.indexOf('|') >= 0 && words.indexOf('|') != words.lastIndexOf('|');
  }

  private static int column(String words, int at) {
    return (int) words.substring(0, at).chars().filter(c -> c == '|').count();
  }

  /** Whether a row is headed as the old one, and one beside it as the new one. */
  private boolean isOldRow(int line) {
    return isRow(line, OLD_COLUMN)
        && !isRow(line, NEW_COLUMN)
        && IntStream.rangeClosed(line - 2, line + 2).anyMatch(row -> isRow(row, NEW_COLUMN));
  }

  private boolean isRow(int line, Pattern headed) {
    if (line < 0 || line >= lines.count() || !isCell(lines.line(line))) {
      return false;
    }
    String[] cells = lines.line(line).strip().replaceFirst("^\\|", "").split("\\|", 2);
    return headed.matcher(cells[0]).find();
  }

  /** By the first row of the table; none where no column is headed as the new one. */
  private Set<Integer> oldColumns(int line) {
    int first = line;
    while (first > 0 && isCell(lines.line(first - 1))) {
      first--;
    }
    Set<Integer> old = new HashSet<>();
    boolean hasNew = false;
    String[] cells = lines.line(first).split("\\|", -1);
    for (int column = 0; column < cells.length; column++) {
      boolean isNew = NEW_COLUMN.matcher(cells[column]).find();
      hasNew |= isNew;
      if (OLD_COLUMN.matcher(cells[column]).find() && !isNew) {
        old.add(column);
      }
    }
    return hasNew ? old : Set.of();
  }
}

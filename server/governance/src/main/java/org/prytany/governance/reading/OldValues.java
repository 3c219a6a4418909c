package org.prytany.governance.reading;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which numbers of a text are a setting's old value, or one that it is not to get: "from 4 to 10",
 * "was 3 days", "not lowered to 0", and the column of a table that is headed so. The last of two
 * numbers that a short word joins is the new one in every language that texts come in.
 */
final class OldValues {

  private static final Pattern OLD_BEFORE =
      Pattern.compile(
          "(?:\\b(?:from|was|were|currently|previously|formerly|instead of|rather than|not|never|no longer"
              + "|old|present|existing|current value(?: is)?|today|stays? at|stood at|desde|von|actuellement"
              + "|actualmente|bisher|era|était|war)"
              + "|\\b(?:not|never|no longer)\\s+\\p{L}+(?:\\s+to)?)\\s*[:=]?\\s*(?:at\\s+|of\\s+)?[$~≈]?\\s*\\z",
          Pattern.CASE_INSENSITIVE);

  /** What joins an old value with the new one behind it. */
  private static final Pattern NEW_BEHIND =
      Pattern.compile(
          "\\A\\s*(?:%|٪|\\p{L}{1,9}(?:\\s\\p{L}{1,6})?)?\\s*(?:\\([^()]{0,40}\\)\\s*)?"
              + "(?:→|⇒|⟶|➔|[-=]{1,2}>|\\bto\\b|\\ba\\b|\\bà\\b|\\bauf\\b|\\bpara\\b|\\bhasta\\b|\\bbis\\b|\\bzu\\b|\\bin\\b|\\bnaar\\b)"
              + "\\s*(?:about |rund |etwa )?[$~≈]?\\s*\\d(?!x[0-9a-f])",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern OLD_COLUMN =
      Pattern.compile(
          "\\b(?:current(?:ly)?|old|now|today|before|previous|existing|present|from|rejected|declined"
              + "|last|bisher\\p{L}*|alt(?:er)?|antes|actual(?:es)?|ancien\\p{L}*|avant|attuale|vecchio)\\b",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern NEW_COLUMN =
      Pattern.compile(
          "\\b(?:new|proposed|after|next|to|future|later|approved|target|nue\\p{L}*|neu\\p{L}*|nouv\\p{L}*"
              + "|propuest\\p{L}*|nov[oa]|después|ahora|après)\\b",
          Pattern.CASE_INSENSITIVE);

  private static final int FARTHEST_BEFORE = 40;
  private static final int FARTHEST_BEHIND = 80;

  private final TextLines lines;

  OldValues(TextLines lines) {
    this.lines = lines;
  }

  /**
   * @param start of a number within its line
   * @param end behind it and its unit
   */
  boolean isOld(int line, int start, int end) {
    String words = lines.line(line);
    if (isCell(words)) {
      return oldColumns(line).contains(column(words, start)) || hasNewBehind(words, end);
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

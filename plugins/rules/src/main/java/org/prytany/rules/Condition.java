package org.prytany.rules;

import java.util.List;
import org.prytany.rules.Complaint.Place;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * A condition's text, and where each part of it stands in the file. YAML folds, quotes and indents
 * what a condition is written in; all of that is blanks, quotes and escapes, so the same character
 * that is no blank is the n-th of both.
 */
final class Condition {

  private final String text;
  private final List<String> lines;
  private final ScalarStyle style;
  private final int firstLine;
  private final int firstColumn;

  /**
   * @param lines of the whole file
   */
  Condition(ScalarNode node, List<String> lines) {
    this.text = node.getValue().strip();
    this.lines = lines;
    this.style = node.getScalarStyle();
    Mark start = node.getStartMark().orElseThrow();
    boolean block = style == ScalarStyle.LITERAL || style == ScalarStyle.FOLDED;
    boolean quoted = style == ScalarStyle.SINGLE_QUOTED || style == ScalarStyle.DOUBLE_QUOTED;
    // A block's mark is at its '|' or '>', and its text starts on the line after.
    this.firstLine = start.getLine() + (block ? 1 : 0);
    this.firstColumn = block ? 0 : start.getColumn() + (quoted ? 1 : 0);
  }

  String text() {
    return text;
  }

  /** Where the condition starts. */
  Place start() {
    return at(0);
  }

  /**
   * Where a character of the condition stands in the file.
   *
   * @param offset UTF-16 offset into {@link #text}
   */
  Place at(int offset) {
    long before =
        text.substring(0, Math.clamp(offset, 0, text.length()))
            .codePoints()
            .filter(point -> !Character.isWhitespace(point))
            .count();
    Place last = new Place(firstLine + 1, firstColumn + 1);
    for (int line = firstLine; line < lines.size(); line++) {
      int[] points = lines.get(line).codePoints().toArray();
      int column = line == firstLine ? firstColumn : 0;
      while (column < points.length) {
        if (Character.isWhitespace(points[column])) {
          column++;
          continue;
        }
        int width = width(points, column);
        if (width < 0) {
          break;
        }
        if (!isBlank(points, column, width)) {
          last = new Place(line + 1, column + 1);
          if (before-- == 0) {
            return last;
          }
        }
        column += width;
      }
    }
    return last;
  }

  /** Whether an escape stands for a blank. */
  private boolean isBlank(int[] points, int column, int width) {
    if (style != ScalarStyle.DOUBLE_QUOTED || points[column] != '\\') {
      return false;
    }
    int letter = points[column + 1];
    if (width == 2) {
      return " \tntvfrNLP".indexOf(letter) >= 0;
    }
    String digits = new String(points, column + 2, Math.min(width, points.length - column) - 2);
    return digits.matches("[0-9a-fA-F]{1,8}")
        && Character.isWhitespace(Integer.parseUnsignedInt(digits, 16));
  }

  /** How many characters of the file stand for one of the condition; -1 for a line's joint. */
  private int width(int[] points, int column) {
    boolean more = column + 1 < points.length;
    if (style == ScalarStyle.SINGLE_QUOTED) {
      return points[column] == '\'' && more && points[column + 1] == '\'' ? 2 : 1;
    }
    if (style != ScalarStyle.DOUBLE_QUOTED || points[column] != '\\') {
      return 1;
    }
    if (!more) {
      return -1;
    }
    return switch (points[column + 1]) {
      case 'x' -> 4;
      case 'u' -> 6;
      case 'U' -> 10;
      default -> 2;
    };
  }
}

package org.prytany.app.sheet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.prytany.spi.Span;

/** Finds the lines, counted from 1, that spans of a text are on. */
final class SourceLines {

  private final List<Integer> starts = new ArrayList<>();
  private final int titleLines;

  /**
   * @param titleEnd where the text proper begins; lines are counted from there
   */
  SourceLines(String text, int titleEnd) {
    starts.add(0);
    for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
      starts.add(at + 1);
    }
    titleLines = index(titleEnd);
  }

  Sheet.Lines of(Span span) {
    int first = Math.max(0, index(span.start()) - titleLines) + 1;
    int last = Math.max(0, index(Math.max(span.start(), span.end() - 1)) - titleLines) + 1;
    return new Sheet.Lines(first, Math.max(first, last));
  }

  private int index(int offset) {
    int found = Collections.binarySearch(starts, offset);
    return found >= 0 ? found : -found - 2;
  }
}

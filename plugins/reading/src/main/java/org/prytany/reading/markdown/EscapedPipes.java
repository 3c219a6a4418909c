package org.prytany.reading.markdown;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;

/**
 * Where a cell's pipes are escaped. The parser counts each as one character, so that its places
 * behind one are too early in the description.
 *
 * @param behind by the parser's count, the first place behind each pipe, rising
 */
record EscapedPipes(int[] behind) {

  static final EscapedPipes NONE = new EscapedPipes(new int[0]);
  private static final String ESCAPED = "\\|";

  static EscapedPipes of(String raw, Node block) {
    if (!(block instanceof TableCell) || block.getSourceSpans().isEmpty()) {
      return NONE;
    }
    SourceSpan cell = block.getSourceSpans().getFirst();
    int end = cell.getInputIndex() + cell.getLength();
    IntStream.Builder behind = IntStream.builder();
    int passed = 0;
    int at = raw.indexOf(ESCAPED, cell.getInputIndex(), end);
    while (at >= 0) {
      behind.add(at - passed + 1);
      passed++;
      at = raw.indexOf(ESCAPED, at + ESCAPED.length(), end);
    }
    return new EscapedPipes(behind.build().toArray());
  }

  boolean isEmpty() {
    return behind.length == 0;
  }

  /** The place in the description of a place by the parser's count. */
  int place(int counted) {
    int found = Arrays.binarySearch(behind, counted);
    return counted + (found >= 0 ? found + 1 : -found - 1);
  }
}

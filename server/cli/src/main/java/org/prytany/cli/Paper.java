package org.prytany.cli;

import java.util.List;
import org.prytany.cli.Terminal.Style;

/** A page of output being written. */
final class Paper {

  private final StringBuilder out = new StringBuilder();
  private final Terminal terminal;

  Paper(Terminal terminal) {
    this.terminal = terminal;
  }

  Terminal terminal() {
    return terminal;
  }

  void blank() {
    out.append('\n');
  }

  void heading(String words) {
    blank();
    out.append(terminal.paint(words, Style.BOLD)).append('\n');
  }

  /**
   * A paragraph.
   *
   * @param mark before its first line; the others are indented as far
   */
  void item(String mark, String text) {
    lines(mark, Columns.wrapped(text, terminal.width() - Columns.width(mark)));
  }

  /** As {@link #item}, standing out. */
  void item(String mark, String text, Style style) {
    lines(
        mark,
        Columns.wrapped(text, terminal.width() - Columns.width(mark)).stream()
            .map(line -> terminal.paint(line, style))
            .toList());
  }

  private void lines(String mark, List<String> lines) {
    String before = mark;
    for (String line : lines) {
      out.append(before).append(line).append('\n');
      before = " ".repeat(Columns.width(mark));
    }
  }

  /** Two texts side by side. */
  void beside(String indent, String left, String right) {
    int columns = (terminal.width() - indent.length() - 3) / 2;
    List<String> lefts = Columns.wrapped(left, columns);
    List<String> rights = Columns.wrapped(right, columns);
    for (int i = 0; i < Math.max(lefts.size(), rights.size()); i++) {
      String line =
          indent
              + Columns.filled(i < lefts.size() ? lefts.get(i) : "", columns)
              + " | "
              + (i < rights.size() ? rights.get(i) : "");
      out.append(line.stripTrailing()).append('\n');
    }
  }

  @Override
  public String toString() {
    return out.toString();
  }
}

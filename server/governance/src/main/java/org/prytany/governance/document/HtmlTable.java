package org.prytany.governance.document;

import java.util.ArrayList;
import java.util.List;
import org.prytany.spi.Span;

/** A table of HTML as one of pipes, in place; where that has no room, its rows as a list. */
final class HtmlTable {

  private final String before;
  private final StringBuilder text;
  private final List<HtmlTag> tags;
  private final List<List<Span>> rows = new ArrayList<>();
  private int next;

  /**
   * @param tags from the table's first to its last
   */
  HtmlTable(String before, StringBuilder text, List<HtmlTag> tags) {
    this.before = before;
    this.text = text;
    this.tags = tags;
  }

  void write() {
    readRows();
    int start = tags.getFirst().start();
    int end = tags.getLast().end();
    Description.Filling.with(text, '\n', start, end);
    boolean pipes = hasRoom();
    int at = start;
    for (int r = 0; r < rows.size(); r++) {
      List<Span> row = rows.get(r);
      for (int c = 0; c < row.size(); c++) {
        Span cell = row.get(c);
        if (c > 0) {
          Description.Filling.with(text, ' ', at, cell.start());
          text.setCharAt(cell.start() - 2, '|');
        } else {
          Description.Filling.with(text, ' ', at, cell.start());
          put(cell.start() - 3, pipes ? "\n| " : "\n- ");
          if (pipes && r == 1) {
            rule(at, cell.start() - 3, row(0));
          } else if (r == 0) {
            Description.Filling.with(text, '\n', at, cell.start() - 3);
          }
        }
        copy(cell);
        at = cell.end();
      }
    }
  }

  private int row(int r) {
    return rows.get(r).size();
  }

  /** The line of dashes under the header. */
  private void rule(int from, int to, int columns) {
    String rule = "\n" + "|-".repeat(columns) + "|";
    put(to - rule.length(), rule);
    Description.Filling.with(text, ' ', from, to - rule.length());
  }

  private boolean hasRoom() {
    if (rows.size() < 2) {
      return false;
    }
    int columns = row(0);
    int between = rows.get(1).getFirst().start() - rows.get(0).getLast().end();
    return between >= 2 * columns + 2 + 3 && rows.stream().allMatch(row -> row.size() <= columns);
  }

  /** Words of a cell, on one line. */
  private void copy(Span cell) {
    for (int i = cell.start(); i < cell.end(); i++) {
      char c = before.charAt(i);
      text.setCharAt(i, c == '\n' || c == '\r' ? ' ' : c);
    }
    for (; next < tags.size() && tags.get(next).end() <= cell.end(); next++) {
      HtmlTag tag = tags.get(next);
      if (tag.start() >= cell.start()) {
        Description.Filling.with(text, ' ', tag.start(), tag.end());
      }
    }
  }

  private void readRows() {
    List<Span> row = new ArrayList<>();
    int open = -1;
    for (HtmlTag tag : tags) {
      boolean ends = tag.isCell() || tag.name().equals("tr") || tag.name().equals("table");
      if (open >= 0 && ends) {
        row.add(trimmed(open, tag.start()));
        open = -1;
      }
      if (tag.isCell() && tag.opens()) {
        open = tag.end();
      }
      if ((tag.name().equals("tr") || tag.ends("table")) && !row.isEmpty()) {
        rows.add(row);
        row = new ArrayList<>();
      }
    }
  }

  private Span trimmed(int start, int end) {
    int from = start;
    int to = end;
    while (from < to && Character.isWhitespace(before.charAt(from))) {
      from++;
    }
    while (to > from && Character.isWhitespace(before.charAt(to - 1))) {
      to--;
    }
    return new Span(from, to);
  }

  private void put(int at, String units) {
    for (int i = 0; i < units.length(); i++) {
      text.setCharAt(at + i, units.charAt(i));
    }
  }
}

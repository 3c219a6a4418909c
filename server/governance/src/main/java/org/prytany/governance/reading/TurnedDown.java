package org.prytany.governance.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.reading.cue.Cues;
import org.prytany.spi.Span;

/**
 * What a text shows as turned down by a mark: an item with an empty box or a cross in a list where
 * others are ticked, a row that is answered with no where its column says what the vote is about.
 * Like words that are struck out it is no payment, no power and no setting that anybody is asked
 * for.
 */
final class TurnedDown {

  private static final Pattern EMPTY = Cues.pattern(TurnedDown.class, "empty");
  private static final Pattern TICKED = Cues.pattern(TurnedDown.class, "ticked");
  private static final Pattern NO = Cues.pattern(TurnedDown.class, "no");
  private static final Pattern DECIDES = Cues.pattern(TurnedDown.class, "decides");
  private static final Pattern STATUS = Cues.pattern(TurnedDown.class, "status");
  private static final Pattern LEFT_OUT = Cues.pattern(TurnedDown.class, "left-out");
  private static final Pattern DIGIT = Pattern.compile("\\d");

  private final List<Span> found = new ArrayList<>();

  private TurnedDown(TextLines lines, MarkdownCode code) {
    Optional<Table> table = Optional.empty();
    Boxes boxes = new Boxes();
    for (int line = 0; line < lines.count(); line++) {
      String words = lines.line(line);
      Span span = new Span(lines.start(line), lines.start(line) + words.length());
      if (code.covers(span.start())) {
        continue;
      }
      if (words.indexOf('|') < 0) {
        table = Optional.empty();
        boxes.read(words, span);
      } else if (table.isEmpty()) {
        table = Optional.of(Table.headedBy(words));
      } else if (table.get().isRefused(words)) {
        found.add(span);
      }
    }
    boxes.end();
  }

  /** The places, in no order. */
  static List<Span> in(String text, MarkdownCode code) {
    return new TurnedDown(new TextLines(text), code).found;
  }

  /**
   * A table, by its header.
   *
   * @param refusals the columns that answer, and what a whole cell there says that refuses its row
   */
  private record Table(List<Column> refusals) {

    private record Column(int number, Pattern refuses) {}

    static Table headedBy(String header) {
      List<Column> refusals = new ArrayList<>();
      String[] cells = cells(header);
      for (int i = 0; i < cells.length; i++) {
        if (DECIDES.matcher(cells[i]).matches()) {
          refusals.add(new Column(i, NO));
        } else if (STATUS.matcher(cells[i]).matches()) {
          refusals.add(new Column(i, LEFT_OUT));
        }
      }
      return new Table(refusals);
    }

    boolean isRefused(String row) {
      if (refusals.isEmpty()) {
        return false;
      }
      String[] cells = cells(row);
      return refusals.stream()
          .takeWhile(column -> column.number() < cells.length)
          .anyMatch(column -> column.refuses().matcher(cells[column.number()]).matches());
    }

    private static String[] cells(String row) {
      String bare = row.strip();
      return TextLines.CELL_END.split(bare.startsWith("|") ? bare.substring(1) : bare, -1);
    }
  }

  /** The list that is being read: each line of it is looked at once. */
  private final class Boxes {

    private static final int OUTSIDE = -1;

    private final List<Span> empty = new ArrayList<>();
    private int depth = OUTSIDE;
    private boolean ticked;
    private boolean refused;

    void read(String words, Span span) {
      if (words.isBlank()) {
        return;
      }
      int indent = words.length() - words.stripLeading().length();
      Matcher tick = TICKED.matcher(words);
      boolean begins = EMPTY.matcher(words).lookingAt();
      if (tick.lookingAt()) {
        // Who ticks "discussed on the forum" chooses among steps, not among requests.
        ticked |= DIGIT.matcher(words).find(tick.end());
        refused = false;
        depth = indent;
      } else if (begins) {
        refused = true;
        depth = indent;
      } else if (indent <= depth || depth == OUTSIDE) {
        end();
      }
      if (refused) {
        empty.add(span);
      }
    }

    /** What has no mark in a list where something is ticked was left out on purpose. */
    void end() {
      if (ticked) {
        found.addAll(empty);
      }
      empty.clear();
      ticked = false;
      refused = false;
      depth = OUTSIDE;
    }
  }
}

package org.prytany.governance.reading;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.reading.cue.Cues;
import org.prytany.spi.Span;

/**
 * What a text shows as turned down by a mark: an item with an empty box or a cross, a row that is
 * answered with no, an option where another one is executed. Like words that are struck out it is
 * no payment, no power and no setting that anybody is asked for.
 */
final class TurnedDown {

  private static final Pattern ITEM = Cues.pattern(TurnedDown.class, "item");
  private static final Pattern EMPTY = Cues.pattern(TurnedDown.class, "empty");
  private static final Pattern CROSSED = Cues.pattern(TurnedDown.class, "crossed");
  private static final Pattern NO = Cues.pattern(TurnedDown.class, "no");
  private static final Pattern LEFT_OUT = Cues.pattern(TurnedDown.class, "left-out");
  private static final Pattern DECIDES = Cues.pattern(TurnedDown.class, "decides");
  private static final Pattern CHOSEN = Cues.pattern(TurnedDown.class, "chosen");
  private static final Pattern WON = Cues.pattern(TurnedDown.class, "won");
  private static final Pattern OPTION = Cues.pattern(TurnedDown.class, "option");
  private static final Pattern HEADING = Pattern.compile("\\A {0,3}#{1,6}\\s");
  private static final Pattern DIGIT = Pattern.compile("\\d");

  private final TextLines lines;
  private final MarkdownCode code;
  private final List<Span> found = new ArrayList<>();

  private TurnedDown(String text, MarkdownCode code) {
    this.lines = new TextLines(text);
    this.code = code;
  }

  /** The places, in no order; some may overlap. */
  static List<Span> in(String text, MarkdownCode code) {
    TurnedDown all = new TurnedDown(text, code);
    String[] header = {};
    for (int line = 0; line < all.lines.count(); line++) {
      String words = all.lines.line(line);
      boolean row = words.indexOf('|') >= 0;
      String[] cells = row ? cells(words) : new String[0];
      if (row && header.length > 0 && isRefused(cells, header)) {
        all.add(line, line + 1);
      } else if (!row && (EMPTY.matcher(words).find() || CROSSED.matcher(words).find())) {
        all.add(line, all.endOfItem(line));
      }
      header = !row ? new String[0] : header.length > 0 ? header : cells;
    }
    all.options(text);
    return all.found;
  }

  private static String[] cells(String row) {
    String bare = row.strip().replaceFirst("\\A\\|", "");
    return (bare.endsWith("|") ? bare.substring(0, bare.length() - 1) : bare).split("\\|", -1);
  }

  /** A "no" answers the rest of its row alone, or what the column asks. */
  private static boolean isRefused(String[] cells, String[] header) {
    for (int i = 0; i < cells.length; i++) {
      String heading = i < header.length ? header[i] : "";
      boolean answers = cells.length == 2 && i == 1 && DIGIT.matcher(cells[0]).find();
      if (i > 0 && LEFT_OUT.matcher(cells[i]).matches()
          || (answers || heading.isBlank() || DECIDES.matcher(heading).find())
              && NO.matcher(cells[i]).matches()) {
        return true;
      }
    }
    return false;
  }

  private void add(int from, int to) {
    int start = lines.start(from);
    if (!code.covers(start)) {
      found.add(new Span(start, lines.start(to - 1) + lines.line(to - 1).length()));
    }
  }

  /** The line behind an item: what is deeper, or goes on without an empty line, is a part of it. */
  private int endOfItem(int item) {
    int depth = depth(item);
    int line = item + 1;
    while (line < lines.count()
        && !lines.line(line).isBlank()
        && (depth(line) > depth || !ITEM.matcher(lines.line(line)).find())) {
      line++;
    }
    return line;
  }

  private int depth(int line) {
    String words = lines.line(line);
    return words.length() - words.stripLeading().length();
  }

  /** Of options of which the text says that one is executed, the others. */
  private void options(String text) {
    Set<String> chosen = new HashSet<>();
    for (Pattern choice : List.of(CHOSEN, WON)) {
      Matcher choices = choice.matcher(text);
      while (choices.find()) {
        chosen.add(name(choices));
      }
    }
    boolean other = false;
    boolean whole = false;
    for (int line = 0; chosen.size() == 1 && line < lines.count(); line++) {
      String words = lines.line(line);
      Matcher option = OPTION.matcher(words);
      boolean heading = HEADING.matcher(words).find();
      if (option.find()) {
        other = !chosen.contains(name(option));
        whole = heading;
      } else if (heading || words.isBlank() && !whole) {
        other = false;
      }
      if (other) {
        add(line, line + 1);
      }
    }
  }

  private static String name(Matcher option) {
    return (option.group("kind") + " " + option.group("one")).toLowerCase(Locale.ROOT);
  }
}

package org.prytany.governance.ask;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.prytany.governance.proposal.Asked;
import org.prytany.reading.cue.Cues;
import org.prytany.reading.markdown.Block;
import org.prytany.reading.sentence.Unit;
import org.prytany.spi.Span;

/**
 * What a list, a table or a block of settings says of an ask: the one that its sentence leads into,
 * the one that it stands in, or the only one that has what is typed as asked for. None of it is
 * told where what stands over it denies, remembers, compares, or is about something else.
 */
final class AskParts {

  /** The end of a sentence that leads into what stands right behind it. */
  private static final Pattern LEADS = Cues.pattern(AskParts.class, "leads");

  /** What stands over amounts that are asked for. */
  private static final Pattern BUDGET = Cues.pattern(AskParts.class, "budget");

  private static final Pattern STATED = Cues.pattern(AskParts.class, "stated");
  private static final Pattern SET_LINE = Cues.pattern(AskParts.class, "set-line");
  private static final Pattern SET = Cues.pattern(AskParts.class, "set");

  /** What somebody has, or had. */
  private static final Pattern HELD = Cues.pattern(AskParts.class, "held");

  private static final Pattern NAMED = Cues.pattern(AskParts.class, "named");

  /** What stands between a setting's name and its value. */
  private static final Pattern GIVEN = Pattern.compile("\\W{0,6}[=:|][^\\w\\n]{0,6}\\p{Nd}");

  private static final Pattern VALUE = Pattern.compile("\\p{Nd}");
  private static final Pattern BEFORE = Cues.pattern(AskParts.class, "before");
  private static final Pattern AFTER = Cues.pattern(AskParts.class, "after");

  /** What leads into a table that may as well say how it is before the vote. */
  private static final Pattern CHANGES = Cues.pattern(AskParts.class, "changes");

  private final List<Unit> units;
  private final List<Span> spans;
  private final int[] firsts;
  private final Headings headings;
  private final Pieces pieces;

  /**
   * @param units all of a text, in its order
   */
  AskParts(List<Unit> units, List<Span> spans, Pieces pieces) {
    this.units = units;
    this.firsts = firsts(units);
    this.headings = new Headings(units);
    this.spans = spans;
    this.pieces = pieces;
  }

  /** What stands right behind a sentence that leads into it. */
  Asked.Parts behind(Span sentence) {
    int at = last(sentence);
    if (at < 0 || at + 1 >= units.size() || !LEADS.matcher(units.get(at).text()).find()) {
      return Asked.Parts.NONE;
    }
    Unit lead = units.get(at);
    Unit next = units.get(at + 1);
    boolean nested =
        lead.block().kind() != Block.Kind.LIST_ITEM
            || lead.block().container() != next.block().container()
            || lead.block().level() < next.block().level();
    boolean listed = next.blockIndex() != lead.blockIndex() && isListed(next) && nested;
    boolean own =
        sentence.start() >= spans.get(at).start() || AskWords.signs(lead.text(), false) > 0;
    Block block = next.block();
    boolean before =
        block.headerRow()
            && CHANGES.matcher(lead.text()).find()
            && !AFTER.matcher(block.text().text()).find();
    return listed && own && !before && !Headings.ELSEWHERE.matcher(lead.text()).find()
        ? told(at + 1)
        : Asked.Parts.NONE;
  }

  /** The list that an item stands in, where it is one of several that can be quoted. */
  Asked.Parts beside(Span item) {
    int at = last(item);
    if (at < 0 || units.get(at).block().kind() != Block.Kind.LIST_ITEM) {
      return Asked.Parts.NONE;
    }
    int first = firsts[at];
    if (units.get(at).block().level() > units.get(first).block().level()
        || Headings.ELSEWHERE.matcher(lead(first)).find()) {
      return Asked.Parts.NONE;
    }
    Asked.Parts all = told(first);
    return all.passages().size() > 1
            && all.passages().stream().anyMatch(each -> each.span().equals(spans.get(at)))
        ? all
        : Asked.Parts.NONE;
  }

  /**
   * The list or table of amounts that are asked for: the only one with a total, else the only one;
   * else the only line that says how much is asked for in all.
   *
   * @param asked where amounts stand that are asked for
   */
  Asked.Parts budget(Set<Span> asked) {
    Map<Integer, Set<Integer>> found = new LinkedHashMap<>();
    Set<Integer> totals = new LinkedHashSet<>();
    Map<String, Integer> stated = new LinkedHashMap<>();
    for (Span amount : asked) {
      int at = last(amount);
      if (at < 0) {
        continue;
      }
      Unit unit = units.get(at);
      if (unit.block().container() >= 0) {
        int first = firsts[at];
        found.computeIfAbsent(first, its -> new LinkedHashSet<>()).add(at);
        if (Pieces.isTotal(unit)) {
          totals.add(first);
        }
      }
      if (STATED.matcher(unit.text()).lookingAt() && isPlain(at)) {
        stated.putIfAbsent(unit.text().strip(), at);
      }
    }
    found.entrySet().removeIf(each -> !isBudget(each.getKey(), each.getValue().size()));
    totals.retainAll(found.keySet());
    Set<Integer> lists = totals.isEmpty() ? found.keySet() : totals;
    Asked.Parts told = lists.size() == 1 ? found(lists.iterator().next()) : Asked.Parts.NONE;
    boolean valued =
        told.passages().stream()
            .map(Asked.Passage::words)
            .allMatch(words -> VALUE.matcher(words).find() && !HELD.matcher(words).find());
    if (!told.isEmpty() && valued) {
      return told;
    }
    return stated.size() == 1 ? pieces.only(stated.values().iterator().next()) : Asked.Parts.NONE;
  }

  /**
   * The only line, row or item that gives a value to what a sentence calls as code does
   * ("MIN_FEE").
   */
  Asked.Parts valueNamedIn(String words) {
    Set<String> names =
        NAMED.matcher(words).results().map(MatchResult::group).collect(Collectors.toSet());
    List<Integer> found = new ArrayList<>();
    for (int u = 0; u < units.size() && !names.isEmpty(); u++) {
      String text = units.get(u).text();
      if (isListed(units.get(u)) && !headings.isElsewhere(u) && gives(names, text)) {
        found.add(u);
      }
    }
    return found.size() == 1 ? pieces.only(found.getFirst()) : Asked.Parts.NONE;
  }

  private static boolean gives(Set<String> names, String text) {
    return names.stream()
        .filter(text::contains)
        .anyMatch(
            name -> GIVEN.matcher(text.substring(text.indexOf(name) + name.length())).lookingAt());
  }

  /**
   * The only table, else the only list, that says by columns or items what is to be set; of several
   * tables the only one under headings that name nothing but the ask.
   */
  Asked.Parts set() {
    Set<Integer> tables = new LinkedHashSet<>();
    Set<Integer> lists = new LinkedHashSet<>();
    for (int u = 0; u < units.size(); u++) {
      Unit unit = units.get(u);
      if (unit.block().headerRow() && SET.matcher(unit.text()).find()) {
        tables.add(u);
      } else if (unit.block().kind() == Block.Kind.LIST_ITEM
          && lists.size() < 2
          && SET_LINE.matcher(unit.text()).lookingAt()) {
        lists.add(firsts[u]);
      }
    }
    if (tables.size() > 1) {
      tables.removeIf(table -> !isPlain(table));
    }
    Set<Integer> found = tables.isEmpty() ? lists : tables;
    if (found.size() != 1) {
      return Asked.Parts.NONE;
    }
    return found(found.iterator().next());
  }

  /**
   * What no sentence leads into; only where all that stands over it names the ask, or its columns
   * say what is and what is to be.
   */
  private Asked.Parts found(int first) {
    String columns = columns(first);
    if (BEFORE.matcher(columns).find() && SET.matcher(columns).find()) {
      boolean another =
          headings.isAnother(first)
              || Headings.isAnother(lead(first))
              || Headings.DENIES.matcher(columns).find();
      return another ? Asked.Parts.NONE : pieces.from(first);
    }
    return isPlain(first) && !Headings.ELSEWHERE.matcher(lead(first)).find()
        ? told(first)
        : Asked.Parts.NONE;
  }

  private boolean isPlain(int unit) {
    return headings.isPlain(unit) && !headings.isElsewhere(unit);
  }

  /** Whether what stands over a list says that it is one of amounts, and most of it are. */
  private boolean isBudget(int first, int amounts) {
    int container = units.get(first).block().container();
    int end = first;
    while (end < units.size() && units.get(end).block().container() == container) {
      end++;
    }
    return 2 * amounts >= end - first - 1
        && (BUDGET.matcher(lead(first)).find()
            || BUDGET.matcher(headings.nearest(first)).find()
            || BUDGET.matcher(title()).find())
        && !Headings.ELSEWHERE.matcher(lead(first)).find();
  }

  private String title() {
    return units.isEmpty() || units.getFirst().block().kind() != Block.Kind.HEADING
        ? ""
        : units.getFirst().text();
  }

  /** The sentence right before a list; "" where a heading stands there. */
  private String lead(int first) {
    return first > 0 && units.get(first - 1).block().kind() != Block.Kind.HEADING
        ? units.get(first - 1).text()
        : "";
  }

  private Asked.Parts told(int first) {
    String columns = columns(first);
    boolean before = BEFORE.matcher(columns).find() && !AFTER.matcher(columns).find();
    return before || Headings.DENIES.matcher(columns).find() || headings.isElsewhere(first)
        ? Asked.Parts.NONE
        : pieces.from(first);
  }

  /** The names of a table's columns; "" of what has none. */
  private String columns(int first) {
    Block block = units.get(first).block();
    return block.headerRow() ? block.text().text() : "";
  }

  private static boolean isListed(Unit unit) {
    return switch (unit.block().kind()) {
      case LIST_ITEM, TABLE_ROW, CODE -> true;
      case HEADING, PARAGRAPH -> false;
    };
  }

  /** Of each unit the first of the list or table that it stands in. */
  private static int[] firsts(List<Unit> units) {
    int[] firsts = new int[units.size()];
    for (int u = 0; u < firsts.length; u++) {
      boolean begins =
          u == 0 || units.get(u - 1).block().container() != units.get(u).block().container();
      firsts[u] = begins ? u : firsts[u - 1];
    }
    return firsts;
  }

  /** The unit in which a place ends; -1 where it ends in none. */
  private int last(Span place) {
    int low = 0;
    int high = spans.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) / 2;
      boolean before = spans.get(middle).start() < place.end();
      low = before ? middle : low;
      high = before ? high : middle - 1;
    }
    return high >= 0 && place.end() <= spans.get(low).end() ? low : -1;
  }
}

package org.prytany.reading.modality;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.reading.markdown.Block;
import org.prytany.reading.sentence.Unit;

/**
 * Whether a text asks for an amount or only names it: a word of asking, paying or moving has to
 * govern it in its clause, or in the line, the header or the headings over it. The words are data,
 * {@code asking.rules}. The cost of one answer does not grow with the text.
 */
public final class Asking {

  /** So far before and behind an amount words are looked at. */
  private static final int CONTEXT = 240;

  private static final int LONGEST_SENTENCE = 400;
  private static final int MOST_LISTED = 200;

  /** A line of no more words stands under its heading; a longer one speaks for itself. */
  private static final int SHORT_LINE = 9;

  private static final char AMOUNT = '¤';
  private static final Pattern ACCOUNT = Pattern.compile("[`(\\[<]?0[xX][0-9a-fA-F]{40}[`)\\]>]?");
  private static final Pattern END = Pattern.compile(":\\s*+\\z");
  private static final Pattern WORD = Pattern.compile("\\p{L}{2,}+");

  private static final Rules RULES = Rules.of("asking.rules");
  private static final Pattern CLAUSE = RULES.words("clause");
  private static final Pattern STRONG = RULES.words("strong");
  private static final Pattern WEAK = RULES.words("weak");
  private static final Pattern TOLD = RULES.words("told");
  private static final Pattern FRAMED = RULES.words("framed");
  private static final Pattern OUTRIGHT = RULES.words("outright");
  private static final Pattern IMAGINED = RULES.words("imagined");
  private static final Pattern LINE = RULES.words("line");
  private static final Pattern TITLE = RULES.words("title");
  private static final Pattern OVER = RULES.words("over");
  private static final Pattern OVER_TOLD = RULES.words("over-told");
  private static final Pattern COLUMN_TOLD = RULES.words("column-told");
  private static final Pattern COLUMN_NEW = RULES.words("column-new");
  private static final Pattern TAKEN_BACK = RULES.words("taken-back");
  private static final Pattern STAMPED = RULES.words("stamped");
  private static final Pattern UNLESS = RULES.words("taken-back-unless");
  private static final Pattern STATE = RULES.words("state");

  private final List<Unit> units;
  private final int[] headingOf;
  private final Answers answers;
  private final Map<Integer, Boolean> over = new HashMap<>();

  /**
   * @param units all of a text, in its order
   */
  public Asking(List<Unit> units) {
    this.units = units;
    this.headingOf = new int[units.size()];
    this.answers = new Answers(units);
    int heading = -1;
    for (int u = 0; u < units.size(); u++) {
      headingOf[u] = heading;
      if (units.get(u).block().kind() == Block.Kind.HEADING) {
        heading = u;
      }
    }
  }

  /** Whether the text asks for the amount that stands there in its {@code unit}-th sentence. */
  public boolean asksFor(int unit, int start, int end) {
    Unit here = units.get(unit);
    String text = here.text();
    String before = named(text.substring(Math.max(0, start - CONTEXT), start));
    String after = named(text.substring(end, Math.min(text.length(), end + CONTEXT)));
    String clause = clause(before) + AMOUNT + firstClause(after);
    String words = before + AMOUNT + after;
    if (answers.leaveOpen(unit, end)) {
      return false;
    }
    boolean imagined = IMAGINED.matcher(words).find() && !OUTRIGHT.matcher(before + AMOUNT).find();
    if (imagined
        || FRAMED.matcher(words).find()
        || isToldColumn(unit, start)
        || isTakenBackOver(unit, words, before.length())) {
      return false;
    }
    if (STRONG.matcher(clause).find()) {
      return true;
    }
    if (TOLD.matcher(clause).find()) {
      return false;
    }
    boolean title = here.block().kind() == Block.Kind.HEADING;
    return WEAK.matcher(clause).find()
        || title && TITLE.matcher(clause).find()
        || LINE.matcher(words).find() && !isToldOver(unit)
        || isLine(here, clause) && isAskedOver(unit);
  }

  /** Whether the line that introduces a list goes on in its item as one sentence that denies. */
  private boolean isTakenBackOver(int unit, String item, int amount) {
    int intro = introduction(unit);
    if (intro < 0 || !head(intro).stripTrailing().endsWith(":")) {
      return false;
    }
    String whole = END.matcher(head(intro)).replaceFirst(", ") + item;
    int at = whole.length() - item.length() + amount;
    return Modality.of(Matter.PAYMENT, whole, 0, at, at + 1) == Modality.DENIED;
  }

  /** The sentence that takes back what the text asks for as a whole, if there is one. */
  public Optional<Unit> takenBack() {
    boolean begun = false;
    Map<Integer, Set<String>> states = states();
    for (Unit unit : units) {
      if (states.getOrDefault(unit.block().container(), Set.of()).size() > 1
          && state(unit).isPresent()) {
        continue;
      }
      boolean heading = unit.block().kind() == Block.Kind.HEADING;
      boolean title = !begun || unit.block().isMarkedHeading();
      boolean label = heading && !title && WORD.matcher(unit.text()).results().count() <= 1;
      if (title && isStamped(unit) || !label && takesBack(unit.text())) {
        return Optional.of(unit);
      }
      begun |= !heading;
    }
    return Optional.empty();
  }

  /** The states of proposals that each list or table has, by its container. */
  private Map<Integer, Set<String>> states() {
    Map<Integer, Set<String>> states = new HashMap<>();
    for (Unit unit : units) {
      if (unit.block().container() >= 0) {
        state(unit)
            .ifPresent(
                state ->
                    states
                        .computeIfAbsent(unit.block().container(), its -> new HashSet<>())
                        .add(state));
      }
    }
    return states;
  }

  private static Optional<String> state(Unit unit) {
    Matcher state = STATE.matcher(unit.text());
    return unit.start() == 0 && state.lookingAt()
        ? Optional.of(state.group().toLowerCase(Locale.ROOT))
        : Optional.empty();
  }

  /**
   * Whether a marked heading, or what stands before the first sentence, says in one word that the
   * text is no longer meant. A line further on that only stands like a heading is one of its part.
   */
  private static boolean isStamped(Unit title) {
    return STAMPED.matcher(title.text()).find();
  }

  private static boolean takesBack(String sentence) {
    String words = named(sentence.substring(0, Math.min(sentence.length(), LONGEST_SENTENCE)));
    Matcher back = TAKEN_BACK.matcher(words);
    return back.find()
        && !UNLESS.matcher(words.substring(0, back.end())).find()
        && !words.strip().endsWith("?");
  }

  /** Accounts by one sign, so that their length puts no words out of reach. */
  private static String named(String words) {
    return ACCOUNT.matcher(words).replaceAll("@");
  }

  private static String clause(String before) {
    Matcher ends = CLAUSE.matcher(before);
    int begin = 0;
    while (ends.find()) {
      begin = ends.end();
    }
    return before.substring(begin);
  }

  private static String firstClause(String after) {
    Matcher ends = CLAUSE.matcher(after);
    return ends.find() ? after.substring(0, ends.start()) : after;
  }

  private static boolean isLine(Unit unit, String clause) {
    return switch (unit.block().kind()) {
      case TABLE_ROW, CODE -> true;
      case LIST_ITEM -> WORD.matcher(clause).results().count() <= 2L * SHORT_LINE;
      case HEADING, PARAGRAPH -> WORD.matcher(clause).results().count() <= SHORT_LINE;
    };
  }

  private boolean isAskedOver(int unit) {
    return over.computeIfAbsent(unit, this::askedOver);
  }

  private boolean askedOver(int unit) {
    if (isToldOver(unit)) {
      return false;
    }
    int intro = introduction(unit);
    if (intro >= 0 && OVER.matcher(head(intro)).find()) {
      return !TOLD.matcher(head(intro)).find();
    }
    int header = header(unit);
    if (header >= 0 && OVER.matcher(head(header)).find()) {
      return true;
    }
    int level = Integer.MAX_VALUE;
    for (int h = headingOf[unit]; h >= 0; h = headingOf[h]) {
      if (units.get(h).block().level() < level && OVER.matcher(head(h)).find()) {
        return true;
      }
      level = Math.min(level, units.get(h).block().level());
    }
    return false;
  }

  private boolean isToldOver(int unit) {
    int intro = introduction(unit);
    return headingOf[unit] >= 0 && OVER_TOLD.matcher(head(headingOf[unit])).find()
        || intro >= 0 && OVER_TOLD.matcher(head(intro)).find();
  }

  private String head(int unit) {
    String text = units.get(unit).text();
    return named(text.substring(Math.max(0, text.length() - CONTEXT)));
  }

  /** The sentence right before a list, a table, a block of code, or a line; -1 if there is none. */
  private int introduction(int unit) {
    int container = units.get(unit).block().container();
    int before = unit - 1;
    while (before >= Math.max(0, unit - MOST_LISTED)
        && (container >= 0
            ? units.get(before).block().container() == container
            : units.get(before).blockIndex() == units.get(unit).blockIndex())) {
      if (isParent(before, unit)) {
        return before;
      }
      before--;
    }
    boolean listed = container >= 0 || units.get(unit).block().kind() == Block.Kind.CODE;
    return before >= 0
            && units.get(before).block().kind() != Block.Kind.HEADING
            && (listed || units.get(before).text().stripTrailing().endsWith(":"))
        ? before
        : -1;
  }

  private boolean isParent(int before, int unit) {
    Block above = units.get(before).block();
    return above.kind() == Block.Kind.LIST_ITEM
        && units.get(unit).block().kind() == Block.Kind.LIST_ITEM
        && above.level() < units.get(unit).block().level();
  }

  private int header(int unit) {
    int container = units.get(unit).block().container();
    for (int u = unit - 1;
        u >= Math.max(0, unit - MOST_LISTED) && units.get(u).block().container() == container;
        u--) {
      if (units.get(u).block().headerRow()) {
        return u;
      }
    }
    return -1;
  }

  /** Whether the amount stands in a column of what was wanted, and another has what is paid. */
  private boolean isToldColumn(int unit, int start) {
    if (units.get(unit).block().kind() != Block.Kind.TABLE_ROW || header(unit) < 0) {
      return false;
    }
    Block header = units.get(header(unit)).block();
    int column = 0;
    int end = units.get(unit).block().cells().getFirst().length();
    while (end <= start && column + 1 < units.get(unit).block().cells().size()) {
      column++;
      end += 3 + units.get(unit).block().cells().get(column).length();
    }
    int its = column;
    boolean told =
        its < header.cells().size()
            && COLUMN_TOLD.matcher(header.cells().get(its).text()).find()
            && !COLUMN_NEW.matcher(header.cells().get(its).text()).find();
    return told
        && header.cells().stream()
            .filter(cell -> cell != header.cells().get(its))
            .anyMatch(cell -> COLUMN_NEW.matcher(cell.text()).find());
  }
}

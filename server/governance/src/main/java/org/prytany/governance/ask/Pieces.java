package org.prytany.governance.ask;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.prytany.governance.proposal.Asked;
import org.prytany.reading.cue.Cues;
import org.prytany.reading.markdown.Block;
import org.prytany.reading.modality.Around;
import org.prytany.reading.modality.Leaning;
import org.prytany.reading.modality.Matter;
import org.prytany.reading.modality.Modality;
import org.prytany.reading.sentence.Unit;
import org.prytany.spi.Span;

/** Items, rows and lines as they can be quoted, one by one; none where one of them is not meant. */
final class Pieces {

  private static final int ROOM = 260;
  private static final int LONGEST_HEADER = 200;
  private static final int LONGEST = 140;
  private static final int SHORTEST = 12;
  private static final int MOST = 6;

  /** More of them are no list that anybody reads in a line. */
  private static final int MOST_LOOKED_AT = 100;

  private static final Pattern TOTAL = Cues.pattern(Pieces.class, "total");
  private static final Pattern SETTING = Cues.pattern(Pieces.class, "setting");
  private static final Pattern DONE = Cues.pattern(Pieces.class, "done");
  private static final Pattern LEFT = Cues.pattern(Pieces.class, "left");

  /** A box that nobody ticked, or a cross. */
  private static final Pattern CROSSED = Cues.pattern(Pieces.class, "crossed");

  /** A cell that says no. */
  private static final Pattern NO = Cues.pattern(Pieces.class, "no");

  /** What a column is called that has settings, of which one may be "no". */
  private static final Pattern VALUES = Cues.pattern(Pieces.class, "values");

  /** What is about a list that stands right before, or about the item it stands in. */
  private static final Pattern REFERS = Cues.pattern(Pieces.class, "refers");

  /** What, said of a list, takes it back. */
  private static final Pattern TAKES_BACK = Cues.pattern(Pieces.class, "takes-back");

  private static final Pattern FIGURE = Pattern.compile("\\p{Nd}");

  /** An account, and as long as people are shown one in a line. */
  private static final Pattern ACCOUNT = Pattern.compile("0x\\p{XDigit}{40}");

  private static final String SHORT = "0x1234…5678";

  /** What stands for an empty cell, so that the others keep their columns. */
  private static final String EMPTY = "–";

  /** So many sentences behind a list may take it back. */
  private static final int BEHIND = 2;

  /** A case whose end must not be left out. */
  private static final Pattern CASE =
      Pattern.compile("(?:if|when|once|unless|until)\\b", Pattern.CASE_INSENSITIVE);

  private static final Pattern LABEL = Pattern.compile("\\P{Nd}{1,30}[:：]\\s*");
  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final Pattern END = Pattern.compile("\\s*[:;,]?(?:\\s*\\b(?:and|or))?\\s*\\z");

  private final List<Unit> units;
  private final Around around;
  private final Struck struck;
  private final List<Span> asks;

  /**
   * @param asks what a digester holds to say the ask: of a list that is too long, these items stay
   */
  Pieces(List<Unit> units, Around around, Struck struck, List<Span> asks) {
    this.units = units;
    this.around = around;
    this.struck = struck;
    this.asks = asks;
  }

  static boolean isTotal(Unit unit) {
    return TOTAL.matcher(unit.text()).lookingAt();
  }

  static boolean hasTotal(Asked.Parts parts) {
    return !parts.isEmpty() && isTotal(parts.passages().getFirst());
  }

  private static boolean isTotal(Asked.Passage piece) {
    return TOTAL.matcher(piece.words()).lookingAt();
  }

  /** What stands from a unit on, as long as it is one list, table or block of code. */
  Asked.Parts from(int first) {
    Block block = units.get(first).block();
    List<Integer> own = new ArrayList<>();
    int end = first;
    while (end < units.size() && isOne(block, units.get(end))) {
      if (own.size() == MOST_LOOKED_AT
          || isRefused(end)
          || end > first && saysNo(block, units.get(end).block())) {
        return Asked.Parts.NONE;
      }
      own.add(end++);
    }
    if (isTakenBack(block, end)) {
      return Asked.Parts.NONE;
    }
    String header = block.headerRow() ? cells(block) : "";
    own.removeIf(u -> units.get(u).block().headerRow());
    return chosen(header, own, block);
  }

  /** One line alone; none where it is not meant, or too long. */
  Asked.Parts only(int unit) {
    return isRefused(unit) || isTakenBack(units.get(unit).block(), unit + 1)
        ? Asked.Parts.NONE
        : piece(units.get(unit))
            .map(piece -> new Asked.Parts("", List.of(piece), 0))
            .orElse(Asked.Parts.NONE);
  }

  private Asked.Parts chosen(String header, List<Integer> own, Block first) {
    List<Asked.Passage> told = new ArrayList<>();
    int all = 0;
    for (int u : own) {
      Unit unit = units.get(u);
      if (!begins(first, unit)) {
        continue;
      }
      all++;
      if (isWhole(first, u)) {
        piece(unit).ifPresent(told::add);
      }
    }
    if (told.stream().filter(Pieces::isTotal).count() > 1) {
      return Asked.Parts.NONE;
    }
    int room = header.length() > LONGEST_HEADER ? 0 : ROOM;
    List<Asked.Passage> shown = new ArrayList<>();
    told.sort(Comparator.comparing(each -> !isTotal(each)));
    for (Asked.Passage each : told.stream().sorted(Comparator.comparing(this::rank)).toList()) {
      int length = ACCOUNT.matcher(each.words()).replaceAll(SHORT).length();
      if (shown.size() < MOST && length <= room) {
        shown.add(each);
        room -= length;
      }
    }
    shown.sort(Comparator.comparingInt(told::indexOf));
    return shown.isEmpty() ? Asked.Parts.NONE : new Asked.Parts(header, shown, all - shown.size());
  }

  /** Of a list that is too long stay the total, what a digester holds to ask, and the first. */
  private int rank(Asked.Passage piece) {
    Span place = piece.span();
    boolean asked =
        asks.stream().anyMatch(ask -> ask.start() < place.end() && place.start() < ask.end());
    return isTotal(piece) ? 0 : asked ? 1 : 2;
  }

  /** Whether a row has "no" in a column that is none of values. */
  private static boolean saysNo(Block header, Block row) {
    for (int c = 0; c < row.cells().size(); c++) {
      boolean value =
          header.headerRow()
              && c < header.cells().size()
              && VALUES.matcher(header.cells().get(c).text()).find();
      if (!value && NO.matcher(row.cells().get(c).text()).lookingAt()) {
        return true;
      }
    }
    return false;
  }

  private static boolean begins(Block first, Unit unit) {
    return unit.start() == 0 && unit.block().level() == first.level()
        || unit.block().kind() == Block.Kind.CODE;
  }

  /** Whether nothing that stands in an item below its first sentence limits it, or has figures. */
  private boolean isWhole(Block first, int item) {
    for (int u = item + 1; u < units.size() && isOne(first, units.get(u)); u++) {
      if (begins(first, units.get(u))) {
        return true;
      }
      String text = units.get(u).text();
      if (FIGURE.matcher(text).find()
          || !AskClause.mayGo(text)
          || DONE.matcher(text).find()
          || TAKES_BACK.matcher(text).find()
          || Leaning.of(text) == Leaning.PAST) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether the sentences right behind say that it is not so, or another table is meant as well.
   */
  private boolean isTakenBack(Block list, int end) {
    for (int u = end; u < Math.min(units.size(), end + BEHIND); u++) {
      Block block = units.get(u).block();
      if (block.kind() == Block.Kind.HEADING) {
        return false;
      }
      if (takesBack(units.get(u).text()) || list.headerRow() && u == end && block.headerRow()) {
        return true;
      }
    }
    return false;
  }

  private static boolean takesBack(String text) {
    return REFERS.matcher(text).find() && TAKES_BACK.matcher(text).find();
  }

  private static boolean isOne(Block first, Unit unit) {
    return first.container() >= 0
        ? unit.block().container() == first.container() && unit.block().level() >= first.level()
        : unit.block().equals(first);
  }

  /** What is no part of an ask, and says that the others may be none either. */
  private boolean isRefused(int at) {
    Unit unit = units.get(at);
    String text = unit.text();
    if (unit.block().quoted()
        || text.contains("~~")
        || struck.touches(unit.span(0, text.length()))
        || CROSSED.matcher(text).find()) {
      return true;
    }
    if (unit.block().kind() == Block.Kind.CODE) {
      return !SETTING.matcher(text).matches();
    }
    // The reading has a cell with a pipe of its own only in parts.
    if (unit.block().cells().stream().anyMatch(cell -> cell.text().indexOf('|') >= 0)
        || unit.block().kind() == Block.Kind.TABLE_ROW
            && struck.lineHas(unit.span(0, text.length()), "\\|")) {
      return true;
    }
    boolean meant =
        switch (Leaning.of(text)) {
          case QUESTION, GREETING, LEGAL, EXAMPLE, REJECTED, HEDGE -> false;
          case TEMPLATE -> AskWords.order(text);
          default -> true;
        };
    return !meant
        || LEFT.matcher(text).find()
        || unit.block().kind() == Block.Kind.LIST_ITEM
            && REFERS.matcher(text).lookingAt()
            && TAKES_BACK.matcher(text).find()
        || switch (around.of(Matter.PAYMENT, at, 0, 0, text.length())) {
          case REQUESTED, CONDITIONAL, DENIED -> false;
          case PAST, OTHER_VOTE, VALUATION, EXAMPLE -> true;
        };
  }

  private static Optional<Asked.Passage> piece(Unit unit) {
    Leaning leaning = Leaning.of(unit.text());
    if (leaning == Leaning.PAST
        || leaning == Leaning.POINTER
        || Modality.of(Matter.PAYMENT, unit.text()) == Modality.DENIED
        || DONE.matcher(unit.text()).find()
        || LABEL.matcher(unit.text()).matches()
        || unit.block().cells().size() > 1
            && unit.block().cells().stream().filter(cell -> !cell.text().isBlank()).count() < 2) {
      return Optional.empty();
    }
    String text = unit.block().kind() == Block.Kind.TABLE_ROW ? cells(unit.block()) : unit.text();
    String words = END.matcher(BLANKS.matcher(text.strip()).replaceAll(" ")).replaceAll("");
    boolean whole = unit.end() == unit.block().text().length();
    String rest = unit.block().text().text().substring(unit.end());
    if (unit.block().kind() != Block.Kind.CODE && !whole && !AskClause.mayGo(rest)) {
      return Optional.empty();
    }
    String part = words.length() <= LONGEST ? words : AskClause.part(words, SHORTEST, LONGEST);
    return part.isBlank()
            || AskClause.endsOpen(words)
            || !part.equals(words) && CASE.matcher(part).lookingAt()
        ? Optional.empty()
        : Optional.of(new Asked.Passage(part, unit.span(0, unit.text().length())));
  }

  /** All of them, so that each stands under the name of its column. */
  private static String cells(Block row) {
    return row.cells().stream()
        .map(cell -> cell.text().strip())
        .map(cell -> cell.isEmpty() ? EMPTY : cell)
        .collect(Collectors.joining(" | "));
  }
}

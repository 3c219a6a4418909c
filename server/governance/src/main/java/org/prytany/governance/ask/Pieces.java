package org.prytany.governance.ask;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.prytany.governance.proposal.Asked;
import org.prytany.reading.cue.Cues;
import org.prytany.reading.markdown.Block;
import org.prytany.reading.modality.Around;
import org.prytany.reading.modality.Leaning;
import org.prytany.reading.modality.Matter;
import org.prytany.reading.modality.Modality;
import org.prytany.reading.sentence.Unit;

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

  /** A case whose end must not be left out. */
  private static final Pattern CASE =
      Pattern.compile("(?:if|when|once|unless|until)\\b", Pattern.CASE_INSENSITIVE);

  private static final Pattern LABEL = Pattern.compile("\\P{Nd}{1,30}[:：]\\s*");
  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final Pattern END = Pattern.compile("\\s*[:;,]?(?:\\s*\\b(?:and|or))?\\s*\\z");

  private final List<Unit> units;
  private final Around around;

  Pieces(List<Unit> units, Around around) {
    this.units = units;
    this.around = around;
  }

  static boolean isTotal(Unit unit) {
    return TOTAL.matcher(unit.text()).lookingAt();
  }

  static boolean hasTotal(Asked.Parts parts) {
    return !parts.isEmpty() && TOTAL.matcher(parts.passages().getFirst().words()).lookingAt();
  }

  /** What stands from a unit on, as long as it is one list, table or block of code. */
  Asked.Parts from(int first) {
    Block block = units.get(first).block();
    List<Integer> own = new ArrayList<>();
    for (int u = first; u < units.size() && isOne(block, units.get(u)); u++) {
      if (own.size() == MOST_LOOKED_AT || isRefused(u)) {
        return Asked.Parts.NONE;
      }
      own.add(u);
    }
    String header = block.headerRow() ? cells(block) : "";
    own.removeIf(u -> units.get(u).block().headerRow());
    return chosen(header, own, block);
  }

  /** One line alone; none where it is not meant, or too long. */
  Asked.Parts only(int unit) {
    return isRefused(unit)
        ? Asked.Parts.NONE
        : piece(units.get(unit))
            .map(piece -> new Asked.Parts("", List.of(piece), 0))
            .orElse(Asked.Parts.NONE);
  }

  private Asked.Parts chosen(String header, List<Integer> own, Block first) {
    List<Asked.Passage> shown = new ArrayList<>();
    int room = header.length() > LONGEST_HEADER ? 0 : ROOM;
    int all = 0;
    int totals = 0;
    for (int u : own) {
      Unit unit = units.get(u);
      boolean begins =
          unit.start() == 0 && unit.block().level() == first.level()
              || unit.block().kind() == Block.Kind.CODE;
      if (!begins) {
        continue;
      }
      all++;
      Optional<Asked.Passage> piece = piece(unit);
      if (piece.isEmpty()) {
        continue;
      }
      if (isTotal(unit)) {
        shown.add(totals++, piece.get());
      } else {
        shown.add(piece.get());
      }
    }
    while (shown.size() > MOST
        || shown.stream().mapToInt(each -> each.words().length()).sum() > room) {
      if (shown.isEmpty()) {
        break;
      }
      shown.removeLast();
    }
    return shown.isEmpty() ? Asked.Parts.NONE : new Asked.Parts(header, shown, all - shown.size());
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
    if (unit.block().quoted() || text.contains("~~")) {
      return true;
    }
    if (unit.block().kind() == Block.Kind.CODE) {
      return !SETTING.matcher(text).matches();
    }
    boolean meant =
        switch (Leaning.of(text)) {
          case QUESTION, GREETING, LEGAL, EXAMPLE, REJECTED, HEDGE -> false;
          case TEMPLATE -> AskWords.order(text);
          default -> true;
        };
    return !meant
        || LEFT.matcher(text).find()
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
        || unit.block().cells().size() > 1 && named(unit.block()).size() < 2) {
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
    return part.isBlank() || !part.equals(words) && CASE.matcher(part).lookingAt()
        ? Optional.empty()
        : Optional.of(new Asked.Passage(part, unit.span(0, unit.text().length())));
  }

  private static String cells(Block row) {
    return String.join(" | ", named(row));
  }

  private static List<String> named(Block row) {
    return row.cells().stream()
        .map(cell -> cell.text().strip())
        .filter(cell -> !cell.isEmpty())
        .toList();
  }
}

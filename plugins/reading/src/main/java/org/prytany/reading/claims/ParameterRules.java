package org.prytany.reading.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.reading.cue.Cues;
import org.prytany.reading.markdown.Block;
import org.prytany.reading.modality.Matter;
import org.prytany.reading.modality.Modality;
import org.prytany.reading.sentence.Unit;
import org.prytany.reading.time.SpelledPeriods;
import org.prytany.reading.time.TimeRules;
import org.prytany.reading.time.WrittenTime;
import org.prytany.spi.Claim;

/** Collects settings that a text says will change, with the value they will have. */
final class ParameterRules {

  private static final Pattern VERB_FIRST = Cues.pattern(ParameterRules.class, "verb-first");
  private static final Pattern AFTER_NAME = Cues.pattern(ParameterRules.class, "after-name");
  private static final Pattern ARROW = Cues.pattern(ParameterRules.class, "arrow");
  private static final Pattern NAME_BEFORE = Cues.pattern(ParameterRules.class, "name-before");
  private static final Pattern WORTH_READING = Cues.pattern(ParameterRules.class, "worth-reading");
  private static final Pattern KNOWN = Cues.pattern(ParameterRules.class, "known");
  private static final Pattern NEW_COLUMN = Cues.pattern(ParameterRules.class, "new-column");
  private static final Pattern NAME_COLUMN = Cues.pattern(ParameterRules.class, "name-column");
  private static final Pattern CELL_VALUE = Cues.pattern(ParameterRules.class, "cell-value");
  private static final Pattern SETTING = Cues.pattern(ParameterRules.class, "setting");
  private static final Pattern MONEY = Cues.pattern(ParameterRules.class, "money");
  private static final Pattern MONEY_COLUMN = Cues.pattern(ParameterRules.class, "money-column");
  private static final Pattern LEADING = Cues.pattern(ParameterRules.class, "leading");

  private static final int NAME_REACH = 80;

  /** Places looked at in one text; a text with more is no proposal. */
  private static final int MAX_PLACES = 4_000;

  private final TimeRules rules;
  private int places;
  private int table = -1;
  private int nameColumn = -1;
  private int newColumn = -1;

  ParameterRules(TimeRules rules) {
    this.rules = rules;
  }

  /**
   * Settings of a text, in reading order.
   *
   * @param times those of each unit
   */
  List<Claim.Parameter> collect(List<Unit> units, List<List<WrittenTime>> times) {
    List<Claim.Parameter> claims = new ArrayList<>();
    for (int u = 0; u < units.size(); u++) {
      Unit unit = units.get(u);
      if (unit.block().kind() == Block.Kind.TABLE_ROW) {
        row(unit, claims);
        continue;
      }
      SpelledPeriods digits = SpelledPeriods.of(unit.text(), times.get(u));
      String text = digits.text();
      if (!hasDigit(text) || !WORTH_READING.matcher(text).find()) {
        continue;
      }
      for (Pattern pattern : List.of(VERB_FIRST, KNOWN)) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find() && places++ < MAX_PLACES) {
          add(unit, digits, matcher.start(), matcher, matcher.group("name"), claims);
        }
      }
      for (Pattern pattern : List.of(AFTER_NAME, ARROW)) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find() && places++ < MAX_PLACES) {
          int from = Math.max(0, matcher.start() - NAME_REACH);
          Matcher name = NAME_BEFORE.matcher(text.substring(from, matcher.start()));
          String last = "";
          int at = matcher.start();
          // The shortest name that reaches back to a boundary is the one next to the value.
          for (int search = 0; name.find(search); search = name.start(1) + 1) {
            last = name.group(1);
            at = from + name.start(1);
          }
          add(unit, digits, at, matcher, last, claims);
        }
      }
    }
    return claims;
  }

  /** Whether a claimed setting says that its number is no payment. */
  static boolean isNoPayment(Claim.Parameter parameter) {
    return SETTING.matcher(parameter.name()).find() && !MONEY.matcher(parameter.name()).find();
  }

  private static boolean hasDigit(String text) {
    return text.chars().anyMatch(c -> c >= '0' && c <= '9');
  }

  private static void add(
      Unit unit,
      SpelledPeriods digits,
      int start,
      Matcher matcher,
      String words,
      List<Claim.Parameter> claims) {
    if (!Modality.of(Matter.POWER, digits.text(), 0, start, matcher.end()).explains()) {
      return;
    }
    String name = name(words);
    Claim.Parameter claim =
        new Claim.Parameter(
            name,
            value(matcher.group("value")),
            unit.span(digits.start(start), digits.end(matcher.end())));
    boolean repeated =
        claims.stream()
            .skip(Math.max(0, claims.size() - 8))
            .anyMatch(
                c ->
                    c.value().equals(claim.value())
                        && c.span().start() < claim.span().end()
                        && claim.span().start() < c.span().end());
    if (!name.isEmpty() && name.split(" ").length <= 8 && !repeated) {
      claims.add(claim);
    }
  }

  private void row(Unit unit, List<Claim.Parameter> claims) {
    Block block = unit.block();
    if (block.headerRow()) {
      table = block.container();
      nameColumn = column(block, NAME_COLUMN, -1);
      newColumn = column(block, NEW_COLUMN, nameColumn);
      if (newColumn >= 0 && nameColumn < 0 && newColumn > 0) {
        nameColumn = 0;
      }
      return;
    }
    int size = block.cells().size();
    if (block.container() != table
        || nameColumn < 0
        || newColumn < 0
        || nameColumn >= size
        || newColumn >= size) {
      return;
    }
    String cell = block.cells().get(newColumn).text();
    Matcher digits = CELL_VALUE.matcher(cell);
    Optional<String> value =
        digits.find()
            ? Optional.of(value(digits.group("value")))
            : rules.first(cell).map(period -> period.count().toPlainString());
    String name = name(block.cells().get(nameColumn).text());
    if (value.isPresent() && !name.isEmpty()) {
      claims.add(new Claim.Parameter(name, value.get(), unit.span(0, unit.end() - unit.start())));
    }
  }

  private static int column(Block header, Pattern wanted, int except) {
    for (int c = 0; c < header.cells().size(); c++) {
      String title = header.cells().get(c).text();
      if (c != except && wanted.matcher(title).find() && !MONEY_COLUMN.matcher(title).find()) {
        return c;
      }
    }
    return -1;
  }

  private static String name(String words) {
    String name = words.strip();
    Matcher leading = LEADING.matcher(name);
    while (leading.find()) {
      name = name.substring(leading.end());
      leading = LEADING.matcher(name);
    }
    return name;
  }

  private static String value(String written) {
    String value = written.strip().replaceAll("[,_$]", "").replaceAll("\\s", "");
    return value.endsWith("percent") ? value.substring(0, value.length() - 7) + "%" : value;
  }
}

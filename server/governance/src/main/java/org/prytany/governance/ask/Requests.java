package org.prytany.governance.ask;

import java.util.List;
import java.util.regex.Pattern;
import org.prytany.reading.cue.Cues;
import org.prytany.reading.markdown.Block;
import org.prytany.reading.sentence.Unit;

/**
 * Whether a text itself asks for an amount, by who asks in its sentence: a request, a label of one,
 * or an order to the house. Prices, examples, and what others ask are none.
 */
final class Requests {

  private static final Pattern REQUESTS = Cues.pattern(Requests.class, "requests");
  private static final Pattern OWN = Cues.pattern(Requests.class, "own");
  private static final Pattern LABEL = Cues.pattern(Requests.class, "label");
  private static final Pattern FIGURE = Cues.pattern(Requests.class, "figure");
  private static final Pattern ORDERS = Cues.pattern(Requests.class, "orders");
  private static final Pattern ALSO = Cues.pattern(Requests.class, "also");
  private static final Pattern OTHERS = Cues.pattern(Requests.class, "others");
  private static final Pattern JOINED_BEFORE = Cues.pattern(Requests.class, "joined-before");
  private static final Pattern JOINED_BEHIND = Cues.pattern(Requests.class, "joined-behind");
  private static final Pattern PRICED = Cues.pattern(Requests.class, "priced");
  private static final Pattern HOUSE = Cues.pattern(Requests.class, "house");
  private static final Pattern ELSEWHERE = Cues.pattern(Requests.class, "elsewhere");

  /** So much of a sentence before an amount is looked at. */
  private static final int BEFORE = 160;

  private final List<Unit> units;
  private final boolean house;

  /**
   * @param units all of the text
   */
  Requests(List<Unit> units) {
    this.units = units;
    this.house = units.stream().anyMatch(unit -> HOUSE.matcher(unit.text()).find());
  }

  /** How a text asks for an amount. */
  enum Kind {
    NONE,
    /** By an act, which may be one of several. */
    ORDER,
    /** By a request, which says the whole. */
    REQUEST
  }

  /**
   * @param unit the sentence's place
   * @param start where the amount begins in it
   */
  Kind of(int unit, int start) {
    String text = units.get(unit).text();
    String before = text.substring(Math.max(0, start - BEFORE), start);
    if (PRICED.matcher(before).find()
        || OTHERS.matcher(before).find()
        || standsElsewhere(unit)
        || !house && !OWN.matcher(before).find()) {
      return Kind.NONE;
    }
    if (REQUESTS.matcher(before).find() || LABEL.matcher(before).find()) {
      return Kind.REQUEST;
    }
    boolean order =
        ORDERS.matcher(before).find() || AskWords.order(text) && ALSO.matcher(before).find();
    return order ? Kind.ORDER : Kind.NONE;
  }

  /** Whether a line of the text requests a figure that an amount does not have. */
  boolean haveOther(String amount) {
    return units.stream()
        .map(unit -> FIGURE.matcher(unit.text()))
        .anyMatch(line -> line.find() && !amount.contains(line.group("figure")));
  }

  /** Whether an amount is one of several that are asked for in one breath. */
  static boolean isJoined(String before, String behind) {
    return JOINED_BEFORE.matcher(before).find() || JOINED_BEHIND.matcher(behind).find();
  }

  /** Whether a heading over a sentence says that it tells of examples, options or what was. */
  boolean standsElsewhere(int unit) {
    int level = Integer.MAX_VALUE;
    for (int u = unit; u >= 0; u--) {
      Block block = units.get(u).block();
      if (block.kind() == Block.Kind.HEADING && block.level() < level) {
        level = block.level();
        if (ELSEWHERE.matcher(units.get(u).text()).find()) {
          return true;
        }
      }
    }
    return false;
  }
}

package org.prytany.digest.ranking;

import java.util.List;
import java.util.regex.Pattern;
import org.prytany.reading.cue.Cues;
import org.prytany.reading.markdown.Block;
import org.prytany.reading.sentence.Unit;

/**
 * What stands right before and behind a sentence.
 *
 * @param announced whether the unit before it ends with a colon
 * @param underHeading whether it is a heading
 * @param behindData whether it is a table's row or code
 * @param beforeData whether the unit behind is
 * @param beforeList whether a list follows this sentence, which is in none
 * @param referredTo whether the unit behind begins as if it meant this one
 * @param behindAsk whether the unit before it asks
 * @param listed how many items the list has that it stands in; 0 for none
 * @param lines how many line breaks it has
 */
record Near(
    boolean announced,
    boolean underHeading,
    boolean behindData,
    boolean beforeData,
    boolean beforeList,
    boolean referredTo,
    boolean behindAsk,
    int listed,
    int lines) {

  private static final Pattern REFERS = Cues.pattern(Near.class, "refers");
  private static final Pattern ASKS = Cues.pattern(Near.class, "asks");

  /**
   * @param units all of a text
   * @param at the sentence among them
   * @param listed how many items its list has
   */
  static Near of(List<Unit> units, int at, int listed) {
    Unit unit = units.get(at);
    String before = at == 0 ? "" : units.get(at - 1).text();
    boolean item = unit.block().kind() == Block.Kind.LIST_ITEM;
    return new Near(
        before.stripTrailing().endsWith(":"),
        is(units, at - 1, Block.Kind.HEADING),
        data(units, at - 1),
        data(units, at + 1),
        !item && is(units, at + 1, Block.Kind.LIST_ITEM),
        at + 1 < units.size() && REFERS.matcher(units.get(at + 1).text()).lookingAt(),
        ASKS.matcher(before).find(),
        item ? listed : 0,
        (int) unit.text().chars().filter(c -> c == '\n').count());
  }

  private static boolean data(List<Unit> units, int at) {
    return is(units, at, Block.Kind.TABLE_ROW) || is(units, at, Block.Kind.CODE);
  }

  private static boolean is(List<Unit> units, int at, Block.Kind kind) {
    return at >= 0 && at < units.size() && units.get(at).block().kind() == kind;
  }
}

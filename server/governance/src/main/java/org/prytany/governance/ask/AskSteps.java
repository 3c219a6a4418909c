package org.prytany.governance.ask;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.prytany.reading.cue.Cues;
import org.prytany.reading.markdown.Block;
import org.prytany.reading.modality.Leaning;
import org.prytany.reading.sentence.Unit;
import org.prytany.spi.Span;
import org.prytany.spi.TextDigest;

/**
 * Tells what asks from what only says how a text is made, how or when its ask comes about, or who
 * works on it.
 */
final class AskSteps {

  private static final Pattern ANNOUNCES = Cues.pattern(AskSteps.class, "announces");
  private static final Pattern STEPS = Cues.pattern(AskSteps.class, "steps");
  private static final Pattern ADDS = Cues.pattern(AskSteps.class, "adds");
  private static final Pattern UNDER = Cues.pattern(AskSteps.class, "under");

  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private static final int PLAINLY = 2;

  private final List<Unit> units;
  private final Headings headings;

  /**
   * @param units of a text
   * @param headings over them
   */
  AskSteps(List<Unit> units, Headings headings) {
    this.units = units;
    this.headings = headings;
  }

  /** Whether a sentence is but a step, or announces what other sentences ask. */
  boolean has(String words, Span place) {
    return ANNOUNCES.matcher(words).find()
        || !AskWords.declare(words) && (STEPS.matcher(words).find() || isUnderSteps(place));
  }

  private boolean isUnderSteps(Span place) {
    return IntStream.range(0, units.size())
        .filter(u -> UNDER.matcher(headings.nearest(u)).find())
        .mapToObj(u -> units.get(u).span(0, units.get(u).text().length()))
        .anyMatch(each -> each.start() <= place.start() && place.end() <= each.end());
  }

  /** The sentences of prose that say plainly of the text what it proposes, in reading order. */
  Stream<TextDigest.Sentence> declared() {
    return IntStream.range(0, units.size())
        .filter(u -> units.get(u).block().kind() == Block.Kind.PARAGRAPH)
        .filter(u -> !units.get(u).block().quoted() && !headings.isDenied(u))
        .filter(u -> !UNDER.matcher(headings.nearest(u)).find())
        .mapToObj(units::get)
        .map(AskSteps::sentence)
        .filter(each -> AskWords.declare(each.text()) && !ADDS.matcher(each.text()).find())
        .filter(each -> !ANNOUNCES.matcher(each.text()).find())
        .filter(each -> AskWords.signs(each.text(), false) == PLAINLY);
  }

  private static TextDigest.Sentence sentence(Unit unit) {
    String text = BLANKS.matcher(unit.text().strip()).replaceAll(" ");
    return new TextDigest.Sentence(
        Leaning.withoutConnective(text), unit.span(0, unit.text().length()));
  }
}

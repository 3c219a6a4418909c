package org.prytany.reading.modality;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.prytany.reading.markdown.Block;
import org.prytany.reading.sentence.Unit;

/**
 * What stands around the sentences of a text: the heading over each, what follows it, and whether
 * words occur anywhere. Each pattern is looked for once in a text, so the cost stays linear.
 */
public final class Around {

  /** Of what follows, so many sentences and so much of each is looked at. */
  private static final int NEXT = 2;

  private static final int CONTEXT = 160;

  private final List<Unit> units;
  private final String[] headings;
  private final Answers answers;
  private final Map<Pattern, Boolean> said = new HashMap<>();

  /**
   * @param units all of a text, in its order
   */
  public Around(List<Unit> units) {
    this.units = units;
    this.headings = new String[units.size()];
    this.answers = new Answers(units);
    String heading = "";
    for (int u = 0; u < units.size(); u++) {
      if (units.get(u).block().kind() == Block.Kind.HEADING) {
        heading = cut(units.get(u).text());
      }
      headings[u] = heading;
    }
  }

  /** What a text says of a statement in its {@code unit}-th sentence. */
  public Modality of(Matter matter, int unit, int from, int start, int end) {
    return Modality.of(matter, units.get(unit).text(), from, start, end, new Place(unit));
  }

  /** Where a sentence stands. */
  final class Place {

    private final int unit;

    private Place(int unit) {
      this.unit = unit;
    }

    String heading() {
      return headings[unit];
    }

    /** The sentences that follow, one a line. */
    String next() {
      StringBuilder next = new StringBuilder();
      for (int u = unit + 1; u < Math.min(units.size(), unit + 1 + NEXT); u++) {
        next.append('\n').append(cut(units.get(u).text()));
      }
      return next.toString();
    }

    /** Whether the sentence asks anything behind a statement up to {@code end}. */
    boolean asks(int end) {
      return answers.asks(unit, end);
    }

    /** What may refuse the question that a statement up to {@code end} stands in. */
    String answer(int end) {
      return answers.refusable(unit, end);
    }

    /** What the author says behind the quotation that the sentence stands in. */
    String reply() {
      return answers.reply(unit);
    }

    boolean textHas(Pattern words) {
      return said.computeIfAbsent(
          words, w -> units.stream().anyMatch(each -> w.matcher(each.text()).find()));
    }
  }

  private static String cut(String text) {
    return text.substring(0, Math.min(text.length(), CONTEXT)).replace('\n', ' ');
  }
}

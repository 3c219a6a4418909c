package org.prytany.governance.ask;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.prytany.governance.proposal.Asked;
import org.prytany.reading.cue.Cues;
import org.prytany.reading.markdown.Block;
import org.prytany.reading.sentence.Unit;
import org.prytany.spi.Span;

/** Where an author says in the text that what it asks for was changed since it was written. */
final class Amendment {

  private static final int LONGEST = 180;

  /** What begins such a notice. */
  private static final Pattern NOTICE = Cues.pattern(Amendment.class, "notice");

  /** What was done to what is asked. */
  private static final Pattern CHANGED = Cues.pattern(Amendment.class, "changed");

  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final Pattern VALUE = Pattern.compile("\\d");

  private Amendment() {}

  /** The last notice that says a value, else the last one. */
  static Optional<Asked.Notice> of(List<Unit> units) {
    Optional<Asked.Notice> last = Optional.empty();
    boolean valued = false;
    for (int u = 0; u < units.size(); u++) {
      Unit unit = units.get(u);
      String text = unit.text();
      if (unit.block().quoted()
          || unit.block().kind() == Block.Kind.CODE
          || !NOTICE.matcher(text).lookingAt()) {
        continue;
      }
      String rest = NOTICE.matcher(text).replaceFirst("");
      if (CHANGED.matcher(rest).find() && (VALUE.matcher(rest).find() || !valued)) {
        valued = VALUE.matcher(rest).find();
        last =
            Optional.of(
                new Asked.Notice(
                    false, new Asked.Passage(words(text), unit.span(0, text.length()))));
      }
    }
    return last;
  }

  /** The words by which a text is taken back. */
  static Optional<Asked.Notice> takenBack(List<Unit> units, Span said) {
    return units.stream()
        .filter(unit -> unit.span(0, unit.text().length()).equals(said))
        .findFirst()
        .map(unit -> new Asked.Notice(true, new Asked.Passage(words(unit.text()), said)));
  }

  private static String words(String written) {
    String text = BLANKS.matcher(written.strip()).replaceAll(" ");
    if (text.length() <= LONGEST) {
      return text;
    }
    String part = AskClause.part(text, 1, LONGEST);
    return part.isEmpty() ? text : part;
  }
}

package org.prytany.governance.comparison;

import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.prytany.governance.comparison.Sentences.Said;
import org.prytany.governance.effects.Change;
import org.prytany.governance.findings.Finding.Severity;
import org.prytany.governance.findings.FindingCode;
import org.prytany.governance.reading.TextLines;
import org.prytany.reading.cue.Cues;
import org.prytany.spi.Address;
import org.prytany.spi.Span;

/**
 * What a text says of its payments wherever it does, and a call that pays them now does not do:
 * that somebody else pays, that the money comes in, has been paid, is due at another time, upon
 * something, by another decision, or in something else.
 */
final class OtherTerms {

  private static final Pattern SPEAKS = Cues.pattern(OtherTerms.class, "speaks");
  private static final Pattern ANOTHER = Cues.pattern(OtherTerms.class, "another");
  private static final Pattern HEADING = Cues.pattern(OtherTerms.class, "heading");
  private static final Pattern LATER = Cues.pattern(OtherTerms.class, "later");
  private static final Pattern SAYS_LATER = Cues.pattern(OtherTerms.class, "says-later");
  private static final Pattern MOVED_TO = Cues.pattern(OtherTerms.class, "moved-to");
  private static final Pattern STATUS_COLUMN = Cues.pattern(OtherTerms.class, "status-column");
  private static final Pattern ASKING_CELL = Cues.pattern(OtherTerms.class, "asking-cell");
  private static final int MOST = 3;

  /** What is said otherwise, in the order in which it is looked for. */
  private enum Terms {
    PAYER("somebody else pays it, or nobody does"),
    RECEIVED("it is paid to the DAO, and not by it"),
    SETTLED("it has been paid"),
    LATE("it is due at another time or upon a condition"),
    UNDECIDED("another decision is to come first"),
    FORM("it is another amount or paid in something else"),
    SHARED("several have it together"),
    REPLACED("the text takes back or replaces what it says"),
    OTHER("the text is a pattern or another's, or its vote decides something else");

    private final Pattern pattern = Cues.pattern(OtherTerms.class, name().toLowerCase(Locale.ROOT));
    private final String words;

    Terms(String words) {
      this.words = words;
    }
  }

  /** What a sentence says of the text itself, whatever it speaks of. */
  private static final Set<Terms> OF_THE_TEXT = EnumSet.of(Terms.REPLACED, Terms.OTHER);

  private final Comparison comparison;
  private final Sentences all;

  /** Who is paid, and the sentences that explain it. */
  private final Set<Address> accounts = new HashSet<>();

  private final Set<Integer> places = new HashSet<>();
  private final Set<Terms> looked = EnumSet.complementOf(EnumSet.of(Terms.LATE));
  private final Map<Integer, Integer> columns = new HashMap<>();

  /** The line that was looked at last, and whether it was written later than the request. */
  private int line = -1;

  private boolean isLater;

  OtherTerms(Comparison comparison, Sentences all, Requested requested) {
    this.comparison = comparison;
    this.all = all;
    for (Map.Entry<Integer, Requested.Places> each : requested.places().entrySet()) {
      if (comparison.effects().get(each.getKey()) instanceof Change.OfValue paid) {
        paid.to().ifPresent(accounts::add);
        places.addAll(each.getValue().explaining());
        if (paid instanceof Change.Transfer) {
          looked.add(Terms.LATE);
        }
      }
    }
    if (accounts.stream().anyMatch(comparison::isOwn)) {
      looked.remove(Terms.RECEIVED);
    }
    if (accounts.size() > 1
        && comparison.named(comparison.text()).stream().noneMatch(this::getsNothing)) {
      looked.remove(Terms.SHARED);
    }
  }

  /**
   * Looks at every sentence once, whatever is paid. What is drawn little by little is due later,
   * and what the DAO pays itself comes in: other checks compare how.
   */
  void run() {
    int told = accounts.isEmpty() ? MOST : 0;
    for (int said = 0; said < all.count() && told < MOST; said++) {
      Optional<Terms> terms = terms(said);
      terms.ifPresent(tell(all.get(said).span()));
      told += terms.isPresent() ? 1 : 0;
    }
  }

  private Optional<Terms> terms(int said) {
    String words = all.get(said).words();
    Set<Address> named = comparison.named(words);
    boolean explains = places.contains(said);
    if (explains && isSettled(all.get(said))) {
      return Optional.of(Terms.SETTLED);
    }
    boolean another = named.stream().anyMatch(this::getsNothing);
    if (another && MOVED_TO.matcher(words).find()
        || isLater(said) && (another || SAYS_LATER.matcher(words).find())) {
      return Optional.of(Terms.REPLACED);
    }
    return (explains || speaks(said, named) ? looked : OF_THE_TEXT)
        .stream().filter(terms -> terms.pattern.matcher(words).find()).findFirst();
  }

  private boolean isLater(int said) {
    if (all.get(said).line() != line) {
      line = all.get(said).line();
      isLater = LATER.matcher(all.get(said).words()).find() || all.isOver(said, LATER);
    }
    return isLater;
  }

  private boolean getsNothing(Address named) {
    return !accounts.contains(named)
        && !comparison.isOwn(named)
        && (named.equals(comparison.content().proposer())
            || !comparison.called().all().contains(named));
  }

  private boolean speaks(int said, Set<Address> named) {
    String words = all.get(said).words();
    return named.isEmpty()
        ? !ANOTHER.matcher(words).find()
            && (SPEAKS.matcher(words).find() || all.isOver(said, HEADING))
        : !Collections.disjoint(named, accounts);
  }

  /** Whether a row says in a column for that how far it is, and not that it is to be paid. */
  private boolean isSettled(Said row) {
    int column =
        row.over()
            .map(over -> columns.computeIfAbsent(all.get(over.from()).line(), this::column))
            .orElse(-1);
    List<String> cells = column < 0 ? List.of() : cells(row.line());
    return column >= 0 && column < cells.size() && !ASKING_CELL.matcher(cells.get(column)).find();
  }

  private int column(int header) {
    List<String> cells = cells(header);
    return IntStream.range(0, cells.size())
        .filter(cell -> cells.size() > 1)
        .filter(cell -> STATUS_COLUMN.matcher(cells.get(cell)).find())
        .findFirst()
        .orElse(-1);
  }

  private List<String> cells(int line) {
    return List.of(TextLines.CELL_END.split(comparison.lines().line(line), -1));
  }

  private Consumer<Terms> tell(Span span) {
    return terms ->
        comparison
            .finding(Severity.AMBER, FindingCode.OTHER_TERMS, span)
            .say(
                "The text does not say of a payment that the DAO makes it here and now: %s. Read:"
                    + " %s.",
                terms.words, comparison.quote(span));
  }
}

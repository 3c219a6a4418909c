package org.prytany.governance.ask;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.prytany.governance.proof.Directions;
import org.prytany.governance.proposal.Asked;
import org.prytany.reading.markdown.Block;
import org.prytany.reading.modality.Leaning;
import org.prytany.reading.sentence.Unit;
import org.prytany.spi.Span;
import org.prytany.spi.TextDigest;

/** The sentence of a digest that says best what is asked, and can be shown alone. */
final class AskSentence {

  /** A longer sentence is cut where a clause ends, if that takes nothing from what it says. */
  private static final int LONG = 240;

  private static final int SHORTEST = 40;

  private static final Pattern FIGURE = Pattern.compile("\\p{Nd}[\\p{Nd},.]{0,30}");

  /** What a vote for the proposal is called before what it brings. */
  private static final Pattern OPTION =
      Pattern.compile("\\A(?:for|yes|yae|yea|aye)\\s?:\\s+(?=\\p{Lu})", Pattern.CASE_INSENSITIVE);

  private final TextDigest digest;
  private final Set<Span> typed;
  private final Set<Span> amounts;
  private final List<Unit> units;
  private final AskParts parts;
  private final AskSteps steps;

  /** What the title says or names; "" where it tells nothing. */
  private final String named;

  /** The same, where it says what is to be done. */
  private final String title;

  /**
   * @param typed where statements stand that are requested
   * @param amounts where amounts stand that are asked for, whatever is to be done with them
   * @param units of the text, but for what is struck out
   */
  AskSentence(
      TextDigest digest,
      Set<Span> typed,
      Set<Span> amounts,
      List<Unit> units,
      AskParts parts,
      AskSteps steps) {
    this.digest = digest;
    this.typed = typed;
    this.amounts = amounts;
    this.units = units;
    this.parts = parts;
    this.steps = steps;
    this.named = AskTitle.named(digest.headline(), units);
    this.title = AskTitle.of(digest.headline(), units);
  }

  /**
   * What says the ask.
   *
   * @param quote cut short where it is long; "" where nothing asks, or the title and the parts do
   * @param titled whether the title says it
   * @param parts what stands in a list, a table or a block of settings of it
   */
  record Found(String quote, boolean titled, Asked.Parts parts) {}

  /**
   * The digester's first that has a sign of asking, is no mere step and can be shown alone, or with
   * what it leads into, else what the text says of itself that it proposes, beside a title that
   * asks where it is but a part of that; the title where it is an item of a list, or none, with the
   * list; else what asks most plainly in the summary, else the digester's first.
   */
  Found find() {
    List<Said> asks =
        digest.asks().stream()
            .map(AskSentence::own)
            .flatMap(Optional::stream)
            .map(this::said)
            .filter(Said::standsAlone)
            .filter(each -> !isAgainstTitle(each))
            .toList();
    List<Said> asking =
        asks.stream().filter(each -> signs(each) > 0 && !each.pointsElsewhere()).toList();
    Optional<Said> first =
        asking.stream()
            .filter(each -> each == asking.getFirst() || signs(each) > 1)
            .filter(each -> !steps.has(each.words(), each.span()))
            .findFirst()
            .or(() -> asking.isEmpty() && isSaid(asks) ? Optional.empty() : declared())
            .or(() -> asking.stream().findFirst());
    if (first.filter(each -> !each.parts().isEmpty() || !isItem(each.span())).isPresent()) {
      Said said = first.get();
      return found(said.parts().isEmpty() ? said.with(figures(said)) : said, isStep(said));
    }
    Asked.Parts listed =
        first
            .or(() -> asks.stream().findFirst())
            .map(each -> parts.beside(each.span()))
            .orElse(Asked.Parts.NONE);
    if (title.isEmpty()) {
      return listed.isEmpty()
          ? first
              .map(each -> found(each, isStep(each)))
              .or(
                  () ->
                      plainest()
                          .or(() -> asks.stream().findFirst())
                          .map(each -> found(each.with(figures(each)), isDoubtful(each))))
              .orElse(new Found("", false, figures()))
          : new Found("", false, listed);
    }
    Asked.Parts beside = listed.isEmpty() ? figures() : listed;
    if (!beside.isEmpty()) {
      return new Found("", true, beside);
    }
    return first
        .or(() -> plainest().filter(each -> signs(each) > 1))
        .filter(each -> !digest.headline().contains(each.words()))
        .map(each -> found(each, true))
        .orElse(new Found("", true, Asked.Parts.NONE));
  }

  /** Whether the title says the ask, or one of these sentences that cannot be shown alone. */
  private boolean isSaid(List<Said> asks) {
    return !title.isEmpty() || asks.stream().anyMatch(each -> AskWords.declare(each.words()));
  }

  /** What the text itself says that it proposes, where the digester found but steps. */
  private Optional<Said> declared() {
    return steps
        .declared()
        .map(this::said)
        .filter(each -> each.standsAlone() && !each.pointsElsewhere() && !isAgainstTitle(each))
        .min(Comparator.comparing(each -> !AskTitle.isSaid(named, each.words())));
  }

  private Asked.Parts figures() {
    Asked.Parts budget = parts.budget(amounts);
    return budget.isEmpty() ? parts.set() : budget;
  }

  /**
   * What is listed elsewhere of amounts or settings of which the sentence has none, or a total that
   * it does not have.
   */
  private Asked.Parts figures(Said said) {
    Asked.Parts budget = parts.budget(amounts);
    if (within(said.span(), amounts) || within(said.span(), typed)) {
      boolean more =
          Pieces.hasTotal(budget)
              && FIGURE
                  .matcher(budget.passages().getFirst().words())
                  .results()
                  .noneMatch(figure -> said.words().contains(figure.group()));
      return more ? budget : Asked.Parts.NONE;
    }
    Asked.Parts set = budget.isEmpty() && !AskLeadIn.hasValue(said.words()) ? parts.set() : budget;
    return set.isEmpty() ? parts.valueNamedIn(said.words()) : set;
  }

  private static Found found(Said said, boolean titled) {
    return new Found(shortened(OPTION.matcher(said.words()).replaceAll("")), titled, said.parts());
  }

  /**
   * A sentence as it would be quoted.
   *
   * @param words without what only joins it to what stands before, and without the colon before a
   *     list
   * @param parts what it leads into
   */
  private record Said(String words, Span span, Asked.Parts parts) {

    /** What it leads into is shown with it, so that it may point there. */
    boolean standsAlone() {
      return AskWords.standAlone(words, !parts.isEmpty());
    }

    boolean pointsElsewhere() {
      return AskWords.point(words) && parts.isEmpty();
    }

    Said with(Asked.Parts others) {
      return new Said(words, span, others);
    }
  }

  private Said said(TextDigest.Sentence sentence) {
    Asked.Parts behind = parts.behind(sentence.span());
    String text = Leaning.withoutConnective(sentence.text().strip());
    return new Said(
        behind.isEmpty() ? AskLeadIn.closed(text) : AskLeadIn.bare(text), sentence.span(), behind);
  }

  /**
   * Whether a sentence says but a step or a part of what the title says, or what comes of it, and
   * not the whole.
   */
  private boolean isStep(Said said) {
    return isDoubtful(said)
        && (AskWords.explain(said.words()) || !AskTitle.isSaid(named, said.words()));
  }

  /** Whether a sentence that hardly asks needs its title beside it. */
  private boolean isDoubtful(Said said) {
    return !named.isEmpty() && !within(said.span(), typed) && !AskWords.declare(said.words());
  }

  /**
   * Whether a step moves what the title names the other way. What the proposal itself says it asks
   * is quoted all the same, and alone.
   */
  private boolean isAgainstTitle(Said said) {
    return !AskWords.declare(said.words())
        && !named.isEmpty()
        && Directions.contradict(named, said.words());
  }

  /** One of several: the title says them all. */
  private boolean isItem(Span sentence) {
    return units.stream()
        .filter(unit -> unit.block().kind() == Block.Kind.LIST_ITEM)
        .map(unit -> unit.span(0, unit.end() - unit.start()))
        .anyMatch(item -> item.start() <= sentence.start() && sentence.end() <= item.end());
  }

  private Optional<Said> plainest() {
    Optional<Said> best = Optional.empty();
    int most = 0;
    for (TextDigest.Sentence sentence : digest.sentences()) {
      Said said = said(sentence);
      int signs = signs(said);
      if (signs > most && !sentence.repaired() && said.standsAlone() && !isAgainstTitle(said)) {
        best = Optional.of(said);
        most = signs;
      }
    }
    return best;
  }

  /**
   * A sentence of the text's own; of an item that its lead-in was put before, the lead-in, which is
   * quoted with the whole list. Whatever else was put in stands elsewhere, and is not quoted.
   */
  private static Optional<TextDigest.Sentence> own(TextDigest.Sentence sentence) {
    if (!sentence.repaired()) {
      return Optional.of(sentence);
    }
    TextDigest.Piece lead = sentence.pieces().getFirst();
    return lead.inserted() && lead.text().endsWith(":")
        ? Optional.of(new TextDigest.Sentence(lead.text(), lead.span()))
        : Optional.empty();
  }

  /** How plainly a sentence asks; 0 where nothing in it does. */
  private int signs(Said said) {
    Span span = said.span();
    if (within(span, typed)) {
      return 3;
    }
    return AskWords.signs(said.words(), within(span, amounts));
  }

  private static boolean within(Span sentence, Set<Span> statements) {
    return statements.stream()
        .anyMatch(at -> sentence.start() <= at.start() && at.end() <= sentence.end());
  }

  private static String shortened(String sentence) {
    String part = sentence.length() <= LONG ? "" : AskClause.part(sentence, SHORTEST, LONG);
    return part.isEmpty() ? sentence : part;
  }
}

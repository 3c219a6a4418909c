package org.prytany.governance.ask;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.prytany.governance.proposal.Asked;
import org.prytany.governance.reading.ShownText;
import org.prytany.reading.Reading;
import org.prytany.reading.claims.Doubt;
import org.prytany.reading.cue.Cues;
import org.prytany.reading.markdown.Block;
import org.prytany.reading.modality.Around;
import org.prytany.reading.sentence.Unit;
import org.prytany.spi.Claim;
import org.prytany.spi.Span;
import org.prytany.spi.TextDigest;

/**
 * Reads what a text asks for: by typed statements that are requested, and by the sentence that says
 * it best. What is denied, past, conditional, an example or another party's is left out.
 */
public final class AskReader {

  /** Nobody follows more of them in one line. */
  private static final int MOST_LOOKED_AT = 200;

  private static final int LONGEST = 180;

  /** What speaks of the whole text. */
  private static final Pattern ITSELF = Cues.pattern(AskReader.class, "itself");

  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private AskReader() {}

  /**
   * @param read what the host reads in the text
   * @param digest of the text; its sentences are checked to come from it
   * @param raw the description as it was proposed
   */
  public static Asked of(Reading read, TextDigest digest, String raw) {
    if (read.foreign()) {
      return Asked.NOTHING;
    }
    ShownText shown = new ShownText(raw);
    Struck struck = new Struck(shown);
    List<Unit> units = Reading.units(shown.markdown());
    Optional<Unit> takenBack = takenBack(read, units);
    if (takenBack.isPresent()) {
      return new Asked(
          "",
          false,
          Asked.Parts.NONE,
          takenBack.flatMap(AskReader::quoted),
          "",
          List.of(),
          List.of());
    }
    List<Span> spans = units.stream().map(unit -> unit.span(0, unit.end() - unit.start())).toList();
    Around around = new Around(units);
    Statements statements = new Statements(units, spans, around);
    Set<Span> named =
        read.doubts().stream()
            .filter(doubt -> doubt.kind() == Doubt.Kind.NAMED)
            .map(Doubt::span)
            .collect(Collectors.toSet());
    Map<String, String> paid = new LinkedHashMap<>();
    List<Asked.Purpose> purposes = new ArrayList<>();
    List<Asked.FromTo> settings = new ArrayList<>();
    Set<Span> typed = new HashSet<>();
    Set<Span> amounts = new HashSet<>();
    List<Claim.Payment> asked = new ArrayList<>();
    List<Claim.Payment> requested = new ArrayList<>();
    Set<String> bounds = new HashSet<>();
    List<Statements.Requested> said = new ArrayList<>();
    int looked = 0;
    for (Claim claim : read.statements()) {
      if (struck.touches(claim.span())) {
        continue;
      }
      if (claim instanceof Claim.Payment each
          && looked < MOST_LOOKED_AT
          && statements.isBound(each)) {
        bounds.add(value(each));
      }
      if (claim instanceof Claim.Payment payment
          && looked++ < MOST_LOOKED_AT
          && !named.contains(payment.span())) {
        amounts.add(payment.span());
        asked.add(payment);
        statements
            .payment(payment)
            .ifPresent(
                found -> {
                  typed.add(payment.span());
                  requested.add(payment);
                  paid.putIfAbsent(value(payment), found.written());
                  said.add(found);
                  if (!found.purpose().isEmpty()) {
                    purposes.add(
                        new Asked.Purpose(
                            payment.amount(),
                            payment.symbol(),
                            payment.recipient(),
                            found.purpose()));
                  }
                });
      } else if (claim instanceof Claim.Parameter setting && looked++ < MOST_LOOKED_AT) {
        statements
            .setting(setting)
            .ifPresent(
                found -> {
                  typed.add(setting.span());
                  settings.add(found);
                });
      }
    }
    // The most that may be paid is not what is asked to be paid, wherever the text says so.
    boolean only =
        paid.size() == 1
            && bounds.isEmpty()
            && said.stream().noneMatch(Statements.Requested::joined)
            && (said.stream().anyMatch(Statements.Requested::whole)
                || isOnlyAct(struck.without(units)))
            && asked.stream().noneMatch(payment -> isMore(payment, requested.getFirst(), amounts));
    purposes.removeIf(purpose -> bounds.contains(value(purpose.amount(), purpose.symbol())));
    List<Span> asks = digest.asks().stream().map(TextDigest.Sentence::span).toList();
    AskParts parts = new AskParts(units, spans, new Pieces(units, around, struck, asks));
    List<Unit> kept = struck.without(units);
    Headings headings = new Headings(kept);
    AskSentence.Found found =
        new AskSentence(
                struck.without(digest), typed, amounts, kept, parts, new AskSteps(kept, headings))
            .find();
    return new Asked(
        found.quote(),
        found.titled(),
        found.parts(),
        Optional.empty(),
        only ? List.copyOf(paid.values()).getFirst() : "",
        purposes,
        Statements.plain(settings),
        new AskBeside(kept, headings, found, digest).find());
  }

  /** Whether a text orders no more than one thing. */
  private static boolean isOnlyAct(List<Unit> units) {
    return units.stream()
            .filter(unit -> unit.block().kind() != Block.Kind.HEADING)
            .filter(unit -> AskWords.order(unit.text()))
            .limit(2)
            .count()
        < 2;
  }

  /**
   * Where a text takes itself back: in prose about itself, or in a heading. What an item or a row
   * says is one case or another's state.
   */
  private static Optional<Unit> takenBack(Reading read, List<Unit> units) {
    return read.doubts().stream()
        .filter(doubt -> doubt.kind() == Doubt.Kind.TAKEN_BACK)
        .flatMap(doubt -> units.stream().filter(unit -> whole(unit).equals(doubt.span())).limit(1))
        .filter(AskReader::isOfItself)
        .findFirst();
  }

  private static boolean isOfItself(Unit unit) {
    return switch (unit.block().kind()) {
      case HEADING -> true;
      case PARAGRAPH -> ITSELF.matcher(unit.text()).find();
      case LIST_ITEM, TABLE_ROW, CODE -> false;
    };
  }

  private static Span whole(Unit unit) {
    return unit.span(0, unit.text().length());
  }

  /** The words by which a text is taken back; none where they do not fit into a line. */
  private static Optional<Asked.Passage> quoted(Unit said) {
    String words = BLANKS.matcher(said.text().strip()).replaceAll(" ");
    return Optional.of(AskClause.part(words, 1, LONGEST))
        .filter(part -> !part.isEmpty())
        .map(part -> new Asked.Passage(part, whole(said)));
  }

  /** Whether an amount is more of the same token, and no sum over others. */
  private static boolean isMore(Claim.Payment payment, Claim.Payment paid, Set<Span> amounts) {
    Span all = payment.span();
    return payment.symbol().equals(paid.symbol())
        && payment.amount().compareTo(paid.amount()) > 0
        && amounts.stream()
            .filter(each -> !each.equals(all))
            .noneMatch(each -> all.start() <= each.start() && each.end() <= all.end());
  }

  private static String value(Claim.Payment payment) {
    return value(payment.amount(), payment.symbol());
  }

  private static String value(BigDecimal amount, String symbol) {
    return amount.toPlainString() + " " + symbol;
  }
}

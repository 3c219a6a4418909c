package org.prytany.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.prytany.reading.claims.ClaimExtractor;
import org.prytany.reading.claims.Doubt;
import org.prytany.reading.claims.WordlessReader;
import org.prytany.reading.language.Language;
import org.prytany.reading.markdown.Block;
import org.prytany.reading.markdown.MarkdownReader;
import org.prytany.reading.modality.Asking;
import org.prytany.reading.sentence.PlainEnds;
import org.prytany.reading.sentence.SentenceSplitter;
import org.prytany.reading.sentence.Unit;
import org.prytany.reading.sentence.Units;
import org.prytany.reading.time.PlainPeriods;
import org.prytany.spi.Claim;
import org.prytany.spi.Span;

/**
 * What a text states, by rules alone: no model, no plugin, and the same for the same text. The cost
 * grows with the length of the text and no faster.
 *
 * @param statements what it asks for and says, in the order of the text; where its language is not
 *     read, amounts beside accounts and addresses alone
 * @param foreign whether it is in a language of which the rules do not know the words
 * @param doubts what keeps the statements from being all that the text says, where it is read
 */
public record Reading(List<Claim> statements, boolean foreign, List<Doubt> doubts) {

  private static final MarkdownReader MARKDOWN = new MarkdownReader();
  private static final SentenceSplitter SENTENCES = new SentenceSplitter(new PlainEnds());
  private static final ClaimExtractor CLAIMS = new ClaimExtractor(new PlainPeriods());

  public Reading {
    statements = List.copyOf(statements);
    doubts = List.copyOf(doubts);
  }

  /** Statements that nothing casts doubt on. */
  public Reading(List<Claim> statements, boolean foreign) {
    this(statements, foreign, List.of());
  }

  /**
   * Reads a text. Any text is valid, an empty one too.
   *
   * @param markdown as readers are shown it; spans are offsets into it, in UTF-16 units
   */
  public static Reading of(String markdown) {
    List<Unit> units = units(markdown);
    Set<Integer> foreign = Language.foreignBlocks(units);
    if (Language.isForeign(units) || isAllProse(foreign, units)) {
      return new Reading(WordlessReader.claims(units), true);
    }
    List<Unit> read = units.stream().filter(unit -> !foreign.contains(unit.blockIndex())).toList();
    ClaimExtractor.Said said = CLAIMS.said(read);
    List<Doubt> doubts = new ArrayList<>(said.named());
    new Asking(read)
        .takenBack()
        .ifPresent(unit -> doubts.add(new Doubt(Doubt.Kind.TAKEN_BACK, whole(unit))));
    for (Unit unit : units) {
      if (foreign.contains(unit.blockIndex()) || Language.isForeignSentence(unit)) {
        doubts.add(new Doubt(Doubt.Kind.UNREAD, whole(unit)));
      } else if (Language.hasNoEnglish(unit)) {
        doubts.add(new Doubt(Doubt.Kind.NOT_ENGLISH, whole(unit)));
      }
    }
    return new Reading(said.claims(), false, doubts);
  }

  private static boolean isAllProse(Set<Integer> blocks, List<Unit> units) {
    return !blocks.isEmpty()
        && units.stream()
            .filter(
                unit ->
                    unit.block().kind() == Block.Kind.PARAGRAPH
                        || unit.block().kind() == Block.Kind.LIST_ITEM)
            .allMatch(unit -> blocks.contains(unit.blockIndex()));
  }

  private static Span whole(Unit unit) {
    return unit.span(0, unit.end() - unit.start());
  }

  /** The sentences, items, rows and lines that the statements of a text are read from. */
  public static List<Unit> units(String markdown) {
    return Units.of(MARKDOWN.read(markdown), SENTENCES);
  }
}

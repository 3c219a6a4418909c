package org.prytany.reading;

import java.util.List;
import org.prytany.reading.claims.ClaimExtractor;
import org.prytany.reading.claims.WordlessReader;
import org.prytany.reading.language.Language;
import org.prytany.reading.markdown.MarkdownReader;
import org.prytany.reading.sentence.PlainEnds;
import org.prytany.reading.sentence.SentenceSplitter;
import org.prytany.reading.sentence.Unit;
import org.prytany.reading.sentence.Units;
import org.prytany.reading.time.PlainPeriods;
import org.prytany.spi.Claim;

/**
 * What a text states, by rules alone: no model, no plugin, and the same for the same text. The cost
 * grows with the length of the text and no faster.
 *
 * @param statements what it asks for and says, in the order of the text; where its language is not
 *     read, amounts beside accounts and addresses alone
 * @param foreign whether it is in a language of which the rules do not know the words
 */
public record Reading(List<Claim> statements, boolean foreign) {

  private static final MarkdownReader MARKDOWN = new MarkdownReader();
  private static final SentenceSplitter SENTENCES = new SentenceSplitter(new PlainEnds());
  private static final ClaimExtractor CLAIMS = new ClaimExtractor(new PlainPeriods());

  public Reading {
    statements = List.copyOf(statements);
  }

  /**
   * Reads a text. Any text is valid, an empty one too.
   *
   * @param markdown as readers are shown it; spans are offsets into it, in UTF-16 units
   */
  public static Reading of(String markdown) {
    List<Unit> units = units(markdown);
    return Language.isForeign(units)
        ? new Reading(WordlessReader.claims(units), true)
        : new Reading(CLAIMS.claims(units), false);
  }

  /** The sentences, items, rows and lines that the statements of a text are read from. */
  public static List<Unit> units(String markdown) {
    return Units.of(MARKDOWN.read(markdown), SENTENCES);
  }
}

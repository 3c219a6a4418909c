package org.prytany.governance.proposal;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.prytany.spi.Address;
import org.prytany.spi.Span;

/**
 * What a text asks for, read once and kept with its digest. Every word in it is the text's own: a
 * span of it, or a sentence with parts left out at the end of a clause.
 *
 * @param quote the sentence that says best what is asked; "" where none could be shown alone
 * @param titled whether the author's title says it, so that the quote and the parts only add to it
 * @param parts what a list, a table or a block of settings says of it
 * @param takenBack where the text seems to say that nothing is asked any more
 * @param payment the only amount that the text asks to be paid, as it is written; "" where there is
 *     none, or more than one
 * @param purposes what payments are for, where the text ties that to the amount
 * @param settings settings that the text changes from one value to another
 * @param beside sentences of the text that say what it costs, limits, guards against or is for, the
 *     most telling first; any of them can be shown alone
 */
public record Asked(
    String quote,
    boolean titled,
    Parts parts,
    Optional<Passage> takenBack,
    String payment,
    List<Purpose> purposes,
    List<FromTo> settings,
    List<Passage> beside) {

  /** Of a text that asks for nothing that could be read. */
  public static final Asked NOTHING = new Asked("", "", List.of(), List.of());

  public Asked {
    purposes = List.copyOf(purposes);
    settings = List.copyOf(settings);
    beside = List.copyOf(beside);
  }

  /** Of a text in which nothing else can be shown. */
  public Asked(
      String quote,
      boolean titled,
      Parts parts,
      Optional<Passage> takenBack,
      String payment,
      List<Purpose> purposes,
      List<FromTo> settings) {
    this(quote, titled, parts, takenBack, payment, purposes, settings, List.of());
  }

  /** Of a text whose ask is one sentence. */
  public Asked(String quote, String payment, List<Purpose> purposes, List<FromTo> settings) {
    this(quote, false, Parts.NONE, Optional.empty(), payment, purposes, settings);
  }

  /**
   * A place of the text.
   *
   * @param words verbatim, less what Markdown marks and what is cut at its end; an empty cell is
   *     "–"
   * @param span where they stand in the raw description
   */
  public record Passage(String words, Span span) {}

  /** Whatever is quoted beside the sentence, in the order in which it is shown. */
  public List<Passage> passages() {
    return Stream.concat(parts.passages().stream(), takenBack.stream()).toList();
  }

  /**
   * Items of a list, rows of a table or lines of settings; a total first, else in reading order.
   *
   * @param header what the columns of a table are called; "" without a table
   * @param left how many more there are that are not here
   */
  public record Parts(String header, List<Passage> passages, int left) {

    /** Of an ask that is all in its sentence. */
    public static final Parts NONE = new Parts("", List.of(), 0);

    public Parts {
      passages = List.copyOf(passages);
    }

    public boolean isEmpty() {
      return passages.isEmpty();
    }
  }

  /**
   * What a payment is for.
   *
   * @param amount whole units of the token
   * @param symbol upper case
   * @param recipient the account that the text names for it, if it names one
   * @param words verbatim, e.g. "for the audit" or "until 31 March 2027"
   */
  public record Purpose(
      BigDecimal amount, String symbol, Optional<Address> recipient, List<String> words) {

    public Purpose {
      words = List.copyOf(words);
    }
  }

  /**
   * A setting that the text changes.
   *
   * @param name as the text calls it
   * @param from the old value as it is written
   * @param to the new value as it is written
   */
  public record FromTo(String name, String from, String to) {}
}

package org.prytany.governance.proposal;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.prytany.spi.Address;

/**
 * What a text asks for, read once and kept with its digest. Every word in it is the text's own: a
 * span of it, or a sentence with parts left out at the end of a clause.
 *
 * @param quote the sentence that says best what is asked; "" where none could be shown alone
 * @param payment the only amount that the text asks to be paid, as it is written; "" where there is
 *     none, or more than one
 * @param purposes what payments are for, where the text ties that to the amount
 * @param settings settings that the text changes from one value to another
 */
public record Asked(String quote, String payment, List<Purpose> purposes, List<FromTo> settings) {

  /** Of a text that asks for nothing that could be read. */
  public static final Asked NOTHING = new Asked("", "", List.of(), List.of());

  public Asked {
    purposes = List.copyOf(purposes);
    settings = List.copyOf(settings);
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

package org.prytany.chain.decode;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the publisher of a contract says that a function does. Nobody here has checked it: it stands
 * beside what was decoded, and changes nothing of it.
 *
 * @param intent in the publisher's words, made harmless
 */
public record PublisherWords(String intent, List<Field> fields) {
  public PublisherWords {
    fields = List.copyOf(fields);
  }

  /**
   * What an argument is called. One that the publisher would hide is shown all the same.
   *
   * @param label in the publisher's words, made harmless
   * @param path to the argument, as ERC-7730 writes it
   * @param format as ERC-7730 calls it
   * @param tokenPath to the token's address, for amounts
   * @param values words for numbers
   */
  public record Field(
      String label,
      String path,
      String format,
      Optional<String> tokenPath,
      Map<String, String> values) {
    public Field {
      values = Map.copyOf(values);
    }
  }
}

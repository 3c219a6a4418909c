package org.prytany.acceptance.shipped;

import java.time.LocalDate;

/**
 * A vulnerability of a shipped part that the build lets pass.
 *
 * @param id of the advisory
 * @param part ecosystem and name
 * @param until the last snapshot for which this was considered
 * @param open whether it can reach the product, and is only not mended yet
 * @param reason why it does not reach us, or why it is not mended
 */
record Accepted(String id, String part, LocalDate until, boolean open, String reason) {

  static Accepted parse(String line) {
    String[] words = line.split(" ", 6);
    if (words.length != 6 || !(words[4].equals("open") || words[4].equals("harmless"))) {
      throw new IllegalArgumentException(
          "\"" + line + "\" needs: id ecosystem name until open|harmless reason");
    }
    return new Accepted(
        words[0],
        Ecosystem.of(words[1]) + " " + words[2],
        LocalDate.parse(words[3]),
        words[4].equals("open"),
        words[5]);
  }

  boolean covers(Advisory advisory) {
    return id.equals(advisory.id()) && part.equals(advisory.part());
  }
}

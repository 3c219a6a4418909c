package org.prytany.acceptance.shipped;

/**
 * A known vulnerability of one part: facts only.
 *
 * @param part ecosystem and name, as {@link Part#key} writes them
 * @param range affected versions
 * @param id CVE, or GHSA where there is no CVE
 * @param severity low, moderate, high or critical, as its publisher has it; "unrated" if it has
 *     none
 */
record Advisory(String part, Range range, String id, String severity) {

  static Advisory parse(String line) {
    String[] words = line.split(" ");
    if (words.length != 5) {
      throw new IllegalArgumentException(
          "\"" + line + "\" needs five words: ecosystem name [first,fixed) id severity");
    }
    return new Advisory(
        Ecosystem.of(words[0]) + " " + words[1], Range.parse(words[2]), words[3], words[4]);
  }

  boolean hits(Part shipped) {
    return part.equals(shipped.key())
        && range.contains(shipped.version(), shipped.ecosystem().order());
  }

  @Override
  public String toString() {
    return part + " " + range + " " + id + " " + severity;
  }
}

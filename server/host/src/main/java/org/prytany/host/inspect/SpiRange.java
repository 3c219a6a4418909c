package org.prytany.host.inspect;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.spi.SpiVersion;

/**
 * The versions of the plugin interfaces that a manifest asks for, as Maven writes ranges:
 * "[0.1,0.2)" has 0.1 and not 0.2.
 *
 * @param from the first
 * @param hasFrom whether the first counts
 * @param to the last
 * @param hasTo whether the last counts
 */
record SpiRange(SpiVersion from, boolean hasFrom, SpiVersion to, boolean hasTo) {

  private static final Pattern WORDS =
      Pattern.compile(
          "([\\[(])\\s{0,9}+([\\d.]{1,9}+)\\s{0,9}+,\\s{0,9}+([\\d.]{1,9}+)\\s{0,9}+([\\])])");

  /**
   * Reads "[0.1,0.2)".
   *
   * @return empty if it is no range, or one that nothing is in
   */
  static Optional<SpiRange> of(String words) {
    Matcher range = WORDS.matcher(words.strip());
    if (!range.matches()) {
      return Optional.empty();
    }
    boolean hasFrom = range.group(1).equals("[");
    boolean hasTo = range.group(4).equals("]");
    return SpiVersion.of(range.group(2))
        .flatMap(
            from -> SpiVersion.of(range.group(3)).map(to -> new SpiRange(from, hasFrom, to, hasTo)))
        .filter(one -> one.from.compareTo(one.to) < (hasFrom && hasTo ? 1 : 0));
  }

  boolean has(SpiVersion version) {
    int above = version.compareTo(from);
    int below = version.compareTo(to);
    return (above > 0 || (above == 0 && hasFrom)) && (below < 0 || (below == 0 && hasTo));
  }
}

package org.prytany.store.witness;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.governance.audit.AuditWitness.Sighting;

/**
 * One line a sighting: sequence, hash, time, with one space between. A line that ends in {@link
 * #TORN} was cut off by a crash while it was written; nothing was done on it.
 */
final class WitnessLines {

  /** First line of a file. */
  static final String HEADER = "# prytany audit witness 1: sequence hash time";

  /** Ends a line that a crash left half written. */
  static final String TORN = "~";

  private static final Pattern LINE = Pattern.compile("(\\d{1,18}) (0x[0-9a-f]{64}) (\\S{20,30})");

  private WitnessLines() {}

  static String of(Sighting sighting) {
    return sighting.sequence() + " " + sighting.hash() + " " + sighting.at() + "\n";
  }

  /** Whether a line says nothing: the header, and what a crash left. */
  static boolean silent(String line) {
    return line.equals(HEADER) || line.endsWith(TORN);
  }

  static Optional<Sighting> read(String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Sighting(
              Long.parseLong(matcher.group(1)), matcher.group(2), Instant.parse(matcher.group(3))));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}

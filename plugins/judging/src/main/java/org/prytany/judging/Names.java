package org.prytany.judging;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Holds what a plugin calls itself, its rules and its models against what fits a log line. */
public final class Names {

  private static final Pattern FIT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.+_-]{0,99}");

  private Names() {}

  /**
   * What is wrong with an id or a version; empty if nothing.
   *
   * @param what "id" or "version"
   */
  public static Optional<String> fault(String what, String given) {
    return FIT.matcher(given).matches()
        ? Optional.empty()
        : Optional.of(
            "its "
                + what
                + " must be 1 to 100 letters, digits, dots, dashes, plus or underscores, and is '"
                + Visible.text(given, 100)
                + "'");
  }

  /** What is wrong with names that people read; empty if nothing. */
  public static Optional<String> fault(String what, List<String> given) {
    for (String each : given) {
      Optional<String> unseen = Visible.unseen(each);
      if (each.isBlank() || unseen.isPresent()) {
        return Optional.of(
            what
                + " '"
                + Visible.text(each, 100)
                + "' has "
                + unseen.map(unit -> "a character that nobody sees, " + unit).orElse("no letters"));
      }
    }
    return Optional.empty();
  }
}

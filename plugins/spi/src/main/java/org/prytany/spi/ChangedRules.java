package org.prytany.spi;

/**
 * Rules that were written anew and are not in force.
 *
 * @param sha256 of what was written, 64 lower-case hexadecimal digits; "" if it cannot be read
 * @param replaces of what is in force, likewise
 * @param problem why it cannot be put into force, in plain English; "" if it can
 */
public record ChangedRules(String sha256, String replaces, String problem) {

  public ChangedRules {
    Bounds.text("a hash of rules", sha256, Bounds.LONGEST_NAME);
    Bounds.text("a hash of rules", replaces, Bounds.LONGEST_NAME);
    Bounds.text("a problem", problem, Bounds.LONGEST_REASON);
  }
}

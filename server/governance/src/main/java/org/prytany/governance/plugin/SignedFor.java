package org.prytany.governance.plugin;

import java.util.Set;

/**
 * Which WARs operators signed for, beside those that the configuration lists.
 *
 * @param sha256 of all that may run
 * @param latest of those, what was signed for last of each plugin: it goes before any other file
 *     with the same plugin, whichever came later
 */
public record SignedFor(Set<String> sha256, Set<String> latest) {

  /** Nobody signed for anything. */
  public static final SignedFor NOTHING = new SignedFor(Set.of(), Set.of());

  public SignedFor {
    sha256 = Set.copyOf(sha256);
    latest = Set.copyOf(latest);
  }
}

package org.prytany.bridge;

import java.util.LinkedHashSet;
import java.util.Set;

/** Says in words what was thrown, so that nobody has to hold on to the throwable itself. */
public final class Failures {

  private static final int DEPTH = 8;
  private static final int LENGTH = 1_000;

  private Failures() {}

  /**
   * The messages from the outermost to the innermost cause, each once, at most 1,000 characters.
   * Throwables of a plugin's own class must not be kept: they hold the plugin's class loader.
   */
  public static String inWords(Throwable thrown) {
    Set<String> parts = new LinkedHashSet<>();
    Throwable at = thrown;
    for (int depth = 0; at != null && depth < DEPTH; depth++) {
      String message = at.getMessage();
      String name = at.getClass().getSimpleName();
      parts.add(message == null || message.isBlank() ? name : name + ": " + oneLine(message));
      at = at.getCause();
    }
    String words = String.join("; caused by ", parts);
    return words.length() <= LENGTH ? words : words.substring(0, LENGTH) + "...";
  }

  private static String oneLine(String message) {
    return message.replaceAll("\\p{Cntrl}+", " ").strip();
  }
}

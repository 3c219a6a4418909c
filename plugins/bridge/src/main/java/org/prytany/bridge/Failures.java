package org.prytany.bridge;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Says in words what was thrown, so that nobody has to hold on to the throwable itself. */
public final class Failures {

  private static final int DEPTH = 8;
  private static final int LENGTH = 1_000;

  /** Characters of a trace for the log. */
  private static final int TRACE = 20_000;

  /** More of a text that is to be cut is read, so that none is cut where a hidden one begins. */
  private static final int MARGIN = 4_000;

  private static final int SHORTEST_HIDDEN = 4;

  private static final Comparator<String> LONGEST_FIRST =
      Comparator.comparingInt(String::length).reversed();

  /** So long a throwable may take to say what it is about, in seconds. */
  private static final long PATIENCE = 5;

  private Failures() {}

  /**
   * What a throwable says of itself.
   *
   * @param words as {@link #inWords}
   * @param trace its stack trace, at most 20,000 characters; "" if it does not give one
   */
  public record Told(String words, String trace) {}

  /**
   * Asks a throwable on a thread of its own: its methods may be a plugin's code, which may not
   * return, and the thread at hand is the server's.
   */
  public static Told told(Throwable thrown) {
    return told(thrown, Set.of());
  }

  /**
   * Likewise, without some texts: what Java itself throws repeats what it was given.
   *
   * @param hidden that are shown as "[set]", of at least 4 characters each: less is in any text
   */
  public static Told told(Throwable thrown, Set<String> hidden) {
    try {
      return Bounded.within(
          PATIENCE,
          "plugin-failure",
          () -> new Told(inWords(thrown, hidden), trace(thrown, hidden)));
    } catch (ExecutionException | TimeoutException e) {
      return new Told(thrown.getClass().getName() + ", which does not say why", "");
    }
  }

  /**
   * The beginning of a text, without some texts in it.
   *
   * @param hidden as of {@link #told(Throwable, Set)}
   * @param longest UTF-16 units
   */
  public static String without(Set<String> hidden, String text, int longest) {
    String shown = text.substring(0, Math.min(text.length(), longest + MARGIN));
    for (String one : hidden.stream().sorted(LONGEST_FIRST).toList()) {
      if (one.length() >= SHORTEST_HIDDEN) {
        shown = shown.replace(one, "[set]");
      }
    }
    // The end of a text that was cut may be half of a hidden one, and each that is shorter now
    // brings it nearer.
    int sure =
        text.length() >= longest + MARGIN ? Math.max(0, shown.length() - MARGIN) : shown.length();
    return shown.substring(0, Math.min(sure, longest));
  }

  private static String trace(Throwable thrown, Set<String> hidden) {
    StringBuilder kept = new StringBuilder();
    try (PrintWriter out = new PrintWriter(new Beginning(kept))) {
      thrown.printStackTrace(out);
    }
    return without(hidden, kept.toString(), TRACE);
  }

  /** Keeps the beginning. */
  private static final class Beginning extends Writer {
    private final StringBuilder kept;

    Beginning(StringBuilder kept) {
      this.kept = kept;
    }

    @Override
    public void write(char[] from, int at, int length) {
      int room = Math.min(length, TRACE + MARGIN - kept.length());
      kept.append(from, at, room);
    }

    @Override
    public void flush() {
      // Nothing is held back.
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }

  /**
   * The messages from the outermost to the innermost cause, each once, at most 1,000 characters.
   * Throwables of a plugin's own class must not be kept: they hold the plugin's class loader.
   */
  public static String inWords(Throwable thrown) {
    return inWords(thrown, Set.of());
  }

  private static String inWords(Throwable thrown, Set<String> hidden) {
    Set<String> parts = new LinkedHashSet<>();
    Throwable at = thrown;
    for (int depth = 0; at != null && depth < DEPTH; depth++) {
      String message = at.getMessage();
      String name = at.getClass().getSimpleName();
      parts.add(
          message == null || message.isBlank() ? name : name + ": " + oneLine(message, hidden));
      at = at.getCause();
    }
    String words = String.join("; caused by ", parts);
    return words.length() <= LENGTH ? words : words.substring(0, LENGTH) + "...";
  }

  private static String oneLine(String message, Set<String> hidden) {
    return without(hidden, message, LENGTH).replaceAll("\\p{Cntrl}+", " ").strip();
  }
}

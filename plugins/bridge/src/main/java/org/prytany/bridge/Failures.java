package org.prytany.bridge;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Says in words what was thrown, so that nobody has to hold on to the throwable itself. */
public final class Failures {

  private static final int DEPTH = 8;
  private static final int LENGTH = 1_000;

  /** Characters of a trace for the log. */
  private static final int TRACE = 20_000;

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
    FutureTask<Told> telling = new FutureTask<>(() -> new Told(inWords(thrown), trace(thrown)));
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .name("plugin-failure")
            .inheritInheritableThreadLocals(false)
            .start(telling);
    try {
      return telling.get(PATIENCE, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      thread.interrupt();
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
    return new Told(thrown.getClass().getName() + ", which does not say why", "");
  }

  private static String trace(Throwable thrown) {
    StringBuilder kept = new StringBuilder();
    try (PrintWriter out = new PrintWriter(new Bounded(kept))) {
      thrown.printStackTrace(out);
    }
    return kept.toString();
  }

  /** Keeps the beginning. */
  private static final class Bounded extends Writer {
    private final StringBuilder kept;

    Bounded(StringBuilder kept) {
      this.kept = kept;
    }

    @Override
    public void write(char[] from, int at, int length) {
      int room = Math.min(length, TRACE - kept.length());
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
    return message
        .substring(0, Math.min(message.length(), LENGTH))
        .replaceAll("\\p{Cntrl}+", " ")
        .strip();
  }
}

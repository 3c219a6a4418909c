package org.prytany.host;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.prytany.bridge.Failures;
import org.prytany.judging.Visible;

/**
 * Says in words what a plugin threw. Only to be called on the plugin's own thread, within its
 * budget: a throwable's methods are the plugin's code, and may do anything.
 */
final class Words {

  private static final int DEPTH = 8;

  /** UTF-16 units of one message, and of all together. */
  private static final int LONGEST_MESSAGE = 500;

  private static final int LONGEST = 1_000;

  private Words() {}

  /**
   * The messages from the outermost to the innermost cause, each once, on one line.
   *
   * @param hidden texts that are not to be repeated
   */
  static String of(Throwable thrown, Set<String> hidden) {
    try {
      Set<String> parts = new LinkedHashSet<>();
      @Nullable Throwable at = thrown;
      for (int depth = 0; at != null && depth < DEPTH; depth++) {
        parts.add(one(at, hidden));
        at = cause(at);
      }
      return Visible.text(String.join("; caused by ", parts), LONGEST);
    } catch (Throwable e) {
      // There may be no room left to say more.
      return "something that cannot be told";
    }
  }

  private static String one(Throwable thrown, Set<String> hidden) {
    String name = Visible.text(thrown.getClass().getSimpleName(), LONGEST_MESSAGE);
    try {
      String message = thrown.getMessage();
      return message == null || message.isBlank()
          ? name
          : name
              + ": "
              + Visible.text(
                  Failures.without(hidden, message.strip(), LONGEST_MESSAGE + 1), LONGEST_MESSAGE);
    } catch (Throwable e) {
      return name + ", whose message cannot be told";
    }
  }

  private static @Nullable Throwable cause(Throwable thrown) {
    try {
      return thrown.getCause();
    } catch (Throwable e) {
      return null;
    }
  }
}

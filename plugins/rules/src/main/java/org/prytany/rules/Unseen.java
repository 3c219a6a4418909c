package org.prytany.rules;

import java.util.OptionalInt;

/** Characters that turn, hide or colour what stands around them, or are none. */
final class Unseen {

  private Unseen() {}

  /** The first of them in a text. */
  static OptionalInt first(String text) {
    return text.codePoints().filter(Unseen::is).findFirst();
  }

  private static boolean is(int point) {
    // Some scripts join letters with these, and emojis people.
    if (point == 0x200C || point == 0x200D) {
      return false;
    }
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}

package org.prytany.alerts.channel;

import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Shows a stranger's words in one line: as data, so that no chat or mail program makes a link, a
 * mention or a command of them. What is hidden in them is named.
 */
public final class Untrusted {

  /** UTF-16 units; more is cut off. */
  static final int LONGEST = 400;

  private static final Pattern SCHEME = Pattern.compile(":(?=//)");

  /**
   * A dot with something on both sides that is no blank: programs make links of more than words.
   */
  private static final Pattern DOT =
      Pattern.compile("(?<=\\S)[.。．｡](?=[^\\s\\d])|(?<=[^\\s\\d])[.。．｡](?=\\S)");

  /** Commands and tags, which some chats make of a word behind these. */
  private static final Pattern SIGN = Pattern.compile("(?<![^\\s(\\[])[/#](?=\\S)");

  private Untrusted() {}

  public static String shown(String text) {
    return shown(text, LONGEST);
  }

  /**
   * @param longest UTF-16 units of what comes out
   */
  static String shown(String text, int longest) {
    StringBuilder plain = new StringBuilder();
    // Whatever is longer is cut off in any case, and need not be looked at.
    text.codePoints()
        .limit(4L * longest)
        .forEach(
            point -> {
              if (Character.isWhitespace(point) || Character.isSpaceChar(point)) {
                plain.append(' ');
              } else if (isHidden(point)) {
                plain.append(String.format(Locale.ROOT, "[U+%04X]", point));
              } else {
                plain.appendCodePoint(point);
              }
            });
    String line = plain.toString().replaceAll(" {2,}", " ").strip();
    String broken = SCHEME.matcher(line).replaceAll("[:]");
    broken = DOT.matcher(broken).replaceAll("[.]");
    broken = SIGN.matcher(broken).replaceAll("[$0]");
    // Chats write links and mentions in angle brackets.
    broken = broken.replace("@", "[at]").replace('<', '‹').replace('>', '›');
    return Fitting.cut(broken, longest, UnaryOperator.identity());
  }

  private static boolean isHidden(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          true;
      default -> false;
    };
  }
}

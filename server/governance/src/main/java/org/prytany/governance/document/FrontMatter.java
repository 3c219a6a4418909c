package org.prytany.governance.document;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fields between two lines of dashes (YAML) or plus signs (TOML) before a text. The title becomes
 * its heading, the values of the others code: they are shown, and are no sentences.
 */
final class FrontMatter {

  private static final int MOST_LINES = 80;
  private static final Pattern FENCE = Pattern.compile("\\s{0,200}(---|\\+\\+\\+)[ \\t]*\\r?\\n");
  private static final Pattern END = Pattern.compile("(?:---|\\+\\+\\+|\\.\\.\\.)\\s*");
  private static final Pattern FIELD =
      Pattern.compile("[\"']?([A-Za-z][A-Za-z0-9 _.-]{0,40})[\"']?\\s?[:=](?:\\s+(.*)|\\s*)");
  private static final Pattern CONTINUED = Pattern.compile("\\s+\\S.*|\\s*|-\\s.*|#.*|\\].*");
  private static final Pattern TITLE =
      Pattern.compile("(?:title|name|subject|headline)", Pattern.CASE_INSENSITIVE);

  /** A value that stands on the next lines. */
  private static final Pattern FOLDED = Pattern.compile("[>|][+-]?\\s*");

  private static final int CODE_INDENT = 4;

  private FrontMatter() {}

  /**
   * @param start where the first line may stand
   * @return whether there was any
   */
  static boolean takeOff(StringBuilder text, int start) {
    String whole = text.toString();
    Matcher fence = FENCE.matcher(whole).region(start, whole.length());
    if (!fence.lookingAt()) {
      return false;
    }
    int end = endOf(whole, fence.end());
    if (end < 0) {
      return false;
    }
    Description.Filling.with(text, '\n', start, fence.end());
    boolean titled = false;
    boolean titleFollows = false;
    int at = fence.end();
    while (at < end) {
      int next = whole.indexOf('\n', at) + 1;
      int stop = next - 1;
      if (stop > at && whole.charAt(stop - 1) == '\r') {
        stop--;
      }
      String line = whole.substring(at, stop);
      Matcher field = FIELD.matcher(line);
      boolean named = field.matches();
      int value = at + (named && field.group(2) != null ? field.start(2) : indent(line));
      boolean isTitle = !titled && named && TITLE.matcher(field.group(1).strip()).matches();
      if (isTitle && field.group(2) != null && !FOLDED.matcher(field.group(2)).matches()) {
        heading(text, at, value, stop);
        titled = true;
      } else if (titleFollows && !named && !line.isBlank() && value - at >= 2) {
        heading(text, at, value, stop);
        titled = true;
      } else if (isTitle || named && (field.group(2) == null || isFolded(field))) {
        Description.Filling.with(text, '\n', at, stop);
      } else {
        code(text, at, value, stop);
      }
      titleFollows = isTitle && !titled || titleFollows && line.isBlank();
      at = next;
    }
    int closing = whole.indexOf('\n', end);
    Description.Filling.with(text, '\n', end, closing < 0 ? whole.length() : closing);
    return true;
  }

  private static boolean isFolded(Matcher field) {
    return FOLDED.matcher(field.group(2)).matches();
  }

  /** Where the closing line begins; -1 if what follows is no list of fields. */
  private static int endOf(String text, int first) {
    int at = first;
    int fields = 0;
    for (int lines = 0; lines < MOST_LINES && at < text.length(); lines++) {
      int stop = text.indexOf('\n', at);
      String line = text.substring(at, stop < 0 ? text.length() : stop).stripTrailing();
      if (END.matcher(line).matches()) {
        return fields > 0 ? at : -1;
      }
      if (FIELD.matcher(line).matches()) {
        fields++;
      } else if (!CONTINUED.matcher(line).matches()) {
        return -1;
      }
      if (stop < 0) {
        return -1;
      }
      at = stop + 1;
    }
    return -1;
  }

  private static void heading(StringBuilder text, int line, int value, int stop) {
    int from = value;
    int to = stop;
    while (to > from && Character.isWhitespace(text.charAt(to - 1))) {
      to--;
    }
    char quote = from < to ? text.charAt(from) : ' ';
    if (to - from > 1 && (quote == '"' || quote == '\'') && text.charAt(to - 1) == quote) {
      text.setCharAt(--to, ' ');
      from++;
    }
    Description.Filling.with(text, '\n', line, from);
    text.setCharAt(from - 2, '#');
    text.setCharAt(from - 1, ' ');
  }

  private static void code(StringBuilder text, int line, int value, int stop) {
    if (value - line >= CODE_INDENT && stop > value) {
      Description.Filling.with(text, '\n', line, value - CODE_INDENT);
      Description.Filling.with(text, ' ', value - CODE_INDENT, value);
    }
  }

  private static int indent(String line) {
    int at = 0;
    while (at < line.length()
        && (Character.isWhitespace(line.charAt(at)) || line.charAt(at) == '-')) {
      at++;
    }
    return at;
  }
}

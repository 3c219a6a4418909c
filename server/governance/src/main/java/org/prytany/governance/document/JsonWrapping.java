package org.prytany.governance.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * JSON around a text: an object with its parts, or one string. The title becomes a heading, long or
 * named parts paragraphs, all other values code.
 */
final class JsonWrapping {

  private static final int MOST_DEEP = 30;
  private static final int LONG = 120;
  private static final Set<String> TITLES = Set.of("title", "name", "subject", "headline");
  private static final Set<String> BODIES =
      Set.of(
          "description",
          "body",
          "content",
          "text",
          "summary",
          "abstract",
          "proposal",
          "details",
          "motivation",
          "rationale",
          "specification",
          "message",
          "markdown",
          "html");
  private static final char NOTHING = Description.Filling.NOTHING;

  private final String json;
  private final List<Value> values = new ArrayList<>();
  private int at;

  /**
   * @param key of the object's member that it is, or in which it lies; "" for none
   * @param string whether it stands in quotes; start and end are inside of them
   */
  private record Value(String key, int depth, int start, int end, boolean string) {}

  private JsonWrapping(String json, int start) {
    this.json = json;
    this.at = start;
  }

  /**
   * @param start where the JSON begins, after blanks; it has to go to the end of the text
   * @return whether there was any
   */
  static boolean takeOff(StringBuilder text, int start) {
    JsonWrapping wrapping = new JsonWrapping(text.toString(), start);
    if (!wrapping.isWrapped()) {
      return false;
    }
    wrapping.rewrite(text, start);
    return true;
  }

  private boolean isWrapped() {
    blanks();
    boolean shaped = at < json.length() && (json.charAt(at) == '{' || json.charAt(at) == '"');
    if (!shaped || !value("", 0)) {
      return false;
    }
    blanks();
    return at == json.length()
        && values.stream()
            .anyMatch(v -> v.string() && json.substring(v.start(), v.end()).contains(" "));
  }

  private void rewrite(StringBuilder text, int start) {
    boolean titled = false;
    Description.Filling.with(text, '\n', start, text.length());
    for (Value value : values) {
      for (int i = value.start(); i < value.end(); i++) {
        text.setCharAt(i, json.charAt(i));
      }
      if (value.string()) {
        unescape(text, value.start(), value.end());
      }
      boolean title = !titled && value.string() && value.depth() <= 2 && isIn(TITLES, value);
      boolean prose =
          value.depth() == 0
              || isIn(BODIES, value)
              || value.end() - value.start() > LONG && value.string();
      if (title) {
        text.setCharAt(value.start() - 2, '#');
        text.setCharAt(value.start() - 1, ' ');
        titled = true;
      } else if (!prose) {
        code(text, start, value.start());
      }
    }
  }

  private static boolean isIn(Set<String> names, Value value) {
    return names.contains(value.key().toLowerCase(Locale.ROOT));
  }

  private static void code(StringBuilder text, int first, int start) {
    int indent = Math.max(first, start - 4);
    for (int i = start - 1; i >= indent && text.charAt(i) == '\n'; i--) {
      text.setCharAt(i, ' ');
    }
  }

  private static void unescape(StringBuilder text, int start, int end) {
    for (int i = start; i < end; i++) {
      if (text.charAt(i) != '\\') {
        continue;
      }
      char escaped = text.charAt(i + 1);
      switch (escaped) {
        case 'n' -> put(text, i, "\n ");
        case 'r', 't', 'f', 'b' -> put(text, i, "  ");
        case 'u' -> {
          int last = i + 6;
          StringBuilder units = new StringBuilder();
          int next = i;
          while (next + 6 <= end && text.charAt(next) == '\\' && text.charAt(next + 1) == 'u') {
            units.append((char) Integer.parseInt(text.substring(next + 2, next + 6), 16));
            next += 6;
            last = next;
          }
          String shown = ControlCharacters.shown(units.toString()).replace('\r', ' ');
          put(text, i, shown);
          Description.Filling.with(text, NOTHING, i + shown.length(), last);
          i = last - 1;
          continue;
        }
        // The backslash goes, what it stands before stays.
        default -> text.setCharAt(i, NOTHING);
      }
      i++;
    }
  }

  private static void put(StringBuilder text, int at, String units) {
    for (int i = 0; i < units.length(); i++) {
      text.setCharAt(at + i, units.charAt(i));
    }
  }

  private void blanks() {
    while (at < json.length() && Character.isWhitespace(json.charAt(at))) {
      at++;
    }
  }

  private boolean value(String key, int depth) {
    blanks();
    if (at >= json.length() || depth > MOST_DEEP) {
      return false;
    }
    return switch (json.charAt(at)) {
      case '{' -> members(depth);
      case '[' -> items(key, depth);
      case '"' -> {
        int start = at + 1;
        boolean closed = string();
        if (closed) {
          values.add(new Value(key, depth, start, at - 1, true));
        }
        yield closed;
      }
      default -> bare(key, depth);
    };
  }

  private boolean members(int depth) {
    at++;
    blanks();
    if (take('}')) {
      return true;
    }
    do {
      blanks();
      int start = at + 1;
      if (at >= json.length() || json.charAt(at) != '"' || !string()) {
        return false;
      }
      String key = json.substring(start, at - 1);
      blanks();
      if (!take(':') || !value(key, depth + 1)) {
        return false;
      }
      blanks();
    } while (take(','));
    return take('}');
  }

  private boolean items(String key, int depth) {
    at++;
    blanks();
    if (take(']')) {
      return true;
    }
    do {
      if (!value(key, depth + 1)) {
        return false;
      }
      blanks();
    } while (take(','));
    return take(']');
  }

  private boolean take(char wanted) {
    boolean there = at < json.length() && json.charAt(at) == wanted;
    at += there ? 1 : 0;
    return there;
  }

  /** Line breaks inside of a string are no JSON; scripts write them all the same. */
  private boolean string() {
    for (at++; at < json.length(); at++) {
      char c = json.charAt(at);
      if (c == '"') {
        at++;
        return true;
      }
      if (c == '\\') {
        at++;
        if (at >= json.length() || !isEscape(at)) {
          return false;
        }
      }
    }
    return false;
  }

  private boolean isEscape(int i) {
    char c = json.charAt(i);
    return c == 'u'
        ? json.substring(i + 1, Math.min(json.length(), i + 5)).matches("[0-9a-fA-F]{4}")
        : "\"\\/bfnrt".indexOf(c) >= 0;
  }

  private boolean bare(String key, int depth) {
    int start = at;
    while (at < json.length()
        && (Character.isLetterOrDigit(json.charAt(at)) || "+-.".indexOf(json.charAt(at)) >= 0)) {
      at++;
    }
    String word = json.substring(start, at);
    if (word.matches("-?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?")) {
      values.add(new Value(key, depth, start, at, false));
      return true;
    }
    return word.equals("true") || word.equals("false") || word.equals("null");
  }
}

package org.prytany.judging;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a text is one JSON value (RFC 8259) in which no object has a name twice. It is read once,
 * from front to back; nothing is made of it. A library that does so would come into every plugin of
 * ours with the class that judges.
 */
final class JsonBody {

  /** Objects and arrays in one another. */
  private static final int DEEPEST = 50;

  private final String text;
  private int at;

  /** What is wrong, and where. */
  private static final class Wrong extends Exception {
    private static final long serialVersionUID = 1L;

    Wrong(String what) {
      super(what, null, false, false);
    }
  }

  private JsonBody(String text) {
    this.text = text;
  }

  /** What is wrong with it; empty if nothing. */
  static Optional<String> fault(String text) {
    JsonBody body = new JsonBody(text);
    try {
      body.value(0);
      body.blanks();
      if (body.at < text.length()) {
        throw body.wrong("there is more behind its end");
      }
      return Optional.empty();
    } catch (Wrong e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private void value(int depth) throws Wrong {
    if (depth > DEEPEST) {
      throw wrong("it is deeper than " + DEEPEST + " objects and arrays");
    }
    blanks();
    switch (peek()) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> string();
      default -> plain();
    }
  }

  private void object(int depth) throws Wrong {
    Set<String> names = new HashSet<>();
    take('{');
    blanks();
    if (peek() == '}') {
      take('}');
      return;
    }
    while (true) {
      blanks();
      if (!names.add(string())) {
        throw wrong("an object has one name twice");
      }
      blanks();
      take(':');
      value(depth + 1);
      blanks();
      if (peek() == '}') {
        take('}');
        return;
      }
      take(',');
    }
  }

  private void array(int depth) throws Wrong {
    take('[');
    blanks();
    if (peek() == ']') {
      take(']');
      return;
    }
    while (true) {
      value(depth + 1);
      blanks();
      if (peek() == ']') {
        take(']');
        return;
      }
      take(',');
    }
  }

  /** The text that it stands for, so that a name is the same however it is written. */
  private String string() throws Wrong {
    StringBuilder read = new StringBuilder();
    take('"');
    while (peek() != '"') {
      char unit = peek();
      if (unit < ' ') {
        throw wrong("a text has a character that is not escaped");
      }
      at++;
      read.append(unit == '\\' ? escaped() : unit);
    }
    take('"');
    if (PayloadCheck.isTorn(read)) {
      throw wrong("a text has half of a character");
    }
    return read.toString();
  }

  private char escaped() throws Wrong {
    char unit = peek();
    at++;
    return switch (unit) {
      case '"', '\\', '/' -> unit;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> numbered();
      default -> throw wrong("a text has an escape that JSON does not know");
    };
  }

  private char numbered() throws Wrong {
    int number = 0;
    for (int i = 0; i < 4; i++) {
      int digit = Character.digit(peek(), 16);
      if (digit < 0 || peek() > 'f') {
        throw wrong("a text has an escape that JSON does not know");
      }
      number = 16 * number + digit;
      at++;
    }
    return (char) number;
  }

  /** A number, true, false or null. */
  private void plain() throws Wrong {
    int begin = at;
    while (at < text.length() && isPlain(text.charAt(at))) {
      at++;
    }
    String word = text.substring(begin, at);
    boolean known = word.equals("true") || word.equals("false") || word.equals("null");
    if (!known && !word.matches("-?+(0|[1-9][0-9]*+)(\\.[0-9]++)?+([eE][+-]?+[0-9]++)?+")) {
      throw wrong("something stands there that is no value");
    }
  }

  private static boolean isPlain(char unit) {
    return (unit >= 'a' && unit <= 'z')
        || (unit >= '0' && unit <= '9')
        || unit == '-'
        || unit == '+'
        || unit == '.'
        || unit == 'E';
  }

  private void blanks() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private void take(char expected) throws Wrong {
    if (peek() != expected) {
      throw wrong("'" + expected + "' is missing");
    }
    at++;
  }

  private char peek() throws Wrong {
    if (at >= text.length()) {
      throw wrong("it ends too early");
    }
    return text.charAt(at);
  }

  private Wrong wrong(String what) {
    return new Wrong("its JSON is wrong at character " + at + ": " + what);
  }
}

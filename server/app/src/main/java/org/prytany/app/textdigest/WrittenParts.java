package org.prytany.app.textdigest;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The parts of a list or a struct as JSON or Solidity writes it, each as it stands there.
 *
 * @param open the bracket that it begins with: "[", "(" or "{"
 * @param keys names of the parts; "" for those that have none
 */
record WrittenParts(char open, List<String> keys, List<String> all) {

  private static final Pattern KEY = Pattern.compile("[A-Za-z_$][\\w$]{0,127}");
  private static final Pattern CALLED = Pattern.compile("[A-Za-z_$][\\w$.]{0,199}+\\s{0,9}+");
  private static final int DEEPEST = 20;

  /** Empty for what is no list and no struct. */
  static Optional<WrittenParts> of(String written) {
    String text = written.strip();
    int begin = 0;
    while (begin < text.length() && "[({".indexOf(text.charAt(begin)) < 0) {
      begin++;
    }
    boolean called = begin == 0 || CALLED.matcher(text.substring(0, begin)).matches();
    if (!called || begin == text.length() || begin > 0 && text.charAt(begin) != '(') {
      return Optional.empty();
    }
    Optional<WrittenParts> parts = split(text.substring(begin));
    if (begin == 0 || parts.isEmpty() || parts.get().all().size() != 1) {
      return parts;
    }
    // Payment({to: …}) is what is between the inner brackets.
    String inner = parts.get().all().getFirst();
    return inner.startsWith("{") ? split(inner) : parts;
  }

  private static Optional<WrittenParts> split(String text) {
    List<String> keys = new ArrayList<>();
    List<String> parts = new ArrayList<>();
    Deque<Character> closing = new ArrayDeque<>();
    char quote = 0;
    int from = 1;
    int colon = -1;
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if ("[({".indexOf(c) >= 0) {
        closing.push(c == '[' ? ']' : c == '(' ? ')' : '}');
      } else if ("])}".indexOf(c) >= 0 && (closing.isEmpty() || closing.pop() != c)) {
        return Optional.empty();
      } else if (c == ':' && closing.size() == 1 && text.charAt(0) == '{' && colon < 0) {
        colon = at;
      }
      boolean last = closing.isEmpty();
      if (closing.size() > DEEPEST || last && at < text.length() - 1) {
        return Optional.empty();
      }
      if (quote == 0 && (last || c == ',' && closing.size() == 1)) {
        String key = colon < 0 ? "" : unquoted(text.substring(from, colon).strip());
        String part = text.substring(colon < 0 ? from : colon + 1, at).strip();
        if (!part.isEmpty() || !parts.isEmpty() || !last) {
          keys.add(key);
          parts.add(part);
        }
        from = at + 1;
        colon = -1;
      }
    }
    return closing.isEmpty() && quote == 0 && isSound(text.charAt(0), keys)
        ? Optional.of(new WrittenParts(text.charAt(0), List.copyOf(keys), List.copyOf(parts)))
        : Optional.empty();
  }

  /** In braces every part has a name of its own. */
  private static boolean isSound(char open, List<String> keys) {
    Set<String> once = new HashSet<>(keys);
    return open != '{'
        || once.size() == keys.size() && keys.stream().allMatch(key -> KEY.matcher(key).matches());
  }

  /** Without the quotes around it, if there are any. */
  static String unquoted(String written) {
    String text = written.strip();
    int last = text.length() - 1;
    boolean quoted =
        last > 0
            && (text.charAt(0) == '"' || text.charAt(0) == '\'')
            && text.indexOf(text.charAt(0), 1) == last;
    return quoted ? text.substring(1, last) : text;
  }

  boolean isList() {
    return open == '[';
  }

  boolean isNamed() {
    return open == '{';
  }

  Optional<String> named(String key) {
    int at = keys.indexOf(key);
    return at < 0 ? Optional.empty() : Optional.of(all.get(at));
  }
}

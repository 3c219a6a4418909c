package org.prytany.governance.proof;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Short forms that a text explains itself: "Reserve Factor (RF)". */
final class Abbreviations {

  private static final Pattern SHORT = Pattern.compile("\\(\\s?([A-Z]{2,6})s?\\s?\\)");
  private static final Pattern WORD = Pattern.compile("\\p{L}+");
  private static final int LONGEST = 120;

  /** The short form by the stems of what it stands for, joined by blanks. */
  private final Map<String, String> shorts = new HashMap<>();

  /** Takes in what a sentence explains. The cost grows with its length. */
  void read(String sentence) {
    Matcher matcher = SHORT.matcher(sentence);
    while (matcher.find()) {
      String name = matcher.group(1);
      String before = sentence.substring(Math.max(0, matcher.start() - LONGEST), matcher.start());
      List<String> words = new ArrayList<>();
      WORD.matcher(before).results().forEach(word -> words.add(word.group()));
      int from = words.size() - name.length();
      if (from < 0) {
        continue;
      }
      StringBuilder initials = new StringBuilder();
      StringBuilder stems = new StringBuilder();
      for (String word : words.subList(from, words.size())) {
        initials.append(Character.toUpperCase(word.charAt(0)));
        stems.append(Stem.of(word)).append(' ');
      }
      if (initials.toString().equals(name)) {
        shorts.put(stems.toString().strip(), name.toLowerCase(Locale.ROOT));
      }
    }
  }

  /** The tokens with each explained name as its short form. */
  List<Token> in(List<Token> tokens) {
    if (shorts.isEmpty()) {
      return tokens;
    }
    List<Token> made = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      int length = 0;
      String name = "";
      StringBuilder stems = new StringBuilder();
      for (int j = i; j < Math.min(tokens.size(), i + 6); j++) {
        stems.append(j == i ? "" : " ").append(Stem.of(tokens.get(j).word()));
        String known = shorts.getOrDefault(stems.toString(), "");
        if (!known.isEmpty()) {
          name = known;
          length = j - i + 1;
        }
      }
      if (length < 2) {
        made.add(tokens.get(i));
        continue;
      }
      Token last = tokens.get(i + length - 1);
      made.add(new Token(Token.Kind.NAME, name, name, tokens.get(i).start(), last.end()));
      i += length - 1;
    }
    return List.copyOf(made);
  }
}

package org.prytany.governance.proof;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/** The words that a proof weighs, from {@code proof.rules}. */
final class ProofWords {

  private static final ProofWords SHIPPED = read();

  private final Map<String, String> alike = new HashMap<>();
  private final Map<String, Set<String>> words = new HashMap<>();
  private final Map<String, String> defined = new HashMap<>();
  private final Map<String, List<Pattern>> patterns = new HashMap<>();
  private final Set<Set<String>> opposites = new HashSet<>();
  private final Set<List<String>> phrases = new HashSet<>();

  private ProofWords() {}

  static ProofWords shipped() {
    return SHIPPED;
  }

  /** The name of the group of words that says the same; empty if a word is in none. */
  String group(String stem) {
    return alike.getOrDefault(stem, "");
  }

  /** Whether two groups, as the keys of tokens have them, are each other's opposites. */
  boolean areOpposite(String key, String other) {
    return !key.equals(other) && opposites.contains(Set.of(key, other));
  }

  /** Whether a group has an opposite. */
  boolean hasOpposite(String key) {
    return opposites.stream().anyMatch(pair -> pair.contains(key));
  }

  /** Whether a word, in lower case, is of a kind. */
  boolean is(String kind, String word) {
    return Objects.requireNonNull(words.get(kind), kind).contains(word);
  }

  /** Patterns of a kind, without regard to case. */
  List<Pattern> patterns(String kind) {
    return Objects.requireNonNull(patterns.get(kind), kind);
  }

  /** Phrases, each as its words, that are read as one word. */
  Set<List<String>> phrases() {
    return phrases;
  }

  private static ProofWords read() {
    ProofWords made = new ProofWords();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    ProofWords.class.getResourceAsStream("proof.rules"), "proof.rules"),
                StandardCharsets.UTF_8))) {
      String[] head = {"", ""};
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.isBlank() || line.startsWith("#")) {
          continue;
        }
        if (line.startsWith("  ")) {
          made.add(head[0], head[1], line.strip());
        } else {
          head = line.split(" ", 2);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return made;
  }

  private void add(String what, String name, String line) {
    if (what.equals("define")) {
      defined.put("{" + name + "}", line);
      return;
    }
    if (what.equals("opposite")) {
      String[] pair = line.split(" ", 2);
      opposites.add(Set.of("=" + pair[0], "=" + pair[1]));
      return;
    }
    if (what.equals("patterns")) {
      String pattern = line;
      for (Map.Entry<String, String> one : defined.entrySet()) {
        pattern = pattern.replace(one.getKey(), one.getValue());
      }
      patterns
          .computeIfAbsent(name, none -> new ArrayList<>())
          .add(Pattern.compile(pattern, Pattern.CASE_INSENSITIVE));
      return;
    }
    for (String word : line.toLowerCase(Locale.ROOT).split(" +", -1)) {
      if (word.contains("-")) {
        phrases.add(List.of(word.split("-", -1)));
      }
      if (what.equals("alike")) {
        alike.put(Stem.of(word), name);
      } else {
        words.computeIfAbsent(name, none -> new HashSet<>()).add(word);
      }
    }
  }
}

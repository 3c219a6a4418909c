package org.prytany.reading.modality;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules of {@code modality.rules}, which says itself how it is written. */
final class Rules {

  /** So far before and behind a statement words are looked at. */
  private static final int CONTEXT = 110;

  private static final Pattern HEAD =
      Pattern.compile(
          "(?<modality>[a-z-]+) (?<matters>[a-z,]+)"
              + " (?<where>before|inside|after|onwards|next|further|answer|reply|heading)");
  private static final Pattern REFERENCE = Pattern.compile("\\{(?<name>[a-z-]+)\\}");

  private record Rule(
      Modality modality,
      String where,
      Pattern words,
      @Nullable Pattern with,
      @Nullable Pattern unless,
      @Nullable Pattern unlessLater,
      @Nullable Pattern unlessText) {

    boolean fits(String scope, String before) {
      if (unless != null && unless.matcher(scope).find()
          || with != null && !with.matcher(before).find()) {
        return false;
      }
      Matcher found = words.matcher(scope);
      return found.find()
          && (unlessLater == null || !unlessLater.matcher(scope.substring(found.end())).find());
    }
  }

  private final String file;
  private final Map<Matter, List<Rule>> rules = new EnumMap<>(Matter.class);
  private final Map<Matter, Pattern> clauses = new EnumMap<>(Matter.class);
  private final Map<String, String> named = new HashMap<>();

  private Rules(String name, String lines) {
    this.file = name;
    String head = "";
    List<String> words = new ArrayList<>();
    for (String line : (lines + "\n.").lines().toList()) {
      boolean further = line.startsWith(" ");
      if (!further && !line.startsWith("#") && !line.isBlank()) {
        take(head, words);
        head = line.strip();
        words.clear();
      } else if (further) {
        words.add(line.strip());
      }
    }
  }

  static Rules shipped() {
    return of("modality.rules");
  }

  /** Those of another file, which has words alone. */
  static Rules of(String file) {
    try (InputStream rules = Rules.class.getResourceAsStream(file)) {
      if (rules == null) {
        throw new IllegalStateException("the module was built without " + file);
      }
      return new Rules(file, new String(rules.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void take(String head, List<String> lines) {
    if (head.isEmpty()) {
      return;
    }
    String words = joined(lines, "");
    if (head.startsWith("words ")) {
      named.put(head.substring("words ".length()), "(?:" + words + ")");
      return;
    }
    if (head.startsWith("clause ")) {
      for (String matter : head.substring("clause ".length()).split(",", -1)) {
        clauses.put(matter(matter), pattern(words));
      }
      return;
    }
    Matcher parts = HEAD.matcher(head);
    if (!parts.matches() || words.isEmpty()) {
      throw new IllegalStateException(file + ": '" + head + "' is no rule");
    }
    String with = joined(lines, "with ");
    String unless = joined(lines, "unless ");
    String later = joined(lines, "unless-later ");
    String text = joined(lines, "unless-text ");
    Rule rule =
        new Rule(
            Modality.valueOf(parts.group("modality").toUpperCase(Locale.ROOT).replace('-', '_')),
            parts.group("where"),
            pattern(words),
            with.isEmpty() ? null : pattern(with),
            unless.isEmpty() ? null : pattern(unless),
            later.isEmpty() ? null : pattern(later),
            text.isEmpty() ? null : pattern(text));
    for (String matter : parts.group("matters").split(",", -1)) {
      rules.computeIfAbsent(matter(matter), m -> new ArrayList<>()).add(rule);
    }
  }

  private String joined(List<String> lines, String prefix) {
    StringBuilder joined = new StringBuilder();
    for (String line : lines) {
      boolean plain =
          !line.startsWith("with ")
              && !line.startsWith("unless ")
              && !line.startsWith("unless-later ")
              && !line.startsWith("unless-text ");
      if (prefix.isEmpty() ? plain : line.startsWith(prefix)) {
        joined.append(joined.isEmpty() ? "" : "|").append(line.substring(prefix.length()));
      }
    }
    Matcher reference = REFERENCE.matcher(joined);
    return reference.replaceAll(
        found -> {
          String words = named.get(found.group(1));
          if (words == null) {
            throw new IllegalStateException(file + ": nothing is called " + found.group());
          }
          return Matcher.quoteReplacement(words);
        });
  }

  /**
   * @throws IllegalArgumentException if the file names no such words
   */
  Pattern words(String name) {
    String words = named.get(name);
    if (words == null) {
      throw new IllegalArgumentException(file + ": nothing is called " + name);
    }
    return pattern(words);
  }

  private static Matter matter(String name) {
    return Matter.valueOf(name.toUpperCase(Locale.ROOT));
  }

  private static Pattern pattern(String words) {
    return Pattern.compile(words, Pattern.CASE_INSENSITIVE);
  }

  Modality of(
      Matter matter, String text, int from, int start, int end, Around.@Nullable Place place) {
    String before = text.substring(Math.max(from, start - CONTEXT), start);
    String after = text.substring(end, Math.min(text.length(), end + CONTEXT));
    String beyond = "";
    Pattern clause = clauses.get(matter);
    if (clause != null) {
      Matcher ends = clause.matcher(before);
      int begin = 0;
      while (ends.find()) {
        begin = ends.end();
      }
      before = before.substring(begin);
      Matcher next = clause.matcher(after);
      if (next.find()) {
        beyond = after.substring(next.end());
        after = after.substring(0, next.start());
      }
    }
    String inside = text.substring(start, end);
    String following = place == null ? beyond : beyond + place.next();
    String heading = place == null ? "" : place.heading();
    for (Rule rule : rules.getOrDefault(matter, List.of())) {
      String scope =
          switch (rule.where()) {
            case "before" -> before;
            case "inside" -> inside;
            case "after" -> after;
            case "next" -> following;
            case "further" -> place == null || place.asks(end) ? "" : following;
            case "answer" -> place == null ? "" : place.answer(end);
            case "reply" -> place == null ? "" : place.reply();
            case "heading" -> heading;
            default -> inside + after;
          };
      if (rule.fits(scope, before) && !excused(rule, place)) {
        return rule.modality();
      }
    }
    return Modality.REQUESTED;
  }

  private static boolean excused(Rule rule, Around.@Nullable Place place) {
    return rule.unlessText() != null && place != null && place.textHas(rule.unlessText());
  }

  Modality of(Matter matter, String words) {
    for (Rule rule : rules.getOrDefault(matter, List.of())) {
      if (rule.with() == null && rule.fits(words, "")) {
        return rule.modality();
      }
    }
    return Modality.REQUESTED;
  }
}

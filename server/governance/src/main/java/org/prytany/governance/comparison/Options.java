package org.prytany.governance.comparison;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.reading.cue.Cues;
import org.prytany.reading.modality.Matter;
import org.prytany.reading.modality.Modality;
import org.prytany.spi.Span;

/**
 * Options that a text offers, "Option A: …", and which of them its other sentences choose: those
 * that they name and do not deny or, where they only deny some, all others.
 */
final class Options {

  private static final Pattern OPTION = Cues.pattern(Options.class, "option");
  private static final Pattern HEADS = Cues.pattern(Options.class, "heads");
  private static final Pattern SENTENCE = Cues.pattern(Options.class, "sentence");
  private static final Pattern LISTED = Cues.pattern(Options.class, "listed");
  private static final Pattern PICKED = Cues.pattern(Options.class, "picked");
  private static final Pattern CHOSEN = Cues.pattern(Options.class, "chosen");
  private static final Map<String, Set<String>> NUMBERS = Cues.table(Options.class, "numbers");
  private static final Pattern BLANK_LINE = Pattern.compile("\\n[ \\t]*+\\n");
  private static final Pattern HEADING = Pattern.compile("\\n(#{1,6})[ \\t]");

  private final Comparison comparison;

  /** What an option says, by where it begins. */
  private final TreeMap<Integer, Part> parts = new TreeMap<>();

  private final Set<String> named = new HashSet<>();
  private final Set<String> denied = new HashSet<>();

  private record Part(String name, int end) {}

  Options(Comparison comparison) {
    this.comparison = comparison;
    List<MatchResult> mentions = new ArrayList<>();
    List<MatchResult> heads = new ArrayList<>();
    OPTION
        .matcher(comparison.text())
        .results()
        .forEach(found -> (isHead(found) ? heads : mentions).add(found));
    if (heads.isEmpty()) {
      // Items are options only where one of them is said to be chosen.
      mentions.clear();
      PICKED.matcher(comparison.text()).results().filter(this::isChosen).forEach(mentions::add);
      if (!mentions.isEmpty()) {
        LISTED.matcher(comparison.text()).results().forEach(heads::add);
      }
    }
    for (int i = 0; i < heads.size(); i++) {
      boolean last = i + 1 == heads.size();
      int next = last ? comparison.text().length() : heads.get(i + 1).start();
      parts.put(heads.get(i).start(), new Part(name(heads.get(i)), end(heads.get(i), next)));
    }
    int from = 0;
    for (MatchResult mention : mentions) {
      (isMeant(mention, from) ? named : denied).add(name(mention));
      from = mention.end();
    }
  }

  private String before(MatchResult option) {
    int line = comparison.lines().start(comparison.lines().at(option.start()));
    return comparison.text().substring(line, option.start());
  }

  private boolean isHead(MatchResult option) {
    return HEADS.matcher(before(option)).matches()
        && (before(option).contains("#")
            || !SENTENCE
                .matcher(comparison.text())
                .region(option.end(), comparison.text().length())
                .lookingAt());
  }

  private boolean isChosen(MatchResult item) {
    Span sentence = comparison.places().sentence(new Span(item.start(), item.end()));
    return CHOSEN.matcher(sentence.of(comparison.text())).find();
  }

  private static String name(MatchResult option) {
    String name = option.group("name").toLowerCase(Locale.ROOT);
    return NUMBERS.entrySet().stream()
        .filter(number -> number.getValue().contains(name))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(name);
  }

  /** Where the next heading of its level stands; where it is none itself, the next blank line. */
  private int end(MatchResult head, int next) {
    long level = before(head).chars().filter(c -> c == '#').count();
    Matcher end =
        (level == 0 ? BLANK_LINE : HEADING).matcher(comparison.text()).region(head.end(), next);
    while (end.find()) {
      if (level == 0 || end.end(1) - end.start(1) <= level) {
        return end.start();
      }
    }
    return next;
  }

  private boolean isMeant(MatchResult mention, int from) {
    Span sentence = comparison.places().sentence(new Span(mention.start(), mention.end()));
    int start = sentence.start();
    return Modality.of(
            Matter.PAYMENT,
            sentence.of(comparison.text()),
            Math.max(0, from - start),
            mention.start() - start,
            mention.end() - start)
        .explains();
  }

  /** The option in which something stands. */
  Optional<String> of(int offset) {
    return Optional.ofNullable(parts.floorEntry(offset))
        .map(entry -> entry.getValue())
        .filter(part -> offset < part.end())
        .map(Part::name);
  }

  /** Those of which the text leaves open which one is meant, or chooses others than these. */
  boolean leaveOpen(Set<String> done) {
    Set<String> offered = new TreeSet<>();
    parts.values().forEach(part -> offered.add(part.name()));
    Set<String> chosen = new TreeSet<>(offered);
    chosen.removeAll(denied);
    if (named.stream().anyMatch(offered::contains)) {
      chosen.retainAll(named);
    }
    return !done.isEmpty() && !done.equals(offered) && !done.equals(chosen);
  }
}

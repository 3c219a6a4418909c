package org.prytany.governance.comparison;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.prytany.governance.effects.Change;
import org.prytany.governance.reading.TextLines;
import org.prytany.reading.cue.Cues;
import org.prytany.spi.Address;
import org.prytany.spi.DecodedAction;
import org.prytany.spi.Span;

/**
 * Which contracts the sentences of a text are about: those that they name, or that a heading, a
 * list's head or the sentence beside them names for them. Who only asks, executes or is compared
 * with is none of these.
 */
final class SettingOwners {

  private static final Pattern END = Cues.pattern(SettingOwners.class, "end");
  private static final Pattern HEAD = Cues.pattern(SettingOwners.class, "head");
  private static final Pattern ITEM = Cues.pattern(SettingOwners.class, "item");
  private static final Pattern GOES_ON = Cues.pattern(SettingOwners.class, "goes-on");
  private static final Pattern LOOKS_BACK = Cues.pattern(SettingOwners.class, "looks-back");
  private static final Pattern AGENT_BEFORE = Cues.pattern(SettingOwners.class, "agent-before");
  private static final Pattern AGENT_AFTER = Cues.pattern(SettingOwners.class, "agent-after");
  private static final Pattern BREAK = Cues.pattern(SettingOwners.class, "break");
  private static final String ADDRESS = "0x[0-9a-f]{40}(?![0-9a-f])";

  private static final int WORDS_AROUND = 60;
  private static final int SHORTEST_WORD = 3;

  /** Headings have the depths from 1 to 6, and below them stand heads of lists, and items. */
  private static final int LIST = 10;

  /** A place that names contracts, all of one name. */
  record Named(Span span, Set<Address> of) {}

  /**
   * @param named in it
   * @param over named for it elsewhere, where it names none
   */
  record Sentence(Span span, List<Named> named, Set<Address> over) {}

  private record Over(int depth, Set<Address> of) {}

  private final String text;
  private final Set<Address> known = new HashSet<>();
  private final boolean strangersCount;
  private final Map<String, Set<Address>> byName = new HashMap<>();
  private final Pattern names;
  private final List<Sentence> sentences = new ArrayList<>();
  private List<Set<Address>> columns = List.of();

  SettingOwners(Comparison comparison) {
    this.text = comparison.text();
    Set<Address> changed =
        comparison.effects(Change.Setting.class).values().stream()
            .map(Change.Setting::contract)
            .collect(Collectors.toSet());
    known.addAll(changed);
    this.strangersCount = comparison.named(text).containsAll(changed);
    comparison.calls().map(DecodedAction::target).forEach(known::add);
    Map<Address, String> labels = comparison.dao().labels();
    Set<String> words =
        changed.stream()
            .flatMap(contract -> words(labels.getOrDefault(contract, "")))
            .filter(word -> word.length() >= SHORTEST_WORD)
            .collect(Collectors.toSet());
    labels.forEach(
        (account, label) -> {
          if (known.contains(account)
              || ContractWords.in(label).isPresent()
              || words(label).anyMatch(words::contains)) {
            known.add(account);
            byName.computeIfAbsent(folded(label), name -> new HashSet<>()).add(account);
          }
        });
    byName.remove("");
    this.names = names(known.stream().map(account -> labels.getOrDefault(account, "")));
    read();
  }

  private static Stream<String> words(String label) {
    return Arrays.stream(BREAK.split(label.strip(), -1))
        .filter(word -> !word.isEmpty())
        .map(word -> word.toLowerCase(Locale.ROOT));
  }

  private static String spelled(String label) {
    return words(label).map(Pattern::quote).collect(Collectors.joining("[ _-]?"));
  }

  private static String folded(String name) {
    return words(name).collect(Collectors.joining());
  }

  /** The longest first, and "Treasury-Timelock" and "TreasuryTimelock" as well. */
  private static Pattern names(Stream<String> labels) {
    String any =
        Stream.concat(
                Stream.of("(?!)"),
                labels
                    .filter(label -> !folded(label).isEmpty())
                    .sorted(Comparator.comparingInt(String::length).reversed())
                    .map(SettingOwners::spelled))
            .collect(Collectors.joining("|"));
    return Pattern.compile(
        ADDRESS + "|(?<![\\p{L}\\d])(?:" + any + ")(?![\\p{L}\\d])", Pattern.CASE_INSENSITIVE);
  }

  /** In their order; a semicolon ends one as well. */
  List<Sentence> sentences() {
    return sentences;
  }

  private void read() {
    Deque<Over> over = new ArrayDeque<>();
    Matcher ends = END.matcher(text);
    int from = 0;
    while (from < text.length()) {
      int to = ends.find() ? ends.end() : text.length();
      add(new Span(from, to), over);
      from = to;
    }
  }

  private void add(Span span, Deque<Over> over) {
    String words = span.of(text);
    List<Named> named = named(span);
    boolean row = words.indexOf('|') >= 0;
    if (row && columns.isEmpty()) {
      columns = columns(words);
    } else if (row && named.isEmpty()) {
      named = cells(span);
    } else if (!row) {
      columns = List.of();
    }
    Set<Address> all =
        named.stream().flatMap(each -> each.of().stream()).collect(Collectors.toSet());
    int depth = depth(words);
    while (!over.isEmpty() && over.getFirst().depth() >= depth) {
      over.pop();
    }
    Optional<Sentence> before =
        sentences.isEmpty() ? Optional.empty() : Optional.of(sentences.getLast());
    if (!named.isEmpty() && LOOKS_BACK.matcher(words).find()) {
      before
          .filter(sentence -> sentence.named().isEmpty())
          .ifPresent(
              sentence -> {
                sentences.removeLast();
                sentences.add(new Sentence(sentence.span(), List.of(), all));
              });
    }
    Set<Address> above =
        over.stream().map(Over::of).filter(of -> !of.isEmpty()).findFirst().orElse(Set.of());
    Set<Address> spoken =
        before.filter(sentence -> GOES_ON.matcher(words).find()).stream()
            .flatMap(sentence -> sentence.named().stream())
            .flatMap(each -> each.of().stream())
            .collect(Collectors.toSet());
    sentences.add(
        new Sentence(span, named, !named.isEmpty() ? Set.of() : spoken.isEmpty() ? above : spoken));
    if (depth != LIST || HEAD.matcher(words).find()) {
      over.push(new Over(depth, all));
    }
  }

  /** What it stands under has a smaller one. */
  private static int depth(String sentence) {
    Matcher item = ITEM.matcher(sentence);
    if (!item.lookingAt()) {
      return LIST;
    }
    return item.group("heading") != null
        ? item.end("heading") - item.start("heading")
        : LIST + 1 + item.end("indent") - item.start("indent");
  }

  /** Whose each column of a table is by its header, in which a known contract has to stand. */
  private List<Set<Address>> columns(String header) {
    List<Set<Address>> found =
        Arrays.stream(TextLines.CELL_END.split(header, -1)).map(this::contracts).toList();
    Set<Address> all = found.stream().flatMap(Set::stream).collect(Collectors.toSet());
    if (found.contains(Set.of()) && known.stream().noneMatch(all::contains)) {
      return List.of(Set.of());
    }
    // What stands in the others may be said of any of them.
    return found.stream().map(of -> of.isEmpty() ? all : of).toList();
  }

  private Set<Address> contracts(String words) {
    return names
        .matcher(words)
        .results()
        .map(name -> addresses(name.group()))
        .flatMap(Set::stream)
        .collect(Collectors.toSet());
  }

  private Set<Address> addresses(String name) {
    return name.startsWith("0x")
        ? Set.of(new Address(name))
        : byName.getOrDefault(folded(name), Set.of());
  }

  private List<Named> cells(Span row) {
    List<Named> found = new ArrayList<>();
    Matcher end = TextLines.CELL_END.matcher(text).region(row.start(), row.end());
    int at = row.start();
    for (Set<Address> of : columns) {
      if (!of.isEmpty()) {
        found.add(new Named(new Span(at, at), of));
      }
      if (!end.find()) {
        break;
      }
      at = end.end();
    }
    return found;
  }

  /** Those that are known; where there is none, and addresses tell contracts apart, any others. */
  private List<Named> named(Span sentence) {
    List<Named> all = new ArrayList<>();
    Matcher name = names.matcher(text).region(sentence.start(), sentence.end());
    name.useTransparentBounds(true);
    while (name.find()) {
      String before =
          text.substring(Math.max(sentence.start(), name.start() - WORDS_AROUND), name.start());
      String after =
          text.substring(name.end(), Math.min(sentence.end(), name.end() + WORDS_AROUND));
      if (!AGENT_BEFORE.matcher(before).find() && !AGENT_AFTER.matcher(after).find()) {
        all.add(new Named(new Span(name.start(), name.end()), addresses(name.group())));
      }
    }
    List<Named> found = all.stream().filter(each -> isKnown(each.of())).toList();
    return found.isEmpty() && strangersCount ? all : found;
  }

  /** Whether the operator or the calls know them. */
  boolean isKnown(Set<Address> contracts) {
    return known.containsAll(contracts);
  }
}

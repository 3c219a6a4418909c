package org.prytany.governance.comparison;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.prytany.governance.findings.FindingCode;
import org.prytany.governance.findings.Verdict.Status;
import org.prytany.governance.reading.SentenceBounds;
import org.prytany.reading.cue.Cues;
import org.prytany.spi.Claim;
import org.prytany.spi.Span;

/**
 * On which chain a text has something happen. "Send 10 ETH to X on Base" says it; "for his work on
 * Base" and "the Base explorer" do not. Chains are called as effects call them: "" is the
 * proposal's own.
 */
final class StatedPlaces {

  private static final String HERE = "";
  private static final String ETHEREUM = "Ethereum";
  private static final Map<String, String> CHAINS = ChainNames.all();

  private static final Map<String, String> IN_ANY_CASE =
      new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  static {
    CHAINS.forEach(IN_ANY_CASE::putIfAbsent);
  }

  private static final String NAMES =
      CHAINS.keySet().stream()
          .sorted(Comparator.comparingInt(String::length).reversed())
          .map(Pattern::quote)
          .collect(Collectors.joining("|", "(?:", ")"));

  private static final Pattern PLACE =
      Cues.pattern(StatedPlaces.class, "place", Map.of("chains", NAMES));
  private static final Pattern OVER =
      Cues.pattern(StatedPlaces.class, "over", Map.of("chains", NAMES));
  private static final Pattern MENTION =
      Cues.pattern(StatedPlaces.class, "mention", Map.of("chains", NAMES));
  private static final Pattern DENIED = Cues.pattern(StatedPlaces.class, "denied");
  private static final Pattern UNTOUCHED = Cues.pattern(StatedPlaces.class, "untouched");
  private static final Pattern IN_PASSING = Cues.pattern(StatedPlaces.class, "in-passing");
  private static final Pattern BEGINS = Cues.pattern(StatedPlaces.class, "begins");
  private static final SentenceBounds SENTENCE =
      new SentenceBounds(Cues.pattern(StatedPlaces.class, "sentence-end"), 1_000);

  private final Comparison comparison;
  private final String own;
  private final Map<Span, Set<String>> known = new HashMap<>();
  private Optional<NavigableSet<Place>> all = Optional.empty();
  private Optional<NavigableSet<Span>> statements = Optional.empty();
  private Optional<PlacesOver> over = Optional.empty();

  /**
   * @param chains that the name may mean
   * @param denied whether nothing is to happen there
   * @param direct whether it is said of what happens, and not only mentioned
   */
  private record Place(int start, int end, Set<String> chains, boolean denied, boolean direct) {

    static final Comparator<Place> ORDER =
        Comparator.comparingInt(Place::start)
            .thenComparingInt(Place::end)
            .thenComparing(Place::direct);

    /** Before those that begin there. */
    static Place at(int start) {
      return new Place(start, -1, Set.of(), false, false);
    }
  }

  StatedPlaces(Comparison comparison) {
    this.comparison = comparison;
    this.own = ChainNames.ofId(comparison.dao().chainId()).orElse(ETHEREUM);
  }

  /** Whether what a claim states may happen on a chain. */
  boolean allows(int claim, String chain) {
    return allows(comparison.claims().get(claim).span(), chain);
  }

  /** Whether what a part of the text states may happen on a chain. */
  boolean allows(Span span, String chain) {
    Set<String> said = of(span);
    return said.isEmpty() || said.contains(chain) || OtherChainCheck.isUnknown(chain);
  }

  /** The chains that the statement names; none if it leaves that open. */
  Set<String> of(int claim) {
    return of(comparison.claims().get(claim).span());
  }

  private Set<String> of(Span span) {
    return known.computeIfAbsent(
        span,
        s -> {
          Set<String> said = read(s);
          return said.isEmpty() ? over().at(s.start()) : said;
        });
  }

  private PlacesOver over() {
    if (over.isEmpty()) {
      PlacesOver found = new PlacesOver(comparison.text(), NAMES);
      for (Place place : places()) {
        Span sentence = sentence(new Span(place.start(), place.end()));
        if (!place.denied() && others(sentence.start(), sentence.end()).isEmpty()) {
          found.take(sentence.start(), place.start(), sentence.end(), place.chains());
        }
      }
      over = Optional.of(found);
    }
    return over.get();
  }

  /** The chains that some claims name, for a sentence. */
  String words(List<Integer> claims) {
    return words(claims.stream().map(claim -> comparison.claims().get(claim).span()));
  }

  private String words(Stream<Span> spans) {
    return spans
        .flatMap(span -> of(span).stream())
        .distinct()
        .sorted()
        .map(chain -> chain.isEmpty() ? "this chain" : chain)
        .collect(Collectors.joining(" or "));
  }

  /**
   * Says that what happens on one chain stands in the text for another one.
   *
   * @param claim that says so; -1 for other words
   * @param sentence what happens
   */
  void contradict(int effect, int claim, Span said, String sentence) {
    String chain = comparison.effects().get(effect).chain();
    comparison
        .red(FindingCode.CHAIN_CONTRADICTED, claim, effect)
        .as(
            Status.CONTRADICTED,
            "The text says “on %s”: %s, but: %s That is on %s.",
            words(Stream.of(said)),
            comparison.quote(said),
            sentence,
            chain.isEmpty() ? "this chain" : chain);
  }

  /** Whether the text speaks of a chain as one where something happens. */
  boolean isNamed(String chain) {
    return places().stream().anyMatch(place -> !place.denied() && place.chains().contains(chain))
        || chain.contains(" ")
            && Pattern.compile("(?<![\\p{L}\\d/])" + Pattern.quote(chain) + "(?![\\p{L}\\d])")
                .matcher(comparison.text())
                .results()
                .anyMatch(said -> !isDenied(said.start(), said.end()));
  }

  private NavigableSet<Place> places() {
    if (all.isEmpty()) {
      NavigableSet<Place> found = new TreeSet<>(Place.ORDER);
      collect(PLACE, true, found);
      collect(OVER, true, found);
      collect(MENTION, false, found);
      all = Optional.of(found);
    }
    return all.get();
  }

  private void collect(Pattern pattern, boolean direct, Set<Place> places) {
    Matcher matcher = pattern.matcher(comparison.text());
    int from = 0;
    while (matcher.find(from)) {
      for (String group : List.of("a", "its", "alone", "cell", "small", "head")) {
        if (matcher.namedGroups().containsKey(group) && matcher.group(group) != null) {
          int start = matcher.start(group);
          int end = matcher.end(group);
          places.add(
              new Place(start, end, meant(matcher.group(group)), isDenied(start, end), direct));
          // A name of a list stands before the next one.
          from = direct ? end : start + 1;
        }
      }
      from = Math.max(from, matcher.start() + 1);
    }
  }

  private Set<String> meant(String name) {
    String chain = CHAINS.getOrDefault(name, IN_ANY_CASE.getOrDefault(name, name));
    if (chain.equals(ChainNames.HERE_OR_ETHEREUM)) {
      return Set.of(HERE, ETHEREUM);
    }
    return Set.of(chain.equals(own) ? HERE : chain);
  }

  private boolean isDenied(int start, int end) {
    String text = comparison.text();
    return DENIED.matcher(text.substring(Math.max(0, start - 60), start)).find()
        || UNTOUCHED.matcher(text.substring(end, Math.min(text.length(), end + 60))).find();
  }

  /** Whether the text has anything happen on a chain that it names. */
  boolean areStated() {
    return places().stream().anyMatch(Place::direct);
  }

  private Set<String> read(Span span) {
    if (!areStated()) {
      return Set.of();
    }
    int begin = sentence(span).start();
    int end = sentence(span).end();
    List<Span> others = others(begin, end);
    int before =
        others.stream().mapToInt(Span::end).filter(o -> o <= span.start()).max().orElse(begin);
    int after =
        others.stream().mapToInt(Span::start).filter(o -> o >= span.end()).min().orElse(end);
    Set<String> behind = within(span.start(), after, span.end());
    int first = others.stream().mapToInt(Span::start).min().orElse(span.start());
    int last = others.stream().mapToInt(Span::end).max().orElse(span.end());
    Set<String> leading = leading(begin, first);
    boolean forward = leading.isEmpty() || !within(last, end, last).isEmpty();
    if (forward) {
      return behind.isEmpty() ? leading : behind;
    }
    Set<String> own = before == begin ? leading : leading(before, span.start());
    return own.isEmpty() ? leading : own;
  }

  private List<Span> others(int begin, int end) {
    if (statements.isEmpty()) {
      TreeSet<Span> found =
          new TreeSet<>(Comparator.comparingInt(Span::start).thenComparingInt(Span::end));
      for (Claim claim : comparison.claims()) {
        if (claim instanceof Claim.Payment
            || claim instanceof Claim.Authority
            || claim instanceof Claim.Parameter) {
          found.add(claim.span());
        }
      }
      statements = Optional.of(found);
    }
    return statements.get().subSet(new Span(begin, begin), new Span(end + 1, end + 1)).stream()
        .filter(span -> span.end() <= end)
        .toList();
  }

  /** Those where something happens, within a part of the text. */
  private List<Place> placesIn(int from, int to) {
    return places().subSet(Place.at(from), Place.at(Math.max(from, to))).stream()
        .filter(place -> place.direct() && !place.denied() && place.end() <= to)
        .toList();
  }

  /** Places that stand behind a statement, before anything else is said. */
  private Set<String> within(int from, int to, int spoken) {
    Set<String> chains = new LinkedHashSet<>();
    for (Place place : placesIn(from, to)) {
      String between =
          place.start() <= spoken ? "" : comparison.text().substring(spoken, place.start());
      if (between.matches("(?s).*,\\s*on( the)? ") || !IN_PASSING.matcher(between).find()) {
        chains.addAll(place.chains());
      }
    }
    return chains;
  }

  /** Places that stand before a statement, with nothing between that is another matter. */
  private Set<String> leading(int from, int to) {
    Set<String> chains = new LinkedHashSet<>();
    for (Place place : placesIn(from, to)) {
      if ((BEGINS.matcher(comparison.text().substring(from, place.start())).matches()
              || !chains.isEmpty())
          && !IN_PASSING.matcher(comparison.text().substring(place.end(), to)).find()) {
        chains.addAll(place.chains());
      }
    }
    return chains;
  }

  /** The sentence around a part of the text. */
  Span sentence(Span part) {
    String text = comparison.text();
    return new Span(SENTENCE.start(text, part.start()), SENTENCE.end(text, part.end()));
  }
}

package org.prytany.governance.comparison;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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

  private static final String NAMES =
      CHAINS.keySet().stream()
          .sorted(Comparator.comparingInt(String::length).reversed())
          .map(Pattern::quote)
          .collect(Collectors.joining("|", "(?:", ")"));

  /** What a chain is called by who speaks of its accounts: the name alone is often a word. */
  private static final String ITS =
      "(?:[’']s)? (?:chain|network|rollup|L2|side|account|address|wallet|safe|Safe|treasury|multisig"
          + "|vault|timelock|governor|executor|receiver|messenger|bridge|portal|inbox|deployments?"
          + "|markets?|instances?|comets?|Comets?|pools?|contracts?)\\b";

  private static final Pattern PLACE =
      Pattern.compile(
          "(?<on>\\b(?:[Oo]n|[Oo]nto|[Aa]t)(?: the)? )(?<a>@)(?![\\p{L}\\d-])".replace("@", NAMES)
              + "|(?<![\\p{L}\\d/.-])(?<its>@)(?=#)".replace("@", NAMES).replace("#", ITS)
              + "|(?<=[(\\[])(?<alone>@)(?=[)\\]])".replace("@", NAMES)
              + "|(?<=\\| {0,9})(?<cell>@)(?= *\\|)".replace("@", NAMES)
              + "|\\b(?i:on) (?i:(?<small>@))(?= chain\\b| network\\b|[.,;:)]|\\s*\\z|\\s*\\n)"
                  .replace("@", NAMES));

  /** Only who moves something over says with these words where it arrives. */
  private static final Pattern OVER =
      Pattern.compile(
          "(?i:\\b(?:bridg|mov|migrat|port|teleport)\\w*)[^.;:!?\\n]{0,120}?\\b(?:to|onto|into) (?<a>@)(?![\\p{L}\\d-])"
              .replace("@", NAMES));

  /** A mention that shows at least that a chain is meant. */
  private static final Pattern MENTION =
      Pattern.compile(
          "(?:(?i:\\b(?:to|into|in|over|across|via|through|for|from|of|by|with|and|or|between|both|the|its|our))\\s"
              + "|(?i:@)\\)?(?:,| and| or| &| /|/)\\s?)(?<a>@)(?![\\p{L}\\d])".replace("@", NAMES)
              + "|(?m:^)[\\s#>*_|-]*\\[?(?<head>@)(?=\\]|\\s?[:|–—-]|[*_\\s]*(?m:$))"
                  .replace("@", NAMES));

  private static final Pattern DENIED =
      Pattern.compile(
          "\\b(?:not(?! only| just| merely)|never|nothing(?! else| other| more| further)|no(?:body|ne)?"
              + "(?! less| other| further| more| later)|nor|neither|without|rather than"
              + "|instead of|except|n[’']t)\\b[^.;:!?\\n]{0,40}\\z",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern UNTOUCHED =
      Pattern.compile(
          "\\A,?\\s?(?:(?:is|are|was|stays?|remains?|will be|has|have|gets?|there is|we do)\\s(?:\\w+\\s)?"
              + "(?:not\\b|un\\w+ed\\b|nothing\\b|no\\b)|nothing (?!else)|stays? (?:as|what)\\b|remains? as\\b|follows\\b|will follow\\b|comes later\\b)",
          Pattern.CASE_INSENSITIVE);

  /** What a statement is for says nothing of where it happens. */
  private static final Pattern IN_PASSING =
      Pattern.compile(
          "\\b(?:for(?! (?:0x|the account|account))|which|that|who|whose|because|where|whereas|unlike|like|as"
              + "|(?!includ)\\p{L}{3,40}ing|to (?!the\\b|its?\\b|our\\b|an?\\b|0x|account|whoever|(?-i:[A-Z]))\\p{L}+)\\b",
          Pattern.CASE_INSENSITIVE);

  /** A place before a statement begins its sentence or clause: "delegates on X" are not there. */
  private static final Pattern BEGINS =
      Pattern.compile(
          "(?:[\\s\\S]*[,;:(\\n])?[^\\p{L}\\d]*(?:(?:and|but|then|also|or)\\b[^\\p{L}\\d]*)?(?:(?:on|at|onto)\\s(?:the\\s)?)?",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern SENTENCE_END =
      Pattern.compile("(?<=[.!?])\\s+|\\n\\s*\\n|\\n(?=\\s*(?:[-*+•|#>]|\\d{1,3}[.)]\\s))");
  private static final int FARTHEST = 1_000;

  private final Comparison comparison;
  private final String own;
  private final Map<Integer, Set<String>> known = new HashMap<>();
  private Optional<List<Place>> all = Optional.empty();
  private Optional<List<Span>> statements = Optional.empty();

  /**
   * @param chains that the name may mean
   * @param denied whether nothing is to happen there
   * @param direct whether it is said of what happens, and not only mentioned
   */
  private record Place(int start, int end, Set<String> chains, boolean denied, boolean direct) {}

  StatedPlaces(Comparison comparison) {
    this.comparison = comparison;
    this.own = ChainNames.ofId(comparison.dao().chainId()).orElse(ETHEREUM);
  }

  /** Whether what a claim states may happen on a chain. */
  boolean allows(int claim, String chain) {
    Set<String> said = of(claim);
    return said.isEmpty() || said.contains(chain) || OtherChainCheck.isUnknown(chain);
  }

  /** The chains that the statement names; none if it leaves that open. */
  Set<String> of(int claim) {
    return known.computeIfAbsent(claim, this::read);
  }

  /** The chains that some claims name, for a sentence. */
  String words(List<Integer> claims) {
    return claims.stream()
        .flatMap(claim -> of(claim).stream())
        .distinct()
        .sorted()
        .map(chain -> chain.isEmpty() ? "this chain" : chain)
        .collect(Collectors.joining(" or "));
  }

  /** Whether the text speaks of a chain as one where something happens. */
  boolean isNamed(String chain) {
    return places().stream().anyMatch(place -> !place.denied() && place.chains().contains(chain))
        || chain.contains(" ") && isSaid(chain);
  }

  private boolean isSaid(String name) {
    Matcher said =
        Pattern.compile("(?<![\\p{L}\\d/])" + Pattern.quote(name) + "(?![\\p{L}\\d])")
            .matcher(comparison.text());
    while (said.find()) {
      if (!isDenied(said.start(), said.end())) {
        return true;
      }
    }
    return false;
  }

  private List<Place> places() {
    if (all.isEmpty()) {
      List<Place> found = new ArrayList<>();
      collect(PLACE, true, found);
      collect(OVER, true, found);
      collect(MENTION, false, found);
      found.sort(Comparator.comparingInt(Place::start).thenComparingInt(Place::end));
      all = Optional.of(List.copyOf(found));
    }
    return all.get();
  }

  private void collect(Pattern pattern, boolean direct, List<Place> places) {
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
    String chain =
        Optional.ofNullable(CHAINS.get(name))
            .or(
                () ->
                    CHAINS.entrySet().stream()
                        .filter(known -> known.getKey().equalsIgnoreCase(name))
                        .map(Map.Entry::getValue)
                        .findFirst())
            .orElse(name);
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

  private Set<String> read(int claim) {
    if (places().stream().noneMatch(Place::direct)) {
      return Set.of();
    }
    Span span = comparison.claims().get(claim).span();
    int begin = sentenceStart(span.start());
    int end = sentenceEnd(span.end());
    List<Span> others = others(begin, end);
    int before =
        others.stream()
            .filter(o -> o.end() <= span.start())
            .mapToInt(Span::end)
            .max()
            .orElse(begin);
    int after =
        others.stream()
            .filter(o -> o.start() >= span.end())
            .mapToInt(Span::start)
            .min()
            .orElse(end);
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
      statements =
          Optional.of(
              comparison.claims().stream()
                  .filter(
                      claim -> claim instanceof Claim.Payment || claim instanceof Claim.Authority)
                  .map(Claim::span)
                  .sorted(Comparator.comparingInt(Span::start))
                  .toList());
    }
    List<Span> sorted = statements.get();
    return sorted
        .subList(firstFrom(sorted, Span::start, begin), firstFrom(sorted, Span::start, end + 1))
        .stream()
        .filter(span -> span.end() <= end)
        .toList();
  }

  /** How many of a sorted list stand before a place of the text. */
  private static <T> int firstFrom(List<T> sorted, ToIntFunction<T> start, int place) {
    int low = 0;
    int high = sorted.size();
    while (low < high) {
      int middle = (low + high) / 2;
      if (start.applyAsInt(sorted.get(middle)) < place) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private List<Place> placesIn(int from, int to) {
    List<Place> sorted = places();
    int first = firstFrom(sorted, Place::start, from);
    return sorted.subList(first, Math.max(first, firstFrom(sorted, Place::start, to)));
  }

  /** Places that stand behind a statement, before anything else is said. */
  private Set<String> within(int from, int to, int spoken) {
    Set<String> chains = new LinkedHashSet<>();
    for (Place place : placesIn(from, to)) {
      if (place.direct() && !place.denied() && place.start() >= from && place.end() <= to) {
        String between =
            place.start() <= spoken ? "" : comparison.text().substring(spoken, place.start());
        if (between.matches("(?s).*,\\s*on( the)? ") || !IN_PASSING.matcher(between).find()) {
          chains.addAll(place.chains());
        }
      }
    }
    return chains;
  }

  /** Places that stand before a statement, with nothing between that is another matter. */
  private Set<String> leading(int from, int to) {
    Set<String> chains = new LinkedHashSet<>();
    for (Place place : placesIn(from, to)) {
      if (place.direct()
          && !place.denied()
          && place.start() >= from
          && place.end() <= to
          && (BEGINS.matcher(comparison.text().substring(from, place.start())).matches()
              || !chains.isEmpty())
          && !IN_PASSING.matcher(comparison.text().substring(place.end(), to)).find()) {
        chains.addAll(place.chains());
      }
    }
    return chains;
  }

  private int sentenceStart(int at) {
    int from = Math.max(0, at - FARTHEST);
    Matcher ends = SENTENCE_END.matcher(comparison.text()).region(from, at);
    ends.useTransparentBounds(true);
    int start = from;
    while (ends.find()) {
      start = ends.end();
    }
    return start;
  }

  private int sentenceEnd(int at) {
    String text = comparison.text();
    int to = Math.min(text.length(), at + FARTHEST);
    Matcher ends = SENTENCE_END.matcher(text).region(Math.min(at, to), to);
    ends.useTransparentBounds(true);
    return ends.find() ? ends.start() : to;
  }
}

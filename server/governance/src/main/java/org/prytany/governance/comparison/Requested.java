package org.prytany.governance.comparison;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.prytany.governance.comparison.Sentences.Said;
import org.prytany.governance.effects.Change;
import org.prytany.governance.findings.FindingCode;
import org.prytany.governance.findings.Verdict;
import org.prytany.governance.reading.Quoted;
import org.prytany.reading.claims.Doubt;
import org.prytany.reading.cue.Cues;
import org.prytany.spi.Claim;
import org.prytany.spi.Span;

/**
 * Whether a text asks for what it explains. A place asks if its sentence is a request, an order or
 * a plan of the house, now; or if it is a line, an item or a row, under words that ask. What only
 * tells, teaches or quotes has every amount too, and asks for nothing.
 */
final class Requested {

  private static final Pattern ASKS = Cues.pattern(Requested.class, "asks");
  private static final Pattern WEAK = Cues.pattern(Requested.class, "weak");
  private static final Pattern NOT_NOW = Cues.pattern(Requested.class, "not-now");
  private static final Pattern OVER = Cues.pattern(Requested.class, "over");
  private static final Pattern APART = Cues.pattern(Requested.class, "apart");
  private static final Pattern CHOOSES = Cues.pattern(Requested.class, "chooses");
  private static final Pattern YES = Cues.pattern(Requested.class, "yes");
  private static final Pattern DOES = Cues.pattern(Requested.class, "does");
  private static final Pattern WORD = Pattern.compile("[\\p{L}’']{2,}+");

  private static final Pattern STOP = Pattern.compile("[.!?][\\s*_]{0,4}+\\z");

  /** A line of no more words speaks with what stands over it. */
  private static final int SHORT_LINE = 12;

  /** The claim of what is found in the text without one. */
  private static final int NOWHERE = -1;

  private static final int MOST = 5;

  /** A text of no more sentences says nothing beside its request. */
  private static final int FEW = 3;

  /** The sentences that explain an effect, and those of them that ask for it. */
  record Places(List<Integer> explaining, List<Integer> asking) {}

  private final Comparison comparison;
  private final Sentences all;
  private final Set<Integer> named;
  private final boolean chooses;
  private final boolean anyAsks;

  /** Whether it has no sentence in prose: then its lines are the request. */
  private final boolean isBare;

  private final Map<Integer, Places> places = new TreeMap<>();
  private final Map<String, List<Integer>> spelled = new HashMap<>();

  Requested(Comparison comparison, Sentences all) {
    this.comparison = comparison;
    this.all = all;
    this.named =
        comparison.doubted(Doubt.Kind.NAMED).stream().map(Span::start).collect(Collectors.toSet());
    this.chooses = CHOOSES.matcher(comparison.text()).find();
    this.anyAsks =
        all.count() <= FEW
            || IntStream.range(0, all.count())
                .filter(this::isOfThisRequest)
                .anyMatch(said -> ASKS.matcher(all.get(said).words()).find());
    this.isBare = all.all().stream().allMatch(this::isLine);
  }

  /** By the number of each effect that the text explains. */
  Map<Integer, Places> places() {
    return places;
  }

  /** Says of every effect that the text explains where no place asks for it. */
  void run() {
    Map<Integer, Set<Integer>> claims = new TreeMap<>();
    for (Verdict.Match match : comparison.found().matches()) {
      if (match.status() == Verdict.Status.CONSISTENT && match.effect() >= 0) {
        claims.computeIfAbsent(match.effect(), e -> new TreeSet<>()).add(match.claim());
      }
    }
    boolean yes = saysWhatAYesDoes();
    Set<Integer> told = new HashSet<>();
    claims.forEach(
        (effect, its) -> {
          List<Integer> explaining = explaining(comparison.effects().get(effect), its);
          List<Integer> asking =
              explaining.stream()
                  .filter(start -> yes && !named.contains(start))
                  .flatMap(start -> all.at(start).stream())
                  .filter(this::asks)
                  .distinct()
                  .toList();
          List<Integer> said =
              explaining.stream().flatMap(start -> all.at(start).stream()).distinct().toList();
          places.put(effect, new Places(said, asking));
          if (asking.isEmpty() && !said.isEmpty() && told.size() < MOST) {
            said.stream().limit(1).filter(told::add).forEach(first -> tell(effect, first));
          }
        });
  }

  private void tell(int effect, int said) {
    boolean pays = comparison.effects().get(effect) instanceof Change.OfValue;
    Span span = all.get(said).span();
    comparison
        .amber(pays ? FindingCode.AMOUNT_NOT_ASKED : FindingCode.CHANGE_NOT_ASKED, effect)
        .at(span)
        .say(
            "%s is in the text, and the text does not ask for it where it stands. Read: %s.",
            pays ? "What is paid" : "What changes", Quoted.of(span.of(comparison.text())));
  }

  /** Where the text says what some claims say, and where it says a payment of them again. */
  private List<Integer> explaining(Change effect, Set<Integer> claims) {
    if (claims.contains(NOWHERE)) {
      return spelling(effect);
    }
    return claims.stream()
        .map(claim -> comparison.claims().get(claim))
        .flatMap(
            claim ->
                claim instanceof Claim.Payment paid
                    ? comparison.claims(Claim.Payment.class).values().stream()
                        .filter(other -> other.amount().compareTo(paid.amount()) == 0)
                        .filter(other -> other.symbol().equals(paid.symbol()))
                    : Stream.of(claim))
        .map(claim -> claim.span().start())
        .distinct()
        .toList();
  }

  /** Where the text has the words of a setting or, of a power, the account that gets it. */
  private List<Integer> spelling(Change effect) {
    if (all.count() <= FEW) {
      return List.of();
    }
    return switch (effect) {
      case Change.OfSetting setting when !setting.value().equals(setting.previous()) ->
          spelled.computeIfAbsent(
              setting.name(), name -> starts(ParameterCheck.names(setting).asPredicate()));
      case Change.Role _, Change.Owner _, Change.Code _ when effect.to().isPresent() ->
          spelled.computeIfAbsent(
              effect.to().get().hex(),
              hex -> starts(words -> words.toLowerCase(Locale.ROOT).contains(hex)));
      default -> List.of();
    };
  }

  private List<Integer> starts(Predicate<String> spells) {
    return all.all().stream()
        .filter(said -> spells.test(said.words()))
        .map(said -> said.span().start())
        .toList();
  }

  private boolean asks(int said) {
    Said here = all.get(said);
    return isOfThisRequest(said)
        && (ASKS.matcher(here.words()).find()
            || WEAK.matcher(here.words()).find() && (anyAsks || isAskedOver(said))
            || isLine(here) && (isBare || isAskedOver(said)));
  }

  private boolean isOfThisRequest(int said) {
    String words = all.get(said).words();
    return all.over(said).stream().noneMatch(over -> APART.matcher(over).find())
        && !APART.matcher(words).lookingAt()
        && !(chooses && comparison.lines().block(all.get(said).line()) >= 0)
        && !NOT_NOW.matcher(words).find();
  }

  private boolean isAskedOver(int said) {
    return all.over(said).stream().anyMatch(over -> OVER.matcher(over).find());
  }

  private boolean isLine(Said said) {
    return comparison.lines().block(said.line()) >= 0
        || !STOP.matcher(said.words()).find()
            && WORD.matcher(said.words()).results().count() <= SHORT_LINE;
  }

  /** Whether the sentences that say what a yes does, if there are any, do something. */
  private boolean saysWhatAYesDoes() {
    List<Said> said = all.all().stream().filter(each -> YES.matcher(each.words()).find()).toList();
    return said.isEmpty() || said.stream().anyMatch(each -> DOES.matcher(each.words()).find());
  }
}

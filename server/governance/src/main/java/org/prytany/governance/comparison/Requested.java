package org.prytany.governance.comparison;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
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
import org.prytany.spi.Address;
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
  private static final Pattern SUPPOSED = Cues.pattern(Requested.class, "supposed");
  private static final Pattern HOUSE_NAME = Cues.pattern(Requested.class, "house-name");
  private static final Pattern GIVES = Cues.pattern(Requested.class, "gives");
  private static final Pattern ITEM = Cues.pattern(Requested.class, "item");
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

  private static final Places NONE = new Places(List.of(), List.of());

  /** What is nowhere found is told at the text's beginning. */
  private static final List<Integer> FIRST = List.of(0);

  private final Comparison comparison;
  private final Sentences all;
  private final Set<Integer> named;
  private final boolean chooses;

  /** What the DAO calls itself, and the text's first sentence, which may say it. */
  private final String called;

  private final boolean anyAsks;

  /** Whether it has no sentence in prose: then its lines are the request. */
  private final boolean isBare;

  private final Map<Integer, Places> places = new TreeMap<>();
  private final Map<Object, Places> known = new HashMap<>();
  private final Map<Integer, Boolean> asked = new HashMap<>();
  private final Map<Object, List<Integer>> alike = new HashMap<>();
  private final Map<Address, List<Integer>> accounts = new HashMap<>();

  Requested(Comparison comparison, Sentences all) {
    this.comparison = comparison;
    this.all = all;
    this.named =
        comparison.doubted(Doubt.Kind.NAMED).stream().map(Span::start).collect(Collectors.toSet());
    String title = all.all().stream().limit(1).map(Said::words).collect(Collectors.joining());
    this.called = (comparison.dao().name() + " " + title).toLowerCase(Locale.ROOT);
    this.chooses = CHOOSES.matcher(comparison.text()).find();
    this.anyAsks =
        all.count() <= FEW
            || IntStream.range(0, all.count())
                .filter(this::isOfThisRequest)
                .anyMatch(said -> isOrder(all.get(said).words()));
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
          Places where = places(comparison.effects().get(effect), its);
          places.put(effect, where);
          where.explaining().stream()
              .limit(yes && !where.asking().isEmpty() || told.size() == MOST ? 0 : 1)
              .filter(told::add)
              .forEach(first -> tell(effect, first));
        });
  }

  private void tell(int effect, int said) {
    Change change = comparison.effects().get(effect);
    boolean pays = change instanceof Change.OfValue;
    String who = change.to().map(account -> " to " + comparison.name(account)).orElse("");
    Span span = all.get(said).span();
    comparison
        .amber(pays ? FindingCode.AMOUNT_NOT_ASKED : FindingCode.CHANGE_NOT_ASKED, effect)
        .at(span)
        .say(
            "%s%s is in the text, and the text does not ask for it where it stands. Read: %s.",
            pays ? "What is paid" : "What changes", who, Quoted.of(span.of(comparison.text())));
  }

  /** Where the text explains an effect: once for all that are explained alike. */
  private Places places(Change effect, Set<Integer> claims) {
    if (!claims.contains(NOWHERE)) {
      List<Object> what = claims.stream().map(this::what).distinct().toList();
      return known.computeIfAbsent(what, w -> places(what.stream().flatMap(this::starts)));
    }
    return switch (effect) {
      case Change.OfSetting set when set.value().equals(set.previous()) -> NONE;
      case Change.Setting _ when all.count() <= FEW -> NONE;
      case Change.Control set ->
          known.computeIfAbsent(set.name(), n -> spelling(ControlCheck.name(set.name())));
      case Change.OfSetting set ->
          known.computeIfAbsent(set.name(), name -> spelling(ParameterCheck.names(set)));
      case Change.Role _, Change.Owner _ -> naming(effect.to().orElse(effect.contract()), FIRST);
      case Change.Code code -> naming(code.code(), List.of());
      default -> NONE;
    };
  }

  /** What a claim says, alike for payments of an amount. */
  private Object what(int claim) {
    return comparison.claims().get(claim) instanceof Claim.Payment paid ? what(paid) : claim;
  }

  private static Object what(Claim.Payment paid) {
    return List.of(paid.amount().stripTrailingZeros(), paid.symbol());
  }

  /** Where the text says what a claim says, and where it says a payment of it again. */
  private Stream<Integer> starts(Object what) {
    if (what instanceof Integer claim) {
      return Stream.of(comparison.claims().get(claim).span().start());
    }
    if (alike.isEmpty()) {
      for (Claim.Payment paid : comparison.claims(Claim.Payment.class).values()) {
        alike.computeIfAbsent(what(paid), w -> new ArrayList<>()).add(paid.span().start());
      }
    }
    return alike.getOrDefault(what, List.of()).stream();
  }

  private Places places(Stream<Integer> starts) {
    List<Integer> said = starts.toList();
    return new Places(
        said.stream().flatMap(start -> all.at(start).stream()).distinct().toList(),
        said.stream()
            .filter(start -> !named.contains(start))
            .flatMap(start -> all.at(start).stream())
            .distinct()
            .filter(this::asks)
            .toList());
  }

  private Places spelling(Pattern name) {
    List<Integer> said =
        IntStream.range(0, all.count())
            .filter(each -> name.matcher(all.get(each).words()).find())
            .boxed()
            .toList();
    return new Places(said.isEmpty() ? FIRST : said, said.stream().filter(this::asks).toList());
  }

  private Places naming(Address account, List<Integer> otherwise) {
    if (accounts.isEmpty()) {
      accounts.put(Address.ZERO, new ArrayList<>());
      for (int said = 0; said < all.count(); said++) {
        for (Address each : comparison.named(all.get(said).words())) {
          accounts.computeIfAbsent(each, n -> new ArrayList<>()).add(said);
        }
      }
    }
    List<Integer> said = accounts.getOrDefault(account, List.of());
    return new Places(said.isEmpty() ? otherwise : said, said.stream().filter(this::asks).toList());
  }

  private boolean asks(int said) {
    return asked.computeIfAbsent(said, this::isAsking);
  }

  private boolean isAsking(int said) {
    Said here = all.get(said);
    return isOfThisRequest(said)
        && (isOrder(here.words())
            || WEAK.matcher(here.words()).find() && (anyAsks || all.isOver(said, OVER))
            || isLine(here)
                && !GIVES.matcher(here.words()).find()
                && (isBare || all.isOver(said, OVER)));
  }

  /** Whether words ask, and nothing before them supposes, reports or puts off what they ask. */
  private boolean isOrder(String words) {
    Matcher order = ASKS.matcher(words);
    for (int each = 0; each < MOST && order.find(); each++) {
      Matcher house = HOUSE_NAME.matcher(order.group());
      if ((!house.find() || called.contains(house.group("name").toLowerCase(Locale.ROOT)))
          && !SUPPOSED.matcher(words.substring(0, order.start())).find()) {
        return true;
      }
    }
    return false;
  }

  private boolean isOfThisRequest(int said) {
    Said here = all.get(said);
    return !all.isOver(said, APART)
        && !APART.matcher(here.words()).lookingAt()
        && !(chooses && ITEM.matcher(comparison.lines().line(here.line())).lookingAt())
        && !NOT_NOW.matcher(here.words()).find();
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

package org.prytany.governance.reading;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.prytany.governance.reading.Quantity.At;
import org.prytany.reading.cue.Cues;

/**
 * Which values a text gives, wherever it gives them, in the units that contracts keep settings in:
 * "4 %" is 4, 400 basis points and 4·10^16; "2 days" are 172,800 seconds and so many blocks. Read
 * by the host itself, in any language: what a digester leaves out changes nothing.
 */
public final class WrittenSettings {

  /** What a text says of a setting and its new value. */
  public enum Said {
    /** The value stands where the setting is spoken of. */
    STATED,
    /** The value stands there, and may be the one that the setting has now. */
    MAYBE_OLD,
    /** The value stands somewhere else. */
    ELSEWHERE,
    /** The setting is spoken of with numbers, and the value is not in the text. */
    OTHER_VALUE,
    /** The setting is spoken of without numbers, and the value is not in the text. */
    NAMED_ONLY,
    /** Neither is in the text. */
    ABSENT
  }

  private static final Pattern QUANTITY = Cues.pattern(WrittenSettings.class, "quantity");
  private static final Pattern HUMP = Cues.pattern(WrittenSettings.class, "hump");
  private static final Set<String> NO_NAME = Cues.words(WrittenSettings.class, "no-name");
  private static final int[] WHOLE_OR_COINS = {0, 18};
  private static final int LINES_BEHIND = 3;
  private static final Pattern ACCOUNT = Cues.pattern(WrittenSettings.class, "account");

  private final TextLines lines;
  private final WordIndex index;
  private final OldValues oldValues;
  private final RivalValues rivals;
  private final Map<Integer, List<Quantity>> byLine = new HashMap<>();

  /**
   * What a setting counts time in: so many seconds each, which is a second or a block.
   *
   * @param sure what it is known to count
   * @param maybe what it may count instead
   */
  public record Clock(Set<Integer> sure, Set<Integer> maybe) {

    public static final Clock SECONDS = new Clock(Set.of(1), Set.of());

    public Clock {
      sure = Set.copyOf(sure);
      maybe = Collections.unmodifiableSet(new TreeSet<>(maybe));
    }
  }

  public WrittenSettings(TextLines lines) {
    this.lines = lines;
    this.index = new WordIndex(lines);
    this.oldValues = new OldValues(lines);
    this.rivals = new RivalValues(lines, oldValues);
    for (int line = 0; line < lines.count(); line++) {
      List<Quantity> quantities = quantities(line);
      if (!quantities.isEmpty()) {
        byLine.put(line, quantities);
      }
    }
  }

  /**
   * @param synonyms what texts call the setting, besides its own name
   */
  public Said of(String name, Set<String> synonyms, BigDecimal value, Clock clock) {
    return of(name, synonyms, value, Quantity.SCALES, clock);
  }

  /**
   * A number that is handed to a function of which only the name is known: it may be an amount, so
   * that it counts only as it stands, or with the 18 decimals of coins and most tokens. What is
   * said to be old does not count at all.
   */
  public Said ofHanded(String function, BigDecimal value, Clock clock) {
    Said said = of(function, Set.of(), value, WHOLE_OR_COINS, clock);
    boolean old =
        said == Said.MAYBE_OLD
            && spoken(function, Set.of()).stream()
                .boxed()
                .flatMap(this::in)
                .filter(one -> one.means(value, WHOLE_OR_COINS, clock))
                .allMatch(this::isOld);
    return old ? Said.OTHER_VALUE : said;
  }

  private Said of(String name, Set<String> synonyms, BigDecimal value, int[] scales, Clock clock) {
    BitSet spoken = spoken(name, synonyms);
    List<Quantity> here = spoken.stream().boxed().flatMap(this::in).toList();
    List<Quantity> fitting = here.stream().filter(one -> one.means(value, scales, clock)).toList();
    if (fitting.stream().anyMatch(one -> isAsked(one, here))) {
      return Said.STATED;
    }
    if (fitting.stream().anyMatch(one -> !isOld(one) || isOnly(one, here))) {
      return Said.MAYBE_OLD;
    }
    boolean elsewhere =
        byLine.values().stream()
            .flatMap(List::stream)
            .filter(quantity -> quantity.isDistinctive() && quantity.means(value, scales, clock))
            .anyMatch(quantity -> !isOld(quantity));
    if (elsewhere) {
      return Said.ELSEWHERE;
    }
    return !here.isEmpty() ? Said.OTHER_VALUE : spoken.isEmpty() ? Said.ABSENT : Said.NAMED_ONLY;
  }

  /** Whether nothing else in its line may be the new value, and it is no old one. */
  private boolean isAsked(Quantity one, List<Quantity> here) {
    At at = one.at();
    if (isOld(one)) {
      return isOnly(one, here) && oldValues.isSet(at.line(), at.start());
    }
    return in(at.line())
        .filter(one::isRival)
        .map(Quantity::at)
        .noneMatch(
            other -> rivals.isOpen(at.line(), at.start(), at.end(), other.start(), other.end()));
  }

  /** Whether no other value of its kind is given, which would be the new one, nor it denied. */
  private boolean isOnly(Quantity one, List<Quantity> here) {
    return !oldValues.isDenied(one.at().line(), one.at().start())
        && here.stream().noneMatch(one::isUnlike);
  }

  private Stream<Quantity> in(int line) {
    return byLine.getOrDefault(line, List.of()).stream();
  }

  /** How many seconds each a value has to count to be a time that the text gives the setting. */
  public Optional<Integer> counted(
      String name, Set<String> synonyms, BigDecimal value, Clock clock) {
    List<Quantity> here = spoken(name, synonyms).stream().boxed().flatMap(this::in).toList();
    return clock.maybe().stream()
        .filter(each -> here.stream().anyMatch(of -> of.lasts(value, each) && !isOld(of)))
        .findFirst();
  }

  /** Lines that speak of the setting, and those right behind them. */
  private BitSet spoken(String name, Set<String> synonyms) {
    BitSet here = index.all(words(name));
    if (!synonyms.isEmpty()) {
      for (int line = 0; line < lines.count(); line++) {
        String lower = lines.line(line).toLowerCase(Locale.ROOT);
        if (synonyms.stream().anyMatch(lower::contains)) {
          here.set(line);
        }
      }
    }
    BitSet near = new BitSet();
    here.stream().forEach(line -> near.set(line, Math.min(lines.count(), line + LINES_BEHIND + 1)));
    return near;
  }

  /** What a name says beside that something is set: "setVotingDelay" is a voting delay. */
  public static List<String> words(String name) {
    List<String> words = new ArrayList<>();
    for (String word : HUMP.split(ACCOUNT.matcher(name).replaceAll(" "))) {
      String lower = word.toLowerCase(Locale.ROOT);
      if (lower.length() > 1 && !NO_NAME.contains(lower)) {
        words.add(lower);
      }
    }
    return words;
  }

  /** A line in which old values are blank. */
  public String withoutOld(int at) {
    StringBuilder line = new StringBuilder(lines.line(at));
    Matcher matcher = QUANTITY.matcher(lines.line(at));
    while (matcher.find()) {
      if (oldValues.isOld(at, matcher.start(), matcher.end())) {
        line.replace(matcher.start(), matcher.end(), " ".repeat(matcher.end() - matcher.start()));
      }
    }
    return line.toString();
  }

  public WordIndex index() {
    return index;
  }

  /** Whether the setting is said to have had it, or not to get it. */
  private boolean isOld(Quantity quantity) {
    return oldValues.isOld(quantity.at().line(), quantity.at().start(), quantity.at().end());
  }

  private List<Quantity> quantities(int line) {
    List<Quantity> quantities = new ArrayList<>();
    Matcher matcher = QUANTITY.matcher(lines.line(line));
    while (matcher.find()) {
      BigDecimal number = new BigDecimal(matcher.group("number").replaceAll("[,_'’]", ""));
      String power = matcher.group("power") == null ? matcher.group("ten") : matcher.group("power");
      if (power != null) {
        number = number.scaleByPowerOfTen(Integer.parseInt(power));
      }
      String unit = matcher.group("unit") == null ? "" : matcher.group("unit");
      At at = new At(line, matcher.start(), matcher.end());
      Quantity quantity = quantity(number, unit.toLowerCase(Locale.ROOT), at);
      boolean tokens = quantity.unit().matches("k?") && matcher.group("token") != null;
      quantities.add(tokens ? new Quantity(quantity.number(), "t", at) : quantity);
    }
    // "two and a half days" are no digits; "7200 blocks" are, and no seconds.
    Map<Integer, BigDecimal> read = new HashMap<>();
    quantities.forEach(each -> read.put(each.at().start(), each.number()));
    for (WrittenPeriods.Lasting period : WrittenPeriods.all(lines.line(line))) {
      BigDecimal known = read.get(period.start());
      if (known == null || known.compareTo(period.seconds()) != 0) {
        quantities.add(
            new Quantity(period.seconds(), "s", new At(line, period.start(), period.end())));
      }
    }
    return quantities;
  }

  private static Quantity quantity(BigDecimal number, String unit, At at) {
    if (unit.startsWith("per") || !unit.isEmpty() && "%٪％".contains(unit)) {
      return new Quantity(number, "%", at);
    }
    if (unit.startsWith("bp") || unit.startsWith("basis")) {
      return new Quantity(number, "bp", at);
    }
    char first = unit.isEmpty() ? ' ' : unit.charAt(0);
    boolean minutes = unit.startsWith("min");
    long times =
        switch (first) {
          case 'h' -> 3_600;
          case 'd' -> 86_400;
          case 'w' -> 604_800;
          case 't', 'k' -> 1_000;
          case 'm' -> minutes ? 60 : 1_000_000;
          case 'b' -> 1_000_000_000;
          default -> 1;
        };
    String kind = minutes || "shdw".indexOf(first) >= 0 ? "s" : unit.isEmpty() ? "" : "k";
    return new Quantity(number.multiply(BigDecimal.valueOf(times)), kind, at);
  }
}

package org.prytany.governance.reading;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
  private static final int[] SCALES = {0, 2, 4, 6, 8, 16, 18, 24, 27};
  private static final int[] WHOLE_OR_COINS = {0, 18};
  private static final int FEWEST_DECIMALS = 6;
  private static final BigDecimal MANY = BigDecimal.valueOf(10_000);
  private static final int[] BLOCK_SECONDS = {1, 2, 5, 12, 13, 15};
  private static final int LINES_BEHIND = 3;
  private static final int DISTINCTIVE = 3;

  /** A number with so many digits is rarely another matter's: gas, caps, base units. */
  private static final int LONG = 5;

  private static final Pattern ACCOUNT = Cues.pattern(WrittenSettings.class, "account");

  private final TextLines lines;
  private final WordIndex index;
  private final Map<Integer, List<Quantity>> byLine = new HashMap<>();

  /**
   * A number with its unit.
   *
   * @param unit "" where it has none that is understood
   * @param old whether the setting is said to have had it, or not to get it
   */
  private record Quantity(BigDecimal number, String unit, boolean old) {

    /** Whether no other number happens to look so. */
    boolean isDistinctive() {
      return !unit.isEmpty()
          || number.stripTrailingZeros().precision() >= DISTINCTIVE
          || number.precision() - number.scale() >= LONG;
    }

    /**
     * @param scales by which a number without a unit may be multiplied, as powers of ten
     */
    boolean means(BigDecimal value, int[] scales) {
      return switch (unit) {
        case "%" -> scaled(number.movePointLeft(2), value, SCALES) || number.compareTo(value) == 0;
        case "bp" ->
            scaled(number.movePointLeft(4), value, SCALES)
                || number.compareTo(value) == 0
                || number.movePointLeft(2).compareTo(value) == 0;
        case "s" -> lasts(value);
        case "t" -> scaled(number, value, isMany() ? withDecimals(scales) : scales);
        default -> scaled(number, value, scales);
      };
    }

    private static boolean scaled(BigDecimal number, BigDecimal value, int[] scales) {
      for (int scale : scales) {
        if (number.scaleByPowerOfTen(scale).compareTo(value) == 0) {
          return true;
        }
      }
      return false;
    }

    /** So many of anything are no collectibles, which have no decimals. */
    private boolean isMany() {
      return number.compareTo(MANY) >= 0;
    }

    private static int[] withDecimals(int[] scales) {
      return Arrays.stream(scales).filter(scale -> scale >= FEWEST_DECIMALS).toArray();
    }

    private boolean lasts(BigDecimal value) {
      for (int block : BLOCK_SECONDS) {
        if (value.multiply(BigDecimal.valueOf(block)).compareTo(number) == 0) {
          return true;
        }
      }
      return false;
    }
  }

  public WrittenSettings(TextLines lines) {
    this.lines = lines;
    this.index = new WordIndex(lines);
    OldValues old = new OldValues(lines);
    for (int line = 0; line < lines.count(); line++) {
      List<Quantity> quantities = quantities(line, old);
      if (!quantities.isEmpty()) {
        byLine.put(line, quantities);
      }
    }
  }

  /**
   * @param synonyms what texts call the setting, besides its own name
   */
  public Said of(String name, Set<String> synonyms, BigDecimal value) {
    return of(name, synonyms, value, SCALES);
  }

  /**
   * A number that is handed to a function of which only the name is known: it may be an amount, so
   * that it counts only as it stands, or with the 18 decimals of coins and most tokens.
   */
  public Said ofHanded(String function, BigDecimal value) {
    return of(function, Set.of(), value, WHOLE_OR_COINS);
  }

  private Said of(String name, Set<String> synonyms, BigDecimal value, int[] scales) {
    BitSet spoken = spoken(name, synonyms);
    boolean numbers = false;
    for (int line = spoken.nextSetBit(0); line >= 0; line = spoken.nextSetBit(line + 1)) {
      for (Quantity quantity : byLine.getOrDefault(line, List.of())) {
        numbers = true;
        if (!quantity.old() && quantity.means(value, scales)) {
          return Said.STATED;
        }
      }
    }
    boolean elsewhere =
        byLine.values().stream()
            .flatMap(List::stream)
            .filter(quantity -> !quantity.old() && quantity.isDistinctive())
            .anyMatch(quantity -> quantity.means(value, scales));
    if (elsewhere) {
      return Said.ELSEWHERE;
    }
    if (spoken.isEmpty()) {
      return Said.ABSENT;
    }
    return numbers ? Said.OTHER_VALUE : Said.NAMED_ONLY;
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
    return withLinesBehind(here);
  }

  private BitSet withLinesBehind(BitSet here) {
    BitSet near = new BitSet();
    for (int line = here.nextSetBit(0); line >= 0; line = here.nextSetBit(line + 1)) {
      near.set(line, Math.min(lines.count(), line + LINES_BEHIND + 1));
    }
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
    OldValues oldValues = new OldValues(lines);
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

  private List<Quantity> quantities(int at, OldValues oldValues) {
    String line = lines.line(at);
    List<Quantity> quantities = new ArrayList<>();
    Set<BigDecimal> read = new HashSet<>();
    Matcher matcher = QUANTITY.matcher(line);
    while (matcher.find()) {
      BigDecimal number = new BigDecimal(matcher.group("number").replaceAll("[,_'’]", ""));
      String power = matcher.group("power") == null ? matcher.group("ten") : matcher.group("power");
      if (power != null) {
        number = number.scaleByPowerOfTen(Integer.parseInt(power));
      }
      boolean old = oldValues.isOld(at, matcher.start(), matcher.end());
      Quantity quantity = quantity(number, matcher.group("unit"), old);
      boolean tokens = quantity.unit().matches("k?") && matcher.group("token") != null;
      quantities.add(tokens ? new Quantity(quantity.number(), "t", old) : quantity);
      if (!old) {
        read.add(quantity.number().stripTrailingZeros());
      }
    }
    // "two and a half days" are no digits; "7200 blocks" are, and no seconds.
    for (WrittenPeriods.Lasting period : WrittenPeriods.all(line)) {
      if (!read.contains(period.seconds().stripTrailingZeros())) {
        boolean old = oldValues.isOld(at, period.start(), period.end());
        quantities.add(new Quantity(period.seconds(), "s", old));
      }
    }
    return quantities;
  }

  private static Quantity quantity(BigDecimal number, String written, boolean old) {
    String unit = written == null ? "" : written.toLowerCase(Locale.ROOT);
    if (unit.isEmpty()) {
      return new Quantity(number, "", old);
    }
    if ("%٪％".contains(unit) || unit.startsWith("per")) {
      return new Quantity(number, "%", old);
    }
    if (unit.startsWith("bp") || unit.startsWith("basis")) {
      return new Quantity(number, "bp", old);
    }
    return switch (unit.charAt(0)) {
      case 's' -> new Quantity(number, "s", old);
      case 'h' -> new Quantity(number.multiply(BigDecimal.valueOf(3_600)), "s", old);
      case 'd' -> new Quantity(number.multiply(BigDecimal.valueOf(86_400)), "s", old);
      case 'w' -> new Quantity(number.multiply(BigDecimal.valueOf(604_800)), "s", old);
      case 't', 'k' -> new Quantity(number.scaleByPowerOfTen(3), "k", old);
      case 'b' -> new Quantity(number.scaleByPowerOfTen(9), "k", old);
      default ->
          unit.startsWith("min")
              ? new Quantity(number.multiply(BigDecimal.valueOf(60)), "s", old)
              : new Quantity(number.scaleByPowerOfTen(6), "k", old);
    };
  }
}

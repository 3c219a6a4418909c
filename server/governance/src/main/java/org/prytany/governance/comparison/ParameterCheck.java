package org.prytany.governance.comparison;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
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
import org.prytany.governance.findings.Finding.Severity;
import org.prytany.governance.findings.FindingCode;
import org.prytany.governance.findings.Verdict.Status;
import org.prytany.governance.reading.WrittenPeriods;
import org.prytany.governance.reading.WrittenSettings;
import org.prytany.reading.cue.Cues;
import org.prytany.spi.Claim;
import org.prytany.spi.Span;

/** Whether a text says which settings change, and to what. */
record ParameterCheck(Comparison comparison) {

  private static final int WORDS_AROUND = 24;

  private static final Set<String> POWERS = Cues.words(ParameterCheck.class, "powers");

  private static final int UNITS_APART = 9;
  private static final int[] FIXED_POINT = {4, 18, 24, 27};

  private static final Map<String, Set<String>> NAMES = Cues.table(ParameterCheck.class, "names");
  private static final Pattern QUANTITY = Cues.pattern(ParameterCheck.class, "quantity");

  void run() {
    Map<String, SettingElsewhere> elsewhere = new HashMap<>();
    for (int i = 0; i < comparison.effects().size(); i++) {
      if (comparison.effects().get(i) instanceof Change.Setting setting) {
        check(
            i,
            setting,
            elsewhere.computeIfAbsent(
                setting.name() + " on " + setting.chain(),
                name -> new SettingElsewhere(comparison, names(setting), setting.chain())));
      }
    }
    for (int c = 0; c < comparison.claims().size(); c++) {
      if (comparison.claims().get(c) instanceof Claim.Parameter claim
          && comparison.counts(c)
          && !comparison.found().isMatched(c)
          && comparison.effects().stream()
              .noneMatch(
                  effect -> effect instanceof Change.Setting setting && isNamed(setting, claim))) {
        comparison.match(c, -1, Status.NOT_EXECUTED, "No call changes " + claim.name() + ".");
      }
    }
  }

  /** Whether the value that a claim reports stands where it points to, or right after it. */
  static boolean isWritten(Claim.Parameter claim, String text) {
    String near =
        text.substring(
                claim.span().start(), Math.min(text.length(), claim.span().end() + WORDS_AROUND))
            .replaceAll("(?<=\\d)[,_'’ \\u00a0\\u202f*`\\\\](?=\\d)", "");
    String value = plainNumber(claim.value());
    if (!value.matches("\\d{1,80}(?:\\.\\d{1,40})?")) {
      return !claim.span().of(text).isBlank();
    }
    boolean inDigits =
        Pattern.compile("(?<!\\d|\\d\\.)" + Pattern.quote(value) + "(?!\\d|\\.\\d)")
            .matcher(near)
            .find();
    return inDigits
        || !WrittenPeriods.seconds(claim.span().of(text), new BigDecimal(value)).isEmpty();
  }

  private static String plainNumber(String written) {
    return written.replaceAll("[,_'%\\s]", "").replaceAll("(?i)(?:bps|[km])$", "");
  }

  private void check(int i, Change.Setting effect, SettingElsewhere elsewhere) {
    int contradicting = -1;
    Optional<Span> there = elsewhere.first();
    WrittenSettings.Said said = said(effect, elsewhere.rest());
    for (int c = 0; c < comparison.claims().size(); c++) {
      if (!(comparison.claims().get(c) instanceof Claim.Parameter claim)
          || !comparison.counts(c)
          || !isNamed(effect, claim)) {
        continue;
      }
      if (!comparison.places().allows(c, effect.chain())) {
        there = Optional.of(claim.span());
        continue;
      }
      if (agrees(claim, effect) && said != WrittenSettings.Said.OTHER_VALUE) {
        comparison.match(c, i, Status.CONSISTENT, sentence(effect));
        return;
      }
      contradicting = c;
    }
    if (contradicting >= 0 && said == WrittenSettings.Said.STATED) {
      comparison.match(contradicting, i, Status.CONSISTENT, sentence(effect));
      return;
    }
    if (contradicting >= 0) {
      String text =
          "The text says " + comparison.quote(contradicting) + ", but: " + sentence(effect);
      comparison.tell(
          Status.CONTRADICTED,
          Severity.RED,
          FindingCode.PARAMETER_CONTRADICTED,
          text,
          contradicting,
          i);
      return;
    }
    if (there.isPresent() && said != WrittenSettings.Said.STATED) {
      comparison.places().contradict(i, -1, there.get(), sentence(effect));
      return;
    }
    switch (said) {
      case STATED -> comparison.match(-1, i, Status.CONSISTENT, sentence(effect));
      case ELSEWHERE -> {
        String text =
            sentence(effect) + " The text has that value, and not of which setting it is.";
        comparison.tell(
            Status.UNMENTIONED, Severity.AMBER, FindingCode.PARAMETER_NOT_NAMED, text, -1, i);
      }
      case OTHER_VALUE -> {
        String text = sentence(effect) + " The text speaks of it, and gives it no such value.";
        comparison.tell(
            Status.CONTRADICTED, Severity.RED, FindingCode.PARAMETER_CONTRADICTED, text, -1, i);
      }
      case NAMED_ONLY -> unmentioned(i, effect, " The text speaks of it, and gives it no value.");
      case ABSENT -> unmentioned(i, effect, " The text does not mention that.");
    }
  }

  private static WrittenSettings.Said said(Change.Setting effect, HandedOver text) {
    String value = effect.value().strip();
    boolean otherUnit = value.matches("\\d{1,80}") && isOtherUnit(new BigDecimal(value), effect);
    return otherUnit
        ? WrittenSettings.Said.ABSENT
        : text.ofSetting(effect.name(), NAMES.getOrDefault(folded(effect.name()), Set.of()), value);
  }

  private void unmentioned(int i, Change.Setting effect, String how) {
    String text = sentence(effect) + how;
    comparison.tell(
        Status.UNMENTIONED,
        critical(effect) ? Severity.RED : Severity.AMBER,
        FindingCode.PARAMETER_UNMENTIONED,
        text,
        -1,
        i);
  }

  /** Settings that decide who may act, how fast and how far, and that nobody changes in passing. */
  private static boolean critical(Change.Setting effect) {
    String name = folded(effect.name());
    return POWERS.stream().anyMatch(name::contains);
  }

  /** Whether a new value has another unit than the old one: base units instead of whole votes. */
  private static boolean isOtherUnit(BigDecimal value, Change.Setting effect) {
    String previous = effect.previous().strip();
    return value.signum() > 0
        && previous.matches("\\d{1,80}")
        && value.scaleByPowerOfTen(UNITS_APART).compareTo(new BigDecimal(previous)) < 0;
  }

  /** What a text may call a setting: its own words, or those that texts have for it. */
  private static Pattern names(Change.Setting effect) {
    return Pattern.compile(
        Stream.concat(
                Stream.of(WrittenSettings.words(effect.name())),
                NAMES.getOrDefault(folded(effect.name()), Set.of()).stream()
                    .map(name -> List.of(name.split(" "))))
            .filter(words -> !words.isEmpty())
            .map(
                words ->
                    words.stream().map(Pattern::quote).collect(Collectors.joining("[\\W_]{0,3}")))
            .collect(Collectors.joining("|", "(?:", "|(?!))")),
        Pattern.CASE_INSENSITIVE);
  }

  private static boolean isNamed(Change.Setting effect, Claim.Parameter claim) {
    String name = folded(effect.name());
    String said = claim.name().toLowerCase(Locale.ROOT);
    if (!name.isEmpty() && (folded(said).contains(name) || name.equals(folded(said)))) {
      return true;
    }
    return NAMES.getOrDefault(name, Set.of()).stream().anyMatch(said::contains);
  }

  private boolean agrees(Claim.Parameter claim, Change.Setting effect) {
    String value = effect.value().strip();
    if (!value.matches("-?\\d{1,80}")) {
      return claim.value().strip().equalsIgnoreCase(value);
    }
    BigDecimal actual = new BigDecimal(value);
    if (isOtherUnit(actual, effect)) {
      return false;
    }
    return readings(claim).stream().anyMatch(reading -> reading.compareTo(actual) == 0);
  }

  /**
   * What the claimed value may be on the chain. The claim leaves the unit's word out, so it is read
   * from the text after the number.
   */
  private List<BigDecimal> readings(Claim.Parameter claim) {
    List<BigDecimal> readings = new ArrayList<>();
    String claimed = plainNumber(claim.value());
    if (!claimed.matches("\\d{1,80}(?:\\.\\d{1,40})?")) {
      return readings;
    }
    BigDecimal number = new BigDecimal(claimed);
    String text = comparison.text();
    int end = Math.min(text.length(), claim.span().end() + WORDS_AROUND);
    Matcher matcher = QUANTITY.matcher(text.substring(claim.span().start(), end));
    // "two and a half days", "2 days and 12 hours" are more than a number and the word after it.
    readings.addAll(WrittenPeriods.seconds(text.substring(claim.span().start(), end), number));
    boolean unitFound = !readings.isEmpty();
    while (readings.isEmpty() && matcher.find()) {
      BigDecimal written = new BigDecimal(matcher.group("number").replaceAll("[,_']", ""));
      if (written.compareTo(number) != 0) {
        continue;
      }
      String unit = matcher.group("unit");
      if (unit != null) {
        unitFound = true;
        readings.addAll(inUnit(number, unit.toLowerCase(Locale.ROOT)));
      }
    }
    boolean share = number.compareTo(BigDecimal.ONE) <= 0;
    for (int decimals : FIXED_POINT) {
      // "0.7" and "70 %" are often kept as integers of so many decimals.
      if (share && !unitFound) {
        readings.add(number.scaleByPowerOfTen(decimals));
      } else if (claim.value().endsWith("%")) {
        readings.add(number.scaleByPowerOfTen(decimals - 2));
      }
    }
    if (!unitFound) {
      readings.add(number);
      // A threshold in whole votes; a votes token has 18 decimals by all governors known here.
      readings.add(number.scaleByPowerOfTen(18));
    }
    return readings;
  }

  private static List<BigDecimal> inUnit(BigDecimal number, String unit) {
    if (unit.startsWith("sec")
        || unit.startsWith("block")
        || unit.equals("%")
        || unit.startsWith("per")) {
      return List.of(number);
    }
    if (unit.startsWith("min")) {
      return List.of(number.multiply(BigDecimal.valueOf(60)));
    }
    if (unit.startsWith("h")) {
      return List.of(number.multiply(BigDecimal.valueOf(3_600)));
    }
    if (unit.startsWith("d")) {
      return List.of(number.multiply(BigDecimal.valueOf(86_400)));
    }
    if (unit.startsWith("w")) {
      return List.of(number.multiply(BigDecimal.valueOf(604_800)));
    }
    if (unit.startsWith("b")) {
      return List.of(number, number.movePointLeft(2));
    }
    BigDecimal scaled =
        number.multiply(
            BigDecimal.valueOf(unit.startsWith("k") || unit.startsWith("t") ? 1_000 : 1_000_000));
    return List.of(scaled, scaled.scaleByPowerOfTen(18));
  }

  private String sentence(Change.Setting effect) {
    return "%s of %s becomes %s."
        .formatted(effect.name(), comparison.name(effect.contract()), effect.value());
  }

  private static String folded(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }
}

package org.prytany.governance.comparison;

import static java.util.stream.Collectors.joining;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.prytany.governance.effects.Change;
import org.prytany.governance.findings.Finding.Severity;
import org.prytany.governance.findings.FindingCode;
import org.prytany.governance.findings.Verdict.Status;
import org.prytany.governance.reading.WrittenSettings;
import org.prytany.governance.reading.WrittenSettings.Clock;
import org.prytany.governance.reading.WrittenSettings.Said;
import org.prytany.reading.cue.Cues;
import org.prytany.spi.Claim;
import org.prytany.spi.Span;

/** Whether a text says which settings change, and to what. */
record ParameterCheck(Comparison comparison) {

  private static final Set<String> POWERS = Cues.words(ParameterCheck.class, "powers");

  private static final int UNITS_APART = 9;

  private static final Map<String, Set<String>> NAMES = Cues.table(ParameterCheck.class, "names");

  void run() {
    SettingOwners owners = new SettingOwners(comparison);
    Direction direction = new Direction(comparison);
    Map<String, SettingElsewhere> spoken = new HashMap<>();
    Map<Integer, Claim.Parameter> claims = comparison.claims(Claim.Parameter.class);
    Map<Integer, Change.Setting> settings = comparison.effects(Change.Setting.class);
    Map<String, SettingElsewhere.Apart> apart = new HashMap<>();
    settings.forEach(
        (i, setting) -> {
          SettingElsewhere its =
              spoken.computeIfAbsent(
                  setting.name(), name -> new SettingElsewhere(comparison, owners, names(setting)));
          String where = setting.name() + setting.contract() + setting.chain();
          boolean denied = direction.isDenied(setting.contract());
          check(i, setting, apart.computeIfAbsent(where, w -> its.apart(setting)), denied, claims);
        });
    claims.forEach(
        (c, claim) -> {
          if (!comparison.found().isMatched(c)
              && settings.values().stream().noneMatch(setting -> isNamed(setting, claim))) {
            comparison.match(c, -1, Status.NOT_EXECUTED, "No call changes " + claim.name() + ".");
          }
        });
  }

  private void check(
      int i,
      Change.Setting effect,
      SettingElsewhere.Apart elsewhere,
      boolean denied,
      Map<Integer, Claim.Parameter> claims) {
    int contradicting = -1;
    Optional<Span> there = elsewhere.onAnother();
    Clock clock = new SettingClock(comparison).of(effect);
    Said said = said(effect, elsewhere.here(), clock);
    Said own = said(effect, elsewhere.rest(), clock);
    Said strange = said(effect, elsewhere.strangers(), clock);
    for (Map.Entry<Integer, Claim.Parameter> claim : claims.entrySet()) {
      if (isNamed(effect, claim.getValue())
          && comparison.places().allows(claim.getKey(), effect.chain())) {
        contradicting = claim.getKey();
      } else if (isNamed(effect, claim.getValue())) {
        there = Optional.of(claim.getValue().span());
      }
    }
    Optional<Integer> blocks =
        elsewhere.rest().inBlocksOf(effect.name(), synonyms(effect), effect.value().strip(), clock);
    if (own == Said.STATED && denied) {
      comparison
          .amber(FindingCode.PARAMETER_NOT_NAMED, contradicting, i)
          .as(
              Status.UNMENTIONED,
              "%s Wherever the text names that contract it says what it is not, was or might be.",
              sentence(effect));
    } else if (own == Said.STATED) {
      comparison.match(contradicting, i, Status.CONSISTENT, sentence(effect));
    } else if (blocks.isPresent()) {
      comparison
          .amber(FindingCode.PARAMETER_IN_BLOCKS, contradicting, i)
          .as(
              Status.UNMENTIONED,
              "%s That is the time which the text gives it if what is counted takes %s seconds, as"
                  + " blocks of some chains do, and nobody here knows whether it does.",
              sentence(effect),
              blocks.get());
    } else if (isOfOthers(strange, own)) {
      comparison
          .amber(FindingCode.PARAMETER_NOT_NAMED, i)
          .as(
              Status.UNMENTIONED,
              "%s The text has that value for an account of which nobody here knows that it is"
                  + " this contract.",
              sentence(effect));
    } else if (isOfOthers(said, own)) {
      comparison
          .red(FindingCode.PARAMETER_CONTRADICTED, i)
          .as(
              Status.CONTRADICTED,
              "%s The text gives that value to another contract.",
              sentence(effect));
    } else if (said == Said.MAYBE_OLD) {
      comparison
          .amber(FindingCode.PARAMETER_NOT_NAMED, contradicting, i)
          .as(
              Status.UNMENTIONED,
              "%s The text has that value, and not that it is the new one: it may be the one that"
                  + " the setting has now.",
              sentence(effect));
    } else if (contradicting >= 0) {
      String words = comparison.quote(contradicting);
      comparison
          .red(FindingCode.PARAMETER_CONTRADICTED, contradicting, i)
          .as(Status.CONTRADICTED, "The text says %s, but: %s", words, sentence(effect));
    } else if (there.isPresent()) {
      comparison.places().contradict(i, -1, there.get(), sentence(effect));
    } else {
      unstated(i, effect, said);
    }
  }

  /** Whether the value is in the text only where that speaks of others. */
  private static boolean isOfOthers(Said all, Said own) {
    return all.compareTo(Said.ELSEWHERE) <= 0 && own.compareTo(all) > 0;
  }

  private void unstated(int i, Change.Setting effect, Said said) {
    switch (said) {
      case STATED, MAYBE_OLD -> {}
      case ELSEWHERE ->
          comparison
              .amber(FindingCode.PARAMETER_NOT_NAMED, i)
              .as(
                  Status.UNMENTIONED,
                  "%s The text has that value, and not of which setting it is.",
                  sentence(effect));
      case OTHER_VALUE ->
          comparison
              .red(FindingCode.PARAMETER_CONTRADICTED, i)
              .as(
                  Status.CONTRADICTED,
                  "%s The text speaks of it, and gives it no such value.",
                  sentence(effect));
      case NAMED_ONLY -> unmentioned(i, effect, " The text speaks of it, and gives it no value.");
      case ABSENT -> unmentioned(i, effect, " The text does not mention that.");
    }
  }

  private static Said said(Change.Setting effect, HandedOver text, Clock clock) {
    String value = effect.value().strip();
    boolean otherUnit = value.matches("\\d{1,80}") && isOtherUnit(new BigDecimal(value), effect);
    return otherUnit ? Said.ABSENT : text.ofSetting(effect.name(), synonyms(effect), value, clock);
  }

  private static Set<String> synonyms(Change.OfSetting effect) {
    return NAMES.getOrDefault(folded(effect.name()), Set.of());
  }

  private void unmentioned(int i, Change.Setting effect, String how) {
    comparison
        .finding(
            critical(effect) ? Severity.RED : Severity.AMBER, FindingCode.PARAMETER_UNMENTIONED, i)
        .as(Status.UNMENTIONED, sentence(effect) + how);
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
  static Pattern names(Change.OfSetting effect) {
    Stream<List<String>> called =
        Stream.concat(
            Stream.of(WrittenSettings.words(effect.name())),
            synonyms(effect).stream().map(name -> List.of(name.split(" "))));
    Stream<String> patterns =
        called
            .filter(words -> !words.isEmpty())
            .map(words -> words.stream().map(Pattern::quote).collect(joining("[\\W_]{0,3}")));
    return Pattern.compile(
        Stream.concat(Stream.of("(?!)"), patterns).collect(joining("|")), Pattern.CASE_INSENSITIVE);
  }

  private static boolean isNamed(Change.Setting effect, Claim.Parameter claim) {
    String name = folded(effect.name());
    String said = claim.name().toLowerCase(Locale.ROOT);
    if (!name.isEmpty() && (folded(said).contains(name) || name.equals(folded(said)))) {
      return true;
    }
    return synonyms(effect).stream().anyMatch(said::contains);
  }

  private String sentence(Change.Setting effect) {
    return "%s of %s becomes %s."
        .formatted(effect.name(), comparison.name(effect.contract()), effect.value());
  }

  private static String folded(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }
}

package org.prytany.governance.comparison;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

  private static final Map<String, Set<String>> NAMES = Cues.table(ParameterCheck.class, "names");

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
      contradicting = c;
    }
    if (said == WrittenSettings.Said.STATED) {
      comparison.match(contradicting, i, Status.CONSISTENT, sentence(effect));
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

  private void unstated(int i, Change.Setting effect, WrittenSettings.Said said) {
    switch (said) {
      case STATED -> {}
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

  private static WrittenSettings.Said said(Change.Setting effect, HandedOver text) {
    String value = effect.value().strip();
    boolean otherUnit = value.matches("\\d{1,80}") && isOtherUnit(new BigDecimal(value), effect);
    return otherUnit
        ? WrittenSettings.Said.ABSENT
        : text.ofSetting(effect.name(), NAMES.getOrDefault(folded(effect.name()), Set.of()), value);
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

  private String sentence(Change.Setting effect) {
    return "%s of %s becomes %s."
        .formatted(effect.name(), comparison.name(effect.contract()), effect.value());
  }

  private static String folded(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }
}

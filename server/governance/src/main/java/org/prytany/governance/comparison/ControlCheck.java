package org.prytany.governance.comparison;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.governance.effects.Change;
import org.prytany.governance.findings.FindingCode;
import org.prytany.governance.findings.Verdict.Status;
import org.prytany.reading.number.WrittenNumbers;
import org.prytany.spi.Address;
import org.prytany.spi.Span;

/**
 * Whether a text says how the control of a contract changes: its threshold, its guard, who may call
 * what. Words about an owner do not say that; the setting and its new value stand in one line.
 */
record ControlCheck(Comparison comparison) {

  private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

  void check(int i, Change.Control effect) {
    String what =
        "How %s is controlled changes: %s becomes %s."
            .formatted(comparison.name(effect.contract()), effect.name(), effect.value());
    if (effect.value().equals(effect.previous())) {
      comparison.match(-1, i, Status.CONSISTENT, what + " It stays as it is.");
      return;
    }
    Pattern name = name(effect.name());
    boolean named = false;
    Optional<Span> elsewhere = Optional.empty();
    for (int line = 0; line < comparison.lines().count(); line++) {
      Matcher names = name.matcher(comparison.lines().line(line));
      while (names.find()) {
        named = true;
        int start = comparison.lines().start(line);
        Span span = new Span(start + names.start(), start + names.end());
        boolean there = comparison.places().allows(span, effect.chain());
        if (there && hasValue(line, effect.value())) {
          comparison.match(-1, i, Status.CONSISTENT, what);
          return;
        }
        elsewhere = there ? elsewhere : Optional.of(span);
      }
    }
    if (elsewhere.isPresent()) {
      comparison.places().contradict(i, -1, elsewhere.get(), what);
      return;
    }
    comparison
        .red(named ? FindingCode.AUTHORITY_CONTRADICTED : FindingCode.UNMENTIONED_AUTHORITY, i)
        .as(
            named ? Status.CONTRADICTED : Status.UNMENTIONED,
            what
                + (named
                    ? " The text gives it no such value."
                    : " The text does not mention that."));
  }

  /** "fallbackHandler" is "fallback handler" in texts; of longer subjects, the first word. */
  static Pattern name(String subject) {
    StringBuilder words = new StringBuilder();
    for (String word : HUMP.split(subject.split("[ :]", 2)[0], -1)) {
      words.append(words.isEmpty() ? "" : "[\\s_-]?").append(Pattern.quote(word));
    }
    return Pattern.compile(
        "(?<![\\p{L}\\d])" + words + "(?:s|ed)?(?![\\p{L}\\d])", Pattern.CASE_INSENSITIVE);
  }

  private boolean hasValue(int line, String value) {
    if (value.matches("0x[0-9a-fA-F]{40}")) {
      Address account = new Address(value);
      return comparison.isOwnOrNamed(account);
    }
    if (value.matches("\\d{1,78}")) {
      return WrittenNumbers.contains(
          comparison.handedOver().withoutOld(line), new BigDecimal(value));
    }
    return !value.isBlank()
        && comparison
            .lines()
            .line(line)
            .toLowerCase(Locale.ROOT)
            .contains(value.toLowerCase(Locale.ROOT));
  }
}

package org.prytany.governance.comparison;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Pattern;
import org.prytany.governance.effects.Change;
import org.prytany.governance.findings.Finding.Severity;
import org.prytany.governance.findings.FindingCode;
import org.prytany.governance.findings.Verdict.Status;
import org.prytany.governance.reading.MentionedAddresses.Reference;
import org.prytany.reading.number.WrittenNumbers;
import org.prytany.spi.Address;

/**
 * Whether a text says how the control of a contract changes: its threshold, its guard, who may call
 * what. Words about an owner do not say that; the setting and its new value stand in one line.
 */
final class ControlCheck {

  private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

  private final Comparison comparison;

  ControlCheck(Comparison comparison) {
    this.comparison = comparison;
  }

  void check(int i, Change.Control effect) {
    String what =
        "How "
            + comparison.name(effect.contract())
            + " is controlled changes: "
            + effect.name()
            + " becomes "
            + effect.value()
            + ".";
    if (effect.value().equals(effect.previous())) {
      comparison.match(-1, i, Status.CONSISTENT, what + " It stays as it is.");
      return;
    }
    Pattern name = name(effect.name());
    boolean named = false;
    for (int line = 0; line < comparison.lines().count(); line++) {
      if (name.matcher(comparison.lines().line(line)).find()) {
        named = true;
        if (hasValue(line, effect.value())) {
          comparison.match(-1, i, Status.CONSISTENT, what);
          return;
        }
      }
    }
    String text =
        what + (named ? " The text gives it no such value." : " The text does not mention that.");
    comparison.match(-1, i, named ? Status.CONTRADICTED : Status.UNMENTIONED, text);
    comparison.find(
        Severity.RED,
        named ? FindingCode.AUTHORITY_CONTRADICTED : FindingCode.UNMENTIONED_AUTHORITY,
        text,
        -1,
        i);
  }

  /** "fallbackHandler" is "fallback handler" in texts; of longer subjects, the first word. */
  private static Pattern name(String subject) {
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
      return comparison.isOwn(account) || comparison.reference(account) == Reference.NAMED;
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

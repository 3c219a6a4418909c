package org.prytany.host.configuration;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Makes what an operator wrote into a value of the type that a schema says. */
final class SettingValue {

  /** Longer than any number that fits in 64 bits, or that people write. */
  private static final int LONGEST_NUMBER = 40;

  /** Largest power of ten, either way: "1e999999999" is small to write and not to reckon with. */
  private static final int LARGEST_SCALE = 100;

  private SettingValue() {}

  /** The value; empty if it is not what the setting has to be. */
  static Optional<Object> of(Setting setting, String written) {
    return switch (setting.type()) {
      case STRING -> Optional.<Object>of(written).filter(any -> fits(setting, written, true));
      case BOOLEAN ->
          written.equals("true") || written.equals("false")
              ? Optional.of(Boolean.valueOf(written))
              : Optional.empty();
      case INTEGER -> number(setting, written).flatMap(SettingValue::whole);
      case NUMBER -> number(setting, written).map(Object.class::cast);
      case ARRAY -> texts(setting, written);
    };
  }

  private static Optional<Object> whole(BigDecimal number) {
    try {
      return Optional.of(number.longValueExact());
    } catch (ArithmeticException e) {
      return Optional.empty();
    }
  }

  private static Optional<BigDecimal> number(Setting setting, String written) {
    if (written.length() > LONGEST_NUMBER) {
      return Optional.empty();
    }
    try {
      BigDecimal number = new BigDecimal(written);
      return isWithinReach(number) && within(setting, number)
          ? Optional.of(number)
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Whether a number can be reckoned with. */
  static boolean isWithinReach(BigDecimal number) {
    return Math.abs((long) number.scale()) <= LARGEST_SCALE;
  }

  private static Optional<Object> texts(Setting setting, String written) {
    List<String> texts =
        Arrays.stream(written.split(",", -1))
            .map(String::strip)
            .filter(text -> !text.isEmpty())
            .toList();
    return texts.size() <= Setting.MOST_TEXTS
            && within(setting, BigDecimal.valueOf(texts.size()))
            && texts.stream().allMatch(text -> fits(setting, text, false))
        ? Optional.of(texts)
        : Optional.empty();
  }

  private static boolean fits(Setting setting, String text, boolean counted) {
    return text.length() <= Setting.LONGEST
        && (!counted || within(setting, BigDecimal.valueOf(text.length())))
        && (setting.choices().isEmpty() || setting.choices().contains(text));
  }

  private static boolean within(Setting setting, BigDecimal value) {
    return setting.least().map(its -> its.compareTo(value) <= 0).orElse(true)
        && setting.most().map(its -> its.compareTo(value) >= 0).orElse(true);
  }
}

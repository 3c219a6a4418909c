package org.prytany.app.textdigest;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Integers as Solidity sources write them: {@code 650_000 ether}, {@code 1_140_000e6}, {@code 10 **
 * 18}, {@code 766_436_793678 + 1}. Anything else is not guessed.
 */
final class WrittenInteger {

  private static final BigInteger LARGEST = BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE);
  private static final Pattern NUMBER =
      Pattern.compile(
          "(\\d[\\d_]{0,90}(?:\\.\\d[\\d_]{0,40})?)(?:[eE](\\d{1,2}))?( ether| gwei| wei)?");
  private static final Pattern HEX = Pattern.compile("0x[0-9a-fA-F]{1,64}");
  private static final int MOST_POWER = 77;

  /** Longer than anything that somebody writes; the cost of a product grows with its factors. */
  private static final int MOST_CHARACTERS = 300;

  private WrittenInteger() {}

  /** The value; empty when it is no plain number, or does not fit 256 bits. */
  static Optional<BigInteger> of(String text) {
    if (text.length() > MOST_CHARACTERS) {
      return Optional.empty();
    }
    String clean = text.strip();
    if (clean.equals("type(uint256).max") || clean.equals("uint256(-1)")) {
      return Optional.of(LARGEST);
    }
    Optional<BigInteger> sum = Optional.of(BigInteger.ZERO);
    for (String term : clean.split("\\+", -1)) {
      Optional<BigInteger> product = product(term);
      sum = sum.flatMap(known -> product.map(known::add));
    }
    return sum.filter(value -> value.compareTo(LARGEST) <= 0);
  }

  private static Optional<BigInteger> product(String term) {
    Optional<BigInteger> product = Optional.of(BigInteger.ONE);
    for (String factor : term.replace("**", "^").split("\\*", -1)) {
      Optional<BigInteger> value = power(factor.strip());
      product = product.flatMap(known -> value.map(known::multiply));
    }
    return product;
  }

  private static Optional<BigInteger> power(String factor) {
    String[] parts = factor.split("\\^", -1);
    if (parts.length == 1) {
      return number(factor);
    }
    Optional<BigInteger> exponent = parts.length == 2 ? number(parts[1].strip()) : Optional.empty();
    if (exponent.isEmpty() || exponent.get().compareTo(BigInteger.valueOf(MOST_POWER)) > 0) {
      return Optional.empty();
    }
    return number(parts[0].strip()).map(base -> base.pow(exponent.get().intValue()));
  }

  private static Optional<BigInteger> number(String text) {
    if (HEX.matcher(text).matches() && text.length() != 42) {
      return Optional.of(new BigInteger(text.substring(2), 16));
    }
    Matcher matcher = NUMBER.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    BigDecimal value = new BigDecimal(matcher.group(1).replace("_", ""));
    if (matcher.group(2) != null) {
      value = value.scaleByPowerOfTen(Integer.parseInt(matcher.group(2)));
    }
    String unit = matcher.group(3);
    if (unit != null) {
      value = value.scaleByPowerOfTen(unit.equals(" ether") ? 18 : unit.equals(" gwei") ? 9 : 0);
    }
    try {
      return Optional.of(value.toBigIntegerExact());
    } catch (ArithmeticException e) {
      return Optional.empty();
    }
  }
}

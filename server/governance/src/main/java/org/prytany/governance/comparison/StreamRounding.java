package org.prytany.governance.comparison;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.prytany.governance.effects.Change;
import org.prytany.governance.effects.Terms;

/** What a stream's deposit lacks so that it can be divided by its seconds. */
final class StreamRounding {

  private StreamRounding() {}

  /**
   * A stream pays whole base units a second, so that contracts ask for a deposit that can be so
   * divided: it may be less than the text asks for by up to a base unit a second.
   *
   * @param asked what the text asks for in the token
   */
  static Payee rounded(Comparison comparison, Payee payee, List<BigDecimal> asked) {
    long seconds =
        payee.effects().stream()
            .mapToLong(effect -> seconds(comparison.effects().get(effect)))
            .sum();
    if (seconds == 0 || asked.stream().anyMatch(each -> each.compareTo(payee.amount()) == 0)) {
      return payee;
    }
    BigDecimal most =
        new BigDecimal(BigInteger.valueOf(seconds), payee.token().decimals().orElse(0));
    for (BigDecimal each : asked) {
      BigDecimal less = each.subtract(payee.amount());
      if (less.signum() > 0 && less.compareTo(most) < 0 && isSmall(less, payee.amount())) {
        return new Payee(
            payee.account(),
            payee.token(),
            payee.effects(),
            payee.amount().add(less),
            payee.symbol(),
            payee.takes());
      }
    }
    return payee;
  }

  private static long seconds(Change effect) {
    return effect instanceof Change.Allowance allowed
            && allowed.terms() instanceof Terms.Stream stream
        ? stream.seconds()
        : 0;
  }

  /** With few decimals, a base unit a second may be a lot. */
  private static boolean isSmall(BigDecimal less, BigDecimal amount) {
    return less.movePointRight(3).compareTo(amount) < 0;
  }
}

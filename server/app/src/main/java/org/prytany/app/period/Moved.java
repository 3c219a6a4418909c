package org.prytany.app.period;

import java.math.BigInteger;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.prytany.spi.Address;

/** How the balances of one asset changed. */
final class Moved {
  private BigInteger lost = BigInteger.ZERO;
  private final Map<Address, BigInteger> gained = new LinkedHashMap<>();
  private final Map<Address, BigInteger> lostByOthers = new LinkedHashMap<>();

  /** By the DAO's own accounts; negative where they gained. */
  BigInteger lost() {
    return lost;
  }

  Map<Address, BigInteger> lostByOthers() {
    return Collections.unmodifiableMap(lostByOthers);
  }

  void note(Address account, boolean own, BigInteger gain) {
    if (own) {
      lost = lost.subtract(gain);
    } else if (gain.signum() > 0) {
      gained.merge(account, gain, BigInteger::add);
    } else if (gain.signum() < 0) {
      lostByOthers.merge(account, gain.negate(), BigInteger::add);
    }
  }

  /**
   * Who got what the DAO lost, as far as the balances say it: where nobody else lost anything, what
   * others gained came from it; where one account gained all that was lost, that one got it. What
   * is left has no recipient.
   */
  Map<Optional<Address>, BigInteger> got() {
    Map<Optional<Address>, BigInteger> got = new LinkedHashMap<>();
    if (lostByOthers.isEmpty() && sum(gained.values()).compareTo(lost) <= 0) {
      gained.forEach((to, amount) -> got.put(Optional.of(to), amount));
    } else if (onlyGainer().isPresent()) {
      got.put(onlyGainer(), lost);
    }
    BigInteger left = lost.subtract(sum(got.values()));
    if (left.signum() > 0) {
      got.put(Optional.empty(), left);
    }
    return got;
  }

  /** The account that gained all that the DAO and others lost. */
  Optional<Address> onlyGainer() {
    boolean all =
        gained.size() == 1
            && lost.signum() >= 0
            && sum(gained.values()).equals(lost.add(sum(lostByOthers.values())));
    return all ? gained.keySet().stream().findFirst() : Optional.empty();
  }

  /** By all others together. */
  BigInteger gained() {
    return sum(gained.values());
  }

  /** What is known to have been lost by whom. */
  BigInteger explained() {
    return lost.max(BigInteger.ZERO).add(sum(lostByOthers.values()));
  }

  private static BigInteger sum(Collection<BigInteger> amounts) {
    return amounts.stream().reduce(BigInteger.ZERO, BigInteger::add);
  }
}

package org.prytany.chain.simulate;

import java.math.BigInteger;
import java.util.Optional;
import org.prytany.chain.decode.EffectRule;
import org.prytany.chain.decode.KnownFunction;
import org.prytany.chain.decode.KnownFunctions;
import org.prytany.chain.decode.Operand;
import org.prytany.spi.DecodedAction;

/** What a call carries to another chain: whither, and how much coin of what is sent along. */
final class Bridge {
  private BigInteger left = BigInteger.ZERO;
  private final BigInteger carries;
  private final boolean here;

  Bridge(
      KnownFunctions functions,
      long ownChainId,
      DecodedAction action,
      Optional<KnownFunction> function,
      Operand.Made made) {
    boolean away =
        function.flatMap(KnownFunction::calls).flatMap(rule -> rule.away()).isPresent()
            && !action.nested().isEmpty();
    BigInteger asked =
        action.nested().stream()
            .map(DecodedAction::valueWei)
            .reduce(BigInteger.ZERO, BigInteger::add);
    if (away
        && functions
            .chains()
            .sameCoin(
                functions.chainId(ownChainId, action.chain()),
                functions.chainId(ownChainId, action.nested().getFirst().chain()))) {
      left = action.valueWei().min(asked);
    }
    carries = left;
    here = !action.isElsewhere();
  }

  /** Whether the call is made on the proposal's own chain. */
  boolean isHere() {
    return here;
  }

  /** Coin of the call that arrives on the other side, in wei. */
  BigInteger carries() {
    return carries;
  }

  /** What of an amount that is sent there comes out of the coin of the call. */
  BigInteger carry(BigInteger value) {
    BigInteger now = left.min(value);
    left = left.subtract(now);
    return now;
  }

  /**
   * Whether a call has the form of a bridge's and goes to a contract that is no known one: anybody
   * can write a contract with such a function.
   */
  static boolean isAnybodys(
      KnownFunctions functions,
      long ownChainId,
      DecodedAction action,
      KnownFunction function,
      Operand.Made made) {
    long from = functions.chainId(ownChainId, action.chain());
    return function.ways().stream().anyMatch(way -> !functions.chains().isKnown(way, made, from));
  }

  /** The chain to which a function's calls or first way lead; "" for the proposal's own. */
  static String destination(
      KnownFunctions functions, long ownChainId, DecodedAction action, Operand.Made made) {
    KnownFunction function = functions.of(ownChainId, action).orElseThrow();
    return functions.leads(function.ways().getFirst(), made, ownChainId, action.chain());
  }

  /** The chain to which the way of a rule leads. */
  static String destination(
      KnownFunctions functions,
      long ownChainId,
      DecodedAction action,
      EffectRule rule,
      Operand.Made made) {
    return functions.leads(rule.way(), made, ownChainId, action.chain());
  }
}

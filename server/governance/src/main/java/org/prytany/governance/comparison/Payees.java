package org.prytany.governance.comparison;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.prytany.governance.effects.Change;
import org.prytany.governance.effects.Terms;
import org.prytany.governance.effects.Unlimited;
import org.prytany.spi.Address;
import org.prytany.spi.Token;

/** Who gets how much of what, or may take it, by the simulated effects. */
final class Payees {

  private final Comparison comparison;
  private final Asks asks;
  private final List<Payee> all = new ArrayList<>();
  private final List<Unreadable> unreadable = new ArrayList<>();

  /**
   * What is paid of one asset, or may be taken of it. Collectibles, and terms that nobody
   * understands, stand apart; a stream and a plain allowance do not, so that words pay for one of
   * them.
   */
  private record Share(Address contract, boolean taken, Address account, String chain) {}

  /** A movement whose amount no text can be compared with. */
  record Unreadable(int effect, Change.OfValue moved, String why) {}

  Payees(Comparison comparison, Asks asks) {
    this.comparison = comparison;
    this.asks = asks;
    Map<Share, List<Integer>> shares = new LinkedHashMap<>();
    comparison
        .effects(Change.OfValue.class)
        .forEach(
            (i, effect) -> {
              boolean taken = mayBeTaken(effect);
              Optional<String> why = whyUnreadable(effect);
              if ((taken || leaves(effect)) && why.isPresent()) {
                unreadable.add(new Unreadable(i, effect, why.get()));
              } else if (taken || leaves(effect)) {
                Address to = effect.to().orElse(Address.ZERO);
                Share share = new Share(effect.contract(), taken, to, effect.chain());
                shares.computeIfAbsent(share, s -> new ArrayList<>()).add(i);
              }
            });
    shares.forEach((share, effects) -> all.add(payee(share, effects)));
  }

  List<Payee> all() {
    return all;
  }

  List<Unreadable> unreadable() {
    return unreadable;
  }

  /**
   * Whether somebody other than the treasury gains; what comes in needs no mention. What comes to
   * another of the DAO's accounts does: others may have a say there.
   */
  private boolean leaves(Change.OfValue effect) {
    return effect instanceof Change.Transfer
        && effect.amount().signum() > 0
        && (effect.isElsewhere() || !effect.to().equals(Optional.of(comparison.dao().treasury())))
        && !effect.to().equals(effect.from());
  }

  /**
   * Whether somebody may take an amount that has a bound. Who may be paid it may as well be let
   * take it: the words that explain a payment explain this.
   */
  private static boolean mayBeTaken(Change.OfValue effect) {
    return effect instanceof Change.Allowance
        && effect.amount().signum() > 0
        && !Unlimited.isReached(effect.amount());
  }

  private Optional<String> whyUnreadable(Change.OfValue effect) {
    return TokenNames.unreadable(effect).or(() -> otherTerms(effect));
  }

  private static Optional<String> otherTerms(Change.OfValue effect) {
    return switch (effect) {
      case Change.Transfer moved -> moved.id().map(id -> "it is a single collectible");
      case Change.Allowance allowed ->
          allowed.terms() instanceof Terms.Ordinary || allowed.terms() instanceof Terms.Stream
              ? Optional.empty()
              : Optional.of("it is allowed " + allowed.terms().words());
    };
  }

  private Payee payee(Share share, List<Integer> effects) {
    List<Change.OfValue> moved =
        effects.stream().map(i -> (Change.OfValue) comparison.effects().get(i)).toList();
    Token token = TokenNames.token(moved.getFirst());
    BigInteger sum =
        moved.stream().map(Change.OfValue::amount).reduce(BigInteger.ZERO, BigInteger::add);
    Payee payee =
        new Payee(
            share.account(),
            token,
            effects,
            TokenNames.whole(token, sum).stripTrailingZeros(),
            TokenNames.symbol(token),
            share.taken());
    if (!share.taken()) {
      return payee;
    }
    List<BigDecimal> asked = asks.of(token).stream().map(ask -> asks.get(ask).amount()).toList();
    return rounded(payee, asked);
  }

  /**
   * A stream pays whole base units a second, so that contracts ask for a deposit that can be so
   * divided: it may be less than the text asks for by up to a base unit a second.
   *
   * @param asked what the text asks for in the token
   */
  private Payee rounded(Payee payee, List<BigDecimal> asked) {
    long seconds =
        payee.effects().stream()
            .mapToLong(effect -> seconds(comparison.effects().get(effect)))
            .sum();
    if (seconds == 0 || asked.stream().anyMatch(each -> each.compareTo(payee.amount()) == 0)) {
      return payee;
    }
    BigDecimal most =
        new BigDecimal(BigInteger.valueOf(seconds), payee.token().decimals().orElse(0));
    return asked.stream()
        .filter(each -> isLittle(each.subtract(payee.amount()), most, payee.amount()))
        .findFirst()
        .map(each -> payee.of(each.stripTrailingZeros()))
        .orElse(payee);
  }

  private static long seconds(Change effect) {
    return effect instanceof Change.Allowance allowed
            && allowed.terms() instanceof Terms.Stream stream
        ? stream.seconds()
        : 0;
  }

  /** With few decimals, a base unit a second may be a lot. */
  private static boolean isLittle(BigDecimal less, BigDecimal most, BigDecimal amount) {
    return less.signum() > 0
        && less.compareTo(most) < 0
        && less.movePointRight(3).compareTo(amount) < 0;
  }
}

package org.prytany.chain.simulate;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.prytany.governance.effects.Place;
import org.prytany.governance.effects.Terms;
import org.prytany.governance.effects.Unlimited;
import org.prytany.spi.Address;
import org.prytany.spi.Effect;

/** Reduces changes in the order they happened to what remains in the end. */
public final class NetEffects {
  private record Key(
      Effect.Kind kind,
      Address contract,
      Address first,
      Address second,
      String subject,
      String chain) {}

  /** The value of an allowance that comes to what was allowed before. */
  static final String FURTHER = "further";

  private NetEffects() {}

  /** Transfers summed per token, payer and receiver; of everything else, the last word. */
  public static List<Effect> of(List<Effect> inOrder) {
    Map<Key, BigInteger> moved = new LinkedHashMap<>();
    Map<Key, Effect> last = new LinkedHashMap<>();
    List<Effect> net = new ArrayList<>();
    for (Effect effect : inOrder) {
      switch (effect.kind()) {
        case TRANSFER -> addTransfer(moved, effect);
        case UNKNOWN_CALL -> net.add(effect);
        case OWNERSHIP ->
            last.merge(key(effect), effect, (earlier, later) -> from(later, earlier.from()));
        case PARAMETER, CONTROL ->
            last.merge(key(effect), effect, (earlier, later) -> since(later, earlier));
        case ALLOWANCE -> last.merge(key(effect), effect, NetEffects::together);
        default -> last.put(key(effect), effect);
      }
    }
    moved.forEach((key, amount) -> addSum(net, key, amount));
    last.values().forEach(effect -> net.add(isFurther(effect) ? with(effect, effect) : effect));
    return net;
  }

  /** A second stream does not replace the first one, as a second allowance does. */
  private static Effect together(Effect earlier, Effect later) {
    boolean both = isFurther(later) || Terms.of(later.subject()).addsUp();
    return both ? with(later, earlier, later) : later;
  }

  private static boolean isFurther(Effect effect) {
    return effect.value().equals(FURTHER);
  }

  /** The effect with what some allowances give together. */
  private static Effect with(Effect effect, Effect... given) {
    BigInteger amount =
        Stream.of(given).map(Effect::amount).reduce(BigInteger.ZERO, BigInteger::add);
    return Changes.allowance(
            effect.contract(),
            effect.from().orElse(Address.ZERO),
            effect.to().orElse(Address.ZERO),
            amount.min(Unlimited.MOST),
            Terms.of(effect.subject()))
        .on(effect.chain());
  }

  private static Effect from(Effect effect, Optional<Address> from) {
    return Changes.ownership(
            effect.contract(), from.or(effect::from), effect.to(), effect.subject())
        .on(effect.chain());
  }

  private static Effect since(Effect effect, Effect earlier) {
    return Changes.setting(
            effect,
            effect.value(),
            earlier.previous().isEmpty() ? effect.previous() : earlier.previous())
        .on(effect.chain());
  }

  // Each way by itself: who gives back while it is simulated may keep it when it is executed.
  private static void addTransfer(Map<Key, BigInteger> moved, Effect effect) {
    Key key =
        new Key(
            effect.kind(),
            effect.contract(),
            effect.from().orElse(Address.ZERO),
            effect.to().orElse(Address.ZERO),
            effect.subject(),
            effect.chain());
    moved.merge(key, effect.amount(), BigInteger::add);
  }

  private static void addSum(List<Effect> net, Key key, BigInteger amount) {
    boolean stays = key.first().equals(key.second()) && !key.subject().equals(Effect.CARRIED);
    if (amount.signum() != 0 && !stays) {
      net.add(
          net(key, holder(key, key.first()), holder(key, key.second()), amount).on(key.chain()));
    }
  }

  private static Effect net(
      Key key, Optional<Address> from, Optional<Address> to, BigInteger amount) {
    if (key.subject().equals(Effect.CARRIED)) {
      return Changes.carried(
          key.contract(),
          from.orElse(Address.ZERO),
          to.orElse(Address.ZERO),
          amount,
          true,
          key.chain());
    }
    return Terms.id(key.subject())
        .map(id -> Changes.collectible(key.contract(), from, to, id, amount))
        .orElseGet(() -> Changes.transfer(key.contract(), from, to, amount));
  }

  // Native coin sent to the zero address is gone, but it went there: it is an account like others.
  private static Optional<Address> holder(Key key, Address address) {
    return key.contract().equals(Address.ZERO) ? Optional.of(address) : Changes.holder(address);
  }

  // A diamond has many facets: a later one does not replace an earlier one.
  private static boolean isOneOfMany(Effect effect) {
    return effect.kind() == Effect.Kind.UPGRADE
        && Place.of(effect.subject()) instanceof Place.Facet;
  }

  // A role granted and revoked again ends as what came last, so both share one key.
  private static Key key(Effect effect) {
    boolean role =
        effect.kind() == Effect.Kind.ROLE_GRANTED || effect.kind() == Effect.Kind.ROLE_REVOKED;
    return new Key(
        role ? Effect.Kind.ROLE_GRANTED : effect.kind(),
        effect.contract(),
        effect.kind() == Effect.Kind.ALLOWANCE ? effect.from().orElse(Address.ZERO) : Address.ZERO,
        role || effect.kind() == Effect.Kind.ALLOWANCE || isOneOfMany(effect)
            ? effect.to().orElse(Address.ZERO)
            : Address.ZERO,
        effect.subject(),
        effect.chain());
  }
}

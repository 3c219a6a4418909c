package org.prytany.governance.effects;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.prytany.spi.Address;
import org.prytany.spi.Effect;
import org.prytany.spi.StateDifference;
import org.prytany.spi.Token;

/**
 * The way between changes and the flat effects that plugins, the store and the effects' hash have.
 * What is read is written again and has to be the same; a flat effect that is not is no change that
 * the host knows, and {@link Change.Unexplained}. So no field of it is lost, and none is taken for
 * something weaker.
 */
public final class FlatEffects {

  private FlatEffects() {}

  public static List<Change> read(List<Effect> effects) {
    return effects.stream().map(FlatEffects::read).toList();
  }

  public static Change read(Effect effect) {
    return known(effect)
        .filter(change -> written(change).equals(effect))
        .orElseGet(
            () ->
                new Change.Unexplained(
                    effect.contract(), new Reason.Unread(effect), effect.chain()));
  }

  private static Optional<Change> known(Effect effect) {
    Address contract = effect.contract();
    String words = effect.subject();
    String chain = effect.chain();
    return switch (effect.kind()) {
      case TRANSFER ->
          Optional.of(
              new Change.Transfer(
                  contract,
                  effect.from(),
                  effect.to(),
                  effect.token(),
                  effect.amount(),
                  Terms.id(words),
                  effect.isCarried(),
                  chain));
      case ALLOWANCE ->
          Optional.of(
              new Change.Allowance(
                  contract,
                  effect.from(),
                  effect.to(),
                  effect.token(),
                  effect.amount(),
                  Terms.of(words),
                  chain));
      case ROLE_GRANTED ->
          effect.to().map(account -> new Change.Role(contract, words, account, true, chain));
      case ROLE_REVOKED ->
          effect.to().map(account -> new Change.Role(contract, words, account, false, chain));
      case OWNERSHIP ->
          Optional.of(
              new Change.Owner(
                  contract,
                  effect.from(),
                  effect.to(),
                  Optional.of(words).filter(place -> !place.isEmpty()),
                  chain));
      case UPGRADE ->
          effect.to().map(code -> new Change.Code(contract, code, Place.of(words), chain));
      case PARAMETER ->
          Optional.of(
              new Change.Setting(contract, words, effect.value(), effect.previous(), chain));
      case CONTROL ->
          Optional.of(
              new Change.Control(contract, words, effect.value(), effect.previous(), chain));
      case DESTRUCTION -> Optional.of(new Change.Ended(contract, effect.to(), chain));
      case UNKNOWN_CALL ->
          Reason.of(words)
              .map(
                  reason ->
                      new Change.Unexplained(
                          contract,
                          reason,
                          chain.isEmpty() && effect.value().equals(StateDifference.EXPLAINED),
                          chain));
    };
  }

  public static Effect written(Change change) {
    return switch (change) {
      case Change.Transfer moved ->
          value(
              Effect.Kind.TRANSFER,
              moved,
              moved.isCarried() ? Effect.CARRIED : moved.id().map(id -> Terms.ID + id).orElse(""));
      case Change.Allowance allowed ->
          value(Effect.Kind.ALLOWANCE, allowed, allowed.terms().words());
      case Change.Role role ->
          power(
              role.granted() ? Effect.Kind.ROLE_GRANTED : Effect.Kind.ROLE_REVOKED,
              role,
              role.name());
      case Change.Owner owner -> power(Effect.Kind.OWNERSHIP, owner, owner.place().orElse(""));
      case Change.Code code -> power(Effect.Kind.UPGRADE, code, code.place().words());
      case Change.Setting setting -> setting(Effect.Kind.PARAMETER, setting);
      case Change.Control control -> setting(Effect.Kind.CONTROL, control);
      case Change.Ended ended -> power(Effect.Kind.DESTRUCTION, ended, "");
      case Change.Unexplained unexplained ->
          unexplained.reason() instanceof Reason.Unread unread
              ? unread.effect()
              : flat(
                  Effect.Kind.UNKNOWN_CALL,
                  unexplained,
                  Optional.empty(),
                  BigInteger.ZERO,
                  unexplained.reason().words(),
                  unexplained.accounted() ? StateDifference.EXPLAINED : "",
                  "");
    };
  }

  private static Effect value(Effect.Kind kind, Change.OfValue change, String words) {
    return flat(kind, change, change.token(), change.amount(), words, "", "");
  }

  private static Effect power(Effect.Kind kind, Change change, String words) {
    return flat(kind, change, Optional.empty(), BigInteger.ZERO, words, "", "");
  }

  private static Effect setting(Effect.Kind kind, Change.OfSetting change) {
    return flat(
        kind,
        change,
        Optional.empty(),
        BigInteger.ZERO,
        change.name(),
        change.value(),
        change.previous());
  }

  private static Effect flat(
      Effect.Kind kind,
      Change change,
      Optional<Token> token,
      BigInteger amount,
      String words,
      String value,
      String previous) {
    return new Effect(
        kind,
        change.contract(),
        change.from(),
        change.to(),
        token,
        amount,
        words,
        value,
        previous,
        change.chain());
  }
}

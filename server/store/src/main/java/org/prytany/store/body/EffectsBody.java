package org.prytany.store.body;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.prytany.governance.digest.EffectsReport;
import org.prytany.spi.Address;
import org.prytany.spi.Argument;
import org.prytany.spi.DecodedAction;
import org.prytany.spi.Effect;
import org.prytany.spi.SimulatedEffects;
import org.prytany.spi.Token;

/** Decoded calls and simulated effects. */
public record EffectsBody(
    String contentHash,
    List<ActionBody> actions,
    boolean succeeded,
    @Nullable String revertReason,
    List<EffectBody> effects,
    String effectsHash,
    long block,
    String method) {

  static EffectsBody of(EffectsReport report) {
    SimulatedEffects simulated = report.effects();
    return new EffectsBody(
        report.contentHash(),
        report.actions().stream().map(ActionBody::of).toList(),
        simulated.succeeded(),
        simulated.revertReason().orElse(null),
        simulated.effects().stream().map(EffectBody::of).toList(),
        simulated.effectsHash(),
        simulated.block(),
        simulated.method());
  }

  EffectsReport toDomain() {
    return new EffectsReport(
        contentHash,
        actions.stream().map(ActionBody::toDomain).toList(),
        new SimulatedEffects(
            succeeded,
            Optional.ofNullable(revertReason),
            effects.stream().map(EffectBody::toDomain).toList(),
            effectsHash,
            block,
            method));
  }

  /** One decoded call; the value is decimal wei. */
  public record ActionBody(
      int index,
      String target,
      String valueWei,
      String calldata,
      @Nullable String function,
      List<ArgumentBody> arguments,
      String line,
      List<ActionBody> nested) {

    static ActionBody of(DecodedAction action) {
      return new ActionBody(
          action.index(),
          action.target().hex(),
          action.valueWei().toString(),
          action.calldata(),
          action.function().orElse(null),
          action.arguments().stream()
              .map(argument -> new ArgumentBody(argument.name(), argument.type(), argument.value()))
              .toList(),
          action.line(),
          action.nested().stream().map(ActionBody::of).toList());
    }

    DecodedAction toDomain() {
      return new DecodedAction(
          index,
          new Address(target),
          new BigInteger(valueWei),
          calldata,
          Optional.ofNullable(function),
          arguments.stream()
              .map(argument -> new Argument(argument.name(), argument.type(), argument.value()))
              .toList(),
          line,
          nested.stream().map(ActionBody::toDomain).toList());
    }
  }

  /** One decoded argument. */
  public record ArgumentBody(String name, String type, String value) {}

  /** One net change; the amount is decimal, in base units. */
  public record EffectBody(
      String kind,
      String contract,
      @Nullable String from,
      @Nullable String to,
      @Nullable TokenBody token,
      String amount,
      String subject,
      String value) {

    static EffectBody of(Effect effect) {
      return new EffectBody(
          effect.kind().name(),
          effect.contract().hex(),
          effect.from().map(Address::hex).orElse(null),
          effect.to().map(Address::hex).orElse(null),
          effect.token().map(TokenBody::of).orElse(null),
          effect.amount().toString(),
          effect.subject(),
          effect.value());
    }

    Effect toDomain() {
      return new Effect(
          Effect.Kind.valueOf(kind),
          new Address(contract),
          Optional.ofNullable(from).map(Address::new),
          Optional.ofNullable(to).map(Address::new),
          Optional.ofNullable(token).map(TokenBody::toDomain),
          new BigInteger(amount),
          subject,
          value);
    }
  }

  /** An asset. */
  public record TokenBody(
      @Nullable String contract, @Nullable String symbol, @Nullable Integer decimals) {

    static TokenBody of(Token token) {
      return new TokenBody(
          token.contract().map(Address::hex).orElse(null),
          token.symbol().orElse(null),
          token.decimals().isPresent() ? token.decimals().getAsInt() : null);
    }

    Token toDomain() {
      return new Token(
          Optional.ofNullable(contract).map(Address::new),
          Optional.ofNullable(symbol),
          decimals == null ? OptionalInt.empty() : OptionalInt.of(decimals));
    }
  }
}

package org.prytany.chain.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.prytany.chain.decode.Tokens;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.effects.EffectsHash;
import org.prytany.spi.Address;
import org.prytany.spi.DecodedAction;
import org.prytany.spi.Effect;
import org.prytany.spi.SimulatedEffects;
import org.prytany.spi.StateDifference;
import org.prytany.spi.Token;

/** Names the tokens of effects, orders and hashes them. */
final class EffectsReporting {
  private final Tokens tokens;
  private final DecodedEffects decoded;

  EffectsReporting(Tokens tokens, DecodedEffects decoded) {
    this.tokens = tokens;
    this.decoded = decoded;
  }

  SimulatedEffects report(
      Dao dao, Optional<String> failure, List<Effect> net, long block, String method) {
    return report(dao, failure, net, block, method, StateDifference.NOT_ASKED);
  }

  SimulatedEffects report(
      Dao dao,
      Optional<String> failure,
      List<Effect> net,
      long block,
      String method,
      StateDifference difference) {
    List<Effect> ordered =
        EffectsHash.canonicalOrder(net.stream().map(effect -> named(dao, effect)).toList());
    return new SimulatedEffects(
        failure.isEmpty(),
        failure,
        ordered,
        EffectsHash.of(failure.isEmpty(), ordered),
        block,
        method,
        difference);
  }

  /** Effects from the calls alone. */
  SimulatedEffects decoded(
      Dao dao, List<DecodedAction> actions, Optional<String> failure, long block) {
    List<Effect> meant = new ArrayList<>();
    actions.forEach(
        action -> meant.addAll(decoded.of(dao.chainId(), dao.treasury(), action, false)));
    return report(
        dao,
        failure,
        NetEffects.of(meant.stream().map(this::unconfirmed).toList()),
        block,
        "decoded");
  }

  private Effect unconfirmed(Effect effect) {
    return OperatorCalls.settled(effect, Optional.empty(), Optional.empty());
  }

  private Effect named(Dao dao, Effect effect) {
    if (effect.kind() != Effect.Kind.TRANSFER && effect.kind() != Effect.Kind.ALLOWANCE) {
      return effect;
    }
    return new Effect(
        effect.kind(),
        effect.contract(),
        effect.from(),
        effect.to(),
        Optional.of(token(dao, effect)),
        effect.amount(),
        effect.subject(),
        effect.value(),
        effect.previous(),
        effect.chain());
  }

  private Token token(Dao dao, Effect effect) {
    return effect.isElsewhere() && !effect.isCarried()
        ? token(decoded.chains().as(dao, effect.chain()), decoded.chains().tokens(tokens), effect)
        : token(dao, tokens, effect);
  }

  private static Token token(Dao dao, Tokens tokens, Effect effect) {
    if (effect.contract().equals(Address.ZERO)) {
      return tokens.coin(dao);
    }
    Token token = tokens.of(dao, effect.contract());
    // Collectibles are counted in pieces, whatever their contract says of decimals.
    return Changes.isCollectible(effect)
        ? new Token(token.contract(), token.symbol(), OptionalInt.of(0))
        : token;
  }
}

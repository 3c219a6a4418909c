package org.prytany.governance.effects;

import java.util.List;
import org.prytany.spi.DecodedAction;
import org.prytany.spi.Effect;
import org.prytany.spi.SimulatedEffects;
import org.prytany.spi.StateDifference;

/**
 * What a proposal executes: its calls decoded, their simulated effects at one block, and what the
 * chain says of the accounts they touch.
 */
public record EffectsReport(
    String contentHash, List<DecodedAction> actions, SimulatedEffects effects, ChainFacts facts) {

  public EffectsReport {
    actions = List.copyOf(actions);
  }

  /**
   * The same report as an endpoint gives it that does not show what calls write: no unknown call is
   * explained.
   */
  public EffectsReport withoutExplanations() {
    List<Effect> plain =
        effects.effects().stream()
            .map(
                effect ->
                    effect.value().equals(StateDifference.EXPLAINED)
                            && effect.kind() == Effect.Kind.UNKNOWN_CALL
                        ? new Effect(
                            effect.kind(),
                            effect.contract(),
                            effect.from(),
                            effect.to(),
                            effect.token(),
                            effect.amount(),
                            effect.subject(),
                            "",
                            effect.previous())
                        : effect)
            .toList();
    return new EffectsReport(
        contentHash,
        actions,
        new SimulatedEffects(
            effects.succeeded(),
            effects.revertReason(),
            plain,
            EffectsHash.of(effects.succeeded(), plain),
            effects.block(),
            effects.method()),
        facts);
  }

  /** A report for which no facts were asked. */
  public EffectsReport(String contentHash, List<DecodedAction> actions, SimulatedEffects effects) {
    this(contentHash, actions, effects, ChainFacts.NONE);
  }
}

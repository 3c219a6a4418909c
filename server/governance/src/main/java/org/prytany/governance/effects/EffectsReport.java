package org.prytany.governance.effects;

import java.util.List;
import org.prytany.spi.DecodedAction;
import org.prytany.spi.Effect;
import org.prytany.spi.SimulatedEffects;

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
   * accounted for.
   */
  public EffectsReport withoutAccounts() {
    List<Effect> plain =
        changes().stream()
            .map(
                change ->
                    change instanceof Change.Unexplained call
                        ? new Change.Unexplained(call.contract(), call.reason())
                        : change)
            .map(FlatEffects::written)
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

  /** What the effects are, one each, in their order. */
  public List<Change> changes() {
    return FlatEffects.read(effects.effects());
  }

  /** A report for which no facts were asked. */
  public EffectsReport(String contentHash, List<DecodedAction> actions, SimulatedEffects effects) {
    this(contentHash, actions, effects, ChainFacts.NONE);
  }
}

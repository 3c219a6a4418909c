package org.prytany.governance.digest;

import java.util.List;
import org.prytany.spi.DecodedAction;
import org.prytany.spi.SimulatedEffects;

/** What a proposal executes: its calls decoded, and their simulated effects at one block. */
public record EffectsReport(
    String contentHash, List<DecodedAction> actions, SimulatedEffects effects) {

  public EffectsReport {
    actions = List.copyOf(actions);
  }
}

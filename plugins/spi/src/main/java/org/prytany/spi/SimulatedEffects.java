package org.prytany.spi;

import java.util.List;
import java.util.Optional;

/**
 * What executing the proposal at one block would do.
 *
 * @param succeeded whether every call of the proposal succeeded in the simulation
 * @param revertReason the first failing call's reason
 * @param effects net changes in canonical order
 * @param effectsHash "0x" and SHA-256 over the canonical effects: without gas, block or order
 * @param block the block number the simulation is pinned to
 * @param method how it was obtained: "eth_simulateV1", "eth_simulateV1, call by call" where the
 *     calls could not be made in one transaction, "eth_call" or "decoded"
 * @param difference what unknown calls write and no effect explains; no part of the hash
 */
public record SimulatedEffects(
    boolean succeeded,
    Optional<String> revertReason,
    List<Effect> effects,
    String effectsHash,
    long block,
    String method,
    StateDifference difference) {

  public SimulatedEffects {
    effects = List.copyOf(effects);
  }

  /** Effects for which no state difference was asked. */
  public SimulatedEffects(
      boolean succeeded,
      Optional<String> revertReason,
      List<Effect> effects,
      String effectsHash,
      long block,
      String method) {
    this(succeeded, revertReason, effects, effectsHash, block, method, StateDifference.NOT_ASKED);
  }
}

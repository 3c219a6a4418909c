package org.prytany.chain.governor;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.prytany.chain.abi.AbiType;
import org.prytany.chain.rpc.Blocks;
import org.prytany.chain.rpc.Endpoints;
import org.prytany.chain.rpc.JsonRpc;
import org.prytany.chain.rpc.Quantities;
import org.prytany.chain.rpc.Views;
import org.prytany.governance.dao.Dao;
import org.prytany.spi.Address;

/**
 * Asks a governor what it is before it is served: only what can be asked without a proposal.
 *
 * <p>Source: OpenZeppelin IGovernor, GovernorTimelockControl; EIP-6372 (clock).
 */
public final class GovernorProbe {

  private final Endpoints endpoints;

  public GovernorProbe(Endpoints endpoints) {
    this.endpoints = endpoints;
  }

  /**
   * What a governor answers; empty where it does not have the function.
   *
   * @param name its name()
   * @param countingMode its COUNTING_MODE(), as it says it
   * @param supportsKnown whether that says which number is FOR
   * @param clockMode its CLOCK_MODE(), as it says it
   * @param timelock its timelock()
   * @param votingPeriod its votingPeriod(), in its clock's unit: blocks or seconds
   */
  public record Answers(
      Optional<String> name,
      Optional<String> countingMode,
      boolean supportsKnown,
      Optional<String> clockMode,
      Optional<Address> timelock,
      Optional<BigInteger> votingPeriod) {}

  /**
   * Asks at the head.
   *
   * @throws org.prytany.governance.failure.PrytanyException CHAIN_UNAVAILABLE if the endpoint fails
   */
  public Answers ask(Dao dao) {
    JsonRpc rpc = endpoints.of(dao);
    Views views = new Views(rpc, Quantities.of(Blocks.head(rpc).number()));
    Optional<String> counting = text(views, dao.governor(), "COUNTING_MODE()");
    return new Answers(
        text(views, dao.governor(), "name()"),
        counting,
        counting.flatMap(CountingMode::supports).isPresent(),
        text(views, dao.governor(), "CLOCK_MODE()"),
        views
            .values(dao.governor(), "timelock()", List.of(new AbiType.Account()))
            .map(values -> values.getFirst().asAddress()),
        views.number(dao.governor(), "votingPeriod()"));
  }

  private static Optional<String> text(Views views, Address contract, String signature) {
    return views
        .values(contract, signature, List.of(new AbiType.Blob(true)))
        .map(values -> new String(values.getFirst().asBytes(), StandardCharsets.UTF_8));
  }
}

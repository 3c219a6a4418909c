package org.prytany.spi;

import java.math.BigInteger;
import java.util.List;

/**
 * The raw calls of a proposal, as `queue` and `execute` of OpenZeppelin's IGovernor take them.
 *
 * @param targets called addresses
 * @param valuesWei native coin per call, in wei; same length
 * @param calldatas "0x"-hex bytes per call; same length
 * @param descriptionHash "0x" and keccak-256 of the raw description bytes
 */
public record ProposalCalls(
    List<Address> targets,
    List<BigInteger> valuesWei,
    List<String> calldatas,
    String descriptionHash) {

  /**
   * @throws IllegalArgumentException if the three lists differ in length
   */
  public ProposalCalls {
    targets = List.copyOf(targets);
    valuesWei = List.copyOf(valuesWei);
    calldatas = List.copyOf(calldatas);
    if (targets.size() != valuesWei.size() || targets.size() != calldatas.size()) {
      throw new IllegalArgumentException(
          "a proposal's lists differ in length: "
              + targets.size()
              + " targets, "
              + valuesWei.size()
              + " values, "
              + calldatas.size()
              + " calldatas");
    }
  }
}

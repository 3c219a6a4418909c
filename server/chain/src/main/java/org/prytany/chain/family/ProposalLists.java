package org.prytany.chain.family;

import java.util.List;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.governance.proposal.ProposalContent;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.Uint256;

/** A proposal as the functions of OpenZeppelin's governors take it. */
public final class ProposalLists {
  private ProposalLists() {}

  /**
   * Targets, values, calldatas and the text's hash, in the order of the governor's functions, also
   * where the lists differ in length.
   *
   * @throws UnsupportedOperationException or IllegalArgumentException if the ABI has no place for
   *     them
   */
  @SuppressWarnings("rawtypes") // As web3j declares it.
  public static List<Type> of(ProposalContent proposal) {
    return List.of(
        new DynamicArray<>(
            org.web3j.abi.datatypes.Address.class,
            proposal.targets().stream()
                .map(target -> new org.web3j.abi.datatypes.Address(target.hex()))
                .toList()),
        new DynamicArray<>(Uint256.class, proposal.valuesWei().stream().map(Uint256::new).toList()),
        new DynamicArray<>(
            DynamicBytes.class,
            proposal.calldatas().stream()
                .map(calldata -> new DynamicBytes(AbiBytes.parse(calldata)))
                .toList()),
        new Bytes32(AbiBytes.parse(proposal.descriptionHash())));
  }
}

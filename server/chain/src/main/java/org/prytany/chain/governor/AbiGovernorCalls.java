package org.prytany.chain.governor;

import java.math.BigInteger;
import java.util.List;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.governor.GovernorCalls;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.spi.PlannedCall;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint8;

/** Encodes calls of OpenZeppelin's IGovernor. Needs no chain. */
public final class AbiGovernorCalls implements GovernorCalls {

  @Override
  public PlannedCall vote(Dao dao, ProposalContent proposal, int support, String reason) {
    return call(
        dao,
        BigInteger.ZERO,
        "castVoteWithReason",
        List.of(
            new Uint256(proposal.key().proposalId()), new Uint8(support), new Utf8String(reason)));
  }

  @Override
  public PlannedCall queue(Dao dao, ProposalContent proposal) {
    return call(dao, BigInteger.ZERO, "queue", actions(proposal));
  }

  /**
   * The call sends no coin along: a timelock pays the values of the proposal out of its own
   * balance.
   */
  @Override
  public PlannedCall execute(Dao dao, ProposalContent proposal) {
    return call(dao, BigInteger.ZERO, "execute", actions(proposal));
  }

  @SuppressWarnings("rawtypes") // As web3j declares it.
  private static PlannedCall call(
      Dao dao, BigInteger value, String function, List<Type> arguments) {
    return new PlannedCall(
        dao.governor(),
        value,
        FunctionEncoder.encode(new Function(function, arguments, List.of())));
  }

  @SuppressWarnings("rawtypes") // As web3j declares it.
  private static List<Type> actions(ProposalContent proposal) {
    proposal
        .malformed()
        .ifPresent(
            why -> {
              throw new PrytanyException(FailureCode.INVALID_INPUT, why);
            });
    return lists(proposal);
  }

  /**
   * Targets, values, calldatas and the text's hash, in the order of the governor's functions, also
   * where the lists differ in length.
   *
   * @throws UnsupportedOperationException or IllegalArgumentException if the ABI has no place for
   *     them
   */
  @SuppressWarnings("rawtypes") // As web3j declares it.
  static List<Type> lists(ProposalContent proposal) {
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

package org.prytany.signer;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.governor.GovernorCalls;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.spi.PlannedCall;
import org.prytany.spi.Support;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint8;
import org.web3j.utils.Numeric;

/** The guard's ports in memory. */
final class Ports {

  private Ports() {}

  /** OpenZeppelin's calls. */
  static final class Calls implements GovernorCalls {
    @Override
    public PlannedCall vote(Dao dao, ProposalContent proposal, int support, String reason) {
      return call(
          dao,
          new Function(
              "castVoteWithReason",
              List.of(
                  new Uint256(proposal.key().proposalId()),
                  new Uint8(support),
                  new Utf8String(reason)),
              List.of()));
    }

    @Override
    public PlannedCall voteInParts(
        Dao dao, ProposalContent proposal, Map<Support, BigInteger> parts, String reason) {
      throw new UnsupportedOperationException("votes here go in one direction");
    }

    @Override
    public PlannedCall queue(Dao dao, ProposalContent proposal) {
      return call(dao, lists("queue", proposal));
    }

    @Override
    public PlannedCall execute(Dao dao, ProposalContent proposal) {
      return call(dao, lists("execute", proposal));
    }

    private static Function lists(String name, ProposalContent proposal) {
      return new Function(
          name,
          Arrays.asList(
              new DynamicArray<>(
                  org.web3j.abi.datatypes.Address.class,
                  proposal.targets().stream()
                      .map(target -> new org.web3j.abi.datatypes.Address(target.hex()))
                      .toList()),
              new DynamicArray<>(
                  Uint256.class, proposal.valuesWei().stream().map(Uint256::new).toList()),
              new DynamicArray<>(
                  DynamicBytes.class,
                  proposal.calldatas().stream()
                      .map(data -> new DynamicBytes(Numeric.hexStringToByteArray(data)))
                      .toList()),
              new Bytes32(Numeric.hexStringToByteArray(proposal.descriptionHash()))),
          List.of());
    }

    private static PlannedCall call(Dao dao, Function function) {
      return new PlannedCall(dao.governor(), BigInteger.ZERO, FunctionEncoder.encode(function));
    }
  }
}

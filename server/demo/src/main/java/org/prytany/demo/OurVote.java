package org.prytany.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.prytany.contracts.generated.PrytanyGovernor;
import org.prytany.contracts.localchain.DemoProposal;
import org.prytany.contracts.localchain.VoteType;
import org.web3j.abi.EventEncoder;
import org.web3j.abi.FunctionReturnDecoder;
import org.web3j.abi.TypeEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.Type;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.methods.request.EthFilter;
import org.web3j.protocol.core.methods.response.EthLog;

/** Reads the operator's vote from the governor's VoteCast events (IGovernor). */
final class OurVote {

  private OurVote() {}

  static Optional<VoteType> read(DemoWorld world, DemoProposal proposal) {
    EthFilter filter =
        new EthFilter(
            DefaultBlockParameterName.EARLIEST,
            DefaultBlockParameterName.LATEST,
            world.dao().addresses().governor());
    filter.addSingleTopic(EventEncoder.encode(PrytanyGovernor.VOTECAST_EVENT));
    filter.addSingleTopic("0x" + TypeEncoder.encode(new Address(world.operator().getAddress())));
    try {
      for (EthLog.LogResult<?> result : world.chain().web3j().ethGetLogs(filter).send().getLogs()) {
        EthLog.LogObject log = (EthLog.LogObject) result.get();
        List<Type> values =
            FunctionReturnDecoder.decode(
                log.getData(), PrytanyGovernor.VOTECAST_EVENT.getNonIndexedParameters());
        if (values.get(0).getValue().equals(proposal.id())) {
          BigInteger support = (BigInteger) values.get(1).getValue();
          return Arrays.stream(VoteType.values())
              .filter(vote -> vote.support().equals(support))
              .findFirst();
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

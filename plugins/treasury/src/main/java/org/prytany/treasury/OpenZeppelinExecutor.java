package org.prytany.treasury;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import org.prytany.spi.ApprovedProposal;
import org.prytany.spi.ChainReceipt;
import org.prytany.spi.ExecutionOutcome;
import org.prytany.spi.ExecutionPlan;
import org.prytany.spi.PassedProposal;
import org.prytany.spi.PlannedCall;
import org.prytany.spi.ProposalCalls;
import org.prytany.spi.ProposalKey;
import org.prytany.spi.QueuePlan;
import org.prytany.spi.TreasuryExecutor;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.crypto.Hash;
import org.web3j.utils.Numeric;

/**
 * Disbursement through OpenZeppelin's IGovernor (4.x and 5.x), whose {@code queue} and {@code
 * execute} take the whole proposal, and through Compound's governors, where they take its id. The
 * treasury pays out of its own balance, so neither call carries native coin.
 */
@ApplicationScoped
public class OpenZeppelinExecutor implements TreasuryExecutor {

  // keccak-256 of "ProposalExecuted(uint256)", IGovernor.
  private static final String PROPOSAL_EXECUTED =
      "0x712ae1383f79ac853f8d882153778e0260ef8f03b504e2866e0593e04d2b291f";

  /** Families of governors that name a proposal by its id alone. */
  private static final Set<String> BY_ID = Set.of("bravo", "routed-bravo", "alpha");

  private static final int ONE_WORD = "0x".length() + 64;
  private static final int SELECTOR_CHARACTERS = "0x".length() + 8;

  @Override
  public String id() {
    return "treasury-openzeppelin";
  }

  @Override
  public String version() {
    return "0.1.0";
  }

  @Override
  public QueuePlan planQueue(PassedProposal passed) {
    return new QueuePlan(call("queue", passed.proposal().key(), passed.calls(), passed.family()));
  }

  @Override
  public ExecutionPlan planExecution(ApprovedProposal approved) {
    return new ExecutionPlan(
        call("execute", approved.proposal().key(), approved.calls(), approved.family()));
  }

  @Override
  public ExecutionOutcome interpret(ExecutionPlan plan, ChainReceipt receipt) {
    if (!receipt.succeeded()) {
      return new ExecutionOutcome.Reverted(
          receipt.transactionHash(),
          "the transaction was mined in block "
              + receipt.block()
              + " and reverted; nothing was paid");
    }
    String id = proposalId(plan);
    boolean executed =
        receipt.logs().stream()
            .filter(log -> log.emitter().equals(plan.call().target()))
            .filter(log -> log.topics().equals(List.of(PROPOSAL_EXECUTED)))
            .anyMatch(log -> log.data().equalsIgnoreCase(id));
    if (executed) {
      return new ExecutionOutcome.Confirmed(receipt.transactionHash(), receipt.block());
    }
    return new ExecutionOutcome.Unknown(
        "the transaction succeeded, but the governor's ProposalExecuted event for this proposal is"
            + " not in its receipt");
  }

  private static PlannedCall call(
      String function, ProposalKey key, ProposalCalls calls, String family) {
    if (BY_ID.contains(family)) {
      Function call = new Function(function, List.of(new Uint256(key.proposalId())), List.of());
      return new PlannedCall(key.governor(), BigInteger.ZERO, FunctionEncoder.encode(call));
    }
    Function call =
        new Function(
            function,
            List.of(
                new DynamicArray<>(
                    Address.class,
                    calls.targets().stream().map(target -> new Address(target.hex())).toList()),
                new DynamicArray<>(
                    Uint256.class, calls.valuesWei().stream().map(Uint256::new).toList()),
                new DynamicArray<>(
                    DynamicBytes.class,
                    calls.calldatas().stream().map(OpenZeppelinExecutor::bytes).toList()),
                new Bytes32(Numeric.hexStringToByteArray(calls.descriptionHash()))),
            List.of());
    return new PlannedCall(key.governor(), BigInteger.ZERO, FunctionEncoder.encode(call));
  }

  private static DynamicBytes bytes(String hex) {
    return new DynamicBytes(Numeric.hexStringToByteArray(hex));
  }

  // Where execute takes an id, it is that one. IGovernor.hashProposal: keccak-256 over exactly the
  // arguments that execute takes. Taken from
  // the plan, so that the event of any other proposal in the same receipt confirms nothing.
  private static String proposalId(ExecutionPlan plan) {
    String arguments = "0x" + plan.call().calldata().substring(SELECTOR_CHARACTERS);
    return arguments.length() == ONE_WORD ? arguments : Hash.sha3(arguments);
  }
}

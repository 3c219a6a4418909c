package org.prytany.chain.receipt;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.decode.Tokens;
import org.prytany.chain.decode.Wording;
import org.prytany.chain.governor.TimelockOperation;
import org.prytany.chain.rpc.Blocks;
import org.prytany.chain.rpc.ChainLog;
import org.prytany.chain.rpc.Endpoints;
import org.prytany.chain.rpc.JsonRpc;
import org.prytany.chain.rpc.Quantities;
import org.prytany.chain.rpc.Views;
import org.prytany.chain.simulate.EventEffects;
import org.prytany.chain.simulate.NetEffects;
import org.prytany.governance.chain.BlockRef;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.proposal.ExecutionReceipt;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.receipt.ReceiptReader;
import org.prytany.spi.Address;
import org.prytany.spi.Effect;
import org.prytany.spi.SimulatedEffects;
import org.prytany.spi.Token;

/** Compares what an execution moved with what was expected, from its logs and balances. */
public final class RpcReceiptReader implements ReceiptReader {
  private static final String EXECUTED = AbiBytes.topic("ProposalExecuted(uint256)");

  private record Leg(Address token, Optional<Address> from, Optional<Address> to, String subject) {}

  private final Endpoints endpoints;
  private final Tokens tokens;

  public RpcReceiptReader(Endpoints endpoints, Tokens tokens) {
    this.endpoints = endpoints;
    this.tokens = tokens;
  }

  /**
   * @throws PrytanyException CHAIN_ANSWER_INVALID if the transaction did not execute the proposal;
   *     CHAIN_UNAVAILABLE if the endpoint does not know it, or not the state around it
   */
  @Override
  public ExecutionReceipt read(
      Dao dao, ProposalContent proposal, SimulatedEffects expected, String transactionHash) {
    JsonRpc rpc = endpoints.of(dao);
    JsonNode receipt = rpc.require("eth_getTransactionReceipt", transactionHash);
    if (receipt.isNull()) {
      throw new PrytanyException(
          FailureCode.CHAIN_UNAVAILABLE,
          "The chain of DAO '"
              + dao.id()
              + "' does not have transaction "
              + transactionHash
              + " (now).");
    }
    List<ChainLog> logs = new ArrayList<>();
    long block;
    Address sender;
    try {
      receipt.path("logs").forEach(log -> logs.add(ChainLog.parse(log)));
      block = Quantities.integer(receipt.path("blockNumber"));
      sender = new Address(receipt.path("from").asText());
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw rpc.invalid("a receipt without block or sender.");
    }
    if (!receipt.path("transactionHash").asText("").equalsIgnoreCase(transactionHash)) {
      throw rpc.invalid("the receipt of another transaction than was asked for.");
    }
    Optional<BlockRef> its =
        Blocks.at(rpc, block)
            .filter(at -> at.hash().equalsIgnoreCase(receipt.path("blockHash").asText("")));
    if (its.isEmpty()) {
      throw new PrytanyException(
          FailureCode.CHAIN_UNAVAILABLE,
          "The receipt of transaction "
              + transactionHash
              + " is from a block that is not in the"
              + " chain of DAO '"
              + dao.id()
              + "' (now). It is asked again later.");
    }
    requireExecuted(dao, rpc, proposal, transactionHash, logs);

    List<Effect> planned =
        expected.effects().stream()
            .filter(effect -> effect.kind() == Effect.Kind.TRANSFER)
            .toList();
    MovedCoin coin = MovedCoin.of(rpc, dao.treasury(), transactionHash, logs);
    List<Effect> moved = new ArrayList<>(coin.transfers());
    MeasuredCoin measured =
        coin.complete()
            ? new MeasuredCoin(List.of(), List.of())
            : MeasuredCoin.of(dao, rpc, tokens, block, planned);
    moved.addAll(measured.transfers());
    for (ChainLog log : logs) {
      EventEffects.of(log).stream()
          .filter(effect -> effect.kind() == Effect.Kind.TRANSFER)
          .forEach(moved::add);
    }
    List<Effect> actual = NetEffects.of(moved);
    List<Effect> touching = new ArrayList<>(planned);
    touching.addAll(actual);
    MovedBalances balances =
        MovedBalances.read(dao, rpc, tokens, transactionHash, block, touching, moved);
    List<String> differences =
        new ArrayList<>(differences(dao, legs(dao, planned, coin), legs(dao, actual, coin)));
    differences.addAll(measured.doubts());
    differences.addAll(balances.contradictions());
    return new ExecutionReceipt(
        transactionHash,
        block,
        OptionalLong.of(its.get().timestamp()),
        sender,
        balances.changes(),
        differences.isEmpty(),
        String.join(" ", differences));
  }

  private static void requireExecuted(
      Dao dao, JsonRpc rpc, ProposalContent proposal, String transactionHash, List<ChainLog> logs) {
    String id = AbiBytes.word(proposal.key().proposalId());
    TimelockOperation operation = TimelockOperation.of(dao, proposal, new Views(rpc, "latest"));
    boolean executed =
        logs.stream()
            .anyMatch(
                log ->
                    operation.isExecutedBy(log)
                        || (log.emitter().equals(dao.governor())
                            && log.topic0().equals(EXECUTED)
                            && AbiBytes.hex(log.data()).equals("0x" + id)));
    if (!executed) {
      throw new PrytanyException(
          FailureCode.CHAIN_ANSWER_INVALID,
          "Transaction "
              + transactionHash
              + " did not execute proposal "
              + proposal.key().proposalId()
              + ".");
    }
  }

  // Without a trace, only what the DAO's own accounts send in native coin can be compared.
  private static Map<Leg, BigInteger> legs(Dao dao, List<Effect> transfers, MovedCoin coin) {
    Map<Leg, BigInteger> legs = new LinkedHashMap<>();
    for (Effect effect : transfers) {
      boolean hidden =
          effect.contract().equals(Address.ZERO) && !coin.complete() && !dao.holds(effect.from());
      if (!hidden) {
        legs.merge(
            new Leg(effect.contract(), effect.from(), effect.to(), effect.subject()),
            effect.amount(),
            BigInteger::add);
      }
    }
    return legs;
  }

  private List<String> differences(
      Dao dao, Map<Leg, BigInteger> planned, Map<Leg, BigInteger> actual) {
    List<String> differences = new ArrayList<>();
    Set<Leg> all = new LinkedHashSet<>(planned.keySet());
    all.addAll(actual.keySet());
    for (Leg leg : all) {
      BigInteger wanted = planned.getOrDefault(leg, BigInteger.ZERO);
      BigInteger got = actual.getOrDefault(leg, BigInteger.ZERO);
      if (!wanted.equals(got)) {
        differences.add(
            "From "
                + leg.from().map(from -> Wording.address(dao, from)).orElse("nobody")
                + " to "
                + leg.to().map(to -> Wording.address(dao, to)).orElse("nobody")
                + ", "
                + amount(dao, leg, wanted)
                + " was expected to move, and "
                + amount(dao, leg, got)
                + " moved.");
      }
    }
    return differences;
  }

  private String amount(Dao dao, Leg leg, BigInteger baseUnits) {
    if (baseUnits.signum() == 0) {
      return "nothing";
    }
    Token token = leg.token().equals(Address.ZERO) ? tokens.coin(dao) : tokens.of(dao, leg.token());
    return tokens.amount(dao, token, baseUnits);
  }
}

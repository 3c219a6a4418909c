package org.prytany.chain.submit;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.revert.RevertReasons;
import org.prytany.chain.rpc.ChainLog;
import org.prytany.chain.rpc.Endpoints;
import org.prytany.chain.rpc.JsonRpc;
import org.prytany.chain.rpc.Quantities;
import org.prytany.chain.rpc.RpcErrorException;
import org.prytany.governance.act.TransactionSubmitter;
import org.prytany.governance.act.TransactionSubmitter.Broadcast.Answer;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.signing.TransactionTerms;
import org.prytany.governance.signing.TransactionTerms.Fees;
import org.prytany.spi.Address;
import org.prytany.spi.ChainReceipt;
import org.prytany.spi.PlannedCall;

/** Prepares, broadcasts and follows EIP-1559 transactions over JSON-RPC. */
public final class RpcTransactionSubmitter implements TransactionSubmitter {
  private static final BigInteger GWEI = BigInteger.valueOf(1_000_000_000L);
  private static final BigInteger DEFAULT_TIP = GWEI;
  private static final BigInteger LARGEST_TIP = GWEI.multiply(BigInteger.valueOf(20));

  /** EIP-7825: no transaction may have more gas. */
  private static final BigInteger LARGEST_GAS = BigInteger.TWO.pow(24);

  private final Endpoints endpoints;

  public RpcTransactionSubmitter(Endpoints endpoints) {
    this.endpoints = endpoints;
  }

  @Override
  public long transactionCount(Dao dao, Address account) {
    JsonRpc rpc = endpoints.of(dao);
    try {
      return Quantities.integer(rpc.require("eth_getTransactionCount", account.hex(), "latest"));
    } catch (ArithmeticException | NumberFormatException e) {
      throw rpc.invalid("eth_getTransactionCount returned no number.");
    }
  }

  @Override
  public TransactionTerms prepare(Dao dao, Address account, PlannedCall call) {
    JsonRpc rpc = onItsChain(dao);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("from", account.hex());
    json.put("to", call.target().hex());
    json.put("value", Quantities.of(call.valueWei()));
    json.put("data", call.calldata());
    try {
      JsonNode block = rpc.require("eth_getBlockByNumber", "latest", false);
      ask(rpc, "eth_call", json);
      BigInteger estimate = Quantities.number(ask(rpc, "eth_estimateGas", json));
      return new TransactionTerms(
          dao.chainId(),
          account,
          call.target(),
          call.valueWei(),
          call.calldata(),
          gasLimit(estimate, Quantities.number(block.path("gasLimit"))),
          fees(dao, rpc, block));
    } catch (NumberFormatException e) {
      throw rpc.invalid("a number for gas or fees is missing.");
    }
  }

  @Override
  public Fees fees(Dao dao) {
    JsonRpc rpc = onItsChain(dao);
    try {
      return fees(dao, rpc, rpc.require("eth_getBlockByNumber", "latest", false));
    } catch (NumberFormatException e) {
      throw rpc.invalid("a number for fees is missing.");
    }
  }

  private JsonRpc onItsChain(Dao dao) {
    JsonRpc rpc = endpoints.of(dao);
    BigInteger chain;
    try {
      chain = Quantities.number(rpc.require("eth_chainId"));
    } catch (NumberFormatException e) {
      throw rpc.invalid("eth_chainId is no number.");
    }
    if (!chain.equals(BigInteger.valueOf(dao.chainId()))) {
      throw new PrytanyException(
          FailureCode.WRONG_CHAIN,
          "The RPC endpoint of DAO '"
              + dao.id()
              + "' serves chain "
              + chain
              + ", but the DAO is configured for chain "
              + dao.chainId()
              + ". Nothing is sent.");
    }
    return rpc;
  }

  private static JsonNode ask(JsonRpc rpc, String method, Map<String, Object> call) {
    try {
      return rpc.ask(method, call, "latest");
    } catch (RpcErrorException e) {
      if (e.reverted()) {
        throw new PrytanyException(
            FailureCode.CHAIN_ANSWER_INVALID,
            "The call would revert, so it is not sent: " + RevertReasons.of(e.data(), e.said()));
      }
      if (PoolAnswers.of(e.said()).isPresent()) {
        throw new PrytanyException(
            FailureCode.CHAIN_ANSWER_INVALID, "The transaction cannot be sent: " + e.said());
      }
      throw rpc.unavailable(e);
    }
  }

  // A quarter more than estimated: state moves between the estimate and the block.
  private static BigInteger gasLimit(BigInteger estimate, BigInteger blockLimit) {
    BigInteger ample = estimate.add(estimate.shiftRight(2)).add(BigInteger.valueOf(10_000));
    return ample.min(blockLimit).min(LARGEST_GAS.max(estimate));
  }

  private Fees fees(Dao dao, JsonRpc rpc, JsonNode block) {
    if (!block.hasNonNull("baseFeePerGas")) {
      throw rpc.invalid("its blocks have no base fee; EIP-1559 is needed.");
    }
    BigInteger base = Quantities.number(block.path("baseFeePerGas"));
    BigInteger tip = tip(rpc).min(LARGEST_TIP);
    BigInteger cap = endpoints.options().feeCap();
    if (base.add(tip).compareTo(cap) > 0) {
      throw new PrytanyException(
          FailureCode.FEE_TOO_HIGH,
          "The fee on the chain of DAO '"
              + dao.id()
              + "' is "
              + base.divide(GWEI)
              + " gwei per gas, above the cap of "
              + cap.divide(GWEI)
              + " gwei. It is tried again later.");
    }
    return new Fees(base.shiftLeft(1).add(tip).min(cap), tip);
  }

  private static BigInteger tip(JsonRpc rpc) {
    try {
      return Quantities.number(rpc.ask("eth_maxPriorityFeePerGas"));
    } catch (RpcErrorException | NumberFormatException e) {
      return DEFAULT_TIP;
    }
  }

  @Override
  public Broadcast broadcast(Dao dao, String rawTransaction) {
    JsonRpc rpc = endpoints.of(dao);
    String hash = AbiBytes.keccak(AbiBytes.parse(rawTransaction));
    try {
      String answered = rpc.ask("eth_sendRawTransaction", rawTransaction).asText("");
      if (!answered.equalsIgnoreCase(hash)) {
        throw new PrytanyException(
            FailureCode.CHAIN_UNAVAILABLE,
            "The RPC endpoint of DAO '"
                + dao.id()
                + "' took the transaction but names another hash; its outcome is unknown.");
      }
      return Broadcast.TAKEN;
    } catch (RpcErrorException e) {
      Optional<Answer> answer = PoolAnswers.of(e.said());
      // The same bytes sent again after they were mined are refused as if another had taken its
      // place.
      if (answer.equals(Optional.of(Answer.NONCE_TOO_LOW)) && known(rpc, hash)) {
        return new Broadcast(Answer.KNOWN, e.said());
      }
      if (answer.isPresent()) {
        return new Broadcast(answer.get(), e.said());
      }
      throw new PrytanyException(
          FailureCode.CHAIN_UNAVAILABLE,
          "The RPC endpoint of DAO '"
              + dao.id()
              + "' did not take the transaction, and it is unknown whether it will be mined: "
              + e.said());
    }
  }

  private static boolean known(JsonRpc rpc, String hash) {
    return !rpc.require("eth_getTransactionByHash", hash).isNull();
  }

  @Override
  public Optional<Mined> receipt(Dao dao, String transactionHash) {
    JsonRpc rpc = endpoints.of(dao);
    JsonNode receipt = rpc.require("eth_getTransactionReceipt", transactionHash);
    if (receipt.isNull() || !receipt.hasNonNull("blockNumber")) {
      return Optional.empty();
    }
    try {
      boolean succeeded = Quantities.integer(receipt.path("status")) == 1;
      long block = Quantities.integer(receipt.path("blockNumber"));
      List<ChainReceipt.Log> logs = new ArrayList<>();
      for (JsonNode node : receipt.path("logs")) {
        ChainLog log = ChainLog.parse(node);
        logs.add(new ChainReceipt.Log(log.emitter(), log.topics(), AbiBytes.hex(log.data())));
      }
      return Optional.of(
          new Mined(
              new ChainReceipt(transactionHash, succeeded, block, logs),
              receipt.path("blockHash").asText(),
              succeeded ? "" : reason(rpc, transactionHash, block)));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw rpc.invalid("a receipt without status or block.");
    }
  }

  // A receipt does not say why: the call is made again on the state before its block.
  private static String reason(JsonRpc rpc, String transactionHash, long block) {
    JsonNode transaction = rpc.require("eth_getTransactionByHash", transactionHash);
    Map<String, Object> call = new LinkedHashMap<>();
    for (String field : List.of("from", "to", "value", "gas")) {
      call.put(field, transaction.path(field).asText());
    }
    call.put("data", transaction.path("input").asText("0x"));
    try {
      rpc.ask("eth_call", call, Quantities.of(block - 1));
      return "it would have succeeded on the state before its block";
    } catch (RpcErrorException e) {
      return e.reverted() ? RevertReasons.of(e.data(), e.said()) : "";
    }
  }
}

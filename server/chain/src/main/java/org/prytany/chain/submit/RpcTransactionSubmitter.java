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
import org.prytany.chain.rpc.Blocks;
import org.prytany.chain.rpc.ChainLog;
import org.prytany.chain.rpc.Endpoints;
import org.prytany.chain.rpc.JsonRpc;
import org.prytany.chain.rpc.Quantities;
import org.prytany.chain.rpc.Question;
import org.prytany.chain.rpc.RpcErrorException;
import org.prytany.chain.rpc.Told;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.sending.TransactionSubmitter;
import org.prytany.governance.sending.TransactionSubmitter.Broadcast.Answer;
import org.prytany.governance.signing.TransactionTerms;
import org.prytany.governance.signing.TransactionTerms.Fees;
import org.prytany.spi.Address;
import org.prytany.spi.ChainReceipt;
import org.prytany.spi.PlannedCall;
import org.web3j.crypto.TransactionDecoder;
import org.web3j.crypto.transaction.type.Transaction1559;

/** Prepares, broadcasts and follows EIP-1559 transactions over JSON-RPC. */
public final class RpcTransactionSubmitter implements TransactionSubmitter {
  /** EIP-7825: no transaction may have more gas. */
  private static final BigInteger LARGEST_GAS = BigInteger.TWO.pow(24);

  /** The largest block limit in use anywhere (Arbitrum's 2^50), and a little more. */
  private static final int MOST_GAS_BITS = 53;

  /** No account has sent four thousand million transactions. */
  private static final int MOST_NONCE_BITS = 32;

  private static final String LATEST = "latest";
  private static final Question CHAIN = Question.of("eth_chainId");
  private static final Question HEAD = Question.of("eth_getBlockByNumber", LATEST, false);

  private final Endpoints endpoints;
  private final Pricing pricing;

  public RpcTransactionSubmitter(Endpoints endpoints) {
    this.endpoints = endpoints;
    this.pricing = new Pricing(endpoints.options());
  }

  @Override
  public long transactionCount(Dao dao, Address account) {
    JsonRpc rpc = endpoints.of(dao);
    BigInteger count;
    try {
      count = Quantities.number(rpc.require("eth_getTransactionCount", account.hex(), LATEST));
    } catch (NumberFormatException e) {
      throw rpc.invalid("eth_getTransactionCount returned no number.");
    }
    if (count.bitLength() > MOST_NONCE_BITS) {
      throw rpc.invalid(account + " is said to have sent " + count + " transactions.");
    }
    return count.longValueExact();
  }

  @Override
  public TransactionTerms prepare(Dao dao, Address account, PlannedCall call) {
    JsonRpc rpc = endpoints.of(dao);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("from", account.hex());
    json.put("to", call.target().hex());
    json.put("value", Quantities.of(call.valueWei()));
    json.put("data", call.calldata());
    JsonRpc.Several answers =
        rpc.several(
            List.of(
                CHAIN,
                HEAD,
                Question.of("eth_call", json, LATEST),
                Question.of("eth_estimateGas", json, LATEST),
                Pricing.TIP));
    List<Told> told = answers.one();
    requireChain(dao, rpc, told.get(0));
    try {
      JsonNode block = required(rpc, told.get(1));
      called(rpc, told.get(2));
      BigInteger estimate = Quantities.number(called(rpc, told.get(3)));
      return new TransactionTerms(
          dao.chainId(),
          account,
          call.target(),
          call.valueWei(),
          call.calldata(),
          gasLimit(rpc, estimate, Quantities.number(block.path("gasLimit"))),
          pricing.of(dao, rpc, said(answers, 1, 4)));
    } catch (NumberFormatException e) {
      throw rpc.invalid("a number for gas or fees is missing.");
    }
  }

  @Override
  public Fees fees(Dao dao, Fees waiting) {
    JsonRpc rpc = endpoints.of(dao);
    JsonRpc.Several answers = rpc.several(List.of(CHAIN, HEAD, Pricing.TIP));
    List<Told> told = answers.one();
    requireChain(dao, rpc, told.get(0));
    required(rpc, told.get(1));
    return pricing.of(dao, rpc, said(answers, 1, 2), waiting);
  }

  @Override
  public BigInteger feeCap(Dao dao) {
    return endpoints.options().feeCap(dao);
  }

  private static List<Pricing.Said> said(JsonRpc.Several answers, int block, int tip) {
    return answers.each().stream()
        .map(told -> Pricing.Said.of(told.get(block), told.get(tip)))
        .toList();
  }

  private static void requireChain(Dao dao, JsonRpc rpc, Told told) {
    BigInteger chain;
    try {
      chain = Quantities.number(required(rpc, told));
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
  }

  private static JsonNode required(JsonRpc rpc, Told told) {
    if (told.error().isPresent()) {
      throw rpc.unavailable(told.error().get());
    }
    return told.result();
  }

  /** What came of a call, or of estimating it. */
  private static JsonNode called(JsonRpc rpc, Told told) {
    if (told.error().isEmpty()) {
      return told.result();
    }
    RpcErrorException e = told.error().get();
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

  // A quarter more than estimated: state moves between the estimate and the block.
  private static BigInteger gasLimit(JsonRpc rpc, BigInteger estimate, BigInteger blockLimit) {
    if (estimate.signum() == 0
        || estimate.compareTo(blockLimit) > 0
        || blockLimit.bitLength() > MOST_GAS_BITS) {
      throw rpc.invalid(
          "the call is said to need "
              + estimate
              + " gas, in a block of "
              + blockLimit
              + ". Nothing is signed on that.");
    }
    BigInteger ample = estimate.add(estimate.shiftRight(2)).add(BigInteger.valueOf(10_000));
    return ample.min(blockLimit).min(LARGEST_GAS.max(estimate));
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
    return rpc.require("eth_getTransactionByHash", hash)
        .path("hash")
        .asText("")
        .equalsIgnoreCase(hash);
  }

  @Override
  public Optional<Contents> contents(String rawTransaction) {
    try {
      if (!(TransactionDecoder.decode(rawTransaction).getTransaction()
          instanceof Transaction1559 transaction)) {
        return Optional.empty();
      }
      String data = transaction.getData();
      return Optional.of(
          new Contents(
              transaction.getChainId(),
              transaction.getNonce().longValueExact(),
              new PlannedCall(
                  new Address(transaction.getTo()),
                  transaction.getValue(),
                  data.startsWith("0x") ? data : "0x" + data),
              AbiBytes.keccak(AbiBytes.parse(rawTransaction))));
    } catch (RuntimeException e) {
      // The library throws whatever it stumbles over.
      return Optional.empty();
    }
  }

  @Override
  public Optional<Mined> receipt(Dao dao, String transactionHash) {
    JsonRpc rpc = endpoints.of(dao);
    JsonNode receipt = rpc.require("eth_getTransactionReceipt", transactionHash);
    if (receipt.isNull() || !receipt.hasNonNull("blockNumber")) {
      return Optional.empty();
    }
    long block;
    boolean succeeded;
    List<ChainReceipt.Log> logs = new ArrayList<>();
    String blockHash = receipt.path("blockHash").asText("");
    try {
      succeeded = succeeded(receipt);
      block = Quantities.integer(receipt.path("blockNumber"));
      for (JsonNode node : receipt.path("logs")) {
        ChainLog log = ChainLog.parse(node);
        logs.add(new ChainReceipt.Log(log.emitter(), log.topics(), AbiBytes.hex(log.data())));
      }
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw rpc.invalid("a receipt without status or block.");
    }
    if (!receipt.path("transactionHash").asText("").equalsIgnoreCase(transactionHash)) {
      throw rpc.invalid("the receipt of another transaction than was asked for.");
    }
    // A receipt that a cache kept, or that was made up, has a block that is not in the chain.
    if (Blocks.at(rpc, block).filter(at -> at.hash().equalsIgnoreCase(blockHash)).isEmpty()) {
      throw new PrytanyException(
          FailureCode.CHAIN_UNAVAILABLE,
          "The RPC endpoint of DAO '"
              + dao.id()
              + "' has a receipt of transaction "
              + transactionHash
              + " from a block that is not in its chain (now). It is asked again later.");
    }
    return Optional.of(
        new Mined(
            new ChainReceipt(transactionHash, succeeded, block, logs),
            blockHash,
            succeeded ? "" : reason(rpc, transactionHash, block),
            fee(receipt)));
  }

  /** Empty where the endpoint leaves one of both out, as some old ones do. */
  private static Optional<BigInteger> fee(JsonNode receipt) {
    try {
      return Optional.of(
          Quantities.number(receipt.path("gasUsed"))
              .multiply(Quantities.number(receipt.path("effectiveGasPrice"))));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static boolean succeeded(JsonNode receipt) {
    long status = Quantities.integer(receipt.path("status"));
    if (status > 1) {
      throw new IllegalArgumentException("a status is 0 or 1");
    }
    return status == 1;
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

package org.prytany.chain.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.abi.AbiReader;
import org.prytany.chain.abi.AbiType;
import org.prytany.chain.abi.AbiValue;
import org.prytany.chain.abi.MalformedAbiException;
import org.prytany.spi.Address;

/** Calls view functions at one block. */
public final class Views {
  private final JsonRpc rpc;
  private final String block;
  private final Map<Question, Told> asked = new HashMap<>();
  private boolean alone;

  /**
   * @param block block tag or "0x"-hex number
   */
  public Views(JsonRpc rpc, String block) {
    this.rpc = rpc;
    this.block = block;
  }

  /** The question that {@link #raw} asks with these arguments. */
  public Question question(Address contract, String signature, String... words) {
    return questionOf(contract, data(signature, words));
  }

  private static String data(String signature, String... words) {
    return AbiBytes.selector(signature) + String.join("", words);
  }

  /**
   * The question that calls with these bytes.
   *
   * @param data "0x"-hex
   */
  public Question questionOf(Address contract, String data) {
    return question(Map.of("from", Address.ZERO.hex(), "to", contract.hex(), "data", data));
  }

  /**
   * @param call the fields of an eth_call
   */
  public Question question(Map<String, String> call) {
    return Question.of("eth_call", call, block);
  }

  /**
   * Asks questions in one request, to be answered from there when they come up.
   *
   * @param calls as {@link #question} makes them
   * @param more what else to ask in that request
   * @return the answers to what else was asked
   */
  public List<Told> ahead(List<Question> calls, Question... more) {
    List<Question> all = new ArrayList<>(calls);
    all.addAll(List.of(more));
    if (all.isEmpty()) {
      return List.of();
    }
    List<Told> answers = rpc.together(all);
    for (int i = 0; i < calls.size(); i++) {
      asked.put(calls.get(i), answers.get(i));
    }
    return answers.subList(calls.size(), answers.size());
  }

  /** What is answered to a question, an error included; asked by itself if it was not before. */
  public Told told(Question question) {
    Told told = asked.get(question);
    if (told == null) {
      alone = true;
      told = rpc.together(List.of(question)).getFirst();
      asked.put(question, told);
    }
    return told;
  }

  /**
   * What a contract fails with when it is called so, as "0x"-hex in lower case; empty where it does
   * not fail.
   *
   * @throws org.prytany.governance.failure.PrytanyException CHAIN_UNAVAILABLE if the endpoint fails
   *     or does not tell what the contract returns
   */
  public Optional<String> failure(Question question) {
    Told told = told(question);
    if (told.error().isPresent()) {
      if (!told.error().get().reverted()) {
        throw rpc.unavailable(told.error().get());
      }
      return told.error().map(its -> its.data().toLowerCase(Locale.ROOT));
    }
    if (!told.result().asText("").matches("0x(?:[0-9a-fA-F]{2})*+")) {
      throw rpc.invalid("eth_call returned no bytes.");
    }
    return Optional.empty();
  }

  /** Whether anything was asked by itself, so later than what was asked together. */
  public boolean askedAlone() {
    return alone;
  }

  /** Something else is asked about the block by itself, and not from here. */
  public void askingAlone() {
    alone = true;
  }

  /**
   * Calls a function; empty when the contract reverts or answers nothing, as one does that does not
   * have the function.
   *
   * @param words arguments, 64 hex digits each
   * @throws org.prytany.governance.failure.PrytanyException CHAIN_UNAVAILABLE if the endpoint fails
   */
  public Optional<byte[]> raw(Address contract, String signature, String... words) {
    return answer(contract, data(signature, words)).filter(returned -> returned.length > 0);
  }

  /**
   * What a contract answers to these bytes; nothing, or empty, when it ends without an answer. An
   * error that only this contract brings about is not taken for the endpoint's: {@link Shield}.
   *
   * @param data "0x"-hex
   * @throws org.prytany.governance.failure.PrytanyException CHAIN_UNAVAILABLE if the endpoint fails
   */
  public Optional<byte[]> answer(Address contract, String data) {
    Question question = questionOf(contract, data);
    try {
      Told told = asked.get(question);
      alone |= told == null;
      JsonNode answer =
          told == null
              ? rpc.ask(question.method(), question.parameters().toArray())
              : told.orThrow();
      return Optional.of(AbiBytes.parse(answer.asText("0x")));
    } catch (RpcErrorException e) {
      if (e.reverted()) {
        return Optional.empty();
      }
      alone = true;
      return Optional.of(
          Shield.ask(rpc, contract, data, block).orElseThrow(() -> rpc.unavailable(e)));
    } catch (IllegalArgumentException e) {
      throw rpc.invalid("eth_call returned no bytes.");
    }
  }

  /** Calls a function and decodes what it returns; empty also when that does not fit the types. */
  public Optional<List<AbiValue>> values(
      Address contract, String signature, List<AbiType> returns, String... words) {
    return raw(contract, signature, words)
        .flatMap(
            bytes -> {
              try {
                return Optional.of(AbiReader.read(returns, bytes).values());
              } catch (MalformedAbiException e) {
                return Optional.empty();
              }
            });
  }

  /** Calls a function that returns one number of at most 256 bits. */
  public Optional<BigInteger> number(Address contract, String signature, String... words) {
    return values(contract, signature, List.of(new AbiType.Unsigned(256)), words)
        .map(values -> values.getFirst().asInt());
  }

  /** Balance in base units of a token, or in wei when there is no token contract. */
  public Optional<BigInteger> balance(Optional<Address> token, Address account) {
    if (token.isPresent()) {
      return number(token.get(), "balanceOf(address)", AbiBytes.word(account));
    }
    alone = true;
    try {
      return Optional.of(Quantities.number(rpc.require("eth_getBalance", account.hex(), block)));
    } catch (NumberFormatException e) {
      throw rpc.invalid("eth_getBalance returned no number.");
    }
  }
}

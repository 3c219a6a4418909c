package org.prytany.chain.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.rpc.ChainLog;
import org.prytany.chain.rpc.JsonRpc;
import org.prytany.chain.rpc.Quantities;
import org.prytany.chain.rpc.RpcErrorException;
import org.prytany.spi.Address;

/**
 * Calls that ran one after the other in a simulated block, now or when their time has come.
 *
 * @param calls what became of each, in order
 */
record SimulatedRun(List<Result> calls) {
  SimulatedRun {
    calls = List.copyOf(calls);
  }

  /**
   * @param revertData "0x"-hex; "0x" where there is none
   * @param said the node's words for a failure
   * @param returned "0x"-hex
   */
  record Result(
      boolean succeeded, String revertData, String said, String returned, List<ChainLog> logs) {
    Result {
      logs = List.copyOf(logs);
    }
  }

  /** Calls that all succeeded, by the events of each. */
  static SimulatedRun succeeded(List<List<ChainLog>> logs) {
    return new SimulatedRun(
        logs.stream().map(each -> new Result(true, "0x", "", "0x", each)).toList());
  }

  /** One call to simulate. */
  record Call(Address from, Address to, BigInteger value, String data) {
    Map<String, Object> json() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("from", from.hex());
      json.put("to", to.hex());
      json.put("value", Quantities.of(value));
      json.put("input", data);
      return json;
    }

    /** Older nodes know the bytes of a call as "data" only. */
    Map<String, Object> callJson() {
      Map<String, Object> json = json();
      json.remove("input");
      json.put("data", data);
      return json;
    }
  }

  /**
   * What has to have happened before calls are made.
   *
   * @param calls made in a block of their own, whatever comes of them; none if there is no need
   * @param at when they are made, in Unix seconds; 0 for whenever the node says
   * @param then when the calls themselves are made, the same way
   */
  record Before(List<Call> calls, long at, long then) {
    static final Before NOTHING = new Before(List.of(), 0, 0);

    Before {
      calls = List.copyOf(calls);
    }

    static Before time(long then) {
      return new Before(List.of(), 0, then);
    }
  }

  /**
   * @throws RpcErrorException if the endpoint does not simulate
   */
  static SimulatedRun simulateV1(
      JsonRpc rpc, Before before, List<Call> calls, Map<String, Object> overrides, String block) {
    List<Object> blocks = new ArrayList<>();
    if (!before.calls().isEmpty()) {
      blocks.add(block(before.calls(), before.at(), Map.of()));
    }
    blocks.add(block(calls, before.then(), overrides));
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("blockStateCalls", blocks);
    payload.put("traceTransfers", true);
    payload.put("validation", false);
    JsonNode answer = rpc.ask("eth_simulateV1", payload, block);
    JsonNode results = answer.path(blocks.size() - 1).path("calls");
    if (results.size() != calls.size()) {
      throw rpc.invalid(
          "eth_simulateV1 returned " + results.size() + " results for " + calls.size() + " calls.");
    }
    List<Result> parsed = new ArrayList<>();
    for (JsonNode result : results) {
      parsed.add(result(rpc, result));
    }
    return new SimulatedRun(parsed);
  }

  private static Map<String, Object> block(
      List<Call> calls, long time, Map<String, Object> overrides) {
    Map<String, Object> state = new LinkedHashMap<>();
    if (time != 0) {
      state.put("blockOverrides", Map.of("time", Quantities.of(time)));
    }
    if (!overrides.isEmpty()) {
      state.put("stateOverrides", overrides);
    }
    state.put("calls", calls.stream().map(Call::json).toList());
    return state;
  }

  private static Result result(JsonRpc rpc, JsonNode node) {
    boolean succeeded = node.path("status").asText().equals("0x1");
    List<ChainLog> logs = new ArrayList<>();
    if (succeeded) {
      try {
        node.path("logs").forEach(log -> logs.add(ChainLog.parse(log)));
      } catch (IllegalArgumentException | ArithmeticException e) {
        throw rpc.invalid("eth_simulateV1 returned something that is no log.");
      }
    }
    String returned = bytes(rpc, node.path("returnData"));
    String data = bytes(rpc, node.path("error").path("data"));
    return new Result(
        succeeded,
        data.length() > 2 ? data : succeeded ? "0x" : returned,
        node.path("error").path("message").asText(""),
        returned,
        logs);
  }

  private static String bytes(JsonRpc rpc, JsonNode node) {
    try {
      return AbiBytes.hex(AbiBytes.parse(node.asText("0x")));
    } catch (IllegalArgumentException e) {
      throw rpc.invalid("eth_simulateV1 returned something that is no data.");
    }
  }

  /**
   * Tries each call alone with eth_call, which tells success but no events. A call that its sender
   * cannot pay for counts as failed.
   *
   * @throws RpcErrorException if the endpoint refuses for another reason than a revert
   */
  static SimulatedRun eachAlone(
      JsonRpc rpc, List<Call> calls, Map<String, Object> overrides, String block) {
    List<Result> results = new ArrayList<>();
    for (Call call : calls) {
      try {
        JsonNode returned =
            overrides.isEmpty()
                ? rpc.ask("eth_call", call.callJson(), block)
                : rpc.ask("eth_call", call.callJson(), block, overrides);
        results.add(new Result(true, "0x", "", returned.asText("0x"), List.of()));
      } catch (RpcErrorException e) {
        if (!e.reverted() && !e.callRefused()) {
          throw e;
        }
        results.add(new Result(false, e.data(), e.said(), "0x", List.of()));
      }
    }
    return new SimulatedRun(results);
  }

  /**
   * The same, with calls that fail because those before them have spent the coin: each was tried as
   * if it were the first. That a call brings coin in is not seen here.
   *
   * @param had coin of the sender before the first call, in wei
   */
  SimulatedRun spending(List<Call> made, BigInteger had) {
    BigInteger left = had;
    List<Result> results = new ArrayList<>();
    for (int i = 0; i < calls.size(); i++) {
      Result result = calls.get(i);
      BigInteger value = made.get(i).value();
      if (result.succeeded() && value.signum() > 0) {
        left = left.subtract(value);
        result =
            left.signum() < 0
                ? new Result(
                    false,
                    "0x",
                    "insufficient funds: the calls before it spend what there is",
                    "0x",
                    List.of())
                : result;
      }
      results.add(result);
    }
    return new SimulatedRun(results);
  }
}

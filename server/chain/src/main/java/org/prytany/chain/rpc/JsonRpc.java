package org.prytany.chain.rpc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.Response;
import org.web3j.protocol.exceptions.ClientConnectionException;
import org.web3j.protocol.http.HttpService;

/**
 * One DAO's endpoint. No exception carries the endpoint's address: causes are dropped, because
 * their messages name hosts, and what the endpoint says is cleaned of it.
 */
public final class JsonRpc {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern STATUS = Pattern.compile("\\b[1-5]\\d\\d\\b");

  private final String daoId;
  private final HttpService service;
  private final Redaction redaction;

  JsonRpc(String daoId, HttpService service, Redaction redaction) {
    this.daoId = daoId;
    this.service = service;
    this.redaction = redaction;
  }

  /** A JSON-RPC response with any result. */
  public static final class AnyResponse extends Response<JsonNode> {}

  public String daoId() {
    return daoId;
  }

  /**
   * Asks once.
   *
   * @return the result; a null node when there is none
   * @throws RpcErrorException if the endpoint answers with an error
   * @throws EndpointSlowException if it took too long or refused the size of the answer
   * @throws PrytanyException CHAIN_UNAVAILABLE if it does not answer
   */
  public JsonNode ask(String method, Object... parameters) {
    AnyResponse response;
    try {
      response = new Request<>(method, List.of(parameters), service, AnyResponse.class).send();
    } catch (ClientConnectionException e) {
      // A refused request: its body often is a JSON-RPC error, such as "range too large".
      throw refused(e.getMessage());
    } catch (AnswerLimit.ExceededException e) {
      throw new EndpointSlowException(unreachable("gives an answer that is too large"));
    } catch (InterruptedIOException e) {
      throw new EndpointSlowException(unreachable("took too long to answer"));
    } catch (JsonProcessingException e) {
      throw new PrytanyException(
          FailureCode.CHAIN_ANSWER_INVALID,
          "The RPC endpoint of DAO '"
              + daoId
              + "' answers "
              + method
              + " with something that is no JSON-RPC.");
    } catch (IOException e) {
      throw new PrytanyException(FailureCode.CHAIN_UNAVAILABLE, unreachable("does not answer"));
    }
    if (response == null) {
      throw new PrytanyException(FailureCode.CHAIN_UNAVAILABLE, unreachable("does not answer"));
    }
    Response.Error error = response.getError();
    if (error != null) {
      throw rpcError(error.getCode(), error.getMessage(), error.getData());
    }
    JsonNode result = response.getResult();
    return result == null ? NullNode.getInstance() : result;
  }

  /**
   * Asks where an error of the endpoint means that it is of no use now.
   *
   * @throws PrytanyException CHAIN_UNAVAILABLE
   */
  public JsonNode require(String method, Object... parameters) {
    try {
      return ask(method, parameters);
    } catch (RpcErrorException e) {
      throw unavailable(e);
    }
  }

  /** An RPC error as the port's exception. */
  public PrytanyException unavailable(RpcErrorException error) {
    return new PrytanyException(
        FailureCode.CHAIN_UNAVAILABLE,
        "The RPC endpoint of DAO '" + daoId + "' refuses to answer: " + error.said());
  }

  /** An answer that is not what the method should answer. */
  public PrytanyException invalid(String what) {
    return new PrytanyException(
        FailureCode.CHAIN_ANSWER_INVALID,
        "The RPC endpoint of DAO '" + daoId + "' gave an answer that makes no sense: " + what);
  }

  /**
   * eth_call at a block.
   *
   * @param from caller
   * @param block block tag or "0x"-hex number
   * @return the returned bytes as "0x"-hex
   * @throws RpcErrorException if the call reverts or the endpoint refuses
   */
  public String call(String from, String to, String data, String block) {
    return ask("eth_call", Map.of("from", from, "to", to, "data", data), block).asText("0x");
  }

  private String unreachable(String how) {
    return "The RPC endpoint of DAO '" + daoId + "' " + how + ".";
  }

  private RuntimeException refused(@Nullable String message) {
    String text = message == null ? "" : message;
    int body = text.indexOf('{');
    if (body >= 0) {
      try {
        JsonNode error = JSON.readTree(text.substring(body)).path("error");
        if (error.has("message")) {
          JsonNode data = error.get("data");
          return rpcError(
              error.path("code").asInt(),
              error.path("message").asText(),
              data == null ? null : data.toString());
        }
      } catch (JsonProcessingException e) {
        // Not JSON after all: told as a plain refusal below.
        return new PrytanyException(FailureCode.CHAIN_UNAVAILABLE, unreachable(status(text)));
      }
    }
    if (text.contains(" 413") || text.contains(" 504") || text.contains(" 502")) {
      return new EndpointSlowException(unreachable(status(text)));
    }
    return new PrytanyException(FailureCode.CHAIN_UNAVAILABLE, unreachable(status(text)));
  }

  private static String status(String text) {
    Matcher code = STATUS.matcher(text);
    return code.find() ? "refuses with HTTP status " + code.group() : "refuses the request";
  }

  private RpcErrorException rpcError(int code, @Nullable String message, @Nullable String data) {
    String text = message == null ? "no reason given" : redaction.clean(message);
    return new RpcErrorException(code, text, revertData(data));
  }

  // Anvil gives the data as a JSON string, Hardhat as an object that holds it.
  private static String revertData(@Nullable String raw) {
    if (raw == null) {
      return "0x";
    }
    JsonNode node;
    try {
      node = JSON.readTree(raw);
    } catch (JsonProcessingException e) {
      return hexOrNone(raw);
    }
    for (int depth = 0; depth < 3 && node.isObject(); depth++) {
      node = node.has("data") ? node.path("data") : node.path("result");
    }
    return hexOrNone(node.asText(""));
  }

  private static String hexOrNone(String text) {
    // Nethermind writes "Reverted 0x08c3…".
    String lower = text.toLowerCase(Locale.ROOT).replaceFirst("^reverted\\s+", "");
    return lower.matches("0x([0-9a-f]{2})*") ? lower : "0x";
  }
}

package org.prytany.chain.rpc;

import java.util.List;
import java.util.Locale;

/**
 * The endpoint answered with a JSON-RPC error. Internal to this module: ports throw
 * PrytanyException.
 */
public final class RpcErrorException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * How an execution ends without an answer, in letters alone. Source: the errors of go-ethereum's
   * and Besu's machines, Nethermind's (VM execution error), and the halts of revm, which Reth and
   * anvil run; what else those two call an EVM error is trouble of their own.
   */
  private static final List<String> ENDS =
      List.of(
          "revert",
          "vmexecutionerror",
          "outofgas",
          "insufficientgas",
          "invalidopcode",
          "invalidoperation",
          "invalidfeopcode",
          "opcodenotfound",
          "notactivated",
          "stackunderflow",
          "stackoverflow",
          "stacklimitreached",
          "invalidjump",
          "outofoffset",
          "returndataoutofbounds",
          "precompileerror",
          "calltoodeep");

  private final int code;
  private final String data;

  RpcErrorException(int code, String message, String data) {
    super(message);
    this.code = code;
    this.data = data;
  }

  /** JSON-RPC error code. */
  public int code() {
    return code;
  }

  /** What the endpoint said, with its own address struck out. */
  public String said() {
    String message = getMessage();
    return message == null ? "" : message;
  }

  /** Revert data as "0x"-hex; "0x" when there is none. */
  public String data() {
    return data;
  }

  /**
   * Whether the call ended in the contract, and not at the endpoint: clients spell the same ends
   * differently, with spaces or in one word.
   */
  public boolean reverted() {
    String letters = said().toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    return code == 3 || data.length() > 2 || ENDS.stream().anyMatch(letters::contains);
  }

  /**
   * Whether a simulated call was refused for what it asks: the sender lacks the coin, or the gas
   * does not suffice. eth_simulateV1 numbers such errors from -38010 to -38026.
   */
  public boolean callRefused() {
    String lower = said().toLowerCase(Locale.ROOT);
    return (code <= -38010 && code >= -38026)
        || lower.contains("insufficient funds")
        || lower.contains("insufficient balance")
        || lower.contains("outoffunds");
  }

  /** Whether the endpoint does not know the method at all. */
  public boolean methodMissing() {
    String lower = said().toLowerCase(Locale.ROOT);
    return code == -32601
        || lower.contains("method not found")
        || lower.contains("not supported")
        || lower.contains("unsupported method")
        || lower.contains("does not exist/is not available")
        || lower.contains("method not available");
  }
}

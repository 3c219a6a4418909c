package org.prytany.chain.rpc;

import java.util.Locale;

/**
 * The endpoint answered with a JSON-RPC error. Internal to this module: ports throw
 * PrytanyException.
 */
public final class RpcErrorException extends RuntimeException {
  private static final long serialVersionUID = 1L;

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

  /** Whether a contract refused the call, rather than the endpoint. */
  public boolean reverted() {
    String lower = said().toLowerCase(Locale.ROOT);
    return code == 3
        || data.length() > 2
        || lower.contains("revert")
        || lower.contains("vm execution error")
        || lower.contains("invalid opcode")
        || lower.contains("out of gas")
        || lower.contains("stack underflow")
        || lower.contains("invalid jump");
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

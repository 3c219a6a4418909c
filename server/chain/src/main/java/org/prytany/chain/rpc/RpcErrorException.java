package org.prytany.chain.rpc;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The endpoint answered with a JSON-RPC error. Internal to this module: ports throw
 * PrytanyException.
 */
public final class RpcErrorException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * How clients say that an execution ended without an answer, as whole words. Source: core/vm's
   * errors of go-ethereum, which Erigon has too; Besu's ExceptionalHaltReason; Nethermind's VM
   * execution error; reth's out of gas; Hardhat's and Frontier's VM Exception.
   */
  private static final List<String> ENDS =
      List.of(
          "execution reverted",
          "transaction reverted",
          "call reverted",
          "vm exception while processing transaction",
          "vm execution error",
          "out of gas",
          "insufficient gas",
          "gas uint64 overflow",
          "invalid opcode",
          "bad instruction",
          "stack underflow",
          "stack limit reached",
          "insufficient stack items",
          "too many stack items",
          "invalid jump",
          "bad jump destination",
          "invalid jump destination",
          "return data out of bounds",
          "invalid return data buffer access",
          "write protection",
          "illegal state change",
          "max call depth exceeded",
          "precompile error");

  /** Before the name of a halt, in revm's clients (Reth, anvil) and in Frontier's. */
  private static final String HALT = "evm error ";

  /** Source: revm's HaltReason and InstructionResult, and the ExitError of Frontier's machine. */
  private static final Set<String> HALTS =
      Set.of(
          "revert",
          "outofgas",
          "memoryoog",
          "memorylimitoog",
          "precompileoog",
          "invalidoperandoog",
          "reentrancysentryoog",
          "opcodenotfound",
          "invalidfeopcode",
          "designatedinvalid",
          "invalidjump",
          "invalidrange",
          "notactivated",
          "stackunderflow",
          "stackoverflow",
          "outofoffset",
          "precompileerror",
          "statechangeduringstaticcall",
          "callnotallowedinsidestatic",
          "calltoodeep");

  /** go-ethereum's code of a call that its contract ended. */
  private static final int REVERTED = 3;

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

  /** The same end of a call, of which it is not told what the contract failed with. */
  RpcErrorException withoutData() {
    return new RpcErrorException(REVERTED, "execution reverted", "0x");
  }

  /** Whether the call ended in the contract, and not at the endpoint, by the client's words. */
  public boolean reverted() {
    String words =
        " " + said().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]++", " ").strip() + " ";
    return code == REVERTED
        || data.length() > 2
        || words.startsWith(" revert ")
        || words.startsWith(" reverted ")
        || ENDS.stream().anyMatch(end -> words.contains(" " + end + " "))
        || HALTS.contains(halt(words));
  }

  private static String halt(String words) {
    int at = words.indexOf(" " + HALT);
    int from = at + 1 + HALT.length();
    return at < 0 ? "" : words.substring(from, Math.max(from, words.indexOf(' ', from)));
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

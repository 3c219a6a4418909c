package org.prytany.chain.simulate;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.rpc.ChainLog;
import org.prytany.chain.rpc.JsonRpc;
import org.prytany.spi.Address;

/**
 * A program that makes several calls from the treasury in one transaction, as an execution does. A
 * trace gets it in the place of the treasury's own code, which lies at another address and answers
 * everybody else. When all calls have succeeded it writes one value: a trace without that value
 * shows a run that failed, and nothing of what the calls would do. Before each call it emits an
 * event that nobody else can, so that what follows is known to be of this call.
 */
final class Batch {
  /** Where the program writes that all calls succeeded. */
  static final BigInteger MARK =
      new BigInteger(AbiBytes.topic("prytany: all calls succeeded").substring(2), 16);

  private final Address treasury;
  private final Address sender;
  private final Address copy;
  private final String own;
  private final String next;

  /**
   * @param sender who begins the transaction: who will do it, or an account that nothing else knows
   * @param copy where the treasury's own code lies meanwhile, an account that nothing else knows
   * @param own the treasury's own code, "0x"-hex
   * @param next topic of the event before each call, 64 digits that nothing else knows
   */
  Batch(Address treasury, Address sender, Address copy, String own, String next) {
    this.treasury = treasury;
    this.sender = sender;
    this.copy = copy;
    this.own = own;
    this.next = next;
  }

  /**
   * @param executor who will begin the transaction; empty where nobody is configured to
   * @throws org.prytany.chain.rpc.RpcErrorException if the endpoint does not tell the code
   */
  static Batch at(JsonRpc rpc, Address treasury, Optional<Address> executor, String block) {
    String own =
        AbiBytes.hex(AbiBytes.parse(rpc.ask("eth_getCode", treasury.hex(), block).asText("")));
    return new Batch(treasury, executor.orElseGet(Batch::unknown), unknown(), own, random(32));
  }

  /** An account that no code can know. */
  static Address unknown() {
    return new Address("0x" + random(20));
  }

  private static String random(int length) {
    byte[] bytes = new byte[length];
    new SecureRandom().nextBytes(bytes);
    return AbiBytes.hex(bytes).substring(2);
  }

  /**
   * The events of each call.
   *
   * @param all the transaction, which succeeded
   * @return as many as there were calls
   * @throws IllegalArgumentException if the answer shows more or less
   */
  List<List<ChainLog>> parted(SimulatedRun.Result all, int calls) {
    List<List<ChainLog>> parts = new ArrayList<>();
    for (ChainLog log : all.logs()) {
      if (log.emitter().equals(treasury) && log.topic0().equals("0x" + next)) {
        parts.add(new ArrayList<>());
      } else if (!parts.isEmpty()) {
        parts.getLast().add(log);
      }
    }
    if (parts.size() != calls) {
      throw new IllegalArgumentException(
          parts.size() + " of " + calls + " calls were announced in the simulated transaction");
    }
    return parts;
  }

  /** Who begins the transaction. */
  Address sender() {
    return sender;
  }

  /** Whether an account has the program, or the treasury's own code. */
  boolean is(Address account) {
    return account.equals(treasury) || account.equals(copy);
  }

  /** Whether the treasury's code looks as long as it is to whoever asks. */
  boolean hidesItsSize() {
    return own.length() >= program().length();
  }

  /** The state that the run needs, with what else is overridden. */
  Map<String, Object> overrides(Map<String, Object> others) {
    Map<String, Object> all = new LinkedHashMap<>(others);
    all.merge(treasury.hex(), Map.of("code", padded()), Batch::both);
    all.merge(copy.hex(), Map.of("code", own), Batch::both);
    return all;
  }

  private static Object both(Object one, Object other) {
    Map<Object, Object> both = new LinkedHashMap<>((Map<?, ?>) one);
    both.putAll((Map<?, ?>) other);
    return both;
  }

  private String padded() {
    String program = program();
    return program + "0".repeat(Math.max(0, own.length() - program.length()));
  }

  /** The transaction that makes the calls, as older nodes take one. */
  Map<String, Object> transaction(List<SimulatedRun.Call> calls) {
    Map<String, Object> transaction = call(calls).callJson();
    transaction.remove("value");
    return transaction;
  }

  /** The transaction that makes the calls. */
  SimulatedRun.Call call(List<SimulatedRun.Call> calls) {
    StringBuilder data = new StringBuilder("0x");
    for (SimulatedRun.Call call : calls) {
      String bytes = call.data().substring(2);
      data.append(AbiBytes.word(call.to()))
          .append(AbiBytes.word(call.value()))
          .append(AbiBytes.word(BigInteger.valueOf(bytes.length() / 2)))
          .append(bytes);
    }
    return new SimulatedRun.Call(sender, treasury, BigInteger.ZERO, data.toString());
  }

  /** Numbers before the lines are where they begin; jumps lead there. */
  private String program() {
    return "0x"
        // 00: whoever is not the sender meets the treasury's own code
        + ("3373" + digits(sender) + "1461005257")
        + ("3660006000376000600036600073" + digits(copy) + "5af43d600060003e")
        + "61004d573d6000fd"
        // 4d: what it answered
        + "5b3d6000f3"
        // 52: the first call begins at byte 0
        + "5b6000"
        // 55: is there another one?
        + "5b803611156100b957"
        // the event before it
        + ("7f" + next + "60006000a1")
        + "8060400135"
        // its bytes to memory, then the call, with its value and to its target
        + "8082606001600037600060008260008560200135"
        + "86355af1156100ae570160600161005556"
        // ae: one failed, and so all do
        + "5b3d600060003e3d6000fd"
        // b9: all succeeded
        + ("5b60017f" + AbiBytes.word(MARK) + "5500");
  }

  private static String digits(Address account) {
    return account.hex().substring(2);
  }
}

package org.prytany.chain.simulate;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.spi.Address;

/**
 * A program that makes several calls from the treasury in one transaction, as an execution does. A
 * trace gets it in the place of the treasury's own code, which lies at another address and answers
 * everybody else. When all calls have succeeded it writes one value: a trace without that value
 * shows a run that failed, and nothing of what the calls would do.
 */
final class Batch {
  /** Where the program writes that all calls succeeded. */
  static final BigInteger MARK =
      new BigInteger(AbiBytes.topic("prytany: all calls succeeded").substring(2), 16);

  private final Address treasury;
  private final Address sender;
  private final Address copy;
  private final String own;

  /**
   * @param sender who begins the transaction, an account that nothing else knows
   * @param copy where the treasury's own code lies meanwhile, another such account
   * @param own the treasury's own code, "0x"-hex
   */
  Batch(Address treasury, Address sender, Address copy, String own) {
    this.treasury = treasury;
    this.sender = sender;
    this.copy = copy;
    this.own = own;
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

  /** The transaction that makes the calls. */
  Map<String, Object> transaction(List<SimulatedRun.Call> calls) {
    StringBuilder data = new StringBuilder("0x");
    for (SimulatedRun.Call call : calls) {
      String bytes = call.data().substring(2);
      data.append(AbiBytes.word(call.to()))
          .append(AbiBytes.word(call.value()))
          .append(AbiBytes.word(BigInteger.valueOf(bytes.length() / 2)))
          .append(bytes);
    }
    Map<String, Object> transaction = new LinkedHashMap<>();
    transaction.put("from", sender.hex());
    transaction.put("to", treasury.hex());
    transaction.put("data", data.toString());
    return transaction;
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
        + "5b80361115610093578060400135"
        // its bytes to memory, then the call, with its value and to its target
        + "8082606001600037600060008260008560200135"
        + "86355af115610088570160600161005556"
        // 88: one failed, and so all do
        + "5b3d600060003e3d6000fd"
        // 93: all succeeded
        + ("5b60017f" + AbiBytes.word(MARK) + "5500");
  }

  private static String digits(Address account) {
    return account.hex().substring(2);
  }
}

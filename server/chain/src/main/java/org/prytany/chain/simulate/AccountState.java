package org.prytany.chain.simulate;

import java.math.BigInteger;
import java.util.Map;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.spi.Address;

/**
 * Two little programs that a simulation gets at addresses where nothing lives. One tells what no
 * contract can be trusted to tell: an account's coin and the size of its code. The other one passes
 * a question on so that the asked contract cannot change anything while it answers (STATICCALL).
 */
final class AccountState {
  // Code that knew where they are would know that it is simulated.
  private static final Address STATE = Batch.unknown();
  private static final Address ASKER = Batch.unknown();

  /** Returns balance and code size of the account in the first word. */
  private static final String STATE_CODE = "0x60003580316000523b60205260406000f3";

  /** Calls the account in the first word with what follows, and answers as it does. */
  private static final String ASKER_CODE =
      "0x6020360380602060003760006000826000600035" + "5afa3d600060003e6023573d6000fd5b3d6000f3";

  /** What the state has to be overridden with. */
  static final Map<String, Object> OVERRIDE =
      Map.of(STATE.hex(), Map.of("code", STATE_CODE), ASKER.hex(), Map.of("code", ASKER_CODE));

  private AccountState() {}

  /** A call that returns the balance in wei and the size of the code. */
  static SimulatedRun.Call of(Address account) {
    return new SimulatedRun.Call(
        Address.ZERO, STATE, BigInteger.ZERO, "0x" + AbiBytes.word(account));
  }

  /** The same question, asked so that it changes nothing. */
  static SimulatedRun.Call harmless(SimulatedRun.Call question) {
    return question.to().equals(STATE)
        ? question
        : new SimulatedRun.Call(
            Address.ZERO,
            ASKER,
            BigInteger.ZERO,
            "0x" + AbiBytes.word(question.to()) + question.data().substring(2));
  }
}

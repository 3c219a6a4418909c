package org.prytany.chain.simulate;

import java.math.BigInteger;
import java.util.Map;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.spi.Address;

/**
 * Asks within a simulation what no contract answers: an account's coin and the size of its code. A
 * few instructions that are put at an address of their own for the simulation alone return both.
 */
final class AccountState {
  /** Nothing lives here: the address spells the name of this program. */
  private static final Address ASKED = new Address("0x70727974616e793a0000000000000000000a55ed");

  /** Balance and code size of the account in the first word. */
  private static final String CODE = "0x6000358031600052" + "3b60205260406000f3";

  /** What the state has to be overridden with. */
  static final Map<String, Object> OVERRIDE = Map.of(ASKED.hex(), Map.of("code", CODE));

  private AccountState() {}

  /** A call that returns the balance in wei and the size of the code. */
  static SimulatedRun.Call of(Address account) {
    return new SimulatedRun.Call(
        Address.ZERO, ASKED, BigInteger.ZERO, "0x" + AbiBytes.word(account));
  }
}

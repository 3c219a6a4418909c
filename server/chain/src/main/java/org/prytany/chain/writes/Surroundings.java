package org.prytany.chain.writes;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.prytany.chain.abi.AbiBytes;

/**
 * What code could tell a simulation from an execution by: who sends the transaction, what it pays,
 * who makes the block, what gas it has. Code that asks may do something else when it counts, so
 * that a simulation shows nothing of it. Time and block number are not among these: they change
 * from one simulation to the next, and so do effects that depend on them.
 *
 * <p>Only instructions that can be reached count: what follows an end and no jump leads to is data.
 */
public final class Surroundings {
  private static final int EXTCODESIZE = 0x3b;
  private static final int GAS = 0x5a;
  private static final int JUMP = 0x56;
  private static final int JUMPDEST = 0x5b;
  private static final int FIRST_PUSH = 0x60;
  private static final int LAST_PUSH = 0x7f;

  private static final Map<Integer, String> ASKED =
      Map.ofEntries(
          Map.entry(0x32, "who sends the transaction"),
          Map.entry(0x3a, "the price of gas"),
          Map.entry(0x3c, "other accounts' code"),
          Map.entry(0x3f, "other accounts' code"),
          Map.entry(0x40, "a block's hash"),
          Map.entry(0x41, "who makes the block"),
          Map.entry(0x44, "the block's random number"),
          Map.entry(0x45, "the block's gas limit"),
          Map.entry(0x48, "the block's base fee"),
          Map.entry(0x49, "the transaction's blobs"),
          Map.entry(0x4a, "the block's blob fee"));

  /** CALL, CALLCODE, DELEGATECALL, STATICCALL. */
  private static final Set<Integer> CALLS = Set.of(0xf1, 0xf2, 0xf4, 0xfa);

  /** STOP, JUMP, RETURN, REVERT, INVALID, SELFDESTRUCT. */
  private static final Set<Integer> ENDS = Set.of(0x00, JUMP, 0xf3, 0xfd, 0xfe, 0xff);

  private Surroundings() {}

  /**
   * What code asks for.
   *
   * @param code "0x"-hex
   * @param sameSizes whether all code is as long as it will be; else the size of code counts, too
   * @return in words; empty if nothing
   * @throws IllegalArgumentException if it is no hex
   */
  public static Set<String> asked(String code, boolean sameSizes) {
    byte[] bytes = AbiBytes.parse(code);
    if (bytes.length > 1 && (bytes[0] & 0xff) == 0xef) {
      // An account that lends itself another one's code, or a form that is not read here.
      return Set.of("code that lies elsewhere");
    }
    Set<String> asked = new LinkedHashSet<>();
    boolean reached = true;
    for (int at = 0; at < bytes.length; at++) {
      int instruction = bytes[at] & 0xff;
      reached |= instruction == JUMPDEST;
      if (reached && instruction == GAS && !isHandedOn(bytes, at)) {
        asked.add("the gas that is left");
      }
      String what =
          instruction == EXTCODESIZE && !sameSizes
              ? "other accounts' code"
              : ASKED.get(instruction);
      if (reached && what != null) {
        asked.add(what);
      }
      if (ENDS.contains(instruction)) {
        reached = false;
      }
      if (instruction >= FIRST_PUSH && instruction <= LAST_PUSH) {
        at += instruction - FIRST_PUSH + 1;
      }
    }
    return asked;
  }

  /**
   * Compilers hand all gas on to a call right after they asked for it, and look at it not at all.
   */
  private static boolean isHandedOn(byte[] code, int at) {
    return at + 1 < code.length && CALLS.contains(code[at + 1] & 0xff);
  }
}

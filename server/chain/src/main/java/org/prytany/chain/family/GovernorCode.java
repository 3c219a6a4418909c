package org.prytany.chain.family;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.abi.AbiType;
import org.prytany.chain.decode.RpcImplementations;
import org.prytany.chain.rpc.JsonRpc;
import org.prytany.chain.rpc.Views;
import org.prytany.spi.Address;

/**
 * The code that a governor runs, its own and that behind a proxy: events cannot be asked for, but
 * whoever logs one has its topic in its code.
 *
 * <p>Source: EVM opcodes; Solidity's and Vyper's dispatch by selector; EIP-1167; Solidity's
 * metadata, whose length is in the last two bytes.
 */
public final class GovernorCode {
  private static final String CLONE = "0x363d3d373d3d3d363d73";
  private static final int DELEGATECALL = 0xf4;

  /** CALLCODE, DELEGATECALL and SELFDESTRUCT. */
  private static final Set<Integer> REPLACING = Set.of(0xf2, DELEGATECALL, 0xff);

  private static final int PUSH1 = 0x60;
  private static final int PUSH4 = 0x63;
  private static final int PUSH32 = 0x7f;
  private static final int SELECTOR_DIGITS = 8;
  private static final int DUP1 = 0x80;
  private static final int DUP16 = 0x8f;
  private static final int STOP = 0;

  /** SUB, LT, GT, EQ and XOR. */
  private static final Set<Integer> COMPARISONS = Set.of(0x03, 0x10, 0x11, 0x14, 0x18);

  private final List<String> parts;
  private final boolean whole;

  private GovernorCode(List<String> parts, boolean whole) {
    this.parts = List.copyOf(parts);
    this.whole = whole;
  }

  /**
   * @param own the code at the governor's address, "0x"-hex in lower case
   */
  static GovernorCode of(JsonRpc rpc, Address governor, String own) {
    Optional<Address> behind =
        own.startsWith(CLONE) && own.length() >= CLONE.length() + 40
            ? Optional.of(new Address("0x" + own.substring(CLONE.length(), CLONE.length() + 40)))
            : delegates(own) ? implementation(rpc, governor) : Optional.empty();
    List<String> parts = new ArrayList<>(List.of(own));
    behind.ifPresent(address -> parts.add(code(rpc, address)));
    return new GovernorCode(parts, !delegates(parts.getLast()));
  }

  /**
   * Code that runs nobody else's in its place and does not end, so that what a contract does has
   * been the same from its beginning on; empty where it may have been something else.
   *
   * @param own "0x"-hex
   */
  public static Optional<GovernorCode> unchanging(String own) {
    String code = own.toLowerCase(Locale.ROOT);
    return has(code, REPLACING)
        ? Optional.empty()
        : Optional.of(new GovernorCode(List.of(code), true));
  }

  private static Optional<Address> implementation(JsonRpc rpc, Address governor) {
    return RpcImplementations.of(rpc, governor)
        .or(
            () ->
                // Compound's delegator.
                new Views(rpc, "latest")
                    .values(governor, "implementation()", List.of(new AbiType.Account()))
                    .map(values -> values.getFirst().asAddress()))
        .filter(address -> !address.equals(Address.ZERO));
  }

  private static String code(JsonRpc rpc, Address contract) {
    return rpc.require("eth_getCode", contract.hex(), "latest")
        .asText("0x")
        .toLowerCase(Locale.ROOT);
  }

  /** Whether what is not in the code is nowhere: all of it was seen. */
  boolean isWhole() {
    return whole;
  }

  /** Whether the code has these bytes, "0x"-hex: a topic or a selector. */
  boolean has(String hex) {
    String needle = hex.substring(2).toLowerCase(Locale.ROOT);
    return parts.stream().anyMatch(part -> part.contains(needle));
  }

  /**
   * Whether the contract has the function: its code compares a selector with what it is asked, and
   * goes where that function is. What only calls it somewhere else shifts the selector into place.
   *
   * @param selector "0x"-hex
   */
  public boolean answers(String selector) {
    String bytes = selector.substring(2).toLowerCase(Locale.ROOT);
    while (bytes.startsWith("00")) {
      bytes = bytes.substring(2);
    }
    String pushed = Integer.toHexString(PUSH1 + bytes.length() / 2 - 1) + bytes;
    return parts.stream().anyMatch(part -> compares(part, pushed));
  }

  /** What the contract is asked by, as far as it stands in four bytes: "0x"-hex. */
  Set<String> selectors() {
    Set<String> selectors = new LinkedHashSet<>();
    for (String part : parts) {
      for (int at = 2; at < part.length(); at += 2) {
        if (opcode(part, at) == PUSH4 && isCompared(part, at + 2 + SELECTOR_DIGITS)) {
          selectors.add("0x" + part.substring(at + 2, at + 2 + SELECTOR_DIGITS));
        }
      }
    }
    return selectors;
  }

  private static boolean compares(String code, String pushed) {
    for (int at = code.indexOf(pushed); at >= 0; at = code.indexOf(pushed, at + 1)) {
      if (at % 2 == 0 && isCompared(code, at + pushed.length())) {
        return true;
      }
    }
    return false;
  }

  /** Whether what was pushed right before is compared. */
  private static boolean isCompared(String code, int behind) {
    int next = opcode(code, behind);
    return COMPARISONS.contains(next >= DUP1 && next <= DUP16 ? opcode(code, behind + 2) : next);
  }

  private static int opcode(String code, int at) {
    return at + 2 <= code.length() ? Integer.parseInt(code, at, at + 2, 16) : STOP;
  }

  private static boolean delegates(String hex) {
    return has(hex, Set.of(DELEGATECALL));
  }

  /** Whether code has one of these instructions, or is none. */
  private static boolean has(String hex, Set<Integer> opcodes) {
    byte[] code;
    try {
      code = AbiBytes.parse(hex);
    } catch (IllegalArgumentException e) {
      return true;
    }
    int end = code.length;
    if (end > 2) {
      int metadata = ((code[end - 2] & 0xff) << 8 | (code[end - 1] & 0xff)) + 2;
      boolean isMap = metadata < end && (code[end - metadata] & 0xf0) == 0xa0;
      end = isMap ? end - metadata : end;
    }
    for (int i = 0; i < end; i++) {
      int opcode = code[i] & 0xff;
      if (opcodes.contains(opcode)) {
        return true;
      }
      if (opcode >= PUSH1 && opcode <= PUSH32) {
        i += opcode - PUSH1 + 1;
      }
    }
    return false;
  }
}

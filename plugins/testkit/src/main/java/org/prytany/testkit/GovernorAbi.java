package org.prytany.testkit;

import java.math.BigInteger;
import java.util.List;
import java.util.function.Function;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalCalls;

/**
 * Encodes OpenZeppelin's {@code queue} and {@code execute} by the Solidity ABI specification alone,
 * so that a plugin's ABI library is checked against something else than itself.
 */
public final class GovernorAbi {

  /** Selector of {@code queue(address[],uint256[],bytes[],bytes32)}. */
  public static final String QUEUE = "0x160cbed7";

  /** Selector of {@code execute(address[],uint256[],bytes[],bytes32)}. */
  public static final String EXECUTE = "0x2656227d";

  /** Topic of {@code ProposalExecuted(uint256)}. */
  public static final String PROPOSAL_EXECUTED =
      "0x712ae1383f79ac853f8d882153778e0260ef8f03b504e2866e0593e04d2b291f";

  private GovernorAbi() {}

  /** "0x", selector and arguments. */
  public static String encode(String selector, ProposalCalls calls) {
    String targets = array(calls.targets(), GovernorAbi::word);
    String values = array(calls.valuesWei(), GovernorAbi::word);
    String calldatas = bytesArray(calls.calldatas());
    int first = 4 * 32;
    int second = first + targets.length() / 2;
    int third = second + values.length() / 2;
    return selector
        + word(BigInteger.valueOf(first))
        + word(BigInteger.valueOf(second))
        + word(BigInteger.valueOf(third))
        + calls.descriptionHash().substring(2)
        + targets
        + values
        + calldatas;
  }

  /** A 32-byte word, without "0x". */
  public static String word(BigInteger value) {
    return padLeft(value.toString(16));
  }

  private static String word(Address address) {
    return padLeft(address.hex().substring(2));
  }

  private static <T> String array(List<T> items, Function<T, String> word) {
    StringBuilder out = new StringBuilder(word(BigInteger.valueOf(items.size())));
    items.forEach(item -> out.append(word.apply(item)));
    return out.toString();
  }

  private static String bytesArray(List<String> items) {
    StringBuilder heads = new StringBuilder();
    StringBuilder tails = new StringBuilder();
    for (String item : items) {
      String hex = item.substring(2);
      heads.append(word(BigInteger.valueOf(32L * items.size() + tails.length() / 2)));
      tails.append(word(BigInteger.valueOf(hex.length() / 2)));
      tails.append(hex).append("0".repeat((64 - hex.length() % 64) % 64));
    }
    return word(BigInteger.valueOf(items.size())) + heads + tails;
  }

  private static String padLeft(String hex) {
    return "0".repeat(64 - hex.length()) + hex;
  }
}

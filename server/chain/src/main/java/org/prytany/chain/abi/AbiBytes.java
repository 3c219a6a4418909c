package org.prytany.chain.abi;

import java.math.BigInteger;
import java.util.HexFormat;
import org.prytany.spi.Address;
import org.web3j.crypto.Hash;

/** Bytes as "0x"-hex, words and hashes. */
public final class AbiBytes {
  private AbiBytes() {}

  /**
   * @throws IllegalArgumentException if the text is not "0x" and an even number of hex digits
   */
  public static byte[] parse(String hex) {
    if (!hex.startsWith("0x")) {
      throw new IllegalArgumentException("bytes must start with 0x");
    }
    return HexFormat.of().parseHex(hex, 2, hex.length());
  }

  public static String hex(byte[] bytes) {
    return "0x" + HexFormat.of().formatHex(bytes);
  }

  /** "0x" and keccak-256. */
  public static String keccak(byte[] bytes) {
    return hex(Hash.sha3(bytes));
  }

  /** "0x" and keccak-256 of a signature: an event's topic. */
  public static String topic(String signature) {
    return keccak(signature.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  /** The first four bytes of a signature's keccak-256, "0x" and 8 digits. */
  public static String selector(String signature) {
    return topic(signature).substring(0, 10);
  }

  /** An unsigned number as 64 digits, without "0x". */
  public static String word(BigInteger value) {
    String digits = value.toString(16);
    return "0".repeat(64 - digits.length()) + digits;
  }

  /** An address as 64 digits, without "0x". */
  public static String word(Address address) {
    return "0".repeat(24) + address.hex().substring(2);
  }

  /** An address out of an indexed topic: "0x" and 64 digits. */
  public static Address addressIn(String topic) {
    if (topic.length() != 66) {
      throw new MalformedAbiException("a topic of " + topic.length() + " characters");
    }
    return new Address("0x" + topic.substring(26));
  }
}

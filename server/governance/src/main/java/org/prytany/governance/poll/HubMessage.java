package org.prytany.governance.poll;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.prytany.governance.hash.Keccak256;
import org.prytany.spi.Address;

/**
 * A flat message as hubs take it (EIP-712) in the domain {name "snapshot", version "0.1.4"}. That
 * domain names no chain and no contract: a signature counts at every hub. What is hashed begins
 * with 0x1901 and the hash of this domain, so that it is no transaction and nothing that Prytany's
 * own domain covers.
 */
final class HubMessage {

  static final String NAME = "snapshot";
  static final String VERSION = "0.1.4";

  private static final int WORD = 32;
  private static final byte[] DOMAIN = domain();

  private final String type;
  private final List<String> declared = new ArrayList<>();
  private final ByteArrayOutputStream words = new ByteArrayOutputStream();

  /**
   * @param type name of the message's type
   */
  HubMessage(String type) {
    this.type = type;
  }

  HubMessage add(String solidityType, String name, byte[] word) {
    declared.add(solidityType + " " + name);
    words.writeBytes(word);
    return this;
  }

  HubMessage addText(String name, String value) {
    return add("string", name, text(value));
  }

  HubMessage addTexts(String name, List<String> values) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    values.forEach(value -> all.writeBytes(text(value)));
    return add("string[]", name, Keccak256.of(all.toByteArray()));
  }

  HubMessage addCount(String name, long value) {
    return add("uint64", name, number(BigInteger.valueOf(value)));
  }

  /** The 66 bytes whose keccak-256 is signed. */
  byte[] preimage() {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.writeBytes(Keccak256.of(type + "(" + String.join(",", declared) + ")"));
    message.writeBytes(words.toByteArray());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0x19);
    out.write(0x01);
    out.writeBytes(DOMAIN);
    out.writeBytes(Keccak256.of(message.toByteArray()));
    return out.toByteArray();
  }

  /** "0x" and 64 lower-case digits: the message's id at a hub. */
  String id() {
    return "0x" + HexFormat.of().formatHex(Keccak256.of(preimage()));
  }

  static byte[] text(String value) {
    return Keccak256.of(value);
  }

  static byte[] numbers(List<Integer> values) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    values.forEach(value -> all.writeBytes(number(BigInteger.valueOf(value))));
    return Keccak256.of(all.toByteArray());
  }

  static byte[] address(Address address) {
    return number(new BigInteger(address.hex().substring(2), 16));
  }

  /**
   * @throws IllegalArgumentException if it is negative
   */
  static byte[] number(BigInteger value) {
    if (value.signum() < 0) {
      throw new IllegalArgumentException("not an unsigned number");
    }
    byte[] bytes = value.toByteArray();
    byte[] word = new byte[WORD];
    int length = Math.min(bytes.length, WORD);
    System.arraycopy(bytes, bytes.length - length, word, WORD - length, length);
    return word;
  }

  private static byte[] domain() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(Keccak256.of("EIP712Domain(string name,string version)"));
    out.writeBytes(text(NAME));
    out.writeBytes(text(VERSION));
    return Keccak256.of(out.toByteArray());
  }
}

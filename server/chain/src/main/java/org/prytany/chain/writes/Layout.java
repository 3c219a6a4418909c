package org.prytany.chain.writes;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.spi.Address;

/**
 * Where a mapping of a contract keeps its values.
 *
 * <p>Source: Solidity, layout of state variables in storage; Vyper, HashMap; ERC-7201.
 *
 * @param place the mapping's own slot
 * @param keyFirst as Solidity hashes; Vyper hashes the slot first
 */
record Layout(BigInteger place, boolean keyFirst) {
  /** Contracts that inherit much keep gaps of fifty slots; few reach beyond this. */
  private static final int PLACES = 400;

  /** Where contracts keep state that is no mapping: the first slots. */
  static boolean isPlain(BigInteger slot) {
    return slot.bitLength() <= 31 && slot.intValue() < PLACES;
  }

  /**
   * All layouts that are tried.
   *
   * @param namespace of OpenZeppelin's upgradeable contracts, e.g. "ERC20"
   * @param offset of the mapping within the namespace
   */
  static List<Layout> all(String namespace, int offset) {
    List<Layout> all = new ArrayList<>();
    for (int place = 0; place < PLACES; place++) {
      all.add(new Layout(BigInteger.valueOf(place), true));
    }
    for (int place = 0; place < PLACES; place++) {
      all.add(new Layout(BigInteger.valueOf(place), false));
    }
    all.add(new Layout(namespace(namespace).add(BigInteger.valueOf(offset)), true));
    return all;
  }

  /** Where a namespace of OpenZeppelin's begins (ERC-7201). */
  static BigInteger namespace(String name) {
    BigInteger hash = number(AbiBytes.topic("openzeppelin.storage." + name));
    return hashed(AbiBytes.word(hash.subtract(BigInteger.ONE))).andNot(BigInteger.valueOf(0xff));
  }

  /** The slot of a key. */
  BigInteger of(String key) {
    return in(place, key);
  }

  /** The slot of a key in the mapping that another key leads to. */
  BigInteger of(String first, String second) {
    return in(in(place, first), second);
  }

  private BigInteger in(BigInteger mapping, String key) {
    String at = AbiBytes.word(mapping);
    return hashed(keyFirst ? key + at : at + key);
  }

  private static BigInteger hashed(String words) {
    return number(AbiBytes.keccak(AbiBytes.parse("0x" + words)));
  }

  static BigInteger number(String hex) {
    return new BigInteger(hex.substring(2), 16);
  }

  static BigInteger number(Address account) {
    return number(account.hex());
  }
}

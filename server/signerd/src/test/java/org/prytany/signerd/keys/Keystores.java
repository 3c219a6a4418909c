package org.prytany.signerd.keys;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigInteger;
import java.nio.file.Path;
import org.prytany.spi.Address;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Wallet;

/** Keys and keystore files of tests. */
final class Keystores {

  static final String PASSWORD = "correct-horse-battery";
  static final ECKeyPair VOTER = pair(1);
  static final ECKeyPair EXECUTOR = pair(2);

  private Keystores() {}

  static Address address(ECKeyPair pair) {
    return new Address("0x" + Keys.getAddress(pair));
  }

  /** Writes a keystore v3 file with a cheap key derivation. */
  static Path keystore(Path directory, String name, ECKeyPair pair) {
    Path file = directory.resolve(name);
    try {
      JsonMapper.builder().build().writeValue(file.toFile(), Wallet.createLight(PASSWORD, pair));
    } catch (Exception e) {
      throw new IllegalStateException("no keystore could be written", e);
    }
    return file;
  }

  private static ECKeyPair pair(int n) {
    return ECKeyPair.create(
        new BigInteger("1234567890abcdef".repeat(3), 16).add(BigInteger.valueOf(n)));
  }
}

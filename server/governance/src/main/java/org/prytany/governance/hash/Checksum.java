package org.prytany.governance.hash;

import java.util.HexFormat;
import java.util.Locale;
import org.prytany.spi.Address;

/** Addresses as wallets show them: the case of the letters is a checksum (EIP-55). */
public final class Checksum {

  private Checksum() {}

  /** "0x" and 40 digits. */
  public static String of(Address address) {
    String digits = address.hex().substring(2);
    String hash = HexFormat.of().formatHex(Keccak256.of(digits));
    StringBuilder out = new StringBuilder("0x");
    for (int i = 0; i < digits.length(); i++) {
      String digit = digits.substring(i, i + 1);
      out.append(hash.charAt(i) >= '8' ? digit.toUpperCase(Locale.ROOT) : digit);
    }
    return out.toString();
  }
}

package org.prytany.app.view;

import java.util.Optional;
import java.util.regex.Pattern;
import org.prytany.spi.Address;
import org.web3j.crypto.Keys;

/** Addresses as people read them, with the checksum of EIP-55. */
public final class Checksummed {

  private static final Pattern ADDRESS = Pattern.compile("\\b0x[0-9a-fA-F]{40}\\b");

  private Checksummed() {}

  /** "0x" and 40 digits whose case is the checksum. */
  public static String of(Address address) {
    return Keys.toChecksumAddress(address.hex());
  }

  /** A text with every address in it checksummed. */
  public static String in(String text) {
    return ADDRESS.matcher(text).replaceAll(found -> Keys.toChecksumAddress(found.group()));
  }

  /** As {@link #of(Address)}. */
  public static Optional<String> of(Optional<Address> address) {
    return address.map(Checksummed::of);
  }
}

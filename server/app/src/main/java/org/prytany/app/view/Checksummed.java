package org.prytany.app.view;

import java.util.Optional;
import org.prytany.spi.Address;
import org.web3j.crypto.Keys;

/** Addresses as people read them, with the checksum of EIP-55. */
public final class Checksummed {

  private Checksummed() {}

  /** "0x" and 40 digits whose case is the checksum. */
  public static String of(Address address) {
    return Keys.toChecksumAddress(address.hex());
  }

  /** As {@link #of(Address)}. */
  public static Optional<String> of(Optional<Address> address) {
    return address.map(Checksummed::of);
  }
}

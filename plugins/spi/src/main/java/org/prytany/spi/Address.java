package org.prytany.spi;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A 20-byte account or contract address.
 *
 * @param hex "0x" and 40 lower-case hexadecimal digits; upper case is folded, so two spellings of
 *     one address are equal. EIP-55 checksums are made where addresses are shown.
 */
public record Address(String hex) implements Comparable<Address> {

  // Before ZERO: making it needs the pattern.
  private static final int LONGEST_SHOWN = 100;
  private static final Pattern FORM = Pattern.compile("0x[0-9a-f]{40}");

  /** The zero address: mint and burn counterparty, and the native coin's absent contract. */
  public static final Address ZERO = new Address("0x0000000000000000000000000000000000000000");

  /**
   * @throws IllegalArgumentException if the text is not "0x" and 40 hexadecimal digits
   */
  public Address {
    Bounds.present("an address", hex);
    String folded = hex.length() == 42 ? hex.toLowerCase(Locale.ROOT) : "";
    if (!FORM.matcher(folded).matches()) {
      throw new IllegalArgumentException(
          "not an address (0x and 40 hexadecimal digits expected): '"
              + hex.substring(0, Math.min(hex.length(), LONGEST_SHOWN))
              + "'");
    }
    hex = folded;
  }

  @Override
  public int compareTo(Address other) {
    return hex.compareTo(other.hex);
  }

  @Override
  public String toString() {
    return hex;
  }
}

package org.prytany.app.draft;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.prytany.app.view.Checksummed;
import org.prytany.spi.Address;

/** Addresses, bytes and amounts as people write them, and what is said where they are none. */
final class Written {

  static final String NO_ADDRESS =
      "is no address: write 0x and 40 hexadecimal digits. Where capital and small letters are mixed"
          + " they are a checksum, and they have to fit: copy the address again.";
  static final String NO_BYTES =
      "is no calldata: write 0x and an even number of hexadecimal digits, or leave it out.";
  static final String NO_WEI =
      "is no amount of wei: write a whole number without commas, points or units.";

  static final String BROKEN_CHECKSUM =
      ", whose capital and small letters are a checksum that does not fit: copy the address again,"
          + " or write it in small letters where it is none.";

  static final int MOST_BITS = 256;

  private static final Pattern ADDRESS = Pattern.compile("0x[0-9a-fA-F]{40}");
  private static final Pattern WITHIN =
      Pattern.compile("(?<![0-9a-zA-Z])0[xX][0-9a-fA-F]{40}(?![0-9a-zA-Z])");
  private static final Pattern BYTES = Pattern.compile("0x(?:[0-9a-fA-F]{2})*+");
  private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,78}");
  private static final Pattern HEXADECIMAL = Pattern.compile("0x[0-9a-fA-F]{1,64}");

  private Written() {}

  /** An address in lower case; empty for what is none, or breaks its own checksum. */
  static Optional<String> address(String written) {
    String text = written.strip();
    if (!ADDRESS.matcher(text).matches()) {
      return Optional.empty();
    }
    Address address = new Address(text);
    String digits = text.substring(2);
    boolean plain =
        digits.equals(digits.toLowerCase(Locale.ROOT))
            || digits.equals(digits.toUpperCase(Locale.ROOT));
    return Optional.of(address.hex()).filter(hex -> plain || Checksummed.of(address).equals(text));
  }

  /** What has the length of an address, alone or in a list or a struct, and breaks its checksum. */
  static Optional<String> brokenChecksum(String argument) {
    return WITHIN
        .matcher(argument)
        .results()
        .map(MatchResult::group)
        .filter(found -> address(found).isEmpty())
        .findFirst();
  }

  static Optional<String> bytes(String written) {
    return Optional.of(written.strip())
        .filter(text -> BYTES.matcher(text).matches())
        .map(text -> text.toLowerCase(Locale.ROOT));
  }

  /** A number that is not negative and fits 256 bits. */
  static Optional<BigInteger> whole(String written) {
    String text = written.strip();
    if (DECIMAL.matcher(text).matches()) {
      return Optional.of(new BigInteger(text)).filter(whole -> whole.bitLength() <= MOST_BITS);
    }
    return HEXADECIMAL.matcher(text).matches()
        ? Optional.of(new BigInteger(text.substring(2), 16))
        : Optional.empty();
  }
}

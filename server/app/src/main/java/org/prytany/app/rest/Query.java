package org.prytany.app.rest;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.prytany.spi.Address;

/** Reads query parameters, with errors that name them. */
final class Query {

  private Query() {}

  /**
   * @throws org.prytany.governance.failure.PrytanyException INVALID_INPUT if it is no whole number
   *     within the bounds
   */
  static long whole(String name, String value, long least, long most) {
    try {
      long number = Long.parseLong(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, like a number out of range.
    }
    throw Body.invalid(
        "The query parameter '"
            + name
            + "' should be a whole number from "
            + least
            + (most == Long.MAX_VALUE ? " up." : " to " + most + "."));
  }

  /**
   * As typed data has it, with "0x", or as it is shown.
   *
   * @return 64 lower-case hexadecimal digits
   * @throws org.prytany.governance.failure.PrytanyException INVALID_INPUT if it is no 32 bytes
   */
  static String sha256(String name, @Nullable String value) {
    String hex = value == null ? "" : value.toLowerCase(Locale.ROOT);
    String digits = hex.startsWith("0x") ? hex.substring(2) : hex;
    if (!digits.matches("[0-9a-f]{64}")) {
      throw Body.invalid("'" + name + "' should be 32 bytes: 64 hexadecimal digits.");
    }
    return digits;
  }

  /**
   * @throws org.prytany.governance.failure.PrytanyException INVALID_INPUT if it is no address
   */
  static Address account(String name, @Nullable String value) {
    try {
      if (value != null) {
        return new Address(value);
      }
    } catch (IllegalArgumentException e) {
      // Said below, like one that is missing.
    }
    throw Body.invalid(
        "'" + name + "' should be an account's address: 0x and 40 hexadecimal digits.");
  }
}

package org.prytany.spi;

import java.math.BigDecimal;
import java.util.Optional;

/** Something that the text says the proposal will do. */
public sealed interface Claim {

  /** Where the text says so. */
  Span span();

  /**
   * The text asks for a payment.
   *
   * @param amount whole units of the token, e.g. 25000 for "25,000 USDC"
   * @param symbol the token's symbol as written, upper case; "USD" for a dollar amount
   * @param recipient the address that the text names for it, if it names one
   */
  record Payment(BigDecimal amount, String symbol, Optional<Address> recipient, Span span)
      implements Claim {}

  /** The text names an address, whatever for. */
  record MentionedAddress(Address address, Span span) implements Claim {}

  /**
   * The text says that a setting changes.
   *
   * @param name the setting in the text's words
   * @param value the new value as written, without unit words; a percentage keeps its "%"
   */
  record Parameter(String name, String value, Span span) implements Claim {}

  /**
   * The text says that somebody gets power over something: an allowance, a role, ownership, an
   * upgrade.
   *
   * @param kind which power
   * @param account who gets it, if the text names an address
   */
  record Authority(Kind kind, Optional<Address> account, Span span) implements Claim {

    /** Which power. */
    public enum Kind {
      ALLOWANCE,
      ROLE,
      OWNERSHIP,
      UPGRADE
    }
  }
}

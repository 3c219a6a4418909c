package org.prytany.spi;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;

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
      implements Claim {

    public Payment {
      Bounds.amount("a payment's amount", amount);
      Bounds.text("a payment's symbol", symbol, Bounds.LONGEST_NAME);
      recipient = Bounds.maybe("a payment's recipient", Address.class, recipient);
      Bounds.present("a payment's span", span);
    }
  }

  /** The text names an address, whatever for. */
  record MentionedAddress(Address address, Span span) implements Claim {

    public MentionedAddress {
      Bounds.present("a mentioned address", address);
      Bounds.present("its span", span);
    }
  }

  /**
   * The text says that a setting changes.
   *
   * @param name the setting in the text's words
   * @param value the new value as written, without unit words; a percentage keeps its "%"
   */
  record Parameter(String name, String value, Span span) implements Claim {

    public Parameter {
      Bounds.text("a setting's name", name, Bounds.LONGEST_WORDS);
      Bounds.text("a setting's value", value, Bounds.LONGEST_WORDS);
      Bounds.present("a setting's span", span);
    }
  }

  /**
   * The text says that somebody gets power over something: an allowance, a role, ownership, an
   * upgrade.
   *
   * @param kind which power
   * @param account who gets it, if the text names an address
   */
  record Authority(Kind kind, Optional<Address> account, Span span) implements Claim {

    public Authority {
      Bounds.present("a power's kind", kind);
      account = Bounds.maybe("a power's account", Address.class, account);
      Bounds.present("a power's span", span);
    }

    /** Which power. */
    public enum Kind {
      ALLOWANCE,
      ROLE,
      OWNERSHIP,
      UPGRADE
    }
  }

  /**
   * The text says that an amount is paid again and again: "10,000 USDC per month for 6 months". The
   * amount and, where the text lets it be reckoned, the total are payments as well.
   *
   * @param amount whole units of the token, each time
   * @param symbol as in {@link Payment}
   * @param per how often
   * @param times how many times, if the text says so
   * @param recipient the address that the text names for it, if it names one
   */
  record Stream(
      BigDecimal amount,
      String symbol,
      Unit per,
      OptionalInt times,
      Optional<Address> recipient,
      Span span)
      implements Claim {

    public Stream {
      Bounds.amount("a stream's amount", amount);
      Bounds.text("a stream's symbol", symbol, Bounds.LONGEST_NAME);
      Bounds.present("a stream's unit", per);
      Bounds.present("a stream's times", times);
      recipient = Bounds.maybe("a stream's recipient", Address.class, recipient);
      Bounds.present("a stream's span", span);
    }
  }

  /**
   * The text says how long something lasts.
   *
   * @param count as written, e.g. 6 for "six months"
   */
  record Term(BigDecimal count, Unit unit, Span span) implements Claim {

    public Term {
      Bounds.amount("a term's count", count);
      Bounds.present("a term's unit", unit);
      Bounds.present("a term's span", span);
    }
  }

  /** The text names a day of the calendar. */
  record Day(LocalDate date, Span span) implements Claim {

    public Day {
      Bounds.present("a day", date);
      Bounds.present("a day's span", span);
    }
  }

  /** Units in which texts count time. */
  enum Unit {
    SECOND,
    MINUTE,
    HOUR,
    DAY,
    WEEK,
    MONTH,
    QUARTER,
    YEAR,
    BLOCK
  }
}

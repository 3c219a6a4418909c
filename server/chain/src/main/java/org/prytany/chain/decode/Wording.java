package org.prytany.chain.decode;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.effects.Grouped;
import org.prytany.governance.effects.Unlimited;
import org.prytany.spi.Address;
import org.prytany.spi.Token;
import org.web3j.crypto.Keys;

/** Words for amounts, addresses and times. */
public final class Wording {
  /** The end of the year 9999: what is above is no time that anybody meant. */
  private static final BigInteger LAST_SECOND = BigInteger.valueOf(253_402_300_799L);

  private static final DateTimeFormatter MINUTES = formatter("uuuu-MM-dd HH:mm");
  private static final DateTimeFormatter SECONDS = formatter("uuuu-MM-dd HH:mm:ss");

  private Wording() {}

  private static DateTimeFormatter formatter(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
  }

  /** An address with its EIP-55 checksum, after the name that the operator gave it. */
  public static String address(Dao dao, Address address) {
    String checksummed = Keys.toChecksumAddress(address.hex());
    return label(dao, address).map(label -> label + " (" + checksummed + ")").orElse(checksummed);
  }

  private static Optional<String> label(Dao dao, Address address) {
    String given = dao.labels().get(address);
    if (given != null) {
      return Optional.of(given);
    }
    if (address.equals(dao.treasury())) {
      return Optional.of("the treasury");
    }
    if (dao.funds().contains(address)) {
      return Optional.of("an account of the DAO");
    }
    if (address.equals(dao.governor())) {
      return Optional.of("the governor");
    }
    return address.equals(Address.ZERO) ? Optional.of("nobody") : Optional.empty();
  }

  /**
   * An amount in whole units with its symbol and contract; in base units where those are unknown.
   *
   * @param caveat goes after the contract's address
   */
  static String amount(Dao dao, Token token, BigInteger baseUnits, String caveat) {
    String of =
        token
            .contract()
            .map(contract -> " (token " + address(dao, contract) + caveat + ")")
            .orElse("");
    String number;
    if (baseUnits.equals(Unlimited.MOST)) {
      number = "an unlimited amount of";
    } else if (Unlimited.isMoreThanAnySupply(baseUnits)) {
      // Seventy digits tell a reader less; the exact number is among the call's arguments.
      number = "a practically unlimited amount of";
    } else if (token.decimals().isPresent()) {
      number = Grouped.of(new BigDecimal(baseUnits, token.decimals().getAsInt()));
    } else {
      number = Grouped.of(baseUnits.toString()) + " base units of";
    }
    return number + " " + token.symbol().orElse("an unnamed token") + of;
  }

  /** Units of a governor's clock, which counts seconds or blocks. */
  static String clock(BigInteger units) {
    return Grouped.of(units.toString())
        + " units of its clock (blocks, or "
        + duration(units)
        + " if it counts seconds)";
  }

  /** Unix seconds as a day and a time. */
  static String time(BigInteger seconds) {
    if (seconds.compareTo(LAST_SECOND) > 0) {
      return Grouped.of(seconds.toString()) + " seconds since 1970";
    }
    Instant at = Instant.ofEpochSecond(seconds.longValue());
    return (at.getEpochSecond() % 60 == 0 ? MINUTES : SECONDS).format(at) + " UTC";
  }

  /** Seconds in days, hours, minutes and seconds. */
  static String duration(BigInteger seconds) {
    if (seconds.bitLength() > 40) {
      return Grouped.of(seconds.toString()) + " seconds";
    }
    long left = seconds.longValue();
    List<String> parts = new ArrayList<>();
    long[] sizes = {86_400, 3_600, 60, 1};
    String[] names = {"day", "hour", "minute", "second"};
    for (int i = 0; i < sizes.length; i++) {
      long count = left / sizes[i];
      left %= sizes[i];
      if (count > 0) {
        parts.add(String.format(Locale.ROOT, "%,d %s%s", count, names[i], count == 1 ? "" : "s"));
      }
    }
    return parts.isEmpty() ? "0 seconds" : String.join(" ", parts);
  }
}

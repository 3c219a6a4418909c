package org.prytany.spi;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How large a plugin's answer may be. The constructors of what plugins make hold these bounds, so
 * that an answer beyond them fails where it is made: in the plugin's call, on its thread. Lengths
 * are in UTF-16 units. The host refuses more than these constructors do; what it refuses is in
 * docs/writing-a-plugin.md.
 */
public final class Bounds {

  /** Of names: of a rule, of an algorithm, of a token, of a model with its hash. */
  public static final int LONGEST_NAME = 200;

  /** Of a reason for people. */
  public static final int LONGEST_REASON = 10_000;

  /** Of the words of a claim: a setting's name or value. */
  public static final int LONGEST_WORDS = 2_000;

  /** Of a headline. */
  public static final int LONGEST_HEADLINE = 2_000;

  /** Of a sentence, and of the source of a rule. */
  public static final int LONGEST_TEXT = 1_000_000;

  /** Of calldata: "0x" and two megabytes in hexadecimal. */
  public static final int LONGEST_CALLDATA = 4_000_002;

  /** Significant digits of an amount, and the most places before or behind its point. */
  public static final int MOST_DIGITS = 400;

  /** Bits of a number that a contract takes: uint256. */
  public static final int MOST_BITS = 256;

  /** Sentences, and notes, of a digest. */
  public static final int MOST_SENTENCES = 100;

  /** Pieces of a repaired sentence. */
  public static final int MOST_PIECES = 8;

  /** Of a piece of a repaired sentence. */
  public static final int LONGEST_PIECE = 2_000;

  /** Claims of a digest, those that the host reads itself included. */
  public static final int MOST_CLAIMS = 100_000;

  /** Rules of a strategy, and models of a digester. */
  public static final int MOST_RULES = 1_000;

  /** Accounts that a strategy follows; the chain is asked about each before a decision. */
  public static final int MOST_FOLLOWED = 20;

  /** Limits that one rule names. */
  public static final int MOST_CAPS = 1_000;

  private Bounds() {}

  /** A text of at most so many units. */
  public static String text(String what, String given, int longest) {
    present(what, given);
    if (given.length() > longest) {
      throw new IllegalArgumentException(
          what + " has " + given.length() + " characters; " + longest + " are the most");
    }
    return given;
  }

  /**
   * A copy of at most so many members, each of them there and of its type. The list is read once
   * and believed nothing: neither its size, nor that it ends.
   */
  public static <T> List<T> list(String what, Class<T> type, List<T> given, int most) {
    present(what, given);
    List<T> copied = new ArrayList<>();
    for (Object each : given) {
      if (copied.size() == most) {
        throw new IllegalArgumentException(what + " has more than " + most + " members");
      }
      copied.add(typed("a member of " + what, type, each));
    }
    return List.copyOf(copied);
  }

  /** Texts, each of at most so many units. */
  static List<String> texts(String what, List<String> given, int most, int longest) {
    List<String> copied = list(what, String.class, given, most);
    copied.forEach(each -> text("a member of " + what, each, longest));
    return copied;
  }

  /** What may be missing, and is of its type where it is there. */
  static <T> Optional<T> maybe(String what, Class<T> type, Optional<T> given) {
    present(what, given);
    // Without its type, as whoever made it may not have kept to it.
    Optional<?> raw = given;
    raw.ifPresent(value -> typed(what, type, value));
    return given;
  }

  /** An amount that can be written out: no "1e2000000000", and no class of its own. */
  static BigDecimal amount(String what, BigDecimal given) {
    plain(what, given, BigDecimal.class);
    if (Math.abs((long) given.scale()) > MOST_DIGITS || bits(given) > 4L * MOST_DIGITS) {
      throw new IllegalArgumentException(
          what + " has more than " + MOST_DIGITS + " digits before or behind its point");
    }
    return given;
  }

  /** A uint256. */
  static BigInteger whole(String what, BigInteger given) {
    plain(what, given, BigInteger.class);
    if (given.signum() < 0 || given.bitLength() > MOST_BITS) {
      throw new IllegalArgumentException(what + " is not from 0 to 2^256 - 1");
    }
    return given;
  }

  /** Never null, whatever it was compiled against. */
  static <T> T present(String what, T given) {
    return Objects.requireNonNull(given, () -> what + " is missing");
  }

  /** Four bits make more than one digit, and are counted in no time. */
  private static int bits(BigDecimal given) {
    return given.unscaledValue().bitLength();
  }

  /** A subclass could answer anything, otherwise at every look, and hold a plugin's classes. */
  private static <T> void plain(String what, T given, Class<T> type) {
    present(what, given);
    if (given.getClass() != type) {
      throw new IllegalArgumentException(what + " must be a plain " + type.getSimpleName());
    }
  }

  private static <T> T typed(String what, Class<T> type, Object given) {
    present(what, given);
    if (!type.isInstance(given)) {
      throw new IllegalArgumentException(what + " is no " + type.getSimpleName());
    }
    return type.cast(given);
  }
}

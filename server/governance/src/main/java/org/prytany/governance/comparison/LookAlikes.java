package org.prytany.governance.comparison;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.prytany.spi.Address;

/**
 * Finds the address that another one resembles most to somebody who compares their first and last
 * digits, without comparing it with each: two that are alike share at least three at one end.
 *
 * <p>Each digit that two addresses share by accident costs a factor of sixteen. A proposal has some
 * hundred pairs to compare; at seven digits on one side or both the chance that an honest pair is
 * alike is below one in a hundred thousand. Who looks for one, finds it on a desktop computer in
 * minutes. Zeros in a row say nothing: addresses are searched for them to save gas, and whole
 * families begin with them. Nor does one digit many times over.
 */
final class LookAlikes {

  private static final int SHARED = 7;

  /** At both ends a few less do: that is where people look. */
  private static final int SHARED_AT_BOTH = 6;

  private static final int EACH_END = 2;
  private static final int DIGITS = 40;
  private static final int ZEROS = 3;
  private static final int REPEATED = 4;

  /** Two that are alike share so many at one end. */
  private static final int SHARED_AT_ONE = 3;

  private final Map<String, List<Address>> byEnd = new HashMap<>();

  LookAlikes(Collection<Address> known) {
    known.stream()
        .filter(address -> !address.equals(Address.ZERO))
        .forEach(
            address ->
                ends(address)
                    .forEach(
                        end -> byEnd.computeIfAbsent(end, e -> new ArrayList<>()).add(address)));
  }

  private static Stream<String> ends(Address address) {
    String hex = address.hex();
    return Stream.of(
        hex.substring(0, 2 + SHARED_AT_ONE), hex.substring(hex.length() - SHARED_AT_ONE));
  }

  /**
   * @param among which of the known ones count
   */
  Optional<Address> of(Address account, Predicate<Address> among) {
    return ends(account)
        .flatMap(end -> byEnd.getOrDefault(end, List.of()).stream())
        .distinct()
        .filter(other -> isAlike(account, other))
        .filter(among)
        .max(
            Comparator.comparingInt((Address other) -> weight(account, other))
                .thenComparing(Comparator.reverseOrder()));
  }

  /** Whether a hurried reader takes one for the other; false for the same address. */
  static boolean isAlike(Address one, Address other) {
    return weight(one, other) > 0;
  }

  /** How many digits count that they share; 0 if they are not alike. */
  static int weight(Address one, Address other) {
    String a = one.hex().substring(2);
    String b = other.hex().substring(2);
    if (a.equals(b)) {
      return 0;
    }
    int first = 0;
    while (a.charAt(first) == b.charAt(first)) {
      first++;
    }
    int last = 0;
    while (a.charAt(DIGITS - 1 - last) == b.charAt(DIGITS - 1 - last)) {
      last++;
    }
    int begin = counted(a.substring(0, first), true);
    int end = counted(a.substring(DIGITS - last), false);
    boolean alike =
        begin + end >= SHARED
            || (begin >= EACH_END && end >= EACH_END && begin + end >= SHARED_AT_BOTH);
    return alike ? begin + end : 0;
  }

  private static int counted(String digits, boolean leading) {
    int counted = 0;
    int at = 0;
    while (at < digits.length()) {
      int run = at;
      while (run < digits.length() && digits.charAt(run) == digits.charAt(at)) {
        run++;
      }
      int length = run - at;
      boolean zeros = digits.charAt(at) == '0' && (length >= ZEROS || (leading && at == 0));
      counted += zeros ? 0 : length >= REPEATED ? 1 : length;
      at = run;
    }
    return counted;
  }
}

package org.prytany.governance.comparison;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.prytany.spi.Address;

/**
 * Finds, among many addresses, the one that another resembles most, without comparing it with each:
 * two that are {@link Likeness alike} share at least three digits at one end.
 */
final class LookAlikes {

  private static final int SHARED = 3;

  private final Map<String, List<Address>> byEnd = new HashMap<>();

  LookAlikes(Collection<Address> known) {
    for (Address address : known) {
      if (!address.equals(Address.ZERO)) {
        byEnd.computeIfAbsent(first(address), end -> new ArrayList<>(1)).add(address);
        byEnd.computeIfAbsent(last(address), end -> new ArrayList<>(1)).add(address);
      }
    }
  }

  private static String first(Address address) {
    return address.hex().substring(0, 2 + SHARED);
  }

  private static String last(Address address) {
    return address.hex().substring(address.hex().length() - SHARED);
  }

  /**
   * @param among which of the known ones count
   */
  Optional<Address> of(Address account, Predicate<Address> among) {
    Set<Address> near = new LinkedHashSet<>(byEnd.getOrDefault(first(account), List.of()));
    near.addAll(byEnd.getOrDefault(last(account), List.of()));
    return near.stream()
        .filter(other -> Likeness.isAlike(account, other))
        .filter(among)
        .max(
            Comparator.comparingInt((Address other) -> Likeness.weight(account, other))
                .thenComparing(Comparator.reverseOrder()));
  }
}

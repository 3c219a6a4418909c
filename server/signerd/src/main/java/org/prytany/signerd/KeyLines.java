package org.prytany.signerd;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.prytany.signerd.keys.KeyLimit;
import org.prytany.spi.Address;

/** Reads what the signer's file says of keys that may only vote. */
final class KeyLines {

  /** The last parts of the keys that are read here. */
  static final String PARTS = "only|daos|spaces|until|account";

  private static final Pattern SEPARATOR = Pattern.compile("\\s*,\\s*");

  private final Map<String, String> values;
  private final Set<String> daos;
  private final Set<String> spaces;
  private final List<String> problems;

  /**
   * @param values of the signer's file
   * @param daos ids of the DAOs that are served
   * @param spaces ids of the spaces that are served
   * @param problems to which is added what is wrong, one sentence each
   */
  KeyLines(
      Map<String, String> values, Set<String> daos, Set<String> spaces, List<String> problems) {
    this.values = values;
    this.daos = daos;
    this.spaces = spaces;
    this.problems = problems;
  }

  /** Whether a key is named whose account a Web3Signer has. */
  boolean isElsewhere(String name) {
    return text(name, "file").isEmpty() && text(name, "account").isPresent();
  }

  /**
   * @param names of all keys
   */
  List<KeyLimit> of(Set<String> names) {
    List<KeyLimit> limits = new ArrayList<>();
    for (String name : names) {
      Optional<String> only = text(name, "only");
      if (only.isPresent()) {
        limit(name, only.get()).ifPresent(limits::add);
        continue;
      }
      for (String part : List.of("daos", "spaces", "until", "account")) {
        if (text(name, part).isPresent()) {
          problems.add(
              key(name, part)
                  + " bounds nothing without "
                  + key(name, "only")
                  + "=vote: add that line, or remove this one.");
        }
      }
    }
    return limits;
  }

  private Optional<KeyLimit> limit(String name, String only) {
    int before = problems.size();
    if (!only.equals("vote")) {
      problems.add(
          key(name, "only") + " is '" + only + "': vote is the only thing that a key is bound to.");
    }
    Set<String> itsDaos = listed(name, "daos", daos);
    Set<String> itsSpaces = listed(name, "spaces", spaces);
    if (itsDaos.isEmpty() && itsSpaces.isEmpty() && problems.size() == before) {
      problems.add(
          key(name, "daos") + " is missing: name the DAOs, or the spaces, in which the key votes.");
    }
    Optional<Instant> until = until(name);
    Optional<Address> account = Optional.empty();
    Optional<String> named = text(name, "account");
    if (named.isPresent()) {
      try {
        account = Optional.of(new Address(named.get()));
      } catch (IllegalArgumentException e) {
        problems.add(key(name, "account") + " is '" + named.get() + "', which is no address.");
      }
    }
    return problems.size() == before
        ? Optional.of(new KeyLimit(name, account, itsDaos, itsSpaces, until.orElseThrow()))
        : Optional.empty();
  }

  private Set<String> listed(String name, String part, Set<String> served) {
    Set<String> its = new LinkedHashSet<>();
    for (String one : SEPARATOR.split(text(name, part).orElse(""), -1)) {
      if (served.contains(one)) {
        its.add(one);
      } else if (!one.isEmpty() || text(name, part).isPresent()) {
        problems.add(
            key(name, part) + " names '" + one + "', which prytany." + part + " does not.");
      }
    }
    return its;
  }

  private Optional<Instant> until(String name) {
    String said = text(name, "until").orElse("");
    if (said.isEmpty()) {
      problems.add(
          key(name, "until")
              + " is missing: say until when the key votes, e.g. 2027-06-30T00:00:00Z.");
      return Optional.empty();
    }
    try {
      return Optional.of(OffsetDateTime.parse(said).toInstant());
    } catch (DateTimeParseException e) {
      problems.add(
          key(name, "until")
              + " is '"
              + said
              + "' and should be a date and a time with their zone, e.g. 2027-06-30T00:00:00Z or"
              + " 2027-06-30T00:00:00+02:00.");
      return Optional.empty();
    }
  }

  private static String key(String name, String part) {
    return "prytany.key." + name + "." + part;
  }

  private Optional<String> text(String name, String part) {
    return Optional.ofNullable(values.get(key(name, part)))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }
}

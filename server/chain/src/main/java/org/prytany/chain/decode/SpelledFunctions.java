package org.prytany.chain.decode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.abi.AbiType;

/**
 * Functions that a proposal's own text spells out, "addGroup(address group)", by their selectors.
 * They say what the author calls a function, and neither what it does nor that the name is true:
 * names that fit a selector can be searched for.
 */
final class SpelledFunctions {

  private static final Pattern SIGNATURE =
      Pattern.compile("(?<![\\p{L}\\d_$])([A-Za-z_$][\\w$]{1,80})\\(([\\w\\s,\\[\\]]{0,400})\\)");
  private static final Pattern SPACE = Pattern.compile("\\s+");

  /** More are not hashed: no text that is meant to be read has so many. */
  private static final int MOST = 1_000;

  private static final int MOST_PARAMETERS = 32;

  private final Map<String, String> bySelector = new HashMap<>();

  SpelledFunctions(String text) {
    Matcher matcher = SIGNATURE.matcher(text);
    for (int read = 0; read < MOST && matcher.find(); read++) {
      String name = matcher.group(1);
      types(matcher.group(2))
          .map(types -> name + "(" + String.join(",", types) + ")")
          .ifPresent(signature -> bySelector.putIfAbsent(AbiBytes.selector(signature), signature));
    }
  }

  /** Canonical signature of the function that the text spells out and that has this selector. */
  Optional<String> of(String selector) {
    return Optional.ofNullable(bySelector.get(selector));
  }

  /** Parameter types without names and places, "address group" as "address". */
  private static Optional<List<String>> types(String parameters) {
    List<String> types = new ArrayList<>();
    if (parameters.isBlank()) {
      return Optional.of(types);
    }
    String[] parts = parameters.split(",", -1);
    if (parts.length > MOST_PARAMETERS) {
      return Optional.empty();
    }
    for (String part : parts) {
      String written = SPACE.split(part.strip(), -1)[0];
      try {
        types.add(AbiType.parse(whole(written)).name());
      } catch (IllegalArgumentException e) {
        // "transfer(alice, 5)" is a call and no signature.
        return Optional.empty();
      }
    }
    return Optional.of(types);
  }

  /** Solidity's short names: "uint" is "uint256". */
  private static String whole(String type) {
    return type.matches("u?int(?:\\[\\d*])*+") ? type.replaceFirst("int", "int256") : type;
  }
}

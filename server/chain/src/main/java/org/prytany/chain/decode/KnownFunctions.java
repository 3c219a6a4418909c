package org.prytany.chain.decode;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The table of functions that the decoder knows, by selector. */
final class KnownFunctions {
  private static final Map<String, KnownFunction> BY_SELECTOR = load();

  private KnownFunctions() {}

  /**
   * @param selector "0x" and 8 lower-case digits
   */
  static Optional<KnownFunction> find(String selector) {
    return Optional.ofNullable(BY_SELECTOR.get(selector));
  }

  static java.util.Collection<KnownFunction> all() {
    return BY_SELECTOR.values();
  }

  private static Map<String, KnownFunction> load() {
    InputStream table = KnownFunctions.class.getResourceAsStream("known-functions.txt");
    if (table == null) {
      throw new IllegalStateException("known-functions.txt is not packaged");
    }
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(KnownFunction::parse)
          .collect(Collectors.toUnmodifiableMap(KnownFunction::selector, function -> function));
    } catch (IOException e) {
      throw new UncheckedIOException("known-functions.txt cannot be read", e);
    }
  }
}

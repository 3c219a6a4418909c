package org.prytany.app.textdigest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.spi.Address;

/**
 * Stands an address in for each name that a payload uses instead of one, so that named calls can be
 * read by the same code as real ones. A stand-in never leaves this package as an address: the name
 * is shown in its place.
 */
final class Names {

  private static final Pattern ADDRESS = Pattern.compile("0x[0-9a-fA-F]{40}");
  private static final Pattern WRAPPED = Pattern.compile("[A-Za-z_][A-Za-z0-9_.]*\\((.+)\\)");

  private static final Pattern WORDS =
      Pattern.compile(
          "(?!0[xX])[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N} _.,:;'’\"()\\[\\]&/+#@*-]{0,199}");

  private final Map<Address, String> names = new LinkedHashMap<>();
  private final Map<String, Address> bound;

  /**
   * @param meant what names stand for, whatever a payload says
   */
  Names(Map<String, Address> meant) {
    bound = new LinkedHashMap<>(meant);
  }

  /** The address that is written, or a stand-in for the name; empty for what is neither. */
  Optional<Address> address(String written) {
    String text = unwrapped(written.strip());
    if (ADDRESS.matcher(text).matches()) {
      return Optional.of(new Address(text));
    }
    if (bound.containsKey(written.strip())) {
      return named(written.strip());
    }
    if (!text.matches("[A-Za-z_][A-Za-z0-9_.]{0,199}")) {
      return Optional.empty();
    }
    return named(text);
  }

  /** As {@link #address}; a target may also be called in words, "Council Safe (3/5)". */
  Optional<Address> target(String written) {
    String name = written.strip();
    return address(name).or(() -> WORDS.matcher(name).matches() ? named(name) : Optional.empty());
  }

  private Optional<Address> named(String name) {
    Address address = bound.getOrDefault(name, standIn(name));
    names.put(address, name);
    return Optional.of(address);
  }

  /** Lets a name mean the address that the payload gives with it. */
  void bind(String name, String address) {
    boolean isName = !name.isBlank() && !ADDRESS.matcher(name.strip()).matches();
    if (ADDRESS.matcher(address).matches() && isName) {
      bound.putIfAbsent(name.strip(), new Address(address));
    }
  }

  // IERC20(X), address(X) and payable(X) are X.
  private static String unwrapped(String text) {
    String inner = text;
    for (int depth = 0; depth < 5; depth++) {
      Matcher matcher = WRAPPED.matcher(inner);
      if (!matcher.matches() || matcher.group(1).isBlank()) {
        return inner;
      }
      inner = matcher.group(1).strip();
    }
    return inner;
  }

  private static Address standIn(String name) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(("prytany-name:" + name).getBytes(StandardCharsets.UTF_8));
      return new Address("0x" + HexFormat.of().formatHex(Arrays.copyOf(hash, 20)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The names by their stand-ins. */
  Map<Address, String> all() {
    return Map.copyOf(names);
  }
}

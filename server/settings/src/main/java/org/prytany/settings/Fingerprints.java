package org.prytany.settings;

import java.util.Map;
import java.util.TreeMap;
import org.prytany.governance.hash.CanonicalBytes;

/**
 * What the audit log says of the configuration: for every key the hash of its value, and for a
 * secret only that it is set.
 */
final class Fingerprints {

  /** Stands for a value that is not hashed, because it might be guessed from its hash. */
  static final String SECRET = "set";

  private Fingerprints() {}

  /**
   * @param values what was configured, by key
   * @return by key, "0x" and 64 digits over key and stripped value, or {@link #SECRET}
   */
  static Map<String, String> of(Map<String, String> values) {
    Map<String, String> fingerprints = new TreeMap<>();
    values.forEach(
        (name, value) -> {
          if (!value.isBlank()) {
            fingerprints.put(name, isSecret(name) ? SECRET : hash(name, value.strip()));
          }
        });
    return fingerprints;
  }

  /** A key that nobody knows counts as secret: it might be a secret with a typing error. */
  private static boolean isSecret(String name) {
    for (ConfigKey key : ConfigKey.values()) {
      if (key.partsOf(name).isPresent()) {
        return key.secret();
      }
    }
    return true;
  }

  private static String hash(String name, String value) {
    return new CanonicalBytes("prytany-configuration-1").add(name).add(value).sha256();
  }
}

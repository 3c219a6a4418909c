package org.prytany.governance.installation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * A value that an operator orders for a plugin, perhaps a secret.
 *
 * @param value as written
 * @param salt drawn for it by whoever sets it, 64 hexadecimal digits: without it nobody finds a
 *     short value by trying
 */
public record SetValue(String value, String salt) {

  /** Shows nothing of the value. */
  @Override
  public String toString() {
    return "a value";
  }

  /**
   * Binds the value to a setting's name: SHA-256 over salt, name, a zero byte and value, 64
   * hexadecimal digits.
   */
  public String hash(String name) {
    MessageDigest sha256 = sha256();
    sha256.update(HexFormat.of().parseHex(salt));
    sha256.update(name.getBytes(StandardCharsets.UTF_8));
    sha256.update((byte) 0);
    sha256.update(value.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(sha256.digest());
  }

  /** {@link #hash} of each, by name. */
  public static Map<String, String> hashes(Map<String, SetValue> values) {
    Map<String, String> hashes = new TreeMap<>();
    values.forEach((name, value) -> hashes.put(name, value.hash(name)));
    return hashes;
  }

  /**
   * Binds all of them: SHA-256 over name, a zero byte and {@link #hash} of each, in the order of
   * the names; 64 hexadecimal digits.
   */
  public static String hashOf(Map<String, SetValue> values) {
    return hashOfHashes(hashes(values));
  }

  /**
   * The same, of hashes by name.
   *
   * @param hashes 64 hexadecimal digits each
   */
  public static String hashOfHashes(Map<String, String> hashes) {
    MessageDigest sha256 = sha256();
    new TreeMap<>(hashes)
        .forEach(
            (name, hash) -> {
              sha256.update(name.getBytes(StandardCharsets.UTF_8));
              sha256.update((byte) 0);
              sha256.update(HexFormat.of().parseHex(hash));
            });
    return HexFormat.of().formatHex(sha256.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

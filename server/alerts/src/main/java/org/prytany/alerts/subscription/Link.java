package org.prytany.alerts.subscription;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a link in a mail has: which subscription, and a secret that only whoever got the mail has.
 * Secrets are compared in constant time.
 */
final class Link {

  private static final int RANDOM_BYTES = 16;
  private static final Pattern FORM = Pattern.compile("([0-9a-f]{32})\\.([0-9a-f]{32})");

  private static final SecureRandom RANDOM = new SecureRandom();

  private final String id;
  private final String secret;

  private Link(String id, String secret) {
    this.id = id;
    this.secret = secret;
  }

  static Link of(String id, String secret) {
    return new Link(id, secret);
  }

  /** Empty if it can be none of ours. */
  static Optional<Link> read(String text) {
    var matcher = FORM.matcher(text);
    return matcher.matches()
        ? Optional.of(new Link(matcher.group(1), matcher.group(2)))
        : Optional.empty();
  }

  /** 128 bits, in hexadecimal. */
  static String random() {
    byte[] drawn = new byte[RANDOM_BYTES];
    RANDOM.nextBytes(drawn);
    return HexFormat.of().formatHex(drawn);
  }

  String id() {
    return id;
  }

  /** As it stands in an address. */
  String text() {
    return id + "." + secret;
  }

  String secretsHash() {
    return HexFormat.of().formatHex(sha256(secret));
  }

  boolean hashesTo(String hash) {
    return same(secretsHash(), hash);
  }

  boolean isWith(String other) {
    return same(secret, other);
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

package org.prytany.governance.hash;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Collects fields into bytes that have one reading only: every field is preceded by its length,
 * every list by its size. Their SHA-256 identifies content, actions and effects.
 */
public final class CanonicalBytes {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /**
   * @param domain names what is hashed and its version, so that no two kinds of content can collide
   */
  public CanonicalBytes(String domain) {
    add(domain);
  }

  public CanonicalBytes add(byte[] field) {
    size(field.length);
    out.writeBytes(field);
    return this;
  }

  public CanonicalBytes add(String field) {
    return add(field.getBytes(StandardCharsets.UTF_8));
  }

  public CanonicalBytes add(long field) {
    return add(ByteBuffer.allocate(Long.BYTES).putLong(field).array());
  }

  public CanonicalBytes add(BigInteger field) {
    return add(field.toByteArray());
  }

  /** Writes the size of a list whose elements follow. */
  public CanonicalBytes size(int elements) {
    out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(elements).array());
    return this;
  }

  /** "0x" and 64 lower-case hexadecimal digits. */
  public String sha256() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(out.toByteArray());
      return "0x" + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

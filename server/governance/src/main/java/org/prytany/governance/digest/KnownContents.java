package org.prytany.governance.digest;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Bytes that plugins hand over again and again, with their hashes. What it gives is a copy that
 * only the host can reach, so that what was hashed is what is used, whatever the plugin does with
 * its own array meanwhile. Thread-safe.
 */
final class KnownContents {

  private static final int MOST_KEPT = 4;
  private static final int LONGEST_KEPT = 1 << 20;

  /** The last used at the end. */
  private final List<Content> kept = new ArrayList<>();

  /** Bytes that nobody changes, and their SHA-256, 64 hexadecimal digits. */
  @SuppressWarnings("ArrayRecordComponent") // Identity is all that is ever asked of it.
  record Content(byte[] bytes, String sha256) {}

  /** The content of the array; if somebody writes to it meanwhile, what was read of it. */
  Content of(byte[] given) {
    synchronized (this) {
      for (Content content : kept) {
        // Comparing is some ten times as fast as hashing.
        if (Arrays.equals(content.bytes(), given)) {
          kept.remove(content);
          kept.add(content);
          return content;
        }
      }
    }
    byte[] copy = given.clone();
    Content content = new Content(copy, sha256(copy));
    if (copy.length <= LONGEST_KEPT) {
      keep(content);
    }
    return content;
  }

  private synchronized void keep(Content content) {
    kept.add(content);
    if (kept.size() > MOST_KEPT) {
      kept.removeFirst();
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}

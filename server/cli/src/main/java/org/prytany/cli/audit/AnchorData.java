package org.prytany.cli.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A head as it is written to a chain, see docs/audit-log.md.
 *
 * @param sequence the entry's number
 * @param hash its hash
 */
record AnchorData(long sequence, String hash) {

  private static final String DOMAIN = "prytany-audit-anchor-1";
  private static final int BYTES = DOMAIN.length() + 8 + 32;

  /** "0x" and 124 digits. */
  String hex() {
    byte[] bytes =
        ByteBuffer.allocate(BYTES)
            .put(DOMAIN.getBytes(StandardCharsets.US_ASCII))
            .putLong(sequence)
            .put(HexFormat.of().parseHex(hash.substring(2)))
            .array();
    return "0x" + HexFormat.of().formatHex(bytes);
  }

  /** Reads {@link #hex()}; empty if it is something else. */
  static Optional<AnchorData> read(String hex) {
    if (!hex.matches("0x[0-9a-fA-F]{" + 2 * BYTES + "}")) {
      return Optional.empty();
    }
    ByteBuffer bytes = ByteBuffer.wrap(HexFormat.of().parseHex(hex.substring(2)));
    byte[] domain = new byte[DOMAIN.length()];
    bytes.get(domain);
    long sequence = bytes.getLong();
    byte[] hash = new byte[32];
    bytes.get(hash);
    return new String(domain, StandardCharsets.US_ASCII).equals(DOMAIN) && sequence > 0
        ? Optional.of(new AnchorData(sequence, "0x" + HexFormat.of().formatHex(hash)))
        : Optional.empty();
  }
}

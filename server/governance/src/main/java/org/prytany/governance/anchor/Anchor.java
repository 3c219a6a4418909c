package org.prytany.governance.anchor;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import org.prytany.governance.audit.AuditHead;

/**
 * A log's head as it is written to a chain: the data of a transaction without value from an account
 * to itself. 62 bytes: {@link #DOMAIN} in ASCII, the sequence as 8 bytes (big-endian), the 32 bytes
 * of the entry's hash.
 *
 * @param head what is anchored
 */
public record Anchor(AuditHead head) {

  /** Says what the bytes are, and keeps them apart from everything else that is signed. */
  public static final String DOMAIN = "prytany-audit-anchor-1";

  private static final int HASH_BYTES = 32;
  private static final int BYTES = DOMAIN.length() + Long.BYTES + HASH_BYTES;

  /** The transaction's data: "0x" and 124 lower-case hexadecimal digits. */
  public String data() {
    byte[] bytes =
        ByteBuffer.allocate(BYTES)
            .put(DOMAIN.getBytes(StandardCharsets.US_ASCII))
            .putLong(head.sequence())
            .put(HexFormat.of().parseHex(head.hash().substring(2)))
            .array();
    return "0x" + HexFormat.of().formatHex(bytes);
  }

  /** Reads {@link #data()}; empty if these bytes are no anchor. */
  public static Optional<Anchor> read(String data) {
    if (!data.matches("0x[0-9a-fA-F]{" + 2 * BYTES + "}")) {
      return Optional.empty();
    }
    ByteBuffer bytes = ByteBuffer.wrap(HexFormat.of().parseHex(data.substring(2)));
    byte[] domain = new byte[DOMAIN.length()];
    bytes.get(domain);
    long sequence = bytes.getLong();
    byte[] hash = new byte[HASH_BYTES];
    bytes.get(hash);
    return new String(domain, StandardCharsets.US_ASCII).equals(DOMAIN) && sequence > 0
        ? Optional.of(new Anchor(new AuditHead(sequence, "0x" + HexFormat.of().formatHex(hash))))
        : Optional.empty();
  }
}

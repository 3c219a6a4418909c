package org.prytany.cli.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An entry as the server gives it out. Its hash is computed here anew, after docs/audit-log.md and
 * not with the server's code.
 *
 * @param sequence 1, 2, 3, ...
 * @param at to the millisecond
 * @param previousHash the hash of the entry before; 64 zeros for the first
 * @param hash "0x" and 64 digits
 */
record LoggedEntry(
    long sequence,
    Instant at,
    String actor,
    String act,
    String subject,
    SortedMap<String, String> details,
    String previousHash,
    String hash) {

  /** What the first entry follows. */
  static final String GENESIS = "0x" + "0".repeat(64);

  /** Stands for an entry in which something is missing; its number is none. */
  static final LoggedEntry UNREADABLE =
      new LoggedEntry(-1, Instant.EPOCH, "", "", "", new TreeMap<>(), "", "");

  private static final String DOMAIN = "prytany-audit-1";
  private static final String STANDING_DOMAIN = "prytany-audit-accepted-1";

  /** Reads an entry; empty if something is missing in it. */
  static Optional<LoggedEntry> of(JsonNode json) {
    SortedMap<String, String> details = new TreeMap<>();
    for (var field : json.path("details").properties()) {
      if (!field.getValue().isTextual()) {
        return Optional.empty();
      }
      details.put(field.getKey(), field.getValue().asText());
    }
    for (String name : new String[] {"at", "actor", "act", "subject", "previousHash", "hash"}) {
      if (!json.path(name).isTextual()) {
        return Optional.empty();
      }
    }
    if (!json.path("sequence").canConvertToLong() || !json.path("details").isObject()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new LoggedEntry(
              json.path("sequence").asLong(),
              Instant.parse(json.path("at").asText()),
              json.path("actor").asText(),
              json.path("act").asText(),
              json.path("subject").asText(),
              details,
              json.path("previousHash").asText(),
              json.path("hash").asText()));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** Whether the hash is the one that the fields have. */
  boolean intact() {
    return at.getNano() % 1_000_000 == 0 && hash.equals(computedHash());
  }

  /** One hash over entries as they stand, with this one more, after docs/audit-log.md. */
  String asItStands(String before) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    text(out, STANDING_DOMAIN);
    text(out, before);
    text(out, computedHash());
    text(out, hash);
    return sha256(out);
  }

  /** SHA-256 over all other fields. */
  String computedHash() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    text(out, DOMAIN);
    number(out, sequence);
    number(out, at.toEpochMilli());
    text(out, actor);
    text(out, act);
    text(out, subject);
    out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(details.size()).array());
    details.forEach(
        (key, value) -> {
          text(out, key);
          text(out, value);
        });
    text(out, previousHash);
    return sha256(out);
  }

  private static String sha256(ByteArrayOutputStream out) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(out.toByteArray());
      return "0x" + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static void text(ByteArrayOutputStream out, String text) {
    field(out, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void number(ByteArrayOutputStream out, long number) {
    field(out, ByteBuffer.allocate(Long.BYTES).putLong(number).array());
  }

  private static void field(ByteArrayOutputStream out, byte[] bytes) {
    out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
    out.writeBytes(bytes);
  }
}

package org.prytany.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The last file of a backup; one without it was cut off.
 *
 * @param backup form of the archive: 1
 * @param version of Prytany that made it
 * @param form of the documents
 * @param madeAt when, ISO-8601
 * @param store where the documents were, in words
 * @param secrets whether the settings have their secrets
 * @param auditHead the audit log's last entry, "number:hash"; "0:..." for an empty log
 * @param auditGap "" if each entry of the log names the one before; else where it does not
 * @param documents how many of each collection
 * @param parts all other files, in their order
 */
record Manifest(
    int backup,
    String version,
    int form,
    String madeAt,
    String store,
    boolean secrets,
    String auditHead,
    String auditGap,
    SortedMap<String, Long> documents,
    List<Part> parts) {

  static final int FORM = 1;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  Manifest {
    documents = new TreeMap<>(documents);
    parts = List.copyOf(parts);
  }

  long count() {
    return documents.values().stream().mapToLong(Long::longValue).sum();
  }

  boolean has(String part) {
    return parts.stream().anyMatch(each -> each.name().equals(part));
  }

  byte[] bytes() {
    try {
      return JSON.writeValueAsString(this).getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * @throws BadBackup if it is none of this version
   */
  static Manifest read(byte[] bytes) {
    try {
      JsonNode any = JSON.readTree(bytes);
      if (any.path("backup").asInt() > FORM) {
        throw new BadBackup("it was made by a newer version of Prytany: use that one");
      }
      if (!any.isObject()) {
        throw new IllegalArgumentException("it is no object");
      }
      return JSON.treeToValue(any, Manifest.class);
    } catch (IOException | IllegalArgumentException e) {
      throw new BadBackup("its " + Part.MANIFEST + " cannot be read");
    }
  }
}

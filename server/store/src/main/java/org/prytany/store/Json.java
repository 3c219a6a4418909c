package org.prytany.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;

/** Writes and reads JSON bodies. A field that this version does not know is an error, not lost. */
final class Json {

  /** Form of all documents that this version writes. */
  static final int SCHEMA = 3;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private Json() {}

  static String write(Object body) {
    try {
      return MAPPER.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new PrytanyException(
          FailureCode.INTERNAL, "A document cannot be written as JSON: " + e.getOriginalMessage());
    }
  }

  /**
   * @param where names the document, for the message
   * @throws PrytanyException STORE_CORRUPT
   */
  static <T> T read(String json, TypeReference<T> type, String where) {
    try {
      return MAPPER.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new PrytanyException(
          FailureCode.STORE_CORRUPT,
          "The stored document "
              + where
              + " cannot be read: "
              + e.getOriginalMessage()
              + ". Restore the store from a backup.");
    }
  }

  /**
   * @throws PrytanyException STORE_CORRUPT if a newer version wrote the document
   */
  static void checkSchema(int schema, String where) {
    if (schema < 1 || schema > SCHEMA) {
      throw new PrytanyException(
          FailureCode.STORE_CORRUPT,
          "The stored document "
              + where
              + " has form "
              + schema
              + ", and this version of Prytany reads form "
              + SCHEMA
              + ". Start the version that wrote it, or a newer one.");
    }
  }
}

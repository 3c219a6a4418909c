package org.prytany.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;

/** Writes and reads JSON bodies. A field that this version does not know is an error, not lost. */
final class Json {

  /** Form of all documents that this version writes; {@link Upgrade} says what each changed. */
  static final int SCHEMA = 4;

  static final JsonMapper MAPPER =
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
   * @throws IllegalArgumentException if a text is no object whose fields are plain values, or holds
   *     more than one
   */
  static void requireFlat(String text) {
    try (JsonParser parser = MAPPER.createParser(text)) {
      int depth = 0;
      do {
        JsonToken token = parser.nextToken();
        if (token == null || token == JsonToken.START_ARRAY) {
          throw new IllegalArgumentException("it is no object of plain values");
        }
        depth += token == JsonToken.START_OBJECT ? 1 : token == JsonToken.END_OBJECT ? -1 : 0;
        // A number with its type is an object itself.
        if (depth > 2) {
          throw new IllegalArgumentException("its values are nested");
        }
      } while (depth > 0);
      if (parser.nextToken() != null) {
        throw new IllegalArgumentException("something follows it");
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("it is no JSON", e);
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

package org.prytany.host.configuration;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** JSON of strangers that can be read in one way only: UTF-8, each name once, small and flat. */
public final class StrictJson {

  private static final int MOST_BYTES = 64 << 10;
  private static final int DEEPEST = 11;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxNumberLength(40)
                          .build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private StrictJson() {}

  /** So many bytes tell whether it is too large. */
  public static int enough() {
    return MOST_BYTES + 1;
  }

  /**
   * Reads one value.
   *
   * @throws IllegalArgumentException if it is none, or larger than 64 KiB, with the line; nothing
   *     of it is repeated
   */
  public static JsonNode tree(byte[] json) {
    if (json.length > MOST_BYTES) {
      throw new IllegalArgumentException("is larger than 64 KiB: say less");
    }
    try {
      // Left to itself the reader guesses the encoding, and so might another, otherwise.
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString();
      JsonNode tree = JSON.readTree(text);
      if (tree.isMissingNode()) {
        throw new IllegalArgumentException("is empty: write an object");
      }
      return tree;
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("is no UTF-8: save it as such", e);
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw new IllegalArgumentException(
          "is no JSON at line "
              + line
              + ", or has one name twice, is nested too deep, or has a number out of reach: mend"
              + " that line",
          e);
    } catch (NumberFormatException | ArithmeticException e) {
      // Of a number that nobody can reckon with, which the message repeats.
      throw new IllegalArgumentException("has a number out of reach: write a smaller one");
    }
  }
}

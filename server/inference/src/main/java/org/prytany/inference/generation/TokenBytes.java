package org.prytany.inference.generation;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The bytes that each token stands for, from the vocabulary itself: a token may be a part of a
 * character. Two kinds of vocabulary are known: that of byte-level BPE, which writes each byte as a
 * printable character, and that of SentencePiece, with U+2581 for a blank and {@code <0x0A>} for a
 * byte.
 */
final class TokenBytes {

  private static final byte[] NONE = {};

  private final byte[][] bytes;

  private TokenBytes(byte[][] bytes) {
    this.bytes = bytes;
  }

  static TokenBytes of(JsonNode description, Path file) {
    boolean byteLevel =
        description.path("decoder").toString().contains("ByteLevel")
            || description.path("pre_tokenizer").toString().contains("ByteLevel");
    JsonNode vocabulary = description.path("model").path("vocab");
    if (!vocabulary.isObject() || vocabulary.isEmpty()) {
      throw new GenerationException(
          "tokenizer-failed",
          "The tokenizer "
              + file
              + " has no vocabulary of the BPE kind. Use a model whose tokenizer.json is BPE.");
    }
    Map<Character, Byte> alphabet = alphabet();
    int size = 0;
    for (JsonNode id : vocabulary) {
      size = Math.max(size, id.asInt() + 1);
    }
    byte[][] bytes = new byte[size][];
    for (Map.Entry<String, JsonNode> entry : vocabulary.properties()) {
      int id = entry.getValue().asInt(-1);
      if (id >= 0) {
        bytes[id] = byteLevel ? byteLevel(entry.getKey(), alphabet) : sentencePiece(entry.getKey());
      }
    }
    return new TokenBytes(bytes);
  }

  /** None for a number that is no token. */
  byte[] of(int id) {
    byte[] known = id < bytes.length ? bytes[id] : NONE;
    return known == null ? NONE : known;
  }

  private static byte[] byteLevel(String piece, Map<Character, Byte> alphabet) {
    byte[] bytes = new byte[piece.length()];
    for (int i = 0; i < bytes.length; i++) {
      Byte value = alphabet.get(piece.charAt(i));
      if (value == null) {
        return piece.getBytes(StandardCharsets.UTF_8);
      }
      bytes[i] = value;
    }
    return bytes;
  }

  private static byte[] sentencePiece(String piece) {
    if (piece.matches("<0x[0-9A-F]{2}>")) {
      return new byte[] {(byte) Integer.parseInt(piece.substring(3, 5), 16)};
    }
    return piece.replace('\u2581', ' ').getBytes(StandardCharsets.UTF_8);
  }

  /** GPT-2's table (bytes_to_unicode in openai/gpt-2, encoder.py). */
  private static Map<Character, Byte> alphabet() {
    Map<Character, Byte> alphabet = new HashMap<>();
    int shifted = 0;
    for (int value = 0; value < 256; value++) {
      boolean printable =
          value >= '!' && value <= '~' || value >= 0xA1 && value <= 0xAC || value >= 0xAE;
      alphabet.put((char) (printable ? value : 256 + shifted), (byte) value);
      if (!printable) {
        shifted++;
      }
    }
    return alphabet;
  }
}

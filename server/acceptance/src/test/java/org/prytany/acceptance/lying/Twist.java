package org.prytany.acceptance.lying;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Makes another answer of a node's answer. */
enum Twist {
  /** One hexadecimal digit somewhere is another one. */
  DIGIT,
  /** One number or one string of bytes somewhere is all zeros. */
  ZEROS,
  /** One is as large as its length allows. */
  LARGEST,
  /** The answer of the kind that has nothing in it. */
  NOTHING,
  /** The last word of the longest string of bytes is one higher: an amount, a state, a time. */
  ONE_MORE;

  private record Leaf(String text, Consumer<String> put) {}

  JsonNode of(JsonNode truth, Random random) {
    if (this == NOTHING || truth.isMissingNode() || truth.isNull()) {
      return nothing(truth);
    }
    JsonNode lie = JsonNodeFactory.instance.arrayNode().add(truth.deepCopy());
    List<Leaf> leaves = new ArrayList<>();
    collect(lie, leaves);
    if (leaves.isEmpty()) {
      return nothing(truth);
    }
    Leaf leaf =
        this == ONE_MORE
            ? leaves.stream()
                .reduce((a, b) -> b.text().length() > a.text().length() ? b : a)
                .orElseThrow()
            : leaves.get(random.nextInt(leaves.size()));
    leaf.put().accept("0x" + digits(leaf.text().substring(2), random));
    return lie.get(0);
  }

  private String digits(String hex, Random random) {
    return switch (this) {
      case ZEROS -> "0".repeat(hex.length());
      case LARGEST -> "f".repeat(hex.length());
      case DIGIT -> flipped(hex, random.nextInt(hex.length()), 1 + random.nextInt(15));
      case ONE_MORE -> flipped(hex, hex.length() - 1, 1);
      case NOTHING -> "";
    };
  }

  private static String flipped(String hex, int at, int by) {
    int digit = Character.digit(hex.charAt(at), 16) ^ by;
    return hex.substring(0, at) + Integer.toHexString(digit) + hex.substring(at + 1);
  }

  private static JsonNode nothing(JsonNode truth) {
    return truth.isArray()
        ? JsonNodeFactory.instance.arrayNode()
        : truth.isTextual() ? TextNode.valueOf("0x") : JsonNodeFactory.instance.nullNode();
  }

  private static void collect(JsonNode node, List<Leaf> leaves) {
    UnaryOperator<String> hex = text -> text.matches("0x[0-9a-fA-F]+") ? text : "";
    if (node instanceof ObjectNode object) {
      object
          .properties()
          .forEach(
              field -> {
                if (field.getValue().isTextual()
                    && !hex.apply(field.getValue().asText()).isEmpty()) {
                  leaves.add(
                      new Leaf(
                          field.getValue().asText(), text -> object.put(field.getKey(), text)));
                } else {
                  collect(field.getValue(), leaves);
                }
              });
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        int place = i;
        if (array.get(i).isTextual() && !hex.apply(array.get(i).asText()).isEmpty()) {
          leaves.add(
              new Leaf(array.get(i).asText(), text -> array.set(place, TextNode.valueOf(text))));
        } else {
          collect(array.get(i), leaves);
        }
      }
    }
  }
}

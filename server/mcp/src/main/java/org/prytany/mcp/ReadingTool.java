package org.prytany.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing that an assistant may read.
 *
 * @param description plain English, for the assistant
 * @param arguments by name, in order
 * @param reading what is read, marked
 */
record ReadingTool(
    String name,
    String title,
    String description,
    Map<String, Argument> arguments,
    Reading reading) {

  ReadingTool {
    arguments = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
  }

  /** Reads what was asked for. */
  interface Reading {
    JsonNode of(Reads server, Given given, Marked marked) throws Reads.Unread;
  }

  /**
   * An argument, as JSON Schema describes it.
   *
   * @param schema type, description and what else holds for it
   */
  record Argument(boolean required, Map<String, Object> schema) {

    Argument {
      schema = Map.copyOf(schema);
    }

    /** A text that has to look so. */
    static Argument text(boolean required, String description, String pattern) {
      return new Argument(
          required, Map.of("type", "string", "description", description, "pattern", pattern));
    }

    /** A whole number. */
    static Argument number(String description, long least, long most) {
      return new Argument(
          false,
          Map.of("type", "integer", "description", description, "minimum", least, "maximum", most));
    }

    /** Yes or no; no where nothing is said. */
    static Argument flag(String description) {
      return new Argument(false, Map.of("type", "boolean", "description", description));
    }
  }

  /** All arguments as one JSON Schema that takes no others. */
  Map<String, Object> schema() {
    Map<String, Object> properties = new LinkedHashMap<>();
    arguments.forEach((name, argument) -> properties.put(name, argument.schema()));
    List<String> required =
        arguments.entrySet().stream()
            .filter(entry -> entry.getValue().required())
            .map(Map.Entry::getKey)
            .toList();
    return Map.of(
        "type",
        "object",
        "properties",
        properties,
        "required",
        required,
        "additionalProperties",
        false);
  }

  /**
   * What an assistant gave, which the schema has taken.
   *
   * @param values by the arguments' names
   */
  record Given(Map<String, Object> values) {

    /** A client that gives nothing may leave them out. */
    static Given of(@Nullable Map<String, Object> values) {
      return new Given(values == null ? Map.of() : values);
    }

    /** "" where it was not given. */
    String text(String name) {
      return String.valueOf(values.getOrDefault(name, "")).strip();
    }

    long number(String name, long usual) {
      return values.get(name) instanceof Number number ? number.longValue() : usual;
    }

    boolean flag(String name) {
      return Boolean.TRUE.equals(values.get(name));
    }
  }
}

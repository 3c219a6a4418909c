package org.prytany.host.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.prytany.judging.Visible;

/** Reads the bounded part of JSON Schema, and refuses whatever else stands there. */
final class SchemaReading {

  private static final int MOST_SETTINGS = 50;
  private static final int LONGEST_WORDS = 500;
  private static final int MOST_CHOICES = 50;

  private static final Pattern NAMES = Pattern.compile("[a-z][a-z0-9-]{0,63}+");

  private static final Set<String> OF_ALL =
      Set.of("$schema", "type", "properties", "required", "additionalProperties");
  private static final Set<String> OF_EACH =
      Set.of("type", "title", "description", "default", "secret");

  private static final Map<Setting.Type, Set<String>> OF_TYPE =
      Map.of(
          Setting.Type.STRING, Set.of("enum", "minLength", "maxLength"),
          Setting.Type.INTEGER, Set.of("minimum", "maximum"),
          Setting.Type.NUMBER, Set.of("minimum", "maximum"),
          Setting.Type.BOOLEAN, Set.of(),
          Setting.Type.ARRAY, Set.of("items", "minItems", "maxItems"));

  private final Set<String> required = new HashSet<>();

  private SchemaReading() {}

  static ConfigurationSchema read(JsonNode json) {
    return new SchemaReading().schema(json);
  }

  private ConfigurationSchema schema(JsonNode root) {
    requireObject(root, "it");
    requireKnown(root, OF_ALL, "it");
    if (!root.path("type").asText("").equals("object")
        || !root.path("additionalProperties").isBoolean()
        || root.path("additionalProperties").booleanValue()) {
      throw refused("has to say \"type\": \"object\" and \"additionalProperties\": false");
    }
    JsonNode properties = root.path("properties");
    requireObject(properties, "\"properties\"");
    if (properties.size() > MOST_SETTINGS) {
      throw refused("has more than " + MOST_SETTINGS + " properties");
    }
    for (String name : texts(root.path("required"), MOST_SETTINGS, "\"required\"")) {
      if (!properties.has(name)) {
        throw refused("requires a property that it does not describe");
      }
      required.add(name);
    }
    List<Setting> settings = new ArrayList<>();
    properties.properties().forEach(one -> settings.add(setting(one.getKey(), one.getValue())));
    return new ConfigurationSchema(settings);
  }

  private Setting setting(String name, JsonNode its) {
    if (!NAMES.matcher(name).matches()) {
      throw refused(
          "names a property otherwise than in lower-case letters, digits and dashes, 64 at most");
    }
    requireObject(its, name);
    Setting.Type type = Setting.Type.of(its.path("type").asText(""));
    if (type == null) {
      throw refused(name + " needs a type: string, integer, number, boolean or array");
    }
    Set<String> known = new HashSet<>(OF_EACH);
    known.addAll(OF_TYPE.getOrDefault(type, Set.of()));
    requireKnown(its, known, name);
    JsonNode texts = type == Setting.Type.ARRAY ? items(name, its.path("items")) : its;
    if (its.has("secret") && !its.path("secret").isBoolean()) {
      throw refused(name + "'s secret has to be true or false");
    }
    boolean secret = its.path("secret").asBoolean();
    if (secret && type != Setting.Type.STRING) {
      throw refused(name + " is a secret and no string");
    }
    if (secret && its.has("default")) {
      throw refused(name + " is a secret and has a default, which everybody can read");
    }
    Setting setting =
        new Setting(
            name,
            type,
            words(name, its, "title").orElse(name),
            words(name, its, "description").orElse(""),
            secret,
            required.contains(name),
            byDefault(name, type, its.path("default")),
            texts(texts.path("enum"), MOST_CHOICES, name + "'s enum"),
            bound(name, its, "minimum", "minLength", "minItems"),
            bound(name, its, "maximum", "maxLength", "maxItems"));
    if (setting.byDefault().filter(one -> SettingValue.of(setting, one).isEmpty()).isPresent()) {
      throw refused(name + " has a default that is not " + setting.expected());
    }
    return setting;
  }

  private static JsonNode items(String name, JsonNode items) {
    requireObject(items, name + "'s items");
    requireKnown(items, Set.of("type", "enum"), name + "'s items");
    if (!items.path("type").asText("").equals("string")) {
      throw refused(name + " may be an array of strings only");
    }
    requireListed(texts(items.path("enum"), MOST_CHOICES, name + "'s enum"), name + "'s enum");
    return items;
  }

  /** An operator separates texts by commas, and blanks beside them do not count. */
  private static void requireListed(List<String> texts, String where) {
    for (String text : texts) {
      if (text.isBlank() || text.contains(",") || !text.equals(text.strip())) {
        throw refused(where + " has a text that is blank, begins or ends so, or has a comma");
      }
    }
  }

  private static Optional<String> byDefault(String name, Setting.Type type, JsonNode value) {
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    boolean fits =
        switch (type) {
          case STRING -> value.isTextual() && fit(value.textValue());
          case INTEGER, NUMBER -> value.isNumber();
          case BOOLEAN -> value.isBoolean();
          case ARRAY -> value.isArray();
        };
    if (!fits) {
      throw refused(name + " has a default of another type, or no text of one line");
    }
    if (value.isArray()) {
      List<String> texts = texts(value, Setting.MOST_TEXTS, name + "'s default");
      requireListed(texts, name + "'s default");
      return Optional.of(String.join(",", texts));
    }
    return Optional.of(value.isNumber() ? value.decimalValue().toString() : value.asText());
  }

  private static Optional<BigDecimal> bound(String name, JsonNode its, String... words) {
    for (String word : words) {
      if (its.has(word)) {
        JsonNode value = its.path(word);
        if (!value.isNumber()
            || !SettingValue.isWithinReach(value.decimalValue())
            || (!word.endsWith("imum") && !isCount(value))) {
          throw refused(name + " has a " + word + " that is no number, or no count");
        }
        return Optional.of(value.decimalValue());
      }
    }
    return Optional.empty();
  }

  private static boolean isCount(JsonNode value) {
    return value.isIntegralNumber() && value.canConvertToInt() && value.intValue() >= 0;
  }

  private static Optional<String> words(String name, JsonNode its, String word) {
    JsonNode value = its.path(word);
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    if (!value.isTextual() || !fit(value.textValue())) {
      throw refused(
          name + "'s " + word + " has to be a text of one line, at most " + LONGEST_WORDS);
    }
    return Optional.of(value.textValue());
  }

  private static List<String> texts(JsonNode array, int most, String where) {
    List<String> texts = new ArrayList<>();
    for (JsonNode one : array) {
      if (!one.isTextual() || !fit(one.textValue())) {
        throw refused(where + " has something else than texts of one line");
      }
      texts.add(one.textValue());
    }
    if ((!array.isMissingNode() && !array.isArray()) || texts.size() > most) {
      throw refused(where + " has to be a list of at most " + most + " texts");
    }
    return texts;
  }

  /** Visible signs of one line; what would turn or hide what stands beside it is none. */
  private static boolean fit(String text) {
    return text.length() <= LONGEST_WORDS && Visible.unseen(text).isEmpty();
  }

  private static void requireObject(JsonNode node, String where) {
    if (node == null || !node.isObject()) {
      throw refused(where + " has to be an object");
    }
  }

  private static void requireKnown(JsonNode node, Set<String> known, String where) {
    node.fieldNames()
        .forEachRemaining(
            word -> {
              if (!known.contains(word)) {
                throw refused(
                    where
                        + " says something that is not known here; these are: "
                        + String.join(", ", known.stream().sorted().toList()));
              }
            });
  }

  private static IllegalArgumentException refused(String why) {
    return new IllegalArgumentException("\"configuration\": " + why);
  }
}

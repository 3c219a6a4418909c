package org.prytany.host.inspect;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.module.ModuleDescriptor.Version;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.prytany.host.configuration.ConfigurationSchema;
import org.prytany.host.configuration.StrictJson;

/** Reads a plugin's manifest, and says of each field what is wrong with it. */
final class ManifestReading {

  private static final Set<String> FIELDS =
      Set.of("$schema", "id", "version", "spi", "kinds", "permissions", "configuration");

  private static final Pattern IDS = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}+");

  private static final Pattern VERSIONS = Pattern.compile("[0-9][0-9A-Za-z.-]{0,63}+");

  private static final int MOST_WORDS = 50;

  /** Signs of what is wrong with the configuration, with what belongs there at its end. */
  private static final int MOST_SAID = 1_000;

  private final JsonNode root;
  private final Consumer<String> problem;

  private ManifestReading(JsonNode root, Consumer<String> problem) {
    this.root = root;
    this.problem = problem;
  }

  /**
   * Reads what can be read.
   *
   * @param problem told each thing that is wrong, with what to write instead; it is refused then
   */
  static Declared read(byte[] json, Consumer<String> problem) {
    try {
      return new ManifestReading(StrictJson.tree(json), problem).all();
    } catch (IllegalArgumentException e) {
      problem.accept(Declared.ENTRY + " " + e.getMessage());
      return Declared.NOTHING;
    }
  }

  private Declared all() {
    if (!root.isObject()) {
      throw new IllegalArgumentException("has to be an object: {\"id\": …}");
    }
    root.fieldNames()
        .forEachRemaining(
            name -> {
              if (!FIELDS.contains(name)) {
                wrong(
                    "says \""
                        + Inspection.shown(name)
                        + "\", which is nothing that is known here: take it away, or use one of "
                        + String.join(", ", FIELDS.stream().sorted().toList()));
              }
            });
    return new Declared(
        text("id", IDS, "the plugin's id: lower-case letters, digits and dashes, 64 at most"),
        version(),
        words("kinds", Declared.KINDS.keySet(), 1),
        spi(),
        permissions(),
        configuration());
  }

  private String text(String name, Pattern form, String expected) {
    JsonNode value = root.path(name);
    if (value.isTextual() && form.matcher(value.textValue()).matches()) {
      return value.textValue();
    }
    wrong(otherwise(name, value, expected));
    return "";
  }

  private String version() {
    String expected = "the plugin's version, such as \"1.2.0\"";
    String version = text("version", VERSIONS, expected);
    try {
      return version.isEmpty() || !Version.parse(version).toString().isEmpty() ? version : "";
    } catch (IllegalArgumentException e) {
      wrong(otherwise("version", root.path("version"), expected));
      return "";
    }
  }

  private String spi() {
    JsonNode value = root.path("spi");
    if (value.isTextual() && SpiRange.of(value.textValue()).isPresent()) {
      return value.textValue().strip();
    }
    wrong(otherwise("spi", value, "a range of versions of the plugin interfaces: \"[0.1,0.2)\""));
    return "";
  }

  private Set<Permission> permissions() {
    Set<Permission> all = EnumSet.noneOf(Permission.class);
    List<String> known = Stream.of(Permission.values()).map(Permission::key).toList();
    words("permissions", known, 0).forEach(word -> Permission.of(word).ifPresent(all::add));
    return all;
  }

  /** Of a list of words those that are known; each may stand there once. */
  private List<String> words(String name, Collection<String> known, int least) {
    JsonNode value = root.path(name);
    List<String> words = new ArrayList<>();
    if (value.isMissingNode() && least == 0) {
      return words;
    }
    if (!value.isArray() || value.size() < least || value.size() > MOST_WORDS) {
      String expected = "a list of " + String.join(", ", known.stream().sorted().toList());
      wrong(otherwise(name, value, expected));
      return words;
    }
    Set<String> seen = new HashSet<>();
    for (JsonNode one : value) {
      if (!one.isTextual() || !known.contains(one.textValue())) {
        wrong(
            "has "
                + shown(one)
                + " in \""
                + name
                + "\", and there is no such; these are: "
                + String.join(", ", known.stream().sorted().toList()));
      } else if (!seen.add(one.textValue())) {
        wrong("has " + shown(one) + " twice in \"" + name + "\": once will do");
      } else {
        words.add(one.textValue());
      }
    }
    return words;
  }

  private Optional<ConfigurationSchema> configuration() {
    if (!root.has("configuration")) {
      return Optional.empty();
    }
    try {
      return Optional.of(ConfigurationSchema.read(root.get("configuration")));
    } catch (IllegalArgumentException e) {
      problem.accept(
          Declared.ENTRY + ": " + Inspection.shown(String.valueOf(e.getMessage()), MOST_SAID));
      return Optional.empty();
    }
  }

  private static String otherwise(String name, JsonNode value, String expected) {
    return (value.isMissingNode()
            ? "has no \"" + name + "\""
            : "has \"" + name + "\": " + shown(value))
        + "; write there "
        + expected;
  }

  private static String shown(JsonNode value) {
    return value.isContainerNode()
        ? (value.isArray() ? "a list" : "an object")
        : Inspection.shown(value.toString());
  }

  private void wrong(String what) {
    problem.accept(Declared.ENTRY + " " + what);
  }
}

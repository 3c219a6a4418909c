package org.prytany.chain.decode;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.prytany.spi.Address;

/**
 * A publisher's description of its contracts' functions, for the wording of calls.
 *
 * <p>Source: ERC-7730, "Structured Data Clear Signing Format", versions 1 and 2: {@code
 * context.contract.deployments}, {@code display.definitions}, {@code display.formats}, {@code
 * metadata.enums}.
 *
 * @param deployments the contracts that it is about
 * @param functions that it describes; they declare no effects
 * @param words by the functions' signatures
 */
public record Descriptor(
    List<OperatorAbi.Binding> deployments,
    List<KnownFunction> functions,
    Map<String, PublisherWords> words) {

  private static final int MOST_FUNCTIONS = 2_000;
  private static final int MOST_FIELDS = 200;
  private static final int DEEPEST = 8;

  public Descriptor {
    deployments = List.copyOf(deployments);
    functions = List.copyOf(functions);
    words = Map.copyOf(words);
  }

  /** Whether a document has the form of one that is about contracts. */
  public static boolean is(JsonNode root) {
    return root.path("context").path("contract").isObject()
        && root.path("display").path("formats").isObject();
  }

  /** Whether it is about no contract itself, and only there for others to include. */
  public static boolean isTemplate(JsonNode root) {
    return is(root) && root.path("context").path("contract").path("deployments").isEmpty();
  }

  /**
   * @param knowledge where it was read, as a reader is told
   * @throws IllegalArgumentException naming the key that cannot be read, and why
   */
  public static Descriptor read(JsonNode root, String knowledge) {
    List<OperatorAbi.Binding> deployments = new ArrayList<>();
    JsonNode given = root.path("context").path("contract").path("deployments");
    for (int i = 0; i < given.size(); i++) {
      deployments.add(deployment(given.path(i), "context.contract.deployments[" + i + "]"));
    }
    if (deployments.isEmpty()) {
      throw new IllegalArgumentException("context.contract.deployments names no contract");
    }
    JsonNode formats = root.path("display").path("formats");
    if (formats.size() > MOST_FUNCTIONS) {
      throw new IllegalArgumentException(
          "display.formats has more than " + MOST_FUNCTIONS + " functions");
    }
    List<KnownFunction> functions = new ArrayList<>();
    Map<String, PublisherWords> words = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> format : formats.properties()) {
      String key = "display.formats." + SafeText.words(format.getKey());
      KnownFunction function = function(format.getKey(), key, knowledge);
      functions.add(function);
      if (words.put(function.signature(), words(format.getValue(), root, key)) != null) {
        throw new IllegalArgumentException(key + " describes its function a second time");
      }
    }
    return new Descriptor(deployments.stream().distinct().toList(), functions, words);
  }

  private static OperatorAbi.Binding deployment(JsonNode one, String key) {
    String id = one.path("chainId").asText("");
    String address = one.path("address").asText("");
    if (!id.matches("[1-9]\\d{0,17}") || !address.matches("0x[0-9a-fA-F]{40}")) {
      throw new IllegalArgumentException(key + " is no \"chainId\" with an \"address\"");
    }
    return new OperatorAbi.Binding(Long.parseLong(id), new Address(address));
  }

  private static KnownFunction function(String written, String key, String knowledge) {
    try {
      int open = written.indexOf('(');
      String name = open < 0 ? written : written.substring(0, open).strip();
      if (!name.matches("[A-Za-z_$][\\w$]{0,127}")) {
        throw new IllegalArgumentException("it has no name and parameters");
      }
      List<String> parts = new ArrayList<>();
      String inside = written.substring(open + 1, written.length() - 1);
      for (String part : inside.isBlank() ? List.<String>of() : TableText.split(inside, ',')) {
        // Where types stand alone, arguments are numbered.
        boolean named = part.matches(".*[\\])\\w]\\s+[\\w$]+");
        parts.add(named ? part : part + " argument" + (parts.size() + 1));
      }
      KnownFunction bare =
          KnownFunction.declared(name + "(" + String.join(", ", parts) + ")", "", knowledge);
      StringBuilder sentence = new StringBuilder(name).append('(');
      for (KnownFunction.Parameter parameter : bare.parameters()) {
        sentence.append(sentence.charAt(sentence.length() - 1) == '(' ? "" : ", ");
        sentence.append(parameter.name()).append(" = {").append(parameter.name()).append('}');
      }
      sentence.append(") of {").append(bare.hasParameter("target") ? "target:called" : "target");
      return new KnownFunction(
          name,
          bare.parameters(),
          sentence.append('}').toString(),
          List.of(),
          Optional.empty(),
          knowledge);
    } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
      throw new IllegalArgumentException(key + " is no function: " + e.getMessage(), e);
    }
  }

  private static PublisherWords words(JsonNode format, JsonNode root, String key) {
    List<PublisherWords.Field> fields = new ArrayList<>();
    fields(format.path("fields"), root, key + ".fields", "", 0, fields);
    return new PublisherWords(intent(format.path("intent"), key), fields);
  }

  /** Words, or a list of them with titles. */
  private static String intent(JsonNode intent, String key) {
    if (intent.isMissingNode() || intent.isNull()) {
      return "";
    }
    if (intent.isTextual()) {
      return SafeText.words(intent.asText());
    }
    if (!intent.isObject()) {
      throw new IllegalArgumentException(key + ".intent is no text");
    }
    List<String> parts = new ArrayList<>();
    intent.properties().forEach(one -> parts.add(one.getKey() + ": " + one.getValue().asText("")));
    return SafeText.words(String.join(", ", parts));
  }

  private static void fields(
      JsonNode given,
      JsonNode root,
      String key,
      String above,
      int depth,
      List<PublisherWords.Field> fields) {
    if (!given.isMissingNode() && !given.isArray() || depth > DEEPEST) {
      throw new IllegalArgumentException(key + " is no list of fields");
    }
    for (int i = 0; i < given.size(); i++) {
      String here = key + "[" + i + "]";
      JsonNode field = given.path(i);
      if (!field.isObject() || fields.size() >= MOST_FIELDS) {
        throw new IllegalArgumentException(here + " is no field, or one of too many");
      }
      String path = above + text(field, "path", here);
      if (field.has("fields")) {
        fields(field.path("fields"), root, here + ".fields", path + ".", depth + 1, fields);
        continue;
      }
      JsonNode definition = definition(field, root, here);
      String label = text(field, "label", here);
      String format = text(field, "format", here);
      JsonNode params = field.has("params") ? field.path("params") : definition.path("params");
      String tokenPath = text(params, "tokenPath", here + ".params");
      fields.add(
          new PublisherWords.Field(
              SafeText.words(label.isEmpty() ? text(definition, "label", here) : label),
              path,
              format.isEmpty() ? text(definition, "format", here) : format,
              Optional.of(tokenPath).filter(one -> !one.isEmpty()),
              values(params, root)));
    }
  }

  private static JsonNode definition(JsonNode field, JsonNode root, String key) {
    String reference = text(field, "$ref", key);
    if (reference.isEmpty()) {
      return root.path("none");
    }
    JsonNode found = at(root, reference);
    if (!found.isObject()) {
      throw new IllegalArgumentException(key + ".$ref leads nowhere: " + SafeText.words(reference));
    }
    return found;
  }

  private static Map<String, String> values(JsonNode params, JsonNode root) {
    String reference = params.path("$ref").asText("");
    Map<String, String> values = new LinkedHashMap<>();
    if (!reference.isEmpty()) {
      at(root, reference)
          .properties()
          .forEach(one -> values.put(one.getKey(), SafeText.words(one.getValue().asText(""))));
    }
    return values;
  }

  /** What stands at e.g. "$.metadata.enums.mode". */
  private static JsonNode at(JsonNode root, String reference) {
    JsonNode found = root;
    for (String step : reference.split("\\.", -1)) {
      found = step.equals("$") ? found : found.path(step);
    }
    return found;
  }

  private static String text(JsonNode node, String name, String key) {
    JsonNode value = node.path(name);
    if (!value.isMissingNode() && !value.isNull() && !value.isTextual()) {
      throw new IllegalArgumentException(key + "." + name + " is no text");
    }
    return value.asText("");
  }
}

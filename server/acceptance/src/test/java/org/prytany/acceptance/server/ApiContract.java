package org.prytany.acceptance.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the description of the API says about answers: which statuses a route has, of which type,
 * and which fields. A field that it does not name is a fault.
 */
public final class ApiContract {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private final JsonNode paths;
  private final JsonNode shapes;
  private final Map<String, Schema> read = new HashMap<>();
  private final Set<String> held = new TreeSet<>();

  /**
   * @param description in JSON, OpenAPI 3.1
   */
  public ApiContract(JsonNode description) {
    paths = description.required("paths");
    shapes = strict(description.at("/components/schemas"));
  }

  /**
   * What is wrong with an answer, each with its place; nothing where it is as described, and about
   * routes that are not of the API.
   *
   * @param method e.g. "GET"
   * @param address path, with whatever follows it
   * @param type of its content, as its header says; empty without content
   */
  public List<String> faults(
      String method, String address, int status, Optional<String> type, String body) {
    Optional<String> path = path(address.split("\\?", 2)[0]);
    String verb = method.toLowerCase(Locale.ROOT);
    if (path.isEmpty() || !paths.path(path.get()).has(verb)) {
      return List.of();
    }
    JsonNode responses = paths.path(path.get()).path(verb).path("responses");
    String which = responses.has(Integer.toString(status)) ? Integer.toString(status) : "default";
    String name = method + " " + path.get() + " " + which;
    if (which.equals("default") && status < 400) {
      return List.of(name + " says nothing of status " + status);
    }
    JsonNode content = responses.path(which).path("content");
    if (content.isMissingNode()) {
      return body.isEmpty() ? held(name) : List.of(name + " has no content: " + body);
    }
    Optional<String> described =
        type.flatMap(
            its ->
                content.properties().stream()
                    .map(Map.Entry::getKey)
                    .filter(key -> bare(key).equals(bare(its)))
                    .findFirst());
    if (described.isEmpty()) {
      return List.of(name + " has no content of type " + type.orElse("none"));
    }
    if (!bare(described.get()).endsWith("json")) {
      return held(name);
    }
    return ofJson(name, content.path(described.get()).path("schema"), status, body);
  }

  /** Routes with the status of an answer that was as described, e.g. "GET /api/v1/daos 200". */
  public Set<String> held() {
    return Set.copyOf(held);
  }

  private List<String> ofJson(String name, JsonNode schema, int status, String body) {
    try {
      JsonNode answer = JSON.readTree(body);
      List<String> faults =
          new ArrayList<>(
              read
                  .computeIfAbsent(name, key -> SCHEMAS.getSchema(whole(schema)))
                  .validate(answer)
                  .stream()
                  .map(error -> name + " " + error)
                  .toList());
      // A problem says itself which status it has (RFC 9457).
      if (name.endsWith(" default") && answer.path("status").asInt() != status) {
        faults.add(name + " says another status than " + status + ": " + body);
      }
      return faults.isEmpty() ? held(name) : faults;
    } catch (JsonProcessingException e) {
      return List.of(name + " is no JSON: " + body);
    }
  }

  private List<String> held(String name) {
    held.add(name);
    return List.of();
  }

  /** A schema that has beside it what it refers to. */
  private JsonNode whole(JsonNode schema) {
    ObjectNode whole = strict(schema).deepCopy();
    return whole.set("$defs", shapes);
  }

  /** The path of the description that an address has; one that is written out goes first. */
  private Optional<String> path(String address) {
    List<String> parts = List.of(address.split("/", -1));
    Map<Long, String> byNames = new TreeMap<>();
    for (Map.Entry<String, JsonNode> path : paths.properties()) {
      List<String> its = List.of(path.getKey().split("/", -1));
      if (fits(its, parts)) {
        byNames.put(its.stream().filter(ApiContract::isPlace).count(), path.getKey());
      }
    }
    return byNames.values().stream().findFirst();
  }

  private static boolean fits(List<String> described, List<String> parts) {
    if (described.size() != parts.size()) {
      return false;
    }
    for (int i = 0; i < parts.size(); i++) {
      if (!isPlace(described.get(i)) && !described.get(i).equals(parts.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPlace(String part) {
    return part.startsWith("{");
  }

  private static String bare(String type) {
    return type.split(";", 2)[0].strip();
  }

  /** The same as a schema by itself, in which an object with named fields has no others. */
  private static <T extends JsonNode> T strict(T described) {
    T copy = described.deepCopy();
    List<JsonNode> open = new ArrayList<>(List.of(copy));
    while (!open.isEmpty()) {
      JsonNode at = open.removeLast();
      at.forEach(open::add);
      if (at instanceof ObjectNode object) {
        if (at.path("properties").isObject() && !at.has("additionalProperties")) {
          object.put("unevaluatedProperties", false);
        }
        if (at.path("$ref").isTextual()) {
          object.put("$ref", at.path("$ref").asText().replace("#/components/schemas/", "#/$defs/"));
        }
      }
    }
    return copy;
  }
}

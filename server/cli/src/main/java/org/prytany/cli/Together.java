package org.prytany.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** The periods of an organisation's governors as one, each line with the governor's name. */
final class Together {

  private static final List<String> PARTS =
      List.of("due", "blocked", "paid", "payments", "unlisted", "unknown", "happened");

  private Together() {}

  /**
   * @param periods `Period`s of the API, at least one
   */
  static JsonNode of(String organisation, List<JsonNode> periods) {
    ObjectNode one = periods.getFirst().deepCopy();
    one.put("name", organisation);
    for (String part : PARTS) {
      ArrayNode lines = one.putArray(part);
      lines(part, periods).forEach(lines::add);
    }
    return one;
  }

  private static List<JsonNode> lines(String part, List<JsonNode> periods) {
    List<JsonNode> lines = new ArrayList<>();
    for (JsonNode period : periods) {
      for (JsonNode line : period.path(part)) {
        ObjectNode named = line.deepCopy();
        lines.add(named.put("of", period.path("name").asText()));
      }
    }
    // ISO times in UTC, as WeekPage compares them.
    if (part.equals("due")) {
      lines.sort(
          Comparator.comparing(
              line -> line.path("latestSafe").asText(line.path("notBefore").asText())));
    } else if (part.equals("happened") || part.equals("payments") || part.equals("unlisted")) {
      Function<JsonNode, String> at = line -> line.path("at").asText();
      lines.sort(Comparator.comparing(at));
    }
    return lines;
  }
}

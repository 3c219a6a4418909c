package org.prytany.acceptance.shipped;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** A checkout of the GitHub Advisory Database: one file of the OSV format for each advisory. */
final class AdvisoryDatabase {

  private final Path reviewed;
  private final ObjectMapper json = new ObjectMapper();

  AdvisoryDatabase(Path checkout) {
    reviewed = checkout.resolve("advisories/github-reviewed");
    if (!Files.isDirectory(reviewed)) {
      throw new IllegalArgumentException(
          checkout + " has no folder advisories/github-reviewed: give a checkout of the database");
    }
  }

  /**
   * What it knows about these parts (ecosystem and name), withdrawn advisories left out; of the day
   * on which the newest advisory of the checkout was changed.
   */
  Snapshot about(Set<String> parts) throws IOException {
    List<Advisory> found = new ArrayList<>();
    String newest = "";
    try (Stream<Path> files = Files.walk(reviewed)) {
      for (Path file :
          (Iterable<Path>) files.filter(f -> f.toString().endsWith(".json"))::iterator) {
        JsonNode advisory = json.readTree(file.toFile());
        String modified = advisory.path("modified").asText();
        newest = newest.compareTo(modified) < 0 ? modified : newest;
        if (!advisory.hasNonNull("withdrawn")) {
          found.addAll(of(advisory, parts));
        }
      }
    }
    return new Snapshot(LocalDate.parse(newest.substring(0, 10)), parts, found);
  }

  private static List<Advisory> of(JsonNode advisory, Set<String> parts) {
    List<Advisory> found = new ArrayList<>();
    for (JsonNode affected : advisory.path("affected")) {
      String part = part(affected.path("package"));
      if (parts.contains(part)) {
        for (Range range : ranges(affected)) {
          found.add(new Advisory(part, range, id(advisory), severity(advisory)));
        }
      }
    }
    return found;
  }

  private static String part(JsonNode name) {
    return name.path("ecosystem").asText().toLowerCase(Locale.ROOT)
        + " "
        + name.path("name").asText();
  }

  private static String id(JsonNode advisory) {
    for (JsonNode alias : advisory.path("aliases")) {
      if (alias.asText().startsWith("CVE-")) {
        return alias.asText();
      }
    }
    return advisory.path("id").asText();
  }

  private static String severity(JsonNode advisory) {
    return advisory
        .path("database_specific")
        .path("severity")
        .asText("unrated")
        .toLowerCase(Locale.ROOT);
  }

  private static List<Range> ranges(JsonNode affected) {
    List<Range> ranges = new ArrayList<>();
    for (JsonNode range : affected.path("ranges")) {
      String first = null;
      for (JsonNode event : range.path("events")) {
        if (event.has("introduced")) {
          if (first != null) {
            ranges.add(new Range(first, "", false));
          }
          first = event.get("introduced").asText();
        } else if (first != null && (event.has("fixed") || event.has("last_affected"))) {
          boolean last = event.has("last_affected");
          ranges.add(new Range(first, event.get(last ? "last_affected" : "fixed").asText(), last));
          first = null;
        }
      }
      if (first != null) {
        ranges.add(
            unfixed(
                first,
                affected
                    .path("database_specific")
                    .path("last_known_affected_version_range")
                    .asText("")));
      }
    }
    for (JsonNode version : affected.path("versions")) {
      ranges.add(new Range(version.asText(), version.asText(), true));
    }
    return ranges;
  }

  /** Without a fixed version the last that is known to be affected may be told apart: "<= 1.2". */
  private static Range unfixed(String first, String lastKnown) {
    return new Range(
        first, lastKnown.replaceFirst("^[<=]++\\s*+", ""), lastKnown.matches("<?=.*+"));
  }
}

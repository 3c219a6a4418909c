package org.prytany.acceptance.shipped;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What this build ships of others: the build's own lists, and none that somebody keeps. */
final class BuiltParts {

  private static final Pattern MODULE = Pattern.compile("<module>([^<]++)</module>");
  private static final Pattern FEATURE = Pattern.compile("<feature>([^<]++)</feature>");

  /** A line of the dependency plugin: group:artifact:type[:classifier]:version:scope. */
  private static final Pattern DEPENDENCY =
      Pattern.compile(
          "(?m)^ ++([^\\s:]++):([^\\s:]++):[^\\s:]++(?::[^\\s:]++)?:([^\\s:]++):(?:compile|runtime)\\b");

  /** Compiled into contracts that are deployed; compiler and local chain are tools. */
  private static final String IN_CONTRACTS = "@openzeppelin/contracts";

  private final Path home;

  BuiltParts(Path home) {
    this.home = home;
  }

  Collection<Part> all() throws IOException {
    Collection<Part> parts = new LinkedHashSet<>();
    for (String module : found(MODULE, "pom.xml")) {
      if (!module.equals("server/acceptance") && inheritsOurs(module)) {
        parts.addAll(maven(module + "/target/shipped.txt"));
      }
    }
    parts.addAll(
        npm("server/web/package-lock.json").stream()
            .filter(p -> !p.tool())
            .map(Locked::part)
            .toList());
    parts.addAll(
        npm("contracts/package-lock.json").stream()
            .map(Locked::part)
            .filter(part -> part.name().equals(IN_CONTRACTS))
            .toList());
    parts.addAll(liberty());
    return parts;
  }

  /**
   * What is published for plugin developers, and their examples, inherit nothing and bring nothing.
   */
  private boolean inheritsOurs(String module) throws IOException {
    return Files.readString(home.resolve(module).resolve("pom.xml"))
        .contains("<artifactId>prytany</artifactId>");
  }

  private List<Part> maven(String list) throws IOException {
    if (!Files.exists(home.resolve(list))) {
      throw new IllegalStateException(list + " is missing: run \"mvn verify\", which makes it");
    }
    return DEPENDENCY
        .matcher(Files.readString(home.resolve(list)))
        .results()
        .filter(line -> !line.group(1).equals("org.prytany"))
        .map(line -> new Part(Ecosystem.MAVEN, line.group(1) + ":" + line.group(2), line.group(3)))
        .toList();
  }

  private record Locked(Part part, boolean tool) {}

  private List<Locked> npm(String lock) throws IOException {
    JsonNode packages = new ObjectMapper().readTree(home.resolve(lock).toFile()).get("packages");
    List<Locked> parts = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : packages.properties()) {
      int name = entry.getKey().lastIndexOf("node_modules/");
      if (name >= 0) {
        parts.add(
            new Locked(
                new Part(
                    Ecosystem.NPM,
                    entry.getKey().substring(name + "node_modules/".length()),
                    entry.getValue().get("version").asText()),
                entry.getValue().path("dev").asBoolean()));
      }
    }
    return parts;
  }

  private List<Part> liberty() throws IOException {
    String wlp = "liberty-config/target/liberty/wlp/";
    Properties product = new Properties();
    try (Stream<String> lines =
        Files.lines(home.resolve(wlp + "lib/versions/openliberty.properties"))) {
      lines
          .map(line -> line.split("=", 2))
          .filter(pair -> pair.length == 2)
          .forEach(pair -> product.put(pair[0], pair[1]));
    }
    String version = product.getProperty("com.ibm.websphere.productVersion");
    return Stream.concat(
            Stream.of("openliberty-runtime"),
            found(FEATURE, wlp + "usr/servers/prytany/server.xml").stream())
        .map(name -> new Part(Ecosystem.LIBERTY, name, version))
        .toList();
  }

  private List<String> found(Pattern pattern, String file) throws IOException {
    return pattern
        .matcher(Files.readString(home.resolve(file)))
        .results()
        .map((MatchResult match) -> match.group(1))
        .toList();
  }
}

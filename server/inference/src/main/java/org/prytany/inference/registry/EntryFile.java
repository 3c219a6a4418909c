package org.prytany.inference.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/** The file beside a model's files that says what they are. */
final class EntryFile {

  static final String NAME = "prytany-model.json";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private EntryFile() {}

  static void write(Path folder, ModelEntry entry) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.put("name", entry.name())
        .put("role", entry.role().word())
        .put("format", entry.format().word())
        .put("graph", entry.graph())
        .put("contextTokens", entry.context())
        .put("parameters", entry.parameters())
        .put("licence", entry.licence())
        .put("source", entry.source());
    ObjectNode files = root.putObject("files");
    entry
        .files()
        .forEach(
            (name, file) ->
                files.putObject(name).put("sha256", file.sha256()).put("bytes", file.size()));
    Files.write(folder.resolve(NAME), JSON.writeValueAsBytes(root));
  }

  /**
   * @throws RegistryException if it is not there, or says what no entry says
   */
  static ModelEntry read(Path folder) {
    Path file = folder.resolve(NAME);
    try {
      JsonNode root = JSON.readTree(Files.readAllBytes(file));
      return entry(folder, root);
    } catch (java.nio.file.NoSuchFileException e) {
      throw new RegistryException(
          "The folder " + folder + " was not made by `prytany model add`: " + NAME + " is missing.",
          "Move it elsewhere and add it: prytany model add DIR --role ROLE",
          e);
    } catch (com.fasterxml.jackson.core.JacksonException e) {
      throw unreadable(folder, file, "it is no JSON that is read here", e);
    } catch (IOException | IllegalArgumentException e) {
      throw unreadable(folder, file, String.valueOf(e.getMessage()), e);
    }
  }

  private static RegistryException unreadable(Path folder, Path file, String why, Exception e) {
    return new RegistryException(
        "The file " + file + " cannot be understood: " + why + ".",
        "Remove the model with `prytany model remove "
            + folder.getFileName()
            + "` and add it again.",
        e);
  }

  private static ModelEntry entry(Path folder, JsonNode root) {
    SortedMap<String, ModelEntry.ModelFile> files = new TreeMap<>();
    root.path("files")
        .properties()
        .forEach(
            each ->
                files.put(
                    each.getKey(),
                    new ModelEntry.ModelFile(
                        each.getValue().path("sha256").asText(""),
                        each.getValue().path("bytes").asLong(-1))));
    files.forEach(EntryFile::requirePlain);
    String name = text(root, "name");
    if (!name.equals(String.valueOf(folder.getFileName()))) {
      throw new IllegalArgumentException("it is the entry of '" + name + "'");
    }
    String graph = text(root, "graph");
    if (!files.containsKey(graph)) {
      throw new IllegalArgumentException("its graph '" + graph + "' is none of its files");
    }
    return new ModelEntry(
        name,
        ModelRole.named(text(root, "role"))
            .orElseThrow(() -> new IllegalArgumentException("its role is unknown")),
        ModelFormat.named(text(root, "format"))
            .orElseThrow(() -> new IllegalArgumentException("its format is unknown")),
        graph,
        root.path("contextTokens").asInt(0),
        root.path("parameters").asLong(0),
        text(root, "licence"),
        text(root, "source"),
        files);
  }

  private static void requirePlain(String name, ModelEntry.ModelFile file) {
    if (!PlainName.is(name)) {
      throw new IllegalArgumentException("its file '" + name + "' is not in the model's folder");
    }
    if (!file.sha256().matches("[0-9a-f]{64}") || file.size() < 0) {
      throw new IllegalArgumentException("its file '" + name + "' has no SHA-256 and size");
    }
  }

  private static String text(JsonNode root, String field) {
    String text = root.path(field).asText("");
    if (text.isBlank()) {
      throw new IllegalArgumentException("'" + field + "' is missing");
    }
    return text;
  }
}

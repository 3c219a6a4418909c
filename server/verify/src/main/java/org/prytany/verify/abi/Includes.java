package org.prytany.verify.abi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.prytany.chain.decode.OperatorFiles;
import org.prytany.chain.decode.SafeText;

/**
 * What a descriptor takes from a file beside it: of a key that both have, its own counts.
 *
 * <p>Source: ERC-7730, "includes".
 */
final class Includes {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Optional<Path> file;
  private final Optional<Path> within;

  /**
   * @param file where the descriptor lies; empty in a package, of which single files are read
   * @param within the folder that was named, which other files may be taken from; empty: its own
   */
  Includes(Optional<Path> file, Optional<Path> within) {
    this.file = file;
    this.within = within;
  }

  /**
   * @throws IllegalArgumentException naming the key "includes", if there is no such file beside it
   */
  JsonNode in(JsonNode root) {
    boolean describes = root.path("context").path("contract").isObject();
    if (!describes || !root.has("includes")) {
      return root;
    }
    String name = root.path("includes").asText("");
    Optional<Path> beside = file.flatMap(path -> beside(path, name));
    if (beside.isEmpty()) {
      throw new IllegalArgumentException(
          "\"includes\" names no file of the folder that was given: " + SafeText.words(name));
    }
    try {
      if (Files.size(beside.get()) > OperatorFiles.LARGEST) {
        throw new IllegalArgumentException("\"includes\" names a file that is too large");
      }
      JsonNode other = JSON.readTree(Files.readAllBytes(beside.get()));
      if (!(other instanceof ObjectNode)) {
        throw new IllegalArgumentException("\"includes\" names a file that is no object");
      }
      return merged((ObjectNode) root, (ObjectNode) other);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "\"includes\" names a file that cannot be read: " + SafeText.words(name), e);
    }
  }

  /** Other places of the machine are none of a descriptor's business. */
  private Optional<Path> beside(Path file, String name) {
    Path folder = file.toAbsolutePath().normalize().getParent();
    if (folder == null || !name.matches("[\\w./-]{1,200}")) {
      return Optional.empty();
    }
    Path named = folder.resolve(name).normalize();
    Path bounds = within.map(path -> path.toAbsolutePath().normalize()).orElse(folder);
    return Optional.of(named).filter(path -> path.startsWith(bounds) && Files.isRegularFile(path));
  }

  private static ObjectNode merged(ObjectNode own, ObjectNode other) {
    ObjectNode all = other.deepCopy();
    for (Map.Entry<String, JsonNode> entry : own.properties()) {
      JsonNode there = all.get(entry.getKey());
      boolean both = there instanceof ObjectNode && entry.getValue() instanceof ObjectNode;
      all.set(
          entry.getKey(),
          both ? merged((ObjectNode) entry.getValue(), (ObjectNode) there) : entry.getValue());
    }
    return all;
  }
}

package org.prytany.digest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Real proposals, one JSON object a line with id, title and body. They are not in this project. */
final class Corpus {

  static final String VARIABLE = "PRYTANY_CORPUS";

  private static final ObjectMapper JSON = new ObjectMapper();

  private Corpus() {}

  record Proposal(String id, String title, String body) {

    /** As a governor would carry it. */
    String description() {
      return "# " + title + "\n\n" + body;
    }
  }

  /** The proposals of a JSONL file, or of the one in a directory. */
  static List<Proposal> read(Path path) throws IOException {
    Path file = Files.isDirectory(path) ? path.resolve("proposals-dev.jsonl") : path;
    List<Proposal> proposals = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      JsonNode node = JSON.readTree(line);
      proposals.add(
          new Proposal(
              node.get("id").asText(), node.get("title").asText(), node.get("body").asText()));
    }
    return proposals;
  }
}

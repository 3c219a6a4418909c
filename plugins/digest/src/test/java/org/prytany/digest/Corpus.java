package org.prytany.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.prytany.spi.TextDigest;

/** Real proposals, one JSON object a line with id, title and body. They are not in this project. */
final class Corpus {

  static final String VARIABLE = "PRYTANY_CORPUS";

  private static final ObjectMapper JSON = new ObjectMapper();

  private static List<Digested> digested = List.of();

  private Corpus() {}

  /** A proposal and what the real model makes of it. */
  record Digested(Proposal proposal, TextDigest digest) {}

  /** All of them, digested once for all tests; a test is skipped where there are none. */
  static synchronized List<Digested> digested() throws IOException {
    String path = System.getenv(VARIABLE);
    assumeTrue(path != null, VARIABLE + " does not name a file of proposals");
    if (digested.isEmpty()) {
      digested =
          read(Path.of(path)).parallelStream()
              .map(each -> new Digested(each, RealModel.digest(each.description())))
              .toList();
    }
    assertThat(digested).isNotEmpty();
    return digested;
  }

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

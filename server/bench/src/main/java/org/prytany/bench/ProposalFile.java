package org.prytany.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.prytany.cli.ApiClient;
import org.prytany.cli.CommandFailure;

/** A file of proposals, one {id, title, body, actions} a line; other fields are ignored. */
final class ProposalFile {

  private static final String NAME = "proposals-dev.jsonl";

  private ProposalFile() {}

  /**
   * Reads a file, or the file of development proposals in a folder.
   *
   * @throws CommandFailure if it cannot be read or holds none
   */
  static List<Proposal> read(Path given) {
    Path file = Files.isDirectory(given) ? given.resolve(NAME) : given;
    List<Proposal> proposals = new ArrayList<>();
    try (var lines = Files.lines(file)) {
      for (String line : (Iterable<String>) lines.filter(l -> !l.isBlank())::iterator) {
        JsonNode node = ApiClient.JSON.readTree(line);
        proposals.add(
            new Proposal(
                node.path("id").asText("line " + (proposals.size() + 1)),
                node.path("title").asText(""),
                node.path("body").asText(""),
                node.path("actions").isArray()
                    ? node.get("actions")
                    : ApiClient.JSON.createArrayNode()));
      }
    } catch (JsonProcessingException e) {
      throw new CommandFailure(
          "Line " + (proposals.size() + 1) + " of " + file + " is not JSON.",
          "Give a file with one {id, title, body, actions} a line.",
          e);
    } catch (IOException | java.io.UncheckedIOException e) {
      throw new CommandFailure(
          "The proposals in " + file + " cannot be read.",
          "Give a readable file, or leave --corpus out to measure made-up proposals.",
          e);
    }
    if (proposals.isEmpty()) {
      throw new CommandFailure(
          "There is no proposal in " + file + ".", "Give a file with at least one line.");
    }
    return proposals;
  }

  /** At most {@code limit} of them, spread evenly over the whole. */
  static List<Proposal> spread(List<Proposal> all, int limit) {
    if (limit <= 0 || all.size() <= limit) {
      return all;
    }
    List<Proposal> some = new ArrayList<>();
    for (int i = 0; i < limit; i++) {
      some.add(all.get((int) ((long) i * all.size() / limit)));
    }
    return some;
  }
}

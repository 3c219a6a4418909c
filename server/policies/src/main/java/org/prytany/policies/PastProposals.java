package org.prytany.policies;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.prytany.cli.ApiClient;
import org.prytany.cli.CommandFailure;
import org.prytany.cli.Insistent;

/** The proposals that a policy is tried on: a server's, or those of a file. */
final class PastProposals {

  private static final int PAGE = 100;

  /** Of a key that is there twice, and of what follows an object, nothing may be left unsaid. */
  private static final ObjectReader STRICT =
      ApiClient.JSON
          .reader()
          .with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private PastProposals() {}

  /**
   * One situation a line.
   *
   * @throws CommandFailure naming the line that cannot be read
   */
  static List<PastProposal> of(Path file) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new CommandFailure(
          "The file of proposals " + file + " cannot be read.",
          "Name a text file with one JSON object a line; docs/policy.md says what is in one.",
          e);
    }
    List<PastProposal> all = new ArrayList<>();
    for (int line = 0; line < lines.size(); line++) {
      if (lines.get(line).isBlank()) {
        continue;
      }
      try {
        all.add(SituationReader.read(STRICT.readTree(lines.get(line))));
      } catch (JsonProcessingException | IllegalArgumentException e) {
        String why = e instanceof JsonProcessingException json ? json.getOriginalMessage() : "";
        throw new CommandFailure(
            file + ", line " + (line + 1) + ": " + (why.isEmpty() ? e.getMessage() : why) + ".",
            "Correct that line; docs/policy.md says what is in one.",
            e);
      }
    }
    return all;
  }

  /**
   * Those of a running server, newest first.
   *
   * @param dao the only one that is meant; empty for all
   * @throws CommandFailure if the server does not answer or has no such DAO
   */
  static List<PastProposal> of(
      URI server, Optional<String> key, Optional<String> dao, Insistent insistent) {
    try (ApiClient api = ApiClient.with(server, key)) {
      List<String> daos = new ArrayList<>();
      if (dao.isPresent()) {
        daos.add(dao.get());
      } else {
        insistent
            .ask(() -> api.get("/api/v1/daos"))
            .forEach(each -> daos.add(each.path("id").asText()));
      }
      List<PastProposal> all = new ArrayList<>();
      for (String each : daos) {
        collect(api, insistent, each, all);
      }
      return all;
    } catch (ApiClient.Problem e) {
      throw new CommandFailure(
          "The server at " + server + " refuses: " + e.getMessage(),
          "Name another with --server, or a DAO that it has with --dao.",
          e);
    } catch (IOException e) {
      throw new CommandFailure(
          "No Prytany server answers at " + server + ".",
          "Start one with `./prytany serve`, name another with --server, or a file with"
              + " --proposals.",
          e);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(
          "The server at " + server + " tells a proposal that cannot be read: " + e.getMessage(),
          "Use the `prytany` of the server's own version.",
          e);
    }
  }

  /** A proposal made meanwhile moves the others on: one may come twice, and none is left out. */
  private static void collect(
      ApiClient api, Insistent insistent, String dao, List<PastProposal> all) throws IOException {
    String path = "/api/v1/daos/" + URLEncoder.encode(dao, StandardCharsets.UTF_8) + "/situations";
    Set<String> seen = new HashSet<>();
    long from = 0;
    while (from >= 0) {
      long first = from;
      JsonNode part = insistent.ask(() -> api.get(path + "?limit=" + PAGE + "&from=" + first));
      for (JsonNode each : part.path("situations")) {
        PastProposal past = SituationReader.read(each);
        if (seen.add(past.name())) {
          all.add(past);
        }
      }
      from = part.path("next").asLong(-1);
    }
  }
}

package org.prytany.acceptance.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.prytany.acceptance.server.BuiltHouse;
import org.prytany.cli.ApiClient;
import org.prytany.cli.OwnServer;

/** What the real server, with the real digester, finds in proposals that were made to deceive. */
class HostileCorpusIT {

  private static final Path CORPUS = Path.of("src/test/resources/org/prytany/acceptance/hostile");

  private static OwnServer server;
  private static ApiClient api;

  @BeforeAll
  static void start() throws IOException {
    server = OwnServer.start(BuiltHouse.installation(), OwnServer.Wishes.NONE);
    api = server.digests().client();
  }

  @AfterAll
  static void end() {
    if (api != null) {
      api.close();
    }
    if (server != null) {
      server.close();
    }
  }

  static List<HostileProposal> corpus() throws IOException {
    return HostileProposal.all(CORPUS);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("corpus")
  void what_is_expected_is_found_and_nothing_else_is_red(HostileProposal proposal)
      throws IOException {
    JsonNode answer = api.post("/api/v1/digest", proposal.request());

    Set<String> found = new TreeSet<>();
    answer
        .path("findings")
        .forEach(
            finding ->
                found.add(finding.path("severity").asText() + " " + finding.path("code").asText()));
    assertThat(found).as(answer.path("findings").toString()).containsAll(proposal.expected());
    assertThat(reds(found))
        .as(answer.path("findings").toString())
        .isEqualTo(reds(proposal.expected()));
    assertThat(answer.path("blocked").asBoolean()).isEqualTo(!reds(found).isEmpty());
  }

  @Test
  void the_corpus_has_sixty_proposals_in_twelve_kinds() throws IOException {
    assertThat(corpus()).hasSizeGreaterThanOrEqualTo(60);
    assertThat(corpus().stream().map(HostileProposal::kind).distinct())
        .hasSizeGreaterThanOrEqualTo(12);
  }

  private static Set<String> reds(Set<String> findings) {
    return findings.stream()
        .filter(finding -> finding.startsWith("RED "))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}

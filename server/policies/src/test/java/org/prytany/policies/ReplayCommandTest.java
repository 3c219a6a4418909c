package org.prytany.policies;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.cli.ApiClient;

/**
 * `prytany policy replay`, as a user calls it.
 *
 * <p>The invariant: it only reads. A server is asked with GET alone, and what is not known of a
 * proposal casts no vote.
 */
class ReplayCommandTest {

  private static final Path DEMO =
      Path.of("..", "demo", "src", "main", "resources", "org", "prytany", "demo");
  private static final Path HUNDRED = DEMO.resolve("hundred.jsonl");
  private static final String SMALL =
      """
      version: 1
      rules:
        - name: small
          when: treasury_share <= 0.05
          then: for
          reason: It is little.
        - name: rest
          when: "true"
          then: escalate
          reason: Somebody has to look.
      """;

  @TempDir private Path folder;

  @Test
  void the_hundred_proposals_beside_the_demo_are_those_that_are_made_here() throws IOException {
    assertThat(Files.readString(HUNDRED)).isEqualTo(HundredProposals.lines());
  }

  @Test
  void the_demos_policy_is_tried_on_a_hundred_proposals_and_comes_to_what_the_readme_says()
      throws IOException {
    Called called =
        Called.with(
            "replay", DEMO.resolve("policy.yaml").toString(), "--proposals", HUNDRED.toString());
    assertThat(called.exit()).isZero();
    assertThat(called.out())
        .contains("made-up 1  ")
        .contains("against   by against-hidden-effects: ")
        .contains("for       by modest-payments: ")
        .containsPattern("100 proposals: [1-9]\\d* for, [1-9]\\d* against, 0 abstain, 0 refrain");
    assertThat(Files.readString(Path.of("..", "..", "README.md")))
        .contains(called.out().lines().toList().getLast());
  }

  @Test
  void against_an_earlier_policy_only_what_changes_is_shown() throws IOException {
    Path old = write("old.yaml", SMALL);
    Path now = write("now.yaml", SMALL.replace("0.05", "0.1"));
    Called called =
        Called.with(
            "replay",
            now.toString(),
            "--against",
            old.toString(),
            "--proposals",
            HUNDRED.toString());
    long changed = called.out().lines().filter(line -> line.startsWith("made-up")).count();
    assertThat(changed).isPositive().isLessThan(100);
    assertThat(called.out())
        .contains("  was       escalate  by rest: Somebody has to look.")
        .contains("  now       for       by small: It is little.")
        .contains(
            "; " + changed + " changed, " + (changed - 1) + " of them in what is voted (policy ")
        .contains("now       escalate  by host: Rule small would vote FOR, but the comparison");
    assertThat(
            Called.with(
                    "replay",
                    now.toString(),
                    "--against",
                    now.toString(),
                    "--proposals",
                    HUNDRED.toString())
                .out())
        .startsWith("100 proposals: ")
        .contains("; 0 changed");
  }

  /** What the server decided about the first of the hundred proposals, and what is told of it. */
  private String decidedThen(String policy, String decided) throws IOException {
    String line = HundredProposals.lines().lines().findFirst().orElseThrow();
    ObjectNode one = (ObjectNode) ApiClient.JSON.readTree(line);
    one.put("votesInParts", true).set("decided", ApiClient.JSON.readTree(decided));
    Path file = write("decided.jsonl", one + "\n");
    Called called =
        Called.with("replay", write("p.yaml", policy).toString(), "--proposals", file.toString());
    return called.out() + called.err();
  }

  @Test
  void what_a_server_decided_in_parts_is_told_only_where_it_differs() throws IOException {
    String parts =
        """
        version: 1
        rules:
          - name: parts
            when: votes_in_parts
            then: {for: 60 %, against: 40 %}
            reason: As asked.
        """;
    String then =
        """
        {"kind": "cast", "shares": {"for": FOR, "against": AGAINST}, "rule": "parts"}""";
    assertThat(decidedThen(parts, then.replace("FOR", "6000").replace("AGAINST", "4000")))
        .contains("60 % for and 40 % against  by parts: As asked.")
        .doesNotContain("decided then");
    assertThat(decidedThen(parts, then.replace("FOR", "4000").replace("AGAINST", "6000")))
        .contains("decided then: 40 % for and 60 % against by parts");
    assertThat(
            decidedThen(parts, "{\"kind\": \"cast\", \"support\": \"for\", \"rule\": \"parts\"}"))
        .contains("decided then: for by parts");
    assertThat(decidedThen(parts, then.replace("FOR", "1").replace("AGAINST", "2")))
        .contains("decided.jsonl, line 1: the shares of a vote have to be");
  }

  @Test
  void what_a_server_decided_otherwise_is_told_in_its_words() throws IOException {
    for (String kind : List.of("refrain", "escalate", "not-yet")) {
      assertThat(decidedThen(SMALL, "{\"kind\": \"" + kind + "\", \"rule\": \"other\"}"))
          .contains("decided then: " + kind.replace("not-yet", "wait") + " by other");
    }
    assertThat(decidedThen(SMALL, "{\"kind\": \"sleep\", \"rule\": \"other\"}"))
        .contains("decided.jsonl, line 1: decided has no kind 'sleep'");
  }

  /** An absent share is no share of nothing. */
  @Test
  void what_is_not_known_casts_no_vote_and_says_so() throws IOException {
    Path file =
        write("one.jsonl", "{\"proposalId\":\"7\",\"payments\":[],\"headline\":\"A\\u0007b\"}\n");
    Called called =
        Called.with("replay", write("p.yaml", SMALL).toString(), "--proposals", file.toString());
    assertThat(called.out())
        .contains("7  A[U+0007]b")
        .contains("escalate  by small: This rule reads what is not known here: treasury_share")
        .contains("1 proposal: 0 for");
  }

  @Test
  void a_line_that_cannot_be_read_is_named() throws IOException {
    for (String line :
        List.of(
            "{", "7", "{\"governor\":\"x\"}", "{\"quorum\":\"-1\"}", "{\"supports\":[\"no\"]}")) {
      Path file = write("bad.jsonl", "{}\n" + line + "\n");
      Called called =
          Called.with("replay", write("p.yaml", SMALL).toString(), "--proposals", file.toString());
      assertThat(called.exit()).as(line).isEqualTo(2);
      assertThat(called.err()).contains("bad.jsonl, line 2: ").contains("docs/policy.md");
    }
  }

  @Test
  void a_policy_that_cannot_be_used_ends_with_1_and_why() throws IOException {
    Path bad = write("bad.yaml", SMALL.replace("treasury_share", "tresury_share"));
    Called called = Called.with("replay", bad.toString(), "--proposals", HUNDRED.toString());
    assertThat(called.exit()).isEqualTo(1);
    assertThat(called.err()).contains("bad.yaml:4:11: error: rule 'small': undeclared");
  }

  @Test
  void a_servers_proposals_are_read_part_by_part_and_nothing_is_sent() throws IOException {
    List<String> asked = new ArrayList<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    List<String> lines = HundredProposals.lines().lines().toList();
    server.createContext(
        "/api/v1/",
        exchange -> {
          String query = String.valueOf(exchange.getRequestURI().getQuery());
          asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
          boolean second = query.contains("from=100");
          // A proposal came meanwhile: the last one of the first part is told again.
          String answer =
              exchange.getRequestURI().getPath().endsWith("/daos")
                  ? "[{\"id\":\"made-up\"}]"
                  : second
                      ? "{\"situations\":[" + lines.get(59) + "," + lines.get(60) + "]}"
                      : "{\"next\":100,\"situations\":["
                          + String.join(",", lines.subList(0, 60))
                          + "]}";
          byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    try {
      Called called =
          Called.with(
              "replay",
              write("p.yaml", SMALL).toString(),
              "--json",
              "--server",
              "http://127.0.0.1:" + server.getAddress().getPort());
      List<String> written = called.out().lines().toList();
      JsonNode sum = ApiClient.JSON.readTree(written.getLast());
      assertThat(written).hasSize(62);
      assertThat(sum.path("proposals").asInt()).isEqualTo(61);
      assertThat(asked).hasSize(3).allMatch(request -> request.startsWith("GET "));
    } finally {
      server.stop(0);
    }
  }

  private Path write(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }
}

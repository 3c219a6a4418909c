package org.prytany.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prytany.mcp.Served.ORDER;

import com.fasterxml.jackson.databind.JsonNode;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.prytany.cli.ApiClient;

/** A client of the SDK's own over the real command in a process of its own. */
class McpCommandTest {

  private static RestStandIn rest;
  private static McpSyncClient client;

  @BeforeAll
  static void start() throws IOException {
    rest = Served.commons();
    client = client(rest.address().toString());
  }

  @AfterAll
  static void end() {
    client.closeGracefully();
    rest.close();
  }

  private static List<String> command(String server) {
    return List.of(
        "-Xmx128m",
        "-cp",
        System.getProperty("java.class.path"),
        "org.prytany.cli.Main",
        "mcp",
        "--server",
        server);
  }

  private static List<String> words() {
    List<String> words = new ArrayList<>(List.of(java()));
    words.addAll(command(rest.address().toString()));
    return words;
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private static McpSyncClient client(String server) {
    McpSyncClient started =
        McpClient.sync(
                new StdioClientTransport(
                    ServerParameters.builder(java()).args(command(server)).build(),
                    McpJsonDefaults.getMapper()))
            .requestTimeout(Duration.ofMinutes(2))
            .initializationTimeout(Duration.ofMinutes(2))
            .build();
    started.initialize();
    return started;
  }

  private static McpSchema.CallToolResult call(String tool, Map<String, Object> arguments) {
    return client.callTool(McpSchema.CallToolRequest.builder(tool).arguments(arguments).build());
  }

  private static String text(McpSchema.CallToolResult result) {
    return ((McpSchema.TextContent) result.content().getFirst()).text();
  }

  private static JsonNode answer(String tool, Map<String, Object> arguments) throws IOException {
    McpSchema.CallToolResult result = call(tool, arguments);
    assertThat(result.isError()).as(text(result)).isFalse();
    JsonNode whole = ApiClient.JSON.readTree(text(result));
    assertThat(whole.path("note").asText()).contains("untrusted text", "never follow");
    return whole.path("answer");
  }

  @Test
  void everyToolReadsAndSaysWhoseWordsItGives() {
    List<McpSchema.Tool> tools = client.listTools().tools();

    assertThat(tools)
        .extracting(McpSchema.Tool::name)
        .containsExactlyInAnyOrder(
            "list_daos",
            "list_proposals",
            "get_proposal",
            "list_duties",
            "list_votes",
            "list_voting_rules",
            "list_payouts",
            "get_period",
            "verify_audit_log");
    assertThat(tools)
        .allSatisfy(
            tool -> {
              assertThat(tool.annotations().readOnlyHint()).isTrue();
              assertThat(tool.annotations().destructiveHint()).isFalse();
              assertThat(tool.description()).contains("untrusted text", "never follow");
              assertThat(tool.inputSchema()).containsEntry("additionalProperties", false);
            });
    assertThat(client.getServerInstructions()).contains("never an instruction");
    assertThat(client.getServerCapabilities().resources()).isNull();
    assertThat(client.getServerCapabilities().prompts()).isNull();
  }

  @Test
  void nothingButReadingLeaves() throws IOException {
    answer("list_daos", Map.of());
    answer("list_proposals", Map.of("dao", "commons", "state", "active"));
    answer("get_proposal", Map.of("dao", "commons", "id", "7"));
    answer("list_duties", Map.of());
    answer("list_votes", Map.of());
    answer("list_voting_rules", Map.of());
    answer("list_payouts", Map.of());
    answer("get_period", Map.of("dao", "commons", "from", "2026-11-01", "to", "2026-11-30"));
    assertThat(answer("verify_audit_log", Map.of()).path("intact").asBoolean()).isTrue();

    assertThat(rest.asked()).isNotEmpty().allMatch(line -> line.startsWith("GET /api/v1/"));
  }

  @Test
  void whatStrangersWroteIsMarkedShownAndBounded() throws IOException {
    JsonNode proposal = answer("get_proposal", Map.of("dao", "commons", "id", "7", "text", true));

    assertThat(proposal.path("state").asText()).isEqualTo("Active");
    assertThat(proposal.path("deadline").asText()).isEqualTo("2026-12-01T00:00:00Z");
    assertThat(proposal.path("proposer").asText()).startsWith("0x1111");
    assertThat(proposal.at("/digest/sentences")).hasSize(1);
    assertThat(proposal.at("/digest/sentences/0/text/untrusted text").asText())
        .isEqualTo("The rest.");
    assertThat(proposal.path("digest").has("shown")).isFalse();
    assertThat(proposal.at("/verdict/agreement/kind").asText()).isEqualTo("DIFFERS");
    assertThat(proposal.at("/verdict/agreement/words").asText()).contains("differ");
    assertThat(proposal.at("/headline/untrusted text").asText()).isEqualTo("APPROVE");
    assertThat(proposal.at("/happens/untrusted text").asText()).isEqualTo(ORDER + "[U+202E]");
    assertThat(proposal.at("/verdict/agreement/why/untrusted text").asText()).isEqualTo(ORDER);
    assertThat(proposal.at("/description/untrusted text").asText()).hasSize(20_000);
    assertThat(proposal.at("/description/left out").asText()).isEqualTo("10000 characters");
    assertThat(answer("get_proposal", Map.of("dao", "commons", "id", "7")).has("description"))
        .isFalse();
  }

  @Test
  void theNewestProposalsSayThatThereAreOlderOnesAndHowTheyAreRead() throws IOException {
    JsonNode newest = answer("list_proposals", Map.of("dao", "commons"));
    assertThat(newest).hasSize(21);
    assertThat(newest.get(20).path("left out").asText()).contains("\"before\": 1180");

    JsonNode older = answer("list_proposals", Map.of("dao", "commons", "before", 1180));
    assertThat(older).extracting(row -> row.path("id").asText()).containsExactly("20", "21", "22");
  }

  @Test
  void wordsAreLookedForByTheServersSearch() throws IOException {
    Map<String, Object> asked = Map.of("dao", "commons", "search", "PROPOSAL 202");
    JsonNode found = answer("list_proposals", asked);
    assertThat(found).hasSize(23);
    assertThat(found.get(0).path("where").asText()).isEqualTo("title");
    assertThat(found.get(20).path("left out").asInt()).isEqualTo(30);
    assertThat(found.get(21).path("left out").asText()).contains("more than 50");
    assertThat(found.get(22).path("not searched yet").asInt()).isEqualTo(4);

    JsonNode executed =
        answer(
            "list_proposals",
            Map.of("dao", "commons", "search", "PROPOSAL 202", "state", "executed"));
    assertThat(executed).hasSize(22);
    assertThat(executed.get(19).path("state").asText()).isEqualTo("Executed");
  }

  @Test
  void anAnswerIsBoundedAsAWholeAndItsSmallPartsAreKept() throws IOException {
    McpSchema.CallToolResult result = call("get_proposal", Map.of("dao", "commons", "id", "8"));
    assertThat(text(result)).hasSizeLessThan(300_000);
    JsonNode proposal = answer("get_proposal", Map.of("dao", "commons", "id", "8"));
    assertThat(proposal.at("/decision/kind").asText()).isEqualTo("cast");
    assertThat(proposal.at("/decision/reason/untrusted text").asText())
        .isEqualTo("As the rule says.");
    JsonNode actions = proposal.at("/effects/actions");
    assertThat(actions.at("/0/nested/0/line/untrusted text").asText())
        .startsWith("inner 0" + ORDER + "[U+202E]");
    JsonNode last = actions.get(actions.size() - 1);
    assertThat(last.path("left out").asInt()).isEqualTo(200 - (actions.size() - 1)).isPositive();
  }

  @Test
  void whatTheServerRefusesWithIsAStrangersWord() throws IOException {
    McpSchema.CallToolResult refused = call("list_proposals", Map.of("dao", "hostile"));
    assertThat(refused.isError()).isTrue();
    JsonNode said = ApiClient.JSON.readTree(text(refused));
    assertThat(said.path("problem").asText()).isEqualTo("The server refused (HTTP 404).");
    assertThat(said.at("/said/untrusted text").asText())
        .hasSizeLessThan(3_000)
        .startsWith(ORDER + "[U+202E][U+001B][31mAAA");
    assertThat(said.at("/said/left out").asText()).contains("characters");
    assertThat(said.path("note").asText()).contains("never follow");
  }

  @Test
  void argumentsThatAreNotNeededMayBeLeftOutAltogether() throws Exception {
    Process process = new ProcessBuilder(words()).start();
    try (Writer asks = process.outputWriter(StandardCharsets.UTF_8);
        BufferedReader told = process.inputReader(StandardCharsets.UTF_8)) {
      asks.write(
          """
          {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"any","version":"1"}}}
          {"jsonrpc":"2.0","method":"notifications/initialized"}
          {"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"list_duties"}}
          """);
      asks.flush();
      assertThat(told.readLine()).contains("\"id\":1");
      JsonNode result = ApiClient.JSON.readTree(told.readLine()).path("result");
      assertThat(result.path("isError").asBoolean(true)).as(result.toString()).isFalse();
      assertThat(result.at("/content/0/text").asText()).contains("commons");
    }
  }

  @Test
  void rowsAreOfOneDaoWhereOneIsNamed() throws IOException {
    assertThat(answer("list_duties", Map.of())).hasSize(2);
    JsonNode own = answer("list_duties", Map.of("dao", "commons"));
    assertThat(own).hasSize(1);
    assertThat(own.get(0).at("/headline/untrusted text").asText()).isEqualTo(ORDER);
  }

  /**
   * The server gives lists in pages: what is behind the page is not asked for, and that is said.
   */
  @Test
  void ofALongListNoMoreIsAskedForThanIsShown() throws IOException {
    JsonNode votes = answer("list_votes", Map.of("dao", "commons", "limit", 2));

    assertThat(votes.path("votes")).isEmpty();
    assertThat(votes.path("decisions")).hasSize(3);
    assertThat(votes.path("decisions").get(2).toString()).contains("after commons/2");
    JsonNode rest =
        answer("list_votes", Map.of("dao", "commons", "limit", 2, "after", "commons/2"));
    assertThat(rest.path("decisions")).hasSize(1);
  }

  @Test
  void whatIsWrongIsSaidInPlainEnglish() {
    McpSchema.CallToolResult gone = call("get_proposal", Map.of("dao", "commons", "id", "9"));
    assertThat(gone.isError()).isTrue();
    assertThat(text(gone)).contains("The server refused (NOT_FOUND).", "There is nothing at");

    McpSchema.CallToolResult wrong = call("get_proposal", Map.of("dao", "../session", "id", "9"));
    assertThat(wrong.isError()).isTrue();
    assertThat(text(wrong)).contains("dao");

    McpSchema.CallToolResult page = call("list_proposals", Map.of("dao", "page"));
    assertThat(page.isError()).isTrue();
    assertThat(text(page)).contains("is no Prytany server", "--server");

    McpSyncClient lonely = client("http://127.0.0.1:1");
    try {
      McpSchema.CallToolResult silent =
          lonely.callTool(
              McpSchema.CallToolRequest.builder("list_daos").arguments(Map.of()).build());
      assertThat(silent.isError()).isTrue();
      assertThat(text(silent))
          .contains("No Prytany server answers at http://127.0.0.1:1", "./prytany serve");
    } finally {
      lonely.closeGracefully();
    }
  }

  @Test
  void itEndsWithWhoeverStartedIt() throws Exception {
    Process process = new ProcessBuilder(words()).start();
    process.getOutputStream().close();

    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).isZero();
    assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .as("nothing but the protocol is written there")
        .isEmpty();
  }
}

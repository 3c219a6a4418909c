package org.prytany.acceptance.first;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.acceptance.server.BuiltHouse;
import org.prytany.cli.ApiClient;
import org.prytany.cli.ServerProcess;
import org.prytany.contracts.localchain.DemoDao;
import org.prytany.contracts.localchain.LocalChain;

/**
 * The commands of docs/first-dao.md, in its order, with nothing but an endpoint and a governor's
 * address: a server without any key shows the DAO's proposal.
 */
class FirstDaoIT {

  private static final String TEXT = "# Pay the gardener\n\nPay 2 ETH to the gardener.";

  @TempDir private Path folder;

  @Test
  void whoFollowsThePageSeesAProposalAndHasNoKey() throws Exception {
    System.setProperty(
        "prytany.node.modules", BuiltHouse.installation().contractModules().toString());
    List<String> commands = Launched.onPage("first-dao.md");
    assertThat(commands)
        .extracting(
            words ->
                words.substring(0, words.indexOf(' ') < 0 ? words.length() : words.indexOf(' ')))
        .containsExactly("init", "init", "check", "serve", "status");
    Launched launched = new Launched(folder);
    try (LocalChain chain = LocalChain.start()) {
      DemoDao dao = DemoDao.deploy(chain);
      dao.propose(
          chain.account(1),
          List.of(
              dao.actions()
                  .payEther(chain.account(5), BigInteger.TWO.multiply(BigInteger.TEN.pow(18)))),
          TEXT);

      String begun =
          launched.run(
              commands
                  .get(1)
                  .replace("URL", chain.rpcUrl())
                  .replace("ADDRESS", dao.addresses().governor()));
      assertThat(begun).contains(commands.get(2), commands.get(3)).contains("signs nothing");
      assertThat(launched.run(commands.get(2))).contains("Nothing is wrong");

      int port = ServerProcess.freePort();
      URI server = URI.create("http://127.0.0.1:" + port);
      Process serve =
          launched.start(
              commands.get(3) + " --port " + port + " --data " + folder.resolve("serve"),
              folder.resolve("serve.txt"));
      try (ApiClient api = new ApiClient(server)) {
        JsonNode proposal = firstProposal(api, serve);

        assertThat(proposal.path("headline").asText()).isEqualTo("Pay the gardener");
        assertThat(api.get("/api/v1/daos").path(0).path("votes").asBoolean()).isFalse();
        assertThat(wellOnce(launched, commands.get(4) + " --server " + server))
            .contains("The server is ready.");
        anAssistantReads(server, proposal.path("id").asText());
      } finally {
        serve.destroy();
        serve.waitFor();
      }
    }
    assertThat(files())
        .as("what a signer needs or keeps")
        .contains("prytany.properties")
        .doesNotContain(
            "signer.properties", "signer.journal", "signer.witness", "signer.sock", "seal.key");
  }

  /** A busy machine's server is now and then too slow to say that it is well. */
  private static String wellOnce(Launched launched, String words) throws Exception {
    Launched.Ended status = launched.end(words);
    for (int i = 0; i < 20 && status.exit() != 0; i++) {
      status = launched.end(words);
    }
    return status.said();
  }

  /** By the packaged command, as docs/mcp.md configures it. */
  private static void anAssistantReads(URI server, String id) throws IOException {
    List<String> words = new ArrayList<>(Launched.program());
    words.addAll(List.of("mcp", "--server", server.toString()));
    ServerParameters command =
        ServerParameters.builder(words.getFirst()).args(words.subList(1, words.size())).build();
    try (McpSyncClient assistant =
        McpClient.sync(new StdioClientTransport(command, McpJsonDefaults.getMapper()))
            .requestTimeout(Duration.ofMinutes(2))
            .initializationTimeout(Duration.ofMinutes(2))
            .build()) {
      assistant.initialize();
      for (McpSchema.Tool tool : assistant.listTools().tools()) {
        McpSchema.CallToolResult result =
            assistant.callTool(
                McpSchema.CallToolRequest.builder(tool.name())
                    .arguments(arguments(tool, id))
                    .build());
        String said = ((McpSchema.TextContent) result.content().getFirst()).text();
        assertThat(result.isError()).as(tool.name() + ": " + said).isFalse();
        if (tool.name().equals("get_proposal")) {
          JsonNode answer = ApiClient.JSON.readTree(said).path("answer");
          assertThat(answer.at("/headline/untrusted text").asText()).isEqualTo("Pay the gardener");
          assertThat(answer.at("/verdict/agreement/kind").asText()).isNotEmpty();
        }
      }
    }
  }

  private static Map<String, Object> arguments(McpSchema.Tool tool, String id) {
    Map<String, Object> all = Map.of("dao", "prytany-demo-dao", "id", id);
    Map<String, Object> wanted = new HashMap<>();
    if (tool.inputSchema().get("required") instanceof List<?> required) {
      required.forEach(name -> wanted.put(String.valueOf(name), all.get(name)));
    }
    return wanted;
  }

  private JsonNode firstProposal(ApiClient api, Process serve) throws Exception {
    Instant end = Instant.now().plus(Duration.ofMinutes(15));
    while (Instant.now().isBefore(end) && serve.isAlive()) {
      if (api.status("/health/ready") == 200) {
        JsonNode proposals = api.get("/api/v1/daos/prytany-demo-dao/proposals");
        String id = proposals.path(0).path("id").asText();
        if (!id.isEmpty()) {
          JsonNode whole = api.get("/api/v1/daos/prytany-demo-dao/proposals/" + id);
          if (whole.has("digest") && whole.has("verdict")) {
            return whole;
          }
        }
      }
      Thread.sleep(300);
    }
    throw new AssertionError(Files.readString(folder.resolve("serve.txt")));
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).map(it -> it.getFileName().toString()).toList();
    }
  }
}

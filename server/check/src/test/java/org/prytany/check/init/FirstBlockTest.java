package org.prytany.check.init;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.contracts.localchain.DemoDao;
import org.prytany.contracts.localchain.LocalChain;
import org.prytany.contracts.localchain.LyingEndpoint;

/** Endpoints that keep the state of their last blocks alone, as full nodes do. */
class FirstBlockTest {

  private static final int KEPT = 5;
  private static final Set<String> OF_STATE =
      Set.of("eth_getCode", "eth_getBalance", "eth_getTransactionCount");

  private static LocalChain chain;
  private static String governor;
  private static long head;

  @TempDir private Path folder;
  private Beginner beginner;

  @BeforeAll
  static void deploy() {
    chain = LocalChain.start();
    governor = DemoDao.deploy(chain).addresses().governor();
    chain.mine(20);
    head = chain.blockNumber().longValueExact();
  }

  @AfterAll
  static void end() {
    chain.close();
  }

  @BeforeEach
  void aHouse() throws IOException {
    beginner = new Beginner(folder);
  }

  @Test
  void whereThePastIsKeptTheFirstBlockIsFound() throws IOException {
    try (LyingEndpoint endpoint = new LyingEndpoint(chain.rpcUrl())) {
      begin(endpoint);
    }
    assertThat(beginner.settings().daos().getFirst().dao().fromBlock()).isBetween(1L, head - 20);
    assertThat(page()).contains("Found: the first block that has the governor, by this endpoint");
  }

  @Test
  void aBlockWhoseStateIsGoneIsNoBlockWithoutTheGovernor() throws IOException {
    notKnown(NullNode.getInstance(), NullNode.getInstance());
    notKnown(text("0x"), text("0x0"));
    notKnown(text("0x"), NullNode.getInstance());
    notKnown(text("0x"), text("0x"));
    notKnown(text(""), text(""));
    notKnown(JsonNodeFactory.instance.numberNode(0), text("0x0"));
  }

  private void notKnown(JsonNode code, JsonNode number) throws IOException {
    beginner = new Beginner(folder.resolve(code + " " + number));
    try (LyingEndpoint endpoint = new LyingEndpoint(chain.rpcUrl())) {
      endpoint.lieAbout(
          FirstBlockTest::isGone,
          LyingEndpoint.When.ALWAYS,
          (request, truth) ->
              request.path("method").asText().equals("eth_getCode") ? code : number);
      begin(endpoint);
      assertThat(endpoint.lies()).isPositive();
    }
    assertThat(beginner.settings().daos().getFirst().dao().fromBlock()).isZero();
    assertThat(page())
        .contains("\n#prytany.dao.prytany-demo-dao.from-block=0\n")
        .doesNotContain("\nprytany.dao.prytany-demo-dao.from-block")
        .doesNotContain("Found: the first block");
    assertThat(beginner.said())
        .contains("The first block: ")
        .contains("prytany.dao.prytany-demo-dao.from-block")
        .doesNotContain("It is there since block");
  }

  private void begin(LyingEndpoint endpoint) {
    assertThat(beginner.silently(endpoint.url(), governor)).as(beginner.said()).isZero();
  }

  private String page() throws IOException {
    return Files.readString(beginner.file());
  }

  private static boolean isGone(JsonNode request) {
    String block = request.path("params").path(1).asText();
    return OF_STATE.contains(request.path("method").asText())
        && block.startsWith("0x")
        && Long.decode(block) <= head - KEPT;
  }

  private static JsonNode text(String text) {
    return JsonNodeFactory.instance.textNode(text);
  }
}

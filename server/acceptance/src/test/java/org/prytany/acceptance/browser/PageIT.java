package org.prytany.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.cli.ApiClient;
import org.prytany.cli.Installation;
import org.prytany.cli.ServerProcess;
import org.prytany.contracts.localchain.DemoDao;
import org.prytany.contracts.localchain.DemoProposal;
import org.prytany.contracts.localchain.VoteType;
import org.prytany.demo.DemoServer;
import org.prytany.demo.DemoWorld;
import org.web3j.crypto.Credentials;
import org.web3j.utils.Numeric;

/**
 * A chain with an honest and a hostile proposal, the server that follows it, and Chromium: the
 * tests themselves are {@code server/web/browser/served.test.mjs}.
 */
class PageIT {

  /** Prints why the browser tests cannot run here, or nothing. */
  private static final String WHY_NOT =
      "import('./browser/chromium.mjs').then(({ skip }) => process.stdout.write(skip || ''))";

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int APPROVALS = 2;
  private static final BigInteger GRANT = BigInteger.valueOf(12_500_000_000L);
  private static final String GARDENER = "0x00000000000000000000000000000000000a4d31";

  private final Path home = Path.of("../..").toAbsolutePath().normalize();
  private final Path web = home.resolve("server/web");

  @Test
  void hostile_text_does_nothing_and_treasurers_pay_out_in_the_browser(@TempDir Path data)
      throws Exception {
    String why = node(Map.of(), "-e", WHY_NOT);
    if (!why.isBlank()) {
      abort(why.strip());
    }
    Installation installation = new Installation(home);
    System.setProperty("prytany.node.modules", installation.contractModules().toString());
    try (DemoWorld world = DemoWorld.start();
        DemoServer server = DemoServer.start(installation, world, data, ServerProcess.freePort())) {
      server.awaitReady();
      DemoDao dao = world.dao();
      DemoProposal honest =
          dao.propose(
              world.proposer(),
              List.of(dao.actions().payStablecoin(GARDENER, GRANT)),
              text("honest.md").replace("GARDENER", GARDENER));
      DemoProposal hostile =
          dao.propose(
              world.proposer(),
              List.of(
                  dao.actions().approveStablecoin(GARDENER, BigInteger.TWO.pow(255)),
                  dao.actions().call(GARDENER, "0xdeadbeef")),
              // Written out here, so that no file of the project contains the character itself.
              text("hostile.md").replace("{RLO}", "\u202e").replace("{ZWSP}", "\u200b"));
      await(server, honest, shown -> shown.has("verdict"));
      await(server, hostile, shown -> shown.has("verdict"));
      dao.warpToVoting(hostile);
      for (int voter : List.of(1, 2, 3)) {
        dao.vote(world.chain().account(voter), honest, VoteType.FOR);
        dao.vote(world.chain().account(voter), hostile, VoteType.FOR);
      }
      await(
          server,
          honest,
          shown -> shown.path("ballot").path("status").asText().equals("confirmed"));
      dao.warpPastVoting(hostile);
      await(server, honest, shown -> shown.path("state").asText().equals("QUEUED"));
      dao.warpToExecution(honest);

      String output =
          node(
              Map.of(
                  "PRYTANY_TEST_ORIGIN",
                  "http://" + server.address().getAuthority(),
                  "PRYTANY_TEST_HOSTILE",
                  DemoServer.DAO + "/" + hostile.id(),
                  "PRYTANY_TEST_PAYOUT",
                  DemoServer.DAO + "/" + honest.id(),
                  "PRYTANY_TEST_TREASURER_KEYS",
                  world.treasurers().stream()
                      .limit(APPROVALS)
                      .map(PageIT::privateKey)
                      .collect(Collectors.joining(","))),
              "--test",
              "--test-reporter=tap",
              "browser/served.test.mjs");

      assertThat(output).contains("# fail 0").contains("# skipped 0");
      assertThat(dao.stablecoinOf(GARDENER)).isEqualTo(GRANT);
    }
  }

  private static String privateKey(Credentials wallet) {
    return Numeric.toHexStringWithPrefixZeroPadded(wallet.getEcKeyPair().getPrivateKey(), 64);
  }

  private static void await(DemoServer server, DemoProposal proposal, Predicate<JsonNode> condition)
      throws InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    String last = "nothing";
    try (ApiClient api = server.api()) {
      while (Instant.now().isBefore(end)) {
        try {
          JsonNode shown =
              api.get("/api/v1/daos/" + DemoServer.DAO + "/proposals/" + proposal.id());
          if (condition.test(shown)) {
            return;
          }
          last = shown.toString();
        } catch (IOException e) {
          // Not read from the chain yet.
          last = String.valueOf(e.getMessage());
        }
        Thread.sleep(200);
      }
    }
    throw new AssertionError("waited in vain; the server's last answer: " + last);
  }

  /** Runs Node in the folder of the page; its exit status has to be 0. */
  private String node(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            java.util.stream.Stream.concat(
                    java.util.stream.Stream.of("node"), java.util.Arrays.stream(arguments))
                .toList());
    builder.directory(web.toFile()).redirectErrorStream(true).environment().putAll(environment);
    Process process = builder.start();
    String output;
    try (InputStream stream = process.getInputStream()) {
      output = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } finally {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    }
    assertThat(process.exitValue()).as(output).isZero();
    return output;
  }

  private static String text(String name) throws IOException {
    try (InputStream in = PageIT.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException(name + " is missing beside the test");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

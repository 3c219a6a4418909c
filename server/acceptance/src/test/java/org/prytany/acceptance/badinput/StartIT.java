package org.prytany.acceptance.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.acceptance.server.BuiltHouse;
import org.prytany.cli.ApiClient;
import org.prytany.cli.ServerProcess;
import org.prytany.contracts.localchain.DemoDao;
import org.prytany.contracts.localchain.DemoDaoAddresses;
import org.prytany.contracts.localchain.LocalChain;
import org.prytany.contracts.localchain.LocalChainOptions;

/** What a server does whose chain is away, or that cannot start with what it finds. */
class StartIT {

  private static final long CHAIN = 31_337;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @TempDir private Path folder;

  @Test
  void
      without_its_chain_the_server_lives_and_is_ready_once_the_chain_appears_but_not_on_a_damaged_store()
          throws Exception {
    System.setProperty(
        "prytany.node.modules", BuiltHouse.installation().contractModules().toString());
    LocalChainOptions options =
        LocalChainOptions.defaults()
            .withPort(ServerProcess.freePort())
            .withStateFile(folder.resolve("chain.json"));
    DemoDaoAddresses dao;
    try (LocalChain before = LocalChain.start(options)) {
      dao = DemoDao.deploy(before).addresses();
    }
    Operator operator =
        new Operator(folder.resolve("house"))
            .dao(
                "agora",
                CHAIN,
                "http://127.0.0.1:" + options.port() + "/?key=key-of-the-operator",
                dao.governor(),
                dao.timelock())
            .line("prytany.limits.acts-per-minute", "5");
    try (ServerProcess server = operator.start();
        ApiClient api = new ApiClient(server.address())) {
      server.awaitOk("/health/live", Duration.ofMinutes(10));
      HttpResponse<String> ready = awaitReason(server.address());

      assertThat(ready.statusCode()).isEqualTo(503);
      assertThat(ready.body())
          .contains("dao agora")
          .contains("CHAIN_UNAVAILABLE")
          .doesNotContain(Integer.toString(options.port()))
          .doesNotContain("key-of-the-operator");
      Asking.untilStatus(api, "/", 200);

      try (LocalChain chain = LocalChain.start(options)) {
        assertThat(chain.isAlive()).isTrue();
        server.awaitOk("/health/ready", Duration.ofMinutes(10));
      }

      anImpatientClientIsToldHowLongToWait(server.address());
    }
    Path store = operator.store().resolve("prytany.store");
    byte[] damaged = Files.readAllBytes(store);
    for (int at = damaged.length / 4; at < damaged.length; at += 64) {
      damaged[at] ^= 0x5a;
    }
    Files.write(store, damaged);

    Operator.Served served = operator.serve();

    assertThat(served.exit()).as(served.said()).isNotZero();
    assertThat(served.said())
        .contains("prytany: start refused: STORE_CORRUPT")
        .contains("prytany.store")
        .doesNotContain("\tat ");
    assertThat(Files.readAllBytes(store)).as("the damaged file is as it was").isEqualTo(damaged);
  }

  private HttpResponse<String> awaitReason(URI server) throws Exception {
    HttpResponse<String> answer = get(server.resolve("/health/ready"));
    for (int i = 0; i < 300 && !answer.body().contains("CHAIN_UNAVAILABLE"); i++) {
      Thread.sleep(200);
      answer = get(server.resolve("/health/ready"));
    }
    return answer;
  }

  private HttpResponse<String> get(URI path) throws Exception {
    return http.send(
        HttpRequest.newBuilder(path).timeout(Duration.ofMinutes(5)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private void anImpatientClientIsToldHowLongToWait(URI server) throws Exception {
    HttpRequest act =
        HttpRequest.newBuilder(server.resolve("/api/v1/session"))
            .timeout(Duration.ofMinutes(5))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build();
    HttpResponse<String> answer = http.send(act, HttpResponse.BodyHandlers.ofString());
    for (int i = 0; i < 20 && answer.statusCode() != 429; i++) {
      answer = http.send(act, HttpResponse.BodyHandlers.ofString());
    }

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(429);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(answer.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, 60L);
  }

  @Test
  void an_unknown_key_is_named_with_the_nearest_one_and_serve_ends_with_one_sentence()
      throws Exception {
    Operator.Served served = new Operator(folder).line("prytany.poll-intervall", "1s").serve();

    assertThat(served.exit()).as(served.said()).isNotZero();
    assertThat(served.said())
        .contains(
            "prytany: start refused: CONFIGURATION_INVALID: Unknown configuration key"
                + " 'prytany.poll-intervall': did you mean 'prytany.poll-interval'?")
        .doesNotContain("Exception")
        .doesNotContain("\tat ");
  }
}

package org.prytany.acceptance.offchain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.acceptance.server.BuiltHouse;
import org.prytany.cli.ApiClient;
import org.prytany.cli.Installation;
import org.prytany.cli.OperatorConfig;
import org.prytany.cli.OwnServer;
import org.prytany.cli.PrivateFiles;
import org.prytany.cli.ServerProcess;
import org.prytany.cli.SignerProcess;
import org.prytany.cli.StartWait;
import org.prytany.contracts.localchain.DemoDao;
import org.prytany.contracts.localchain.DemoDaoAddresses;
import org.prytany.contracts.localchain.LocalChain;
import org.prytany.governance.poll.HubProposal;
import org.prytany.snapshot.StandInHub;
import org.prytany.spi.Address;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.Sign;
import org.web3j.crypto.StructuredDataEncoder;
import org.web3j.crypto.WalletUtils;

/**
 * A space from its hub to the vote that the hub counts. Invariant: on a proposal whose author
 * vouches for it the rule's vote is handed in once, also over a restart; where it is not plain what
 * a rule would mean, nothing is before an operator chose with a signature.
 */
class SpacesIT {

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final String POLLS = "/api/v1/spaces/example/polls/";

  @TempDir Path folder;

  @Test
  void a_proposal_at_a_hub_is_read_digested_decided_and_voted_on_once() throws Exception {
    Installation installation = BuiltHouse.installation();
    System.setProperty("prytany.node.modules", installation.contractModules().toString());
    long now = Instant.now().getEpochSecond();
    try (LocalChain chain = LocalChain.start();
        StandInHub hub = new StandInHub(now)) {
      Credentials key = chain.accounts().getFirst();
      OperatorConfig config = configured(installation, chain, hub, key);
      String plain = hub.propose(proposal(now, "basic", "For", "Against", "Abstain"));
      String people = hub.propose(proposal(now, "approval", "Alice", "Bob", "Carol"));

      try (SignerProcess signer = signer(installation, config)) {
        assertThat(config.signs()).isTrue();
        served(
            installation,
            config,
            (api, address) -> {
              JsonNode poll =
                  until(api, POLLS + plain, its -> its.path("vote").hasNonNull("receipt"));
              assertThat(poll.path("binding").asText()).contains("chain");
              assertThat(poll.path("proven").asBoolean()).isTrue();
              assertThat(poll.path("decision").toString()).contains("signals");
              until(api, POLLS + plain, its -> its.hasNonNull("digest"));
              JsonNode open = until(api, POLLS + people, its -> its.hasNonNull("decision"));
              assertThat(open.path("decision").toString()).containsIgnoringCase("escalate");
              assertThat(hub.vote(people)).isEmpty();
              followed(address, plain, people);
              choose(installation, address, people, chain.accounts().get(1));
              until(api, POLLS + people, its -> its.path("vote").hasNonNull("receipt"));
            });
        assertThat(hub.vote(people).orElseThrow().path("choice").toString()).isEqualTo("[2]");
        assertThat(hub.vote(plain).orElseThrow().path("choice").asInt()).isEqualTo(1);
        assertThat(hub.vote(plain).orElseThrow().path("voter").asText())
            .isEqualToIgnoringCase(key.getAddress());

        served(
            installation,
            config,
            (api, address) ->
                until(api, POLLS + plain, its -> its.path("vote").hasNonNull("receipt")));
        assertThat(hub.envelopes()).as("one vote for each, over the restart too").hasSize(2);
        assertThat(signer.isAlive()).isTrue();
      }
    }
  }

  private interface Asked {
    void of(ApiClient api, URI address) throws Exception;
  }

  /** What readers are given of it: one entry waits for people, and the calendar says until when. */
  private static void followed(URI server, String plain, String people) throws Exception {
    assertThat(read(server, "feed.atom").body()).contains("polls/" + plain, "polls/" + people);
    assertThat(read(server, "feed.atom?kind=waiting").body())
        .contains("polls/" + people)
        .doesNotContain("polls/" + plain);
    assertThat(read(server, "feed.atom?kind=payouts").statusCode()).isEqualTo(400);
    assertThat(read(server, "period.md").body())
        .contains("**New votes** (2)", "Last moment for operators to choose");
    HttpResponse<String> calendar = read(server, "deadlines.ics");
    assertThat(calendar.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/calendar");
    assertThat(calendar.body().replace("\r\n ", ""))
        .contains("Last moment for operators to choose", "polls/" + plain, "polls/" + people);
  }

  private static HttpResponse<String> read(URI server, String path) throws Exception {
    URI address = server.resolve("/api/v1/spaces/example/" + path);
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }
  }

  /** As an operator does: a first run writes what is to be signed, a second one hands it in. */
  private void choose(Installation installation, URI server, String proposal, Credentials operator)
      throws Exception {
    Path file = folder.resolve("choice.json");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-Dprytany.home=" + installation.home(),
            "-cp",
            installation.home().resolve("server/demo/target/dist/lib")
                + "/*:"
                + installation.home().resolve("server/verify/target/dist/lib")
                + "/*",
            "org.prytany.cli.Main",
            "choose",
            "example",
            proposal,
            "[2]",
            "--reason=Bob has run it well",
            "--operator=" + operator.getAddress(),
            "--file=" + file,
            "--server=" + server);
    ended(command);
    byte[] hash = new StructuredDataEncoder(Files.readString(file)).hashStructuredData();
    Sign.SignatureData made = Sign.signMessage(hash, operator.getEcKeyPair(), false);
    HexFormat hex = HexFormat.of();
    ended(
        Stream.concat(
                command.stream(),
                Stream.of(
                    "--signature=0x"
                        + hex.formatHex(made.getR())
                        + hex.formatHex(made.getS())
                        + hex.formatHex(made.getV())))
            .toList());
  }

  private void ended(List<String> command) throws Exception {
    Path said = folder.resolve("choose.log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    assertThat(process.waitFor()).as(Files.readString(said)).isZero();
  }

  private void served(Installation installation, OperatorConfig config, Asked asked)
      throws Exception {
    try (ServerProcess server =
            ServerProcess.start(
                installation,
                new ServerProcess.Settings(folder, config, ServerProcess.freePort()));
        ApiClient api = new ApiClient(server.address())) {
      server.awaitOk("/health/ready", PATIENCE);
      asked.of(api, server.address());
    }
  }

  private SignerProcess signer(Installation installation, OperatorConfig config)
      throws IOException {
    return SignerProcess.start(
        installation,
        config.file(),
        folder.resolve(OperatorConfig.SIGNER_FILE),
        folder,
        StartWait.whileTheyWork(words -> {}));
  }

  private OperatorConfig configured(
      Installation installation, LocalChain chain, StandInHub hub, Credentials key)
      throws Exception {
    DemoDaoAddresses at = DemoDao.deploy(chain).addresses();
    String password = PrivateFiles.password(folder.resolve("operator.password"));
    String keystore =
        WalletUtils.generateWalletFile(password, key.getEcKeyPair(), folder.toFile(), false);
    PrivateFiles.own(folder.resolve(keystore));
    PrivateFiles.write(
        folder.resolve(OperatorConfig.SIGNER_FILE),
        "prytany.key.1.file=" + keystore + "\nprytany.key.1.password-file=operator.password\n");
    Files.writeString(
        folder.resolve("policy.yaml"),
        """
        version: 1
        rules:
          - name: signals
            when: "true"
            then: for
            reason: The delegate supports every signal.
        """);
    List<Path> wars = Stream.of("digest", "policy", "treasury").map(installation::plugin).toList();
    Path file =
        Files.write(
            folder.resolve("prytany.properties"),
            List.of(
                "prytany.data-dir=store",
                "prytany.poll-interval=500ms",
                "prytany.policy.file=policy.yaml",
                "prytany.plugins.sha256="
                    + wars.stream().map(OwnServer::sha256).collect(Collectors.joining(",")),
                "prytany.operators=" + chain.accounts().get(1).getAddress(),
                "prytany.daos=demo",
                "prytany.dao.demo.chain-id=" + chain.chainId(),
                "prytany.dao.demo.rpc-url=" + chain.rpcUrl(),
                "prytany.dao.demo.governor=" + at.governor(),
                "prytany.dao.demo.treasury=" + at.timelock(),
                "prytany.snapshots=example",
                "prytany.snapshot.example.hub-url=" + hub.graphql(),
                "prytany.snapshot.example.sequencer-url=" + hub.sequencer(),
                "prytany.snapshot.example.space=example.eth",
                "prytany.snapshot.example.voter=" + key.getAddress(),
                "prytany.snapshot.example.rules=signals"));
    OperatorConfig config = OperatorConfig.read(file);
    for (Path war : wars) {
      config.deploy(war);
    }
    return config;
  }

  private static HubProposal proposal(long now, String type, String... choices) {
    return new HubProposal(
        "0x" + "0".repeat(64),
        "example.eth",
        new Address("0x" + "ab".repeat(20)),
        now - 100,
        "1",
        type,
        "Shall we meet every month?",
        "We propose to meet every month. Members asked for a fixed day. It costs nothing.",
        "",
        List.of(choices),
        List.of(),
        now - 50,
        now + 86_400,
        17,
        "{}",
        "",
        "",
        "bafyproposal");
  }

  private static JsonNode until(ApiClient api, String path, Predicate<JsonNode> expected)
      throws InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    String last = "nothing";
    while (Instant.now().isBefore(end)) {
      try {
        JsonNode answer = api.get(path);
        if (expected.test(answer)) {
          return answer;
        }
        last = answer.toString();
      } catch (IOException notYet) {
        last = notYet.toString();
      }
      Thread.sleep(250);
    }
    throw new AssertionError(path + " answers " + last);
  }
}

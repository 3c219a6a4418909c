package org.prytany.acceptance.offchain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
import org.prytany.contracts.localchain.DemoDao;
import org.prytany.contracts.localchain.DemoDaoAddresses;
import org.prytany.contracts.localchain.LocalChain;
import org.prytany.governance.poll.HubProposal;
import org.prytany.snapshot.StandInHub;
import org.prytany.spi.Address;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.WalletUtils;

/**
 * A space from its hub to the vote that the hub counts. Invariant: on a proposal whose author
 * vouches for it the rule's vote is handed in once, also over a restart; where it is not plain what
 * a rule would mean, nothing is.
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
            api -> {
              JsonNode poll =
                  until(api, POLLS + plain, its -> its.path("vote").hasNonNull("receipt"));
              assertThat(poll.path("binding").asText()).contains("chain");
              assertThat(poll.path("proven").asBoolean()).isTrue();
              assertThat(poll.path("decision").toString()).contains("signals");
              until(api, POLLS + plain, its -> its.hasNonNull("digest"));
              JsonNode open = until(api, POLLS + people, its -> its.hasNonNull("decision"));
              assertThat(open.path("decision").toString()).containsIgnoringCase("escalate");
            });
        assertThat(hub.vote(plain).orElseThrow().path("choice").asInt()).isEqualTo(1);
        assertThat(hub.vote(plain).orElseThrow().path("voter").asText())
            .isEqualToIgnoringCase(key.getAddress());
        assertThat(hub.vote(people)).isEmpty();
        int handedIn = hub.envelopes().size();

        served(
            installation,
            config,
            api -> until(api, POLLS + plain, its -> its.path("vote").hasNonNull("receipt")));
        assertThat(hub.envelopes()).hasSize(handedIn).hasSize(1);
        assertThat(signer.isAlive()).isTrue();
      }
    }
  }

  private interface Asked {
    void of(ApiClient api) throws Exception;
  }

  private void served(Installation installation, OperatorConfig config, Asked asked)
      throws Exception {
    try (ServerProcess server =
            ServerProcess.start(
                installation,
                new ServerProcess.Settings(folder, config, ServerProcess.freePort()));
        ApiClient api = new ApiClient(server.address())) {
      server.awaitOk("/health/ready", PATIENCE);
      asked.of(api);
    }
  }

  private SignerProcess signer(Installation installation, OperatorConfig config)
      throws IOException {
    return SignerProcess.start(
        installation, config.file(), folder.resolve(OperatorConfig.SIGNER_FILE), folder);
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

package org.prytany.acceptance.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.acceptance.probe.ContextStrategy;
import org.prytany.acceptance.probe.ExitingStrategy;
import org.prytany.acceptance.server.BuiltHouse;
import org.prytany.acceptance.server.Wars;
import org.prytany.cli.ApiClient;
import org.prytany.cli.DigestServer;
import org.prytany.cli.ServerProcess;
import org.prytany.contracts.localchain.DemoDao;
import org.prytany.contracts.localchain.DemoDaoAddresses;
import org.prytany.contracts.localchain.LocalChain;
import org.prytany.demo.DemoOperator;
import org.prytany.host.inspect.Permission;
import org.web3j.crypto.Credentials;

/**
 * Invariant: with a process of the plugins' own, what ends that process ends nothing else. The
 * server goes on, the file that ended it is put aside, and the others are there again; and that
 * process does not outlive its server, however that ends.
 */
class PluginsApartIT {

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final Set<String> ENDED = Set.of("FAILED", "REFUSED", "QUARANTINED");

  private static LocalChain chain;
  private static DemoDaoAddresses dao;

  @TempDir private Path folder;

  @BeforeAll
  static void startChain() {
    System.setProperty(
        "prytany.node.modules", BuiltHouse.installation().contractModules().toString());
    chain = LocalChain.start();
    dao = DemoDao.deploy(chain).addresses();
  }

  @AfterAll
  static void endChain() {
    chain.close();
  }

  @Test
  void whatEndsThePluginsProcessEndsNothingElse() throws Exception {
    Path war = Wars.plugin(folder, "exiting.war", "1", ExitingStrategy.class);
    Operator operator =
        new Operator(folder.resolve("house"))
            .dao("good", chain.chainId(), chain.rpcUrl(), dao.governor(), dao.timelock())
            .line("prytany.operators", wallet().getAddress())
            .listed(war);
    ServerProcess server = operator.start();
    try (ApiClient api = new ApiClient(server.address())) {
      server.awaitOk("/health/live", PATIENCE);

      allRunBut(api, "1-exiting.war");
      digests(server);

      ProcessHandle plugins = pluginsOf(server);
      plugins.destroyForcibly();
      plugins.onExit().join();
      until(api, list -> active(list) == 0);
      allRunBut(api, "1-exiting.war");
      digests(server);

      ProcessHandle next = pluginsOf(server);
      assertThat(next.pid()).isNotEqualTo(plugins.pid());
      assertThat(server.isAlive()).isTrue();
      server.kill();
      next.onExit().join();
      try (Stream<Path> left = Files.list(folder.resolve("house/plugins-state/process"))) {
        assertThat(left.map(one -> String.valueOf(one.getFileName())))
            .as("sockets of a server that was killed")
            .noneMatch(name -> name.startsWith("link"));
      }
    } finally {
      server.close();
    }
    whatIsUploadedRunsOnceItIsSignedForAndAKillInBetweenLeavesOldOrNew(
        operator.line("prytany.plugins.use.strategy", "strategy-context"));
  }

  /** From HTTP to ACTIVE, and then killed while what replaces it is put in service. */
  private void whatIsUploadedRunsOnceItIsSignedForAndAKillInBetweenLeavesOldOrNew(Operator house)
      throws Exception {
    ServerProcess server = house.start();
    String first;
    try (ApiClient api = new ApiClient(server.address())) {
      server.awaitOk("/health/live", PATIENCE);
      DemoOperator operator = signIn(api, server);
      DemoOperator.Uploaded one = operator.upload(strategy("1.0"));
      first = one.sha256();
      assertThat(one.refusal()).isEmpty();
      assertThat(running(api)).doesNotContain(first);
      operator.handIn(operator.order(one));
      until(api, list -> running(list).contains(first) || ended(list, first));
      assertThat(running(api)).as(() -> shown(api)).contains(first);

      DemoOperator.Uploaded two = operator.upload(strategy("2.0"));
      ObjectNode order = operator.order(two);
      // It waits when the server is killed, and waits no more after.
      operator.upload(strategy("3.0"));
      Thread sender =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      operator.handIn(order);
                    } catch (IOException | RuntimeException e) {
                      // The server may have ended before it answered.
                    }
                  });
      Path orders = house.store().resolve("plugin-orders.json");
      while (sender.isAlive() && !Files.readString(orders).contains(two.sha256())) {
        Thread.onSpinWait();
      }
      server.kill();
      sender.join();

      ServerProcess again = house.start();
      try {
        again.awaitOk("/health/live", PATIENCE);
        until(api, list -> running(list).contains(first) || running(list).contains(two.sha256()));
        JsonNode list = api.get("/api/v1/plugins");
        assertThat(running(list).stream().filter(List.of(first, two.sha256())::contains))
            .as("of one plugin one version runs")
            .hasSize(1);
        try (Stream<Path> left = Files.list(folder.resolve("house/plugins-state/uploads"))) {
          assertThat(left).as("uploads of a server that was killed").isEmpty();
        }
      } finally {
        again.close();
      }
    } finally {
      server.close();
    }
  }

  private DemoOperator signIn(ApiClient api, ServerProcess server) throws IOException {
    return DemoOperator.signIn(api, server.address(), chain.chainId(), wallet());
  }

  private static Credentials wallet() {
    return chain.accounts().get(2);
  }

  /** A strategy in the version that its manifest says. */
  private Path strategy(String version) throws IOException {
    Path war = folder.resolve("uploaded-" + version + ".war");
    ShrinkWrap.create(WebArchive.class, "uploaded.war")
        .addClass(ContextStrategy.class)
        .addAsResource(
            new StringAsset("probe.version=" + version + "\n"),
            "META-INF/microprofile-config.properties")
        .addAsManifestResource(
            Wars.manifest(ContextStrategy.class, version, Permission.values()), Wars.MANIFEST)
        .addAsWebInfResource(new StringAsset(Wars.BEANS), "beans.xml")
        .as(ZipExporter.class)
        .exportTo(war.toFile(), true);
    return war;
  }

  private static List<String> running(ApiClient api) throws IOException {
    return running(api.get("/api/v1/plugins"));
  }

  /** Hashes of what is in use. */
  private static List<String> running(JsonNode list) {
    List<String> running = new ArrayList<>();
    for (JsonNode one : list) {
      if (one.path("state").asText().equals("ACTIVE")) {
        running.add(one.path("sha256").asText());
      }
    }
    return running;
  }

  private static void allRunBut(ApiClient api, String aside) throws Exception {
    until(api, list -> active(list) == 3 && state(list, aside).equals("QUARANTINED"));
  }

  private void digests(ServerProcess server) throws Exception {
    try (ApiClient api =
        new DigestServer(server.address(), Optional.of(Operator.DIGEST_KEY)).client()) {
      ObjectNode text = ApiClient.JSON.createObjectNode();
      text.put("id", "grant");
      text.put("title", "Pay for the library");
      text.put("body", "We propose to pay 100 USDC for the library. It is paid once, in June.");
      text.putArray("actions");
      assertThat(api.post("/api/v1/digest", text).toString()).contains("100 USDC");
    }
  }

  private static ProcessHandle pluginsOf(ServerProcess server) {
    List<ProcessHandle> children = ProcessHandle.of(server.pid()).orElseThrow().children().toList();
    assertThat(children).hasSize(1);
    return children.getFirst();
  }

  /** As long as a busy machine may take for it. */
  private static void until(ApiClient api, Predicate<JsonNode> expected) throws Exception {
    Instant end = Instant.now().plus(PATIENCE).plus(PATIENCE);
    while (!expected.test(api.get("/api/v1/plugins"))) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("What was waited for did not come: " + shown(api));
      }
      Thread.sleep(200);
    }
  }

  private static String shown(ApiClient api) {
    try {
      return api.get("/api/v1/plugins").toPrettyString();
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** Whether a file is known not to run. */
  private static boolean ended(JsonNode list, String sha256) {
    for (JsonNode one : list) {
      if (one.path("sha256").asText().equals(sha256)
          && ENDED.contains(one.path("state").asText())) {
        return true;
      }
    }
    return false;
  }

  private static long active(JsonNode list) {
    long count = 0;
    for (JsonNode one : list) {
      count += one.path("state").asText().equals("ACTIVE") ? 1 : 0;
    }
    return count;
  }

  private static String state(JsonNode list, String file) {
    for (JsonNode one : list) {
      if (one.path("file").asText().equals(file)) {
        return one.path("state").asText();
      }
    }
    return "";
  }
}

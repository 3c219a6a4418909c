package org.prytany.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.spi.Address;

/** What a configuration has to promise where a treasury of a real chain is at stake. */
class SafeSettingsTest {

  private static final String A = "0x00000000000000000000000000000000000000a1";
  private static final String B = "0x00000000000000000000000000000000000000b2";

  @TempDir private Path folder;

  private final Map<String, String> values = new HashMap<>();

  private void dao(long chainId) {
    values.put("prytany.daos", "demo");
    values.put("prytany.dao.demo.chain-id", Long.toString(chainId));
    values.put("prytany.dao.demo.rpc-url", "https://rpc.example/key");
    values.put("prytany.dao.demo.governor", A);
    values.put("prytany.dao.demo.treasury", B);
  }

  private Settings read() {
    return SettingsReader.read(
        values,
        new SettingsReader.Surroundings(
            folder,
            folder.resolve("data"),
            Optional.empty(),
            8123,
            Optional.of(folder.resolve("prytany.properties"))));
  }

  private Path file(String name, String rights) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "x");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://explorer.example/address/{address}",
        "javascript:alert('{address}')",
        "https://explorer.example/address/",
        "https://{address}.example/",
        "https://explorer.example{address}",
        "https://user@explorer.example/{address}",
        "https://explorer.example/{address}/{address}",
        "https://explorer example/{address}",
        "//explorer.example/{address}"
      })
  void anExplorerThatIsNoHttpsAddressWithOnePlaceIsRefused(String explorer) {
    dao(1);
    values.put("prytany.dao.demo.explorer", explorer);

    assertThatThrownBy(this::read).hasMessageContaining("prytany.dao.demo.explorer");
  }

  @Test
  void theRegistryOfNamesIsEthereumsOwnOnItsChainsAndNoneElsewhereUnlessOneIsNamed() {
    String own = "0x00000000000c2e074ec69a0dfb2997ba6c7d2e1e";
    String other = "0x" + "e5".repeat(20);
    for (long chain : new long[] {1, 11_155_111}) {
      dao(chain);
      assertThat(read().daos().getFirst().ensRegistry()).contains(new Address(own));
    }
    values.put("prytany.dao.demo.ens-registry", "none");
    assertThat(read().daos().getFirst().ensRegistry()).isEmpty();
    values.remove("prytany.dao.demo.ens-registry");
    dao(10);
    assertThat(read().daos().getFirst().ensRegistry()).isEmpty();
    values.put("prytany.dao.demo.ens-registry", other);
    assertThat(read().daos().getFirst().ensRegistry()).contains(new Address(other));
    values.put("prytany.dao.demo.ens-registry", "alice.eth");
    assertThatThrownBy(this::read)
        .hasMessageContaining("prytany.dao.demo.ens-registry")
        .hasMessageContaining("alice.eth");
  }

  @Test
  void daosOfOneChainNameOneRegistryOfNames() {
    dao(10);
    values.put("prytany.daos", "demo,other");
    for (String key : List.of("chain-id", "rpc-url", "treasury")) {
      values.put("prytany.dao.other." + key, values.get("prytany.dao.demo." + key));
    }
    values.put("prytany.dao.other.governor", B);
    values.put("prytany.dao.other.ens-registry", A);

    assertThatThrownBy(this::read).hasMessageContaining("give both the same ens-registry");

    values.put("prytany.dao.demo.ens-registry", A);
    assertThat(read().daos()).allMatch(entry -> entry.ensRegistry().isPresent());
  }

  @Test
  void anExplorerIsGivenOnAsItIsAndNoneIsNone() {
    dao(1);
    assertThat(read().daos().getFirst().explorer()).isEmpty();
    values.put("prytany.dao.demo.explorer", "https://explorer.example/address/{address}?tab=x");

    assertThat(read().daos().getFirst().explorer())
        .contains("https://explorer.example/address/{address}?tab=x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://rpc.example/key",
        "HTTP://10.0.0.7:8545",
        "http://localhost.example",
        "http://127.0.0.1.example/"
      })
  void plainHttpToAnotherMachineIsRefusedForARealChain(String url) {
    dao(1);
    values.put("prytany.dao.demo.rpc-url", url);

    assertThatThrownBy(this::read)
        .hasMessageContaining("prytany.dao.demo.rpc-url is plain http to another machine")
        .hasMessageContaining("prytany.dao.demo.allow-plain-http=true")
        .hasMessageNotContaining("key");
    values.put("prytany.dao.demo.allow-plain-http", "true");
    assertThat(read().warnings())
        .containsExactly(
            "prytany.dao.demo.rpc-url is plain http to another machine, as"
                + " prytany.dao.demo.allow-plain-http allows.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:8545",
        "http://127.0.0.1:8545/x",
        "http://[::1]:8545",
        "https://a.b"
      })
  void anEndpointOnThisMachineOrWithTlsIsTaken(String url) {
    dao(1);
    values.put("prytany.dao.demo.rpc-url", url);

    assertThat(read().warnings()).isEmpty();
  }

  @Test
  void aPlainWebSocketToAnotherMachineIsRefusedForARealChain() {
    dao(1);
    for (String url : List.of("ws://node.example/secret", "WS://10.0.0.7:8546/secret")) {
      values.put("prytany.dao.demo.ws-url", "wss://node.example " + url);
      assertThatThrownBy(this::read)
          .hasMessageContaining("prytany.dao.demo.ws-url is plain ws to another machine")
          .hasMessageContaining("Use wss")
          .hasMessageNotContaining("secret");
    }
    values.put("prytany.dao.demo.ws-url", "ws://127.0.0.1:8546/x, wss://node.example");
    assertThat(read().warnings()).isEmpty();
    values.put("prytany.dao.demo.ws-url", "https://node.example/secret");
    assertThatThrownBy(this::read)
        .hasMessageContaining("prytany.dao.demo.ws-url is not a ws or wss address")
        .hasMessageNotContaining("secret");
  }

  @Test
  void whereBlocksArePushedIsNamedOnceForAllDaosOfAChain() {
    dao(1);
    values.put("prytany.daos", "demo,other,elsewhere");
    for (String id : List.of("other", "elsewhere")) {
      values.put("prytany.dao." + id + ".chain-id", id.equals("other") ? "1" : "10");
      values.put("prytany.dao." + id + ".rpc-url", "https://rpc.example/key");
      values.put("prytany.dao." + id + ".governor", B);
      values.put("prytany.dao." + id + ".treasury", A);
    }
    values.put("prytany.dao.demo.ws-url", "wss://one.example");
    values.put("prytany.dao.other.ws-url", "wss://two.example,wss://one.example");

    assertThat(read().headAddresses())
        .isEqualTo(
            Map.of(1L, List.of(URI.create("wss://one.example"), URI.create("wss://two.example"))));
    assertThat(read().fingerprints()).containsEntry("prytany.dao.demo.ws-url", "set");
  }

  @Test
  void aLocalChainMayBeReachedInAnyWay() {
    dao(31337);
    values.put("prytany.dao.demo.rpc-url", "http://chain.example:8545");
    values.put("prytany.store.uri", "mongodb://db.example/?w=0");

    assertThat(read().warnings()).isEmpty();
    assertThat(read().localOnly()).isTrue();
  }

  @Test
  void howManyMustApproveIsNotAssumedWhereThereIsAnExecutor() {
    dao(31337);
    values.put("prytany.dao.demo.executor", A);
    values.put("prytany.dao.demo.treasurers", A + "," + B);

    assertThatThrownBy(this::read)
        .hasMessageContaining("prytany.dao.demo.approval-threshold is missing");
    values.remove("prytany.dao.demo.executor");
    assertThat(read().warnings()).isEmpty();
  }

  @Test
  void oneApprovalOfSeveralIsTakenWithAWarning() {
    dao(1);
    values.put("prytany.dao.demo.executor", A);
    values.put("prytany.dao.demo.treasurers", A + "," + B);
    values.put("prytany.dao.demo.approval-threshold", "1");

    assertThat(read().warnings())
        .containsExactly(
            "prytany.dao.demo.approval-threshold is 1: any one of 2 treasurers can release a payout"
                + " alone.");
    values.put("prytany.dao.demo.approval-threshold", "2");
    assertThat(read().warnings()).isEmpty();
  }

  @Test
  void filesThatOthersMayReadAreRefusedForARealChainAndWarnedOfForALocalOne() throws IOException {
    dao(1);
    file("prytany.properties", "rw-r--r--");

    assertThatThrownBy(this::read)
        .hasMessageContaining(
            "may read the configuration file: run chmod 640 "
                + folder.resolve("prytany.properties"));
    values.put("prytany.dao.demo.chain-id", "31337");
    assertThat(read().warnings()).hasSize(1);
    values.put("prytany.dao.demo.chain-id", "1");
    file("prytany.properties", "rw-------");
    file("key.json", "r--------");
    file("key.password", "rw-------");
    assertThat(read().warnings()).isEmpty();
  }

  @Test
  void aChainIdWrittenInAnotherWayIsStillARealChains() throws IOException {
    dao(1);
    values.put("prytany.dao.demo.chain-id", "+1");
    file("prytany.properties", "rw-r--r--");

    assertThatThrownBy(this::read).hasMessageContaining("chmod 640");
  }

  @Test
  void aDatabaseThatPromisesTooLittleIsRefusedTogetherWithEverythingElse() throws IOException {
    dao(1);
    file("prytany.properties", "rw-r--r--");
    values.put("prytany.dao.demo.rpc-url", "http://rpc.example");
    values.put("prytany.dao.demo.executor", A);
    values.put("prytany.store.uri", "mongodb://u:hunter2@db.example/?w=1");
    values.put("prytany.poll-interval", "soon");

    assertThatThrownBy(this::read)
        .hasMessageContaining("without TLS")
        .hasMessageContaining("has w=1")
        .hasMessageContaining("plain http")
        .hasMessageContaining("approval-threshold is missing")
        .hasMessageContaining("chmod 640")
        .hasMessageContaining("prytany.poll-interval is 'soon'")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void theWitnessIsInTheDataDirectoryUnlessItIsPutElsewhere() {
    dao(1);

    assertThat(read().audit().witnessDirectory())
        .isEqualTo(folder.resolve("data").resolve("audit-witness"));
    values.put("prytany.audit.witness-dir", "/mnt/other/witness");
    assertThat(read().audit().witnessDirectory()).isEqualTo(Path.of("/mnt/other/witness"));
  }

  @Test
  void anAcceptedHeadIsANumberAndAHash() {
    dao(1);
    values.put("prytany.audit.accept-head", "812:0x" + "5a".repeat(32));
    assertThat(read().audit().acceptedHead().orElseThrow().sequence()).isEqualTo(812);
    values.put("prytany.audit.accept-head", "all");
    assertThatThrownBy(this::read).hasMessageContaining("prytany.audit.accept-head is 'all'");
  }

  @Test
  void anAnchorNeedsADaoAnAccountAndAPeriodThatIsNotTooShort() {
    dao(1);
    assertThat(read().audit().anchor()).isEmpty();
    values.put("prytany.audit.anchor.dao", "other");
    values.put("prytany.audit.anchor.period", "10m");
    assertThatThrownBy(this::read)
        .hasMessageContaining("prytany.audit.anchor.dao is 'other'")
        .hasMessageContaining("prytany.audit.anchor.account is missing")
        .hasMessageContaining("prytany.audit.anchor.period is '10m'");
    values.put("prytany.audit.anchor.dao", "demo");
    values.put("prytany.audit.anchor.account", B);
    values.put("prytany.audit.anchor.period", "168h");
    assertThat(read().audit().anchor().orElseThrow().period()).isEqualTo(Duration.ofDays(7));
    assertThat(read().audit().anchor().orElseThrow().dao().chainId()).isEqualTo(1);
    values.put("prytany.dao.demo.voter", B);
    assertThatThrownBy(this::read)
        .hasMessageContaining("prytany.audit.anchor.account is also the voter or executor of DAO");
  }

  @Test
  void fingerprintsTellValuesApartAndShowNoSecret() {
    dao(1);
    values.put("prytany.store.uri", "mongodb://prytany:hunter2@localhost/p?tls=true");
    Map<String, String> before = read().fingerprints();
    values.put("prytany.dao.demo.governor", B);
    values.put("prytany.store.uri", "mongodb://prytany:hunter3@localhost/p?tls=true");
    Map<String, String> after = read().fingerprints();

    assertThat(before.get("prytany.dao.demo.governor"))
        .matches("0x[0-9a-f]{64}")
        .isNotEqualTo(after.get("prytany.dao.demo.governor"));
    assertThat(before.get("prytany.store.uri"))
        .isEqualTo("set")
        .isEqualTo(after.get("prytany.store.uri"));
    assertThat(before).containsEntry("prytany.dao.demo.rpc-url", "set");
    assertThat(before.get("prytany.daos")).isEqualTo(after.get("prytany.daos"));
  }

  @Test
  void governorsWithTheSameOrganisationAreOneAndNothingElseChanges() {
    dao(1);
    Settings alone = read();
    values.put("prytany.dao.demo.organisation", "Démo & Sons");
    Settings.DaoEntry entry = read().daos().getFirst();
    assertThat(entry.organisation()).contains("Démo & Sons");
    assertThat(entry.dao()).isEqualTo(alone.daos().getFirst().dao());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u202eb", "-a", "<b>", "a/b"})
  void anOrganisationsNameThatMisleadsIsRefused(String name) {
    dao(1);
    values.put("prytany.dao.demo.organisation", name);
    assertThatThrownBy(this::read).hasMessageContaining("prytany.dao.demo.organisation");
  }
}

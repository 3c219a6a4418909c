package org.prytany.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.spi.Address;

class SettingsReaderTest {

  private static final String GOVERNOR = "0x00000000000000000000000000000000000000aa";
  private static final String RPC = "https://user:hunter2@rpc.example/v2/topsecretkey";

  private static Map<String, String> demo() {
    Map<String, String> values = new HashMap<>();
    values.put("prytany.daos", "demo");
    values.put("prytany.dao.demo.chain-id", "31337");
    values.put("prytany.dao.demo.rpc-url", RPC);
    values.put("prytany.dao.demo.governor", GOVERNOR);
    values.put("prytany.dao.demo.treasury", "0x00000000000000000000000000000000000000bb");
    return values;
  }

  private static Settings read(Map<String, String> values) {
    return SettingsReader.read(
        values,
        new SettingsReader.Surroundings(
            Path.of("/etc/prytany"),
            Path.of("/var/prytany"),
            Optional.empty(),
            8123,
            Optional.empty()));
  }

  @Test
  void noDaoAtAllIsAServerThatOnlyDigestsTexts() {
    Settings settings = read(Map.of());

    assertThat(settings.daos()).isEmpty();
    assertThat(settings.pollInterval()).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.dataDir()).isEqualTo(Path.of("/var/prytany"));
    assertThat(settings.publicOrigins())
        .containsExactly(URI.create("http://localhost:8123"), URI.create("http://127.0.0.1:8123"));
  }

  @Test
  void furtherAccountsStandBesideTheTreasuryAndNobodysIsNone() {
    Map<String, String> values = demo();
    values.put(
        "prytany.dao.demo.funds",
        "0x00000000000000000000000000000000000000bb, 0x00000000000000000000000000000000000000cc");

    assertThat(read(values).daos().getFirst().dao().holders())
        .containsExactly(
            new Address("0x00000000000000000000000000000000000000bb"),
            new Address("0x00000000000000000000000000000000000000cc"));
    assertThat(read(demo()).daos().getFirst().dao().holders()).hasSize(1);

    values.put("prytany.dao.demo.funds", Address.ZERO.hex());
    assertThatThrownBy(() -> read(values)).hasMessageContaining("prytany.dao.demo.funds");

    values.remove("prytany.dao.demo.funds");
    values.put("prytany.dao.demo.treasury", Address.ZERO.hex());
    assertThatThrownBy(() -> read(values)).hasMessageContaining("prytany.dao.demo.treasury");
  }

  @Test
  void theUsualFolderOfAbisIsReadOnceItIsThere(@TempDir Path folder) throws IOException {
    SettingsReader.Surroundings beside =
        new SettingsReader.Surroundings(
            folder, folder.resolve("data"), Optional.empty(), 8123, Optional.empty());

    assertThat(SettingsReader.read(Map.of(), beside).decoding().abiDirectory()).isEmpty();

    Path abis = Files.createDirectory(folder.resolve("abis"));
    assertThat(SettingsReader.read(Map.of(), beside).decoding().abiDirectory()).contains(abis);
  }

  @Test
  void oneGovernorIsNoTwoDaosAndThatIsSaidBesideEverythingElse() {
    Map<String, String> values = demo();
    values.put("prytany.daos", "demo, twin");
    values.put("prytany.dao.twin.chain-id", "31337");
    values.put("prytany.dao.twin.rpc-url", RPC);
    values.put("prytany.dao.twin.governor", GOVERNOR.toUpperCase(Locale.ROOT).replace('X', 'x'));
    values.put("prytany.dao.twin.treasury", "0x00000000000000000000000000000000000000cc");
    values.put("prytany.poll-interval", "soon");

    assertThatThrownBy(() -> read(values))
        .hasMessageContaining("'demo' and 'twin' name one governor")
        .hasMessageContaining("'soon'");

    values.remove("prytany.poll-interval");
    values.put("prytany.dao.twin.chain-id", "1337");
    assertThat(read(values).daos()).hasSize(2);
  }

  @Test
  void aDaoIsReadWithItsPeopleAndLabels() {
    Map<String, String> values = demo();
    values.put("prytany.dao.demo.name", "Kerameikos Commons");
    values.put(
        "prytany.dao.demo.treasurers",
        "0x00000000000000000000000000000000000000c1, 0x00000000000000000000000000000000000000C2");
    values.put("prytany.dao.demo.approval-threshold", "2");
    values.put("prytany.dao.demo.labels." + GOVERNOR, "The governor");
    values.put("prytany.data-dir", "store");
    values.put("prytany.plugins.use.strategy", "policy-cel");
    values.put("prytany.plugins.use.notifier", "notifier-matrix");
    values.put("prytany.decode.abi-dir", "abis");
    values.put("prytany.decode.token-list", "/lists/tokens.json");

    Settings settings = read(values);

    var dao = settings.daos().getFirst().dao();
    assertThat(dao.name()).isEqualTo("Kerameikos Commons");
    assertThat(dao.treasurers()).hasSize(2);
    assertThat(dao.approvalThreshold()).isEqualTo(2);
    assertThat(dao.labels()).containsEntry(new Address(GOVERNOR), "The governor");
    assertThat(settings.dataDir()).isEqualTo(Path.of("/etc/prytany/store"));
    assertThat(settings.plugins().use())
        .containsEntry("strategy", "policy-cel")
        .containsEntry("notifier", "notifier-matrix");
    assertThat(settings.decoding().abiDirectory()).contains(Path.of("/etc/prytany/abis"));
    assertThat(settings.decoding().tokenList()).contains(Path.of("/lists/tokens.json"));
  }

  @Test
  void anUnknownKeyRefusesTheStartAndNamesTheNearestOne() {
    Map<String, String> values = demo();
    values.put("prytany.dao.demo.governer", GOVERNOR);

    assertThatThrownBy(() -> read(values))
        .isInstanceOfSatisfying(
            PrytanyException.class,
            e -> assertThat(e.code()).isEqualTo(FailureCode.CONFIGURATION_INVALID))
        .hasMessageContaining("'prytany.dao.demo.governer'")
        .hasMessageContaining("did you mean 'prytany.dao.demo.governor'?");
  }

  @Test
  void aKeyFarFromAllOthersIsNamedWithoutAGuess() {
    assertThatThrownBy(() -> read(Map.of("prytany.zzzzzzzzzzzzzzzz.qqqqqqqq", "1")))
        .hasMessageContaining("'prytany.zzzzzzzzzzzzzzzz.qqqqqqqq'")
        .hasMessageNotContaining("did you mean");
  }

  @Test
  void aKeyThatEarlierVersionsHadSaysWhatReplacedIt() {
    assertThatThrownBy(() -> read(Map.of("prytany.plugins.process", "own")))
        .hasMessageContaining("'prytany.plugins.process' is no setting any more")
        .hasMessageContaining("prytany.plugins.variables");
    assertThatThrownBy(() -> read(Map.of("prytany.plugins.run", "/srv/run")))
        .hasMessageContaining("'prytany.plugins.run' is no setting any more")
        .hasMessageContaining("PRYTANY_PLUGINS_STATE");
  }

  @Test
  void aVariableOfTheApplicationServerIsExplainedAsSuch() {
    assertThatThrownBy(() -> read(Map.of("prytany.http.port", "80")))
        .hasMessageContaining("set the environment variable PRYTANY_HTTP_PORT");
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnceAndNoSecretWithIt() {
    Map<String, String> values = demo();
    values.put("prytany.dao.demo.rpc-url", "ftp://hunter2.example");
    values.put("prytany.dao.demo.chain-id", "one");
    values.put("prytany.poll-interval", "soon");
    values.remove("prytany.dao.demo.treasury");

    assertThatThrownBy(() -> read(values))
        .hasMessageContaining("prytany.dao.demo.rpc-url")
        .hasMessageContaining("prytany.dao.demo.chain-id is 'one'")
        .hasMessageContaining("prytany.poll-interval is 'soon'")
        .hasMessageContaining("prytany.dao.demo.treasury is missing")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void aDaoThatIsConfiguredButNotListedIsNotSilentlyLeftOut() {
    Map<String, String> values = demo();
    values.put("prytany.daos", "");

    assertThatThrownBy(() -> read(values)).hasMessageContaining("add it to prytany.daos");
  }

  @Test
  void moreApprovalsThanTreasurersAreRefused() {
    Map<String, String> values = demo();
    values.put("prytany.dao.demo.treasurers", "0x00000000000000000000000000000000000000c1");
    values.put("prytany.dao.demo.approval-threshold", "2");

    assertThatThrownBy(() -> read(values)).hasMessageContaining("only 1 treasurers are listed");
  }

  @Test
  void twoDaosOfOneChainCannotNameTwoEndpoints() {
    Map<String, String> values = demo();
    values.put("prytany.daos", "demo,other");
    values.put("prytany.dao.other.chain-id", "31337");
    values.put("prytany.dao.other.rpc-url", "https://elsewhere.example");
    values.put("prytany.dao.other.governor", "0x00000000000000000000000000000000000000ad");
    values.put("prytany.dao.other.treasury", "0x00000000000000000000000000000000000000bd");

    assertThatThrownBy(() -> read(values))
        .hasMessageContaining("give both the same rpc-url")
        .hasMessageNotContaining("elsewhere");
  }

  @Test
  void aChainMayHaveSeveralEndpointsSeparatedBySpacesOrCommas() {
    for (String between : List.of(" ", ",", ", ", "  ")) {
      Map<String, String> values = demo();
      values.put(
          "prytany.dao.demo.rpc-url",
          "https://one.example/a,b?k=1,2" + between + "https://two.example");

      assertThat(read(values).daos().getFirst().addresses())
          .extracting(java.net.URI::toString)
          .containsExactly("https://one.example/a,b?k=1,2", "https://two.example");
    }
    Map<String, String> values = demo();
    values.put("prytany.dao.demo.rpc-url", "https://one.example s3cret");
    assertThatThrownBy(() -> read(values))
        .hasMessageContaining("rpc-url")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void oneOfSeveralEndpointsThatIsPlainHttpIsRefusedAsWell() {
    Map<String, String> values = demo();
    values.put("prytany.dao.demo.chain-id", "1");
    values.put("prytany.dao.demo.rpc-url", "https://one.example http://two.example");

    assertThatThrownBy(() -> read(values)).hasMessageContaining("plain http");
  }

  @Test
  void whatOnlyTheSignerMayKnowIsRefusedAndNotShown() {
    for (String key :
        List.of(
            "prytany.key.1.file",
            "prytany.key.1.password",
            "prytany.signer.rpc.1",
            "prytany.signer.dir",
            "prytany.signer.limit.demo.1")) {
      assertThatThrownBy(() -> read(Map.of(key, "hunter2")))
          .hasMessageContaining(key)
          .hasMessageContaining("signer.properties")
          .hasMessageNotContaining("hunter2");
    }
  }

  @Test
  void aSignerIsNeededAsSoonAsADaoHasAVoterOrAnExecutor() {
    assertThat(read(demo()).signs()).isFalse();
    assertThat(read(demo()).mayEmbedStore()).isTrue();
    for (String role : List.of("voter", "executor")) {
      Map<String, String> values = demo();
      values.put("prytany.dao.demo." + role, GOVERNOR);
      values.put("prytany.dao.demo.approval-threshold", "1");
      assertThat(read(values).signs()).isTrue();
      assertThat(read(values).mayEmbedStore()).isFalse();
      values.put("prytany.store.allow-embedded-for-real-chains", "true");
      assertThat(read(values).mayEmbedStore()).isTrue();
      assertThat(read(values).signerSocket()).isEqualTo(Path.of("/etc/prytany/run/signer.sock"));
    }
  }

  @Test
  void secretsDoNotShowThemselves() {
    Map<String, String> values = demo();
    values.put("prytany.store.uri", "mongodb://admin:hunter2@db.example/");

    assertThat(read(values).toString()).doesNotContain("hunter2").doesNotContain("topsecretkey");
  }

  @Test
  void originsAreNothingButSchemeHostAndPort() {
    assertThat(read(Map.of("prytany.public-origin", "https://dao.example/")).publicOrigins())
        .containsExactly(URI.create("https://dao.example"));
    String written =
        "https://DAO.example:443, http://dao.example:80/, http://dao.example:443, https://x:8443";
    assertThat(read(Map.of("prytany.public-origin", written)).publicOrigins())
        .as("as browsers say them")
        .extracting(URI::toString)
        .containsExactly(
            "https://dao.example",
            "http://dao.example",
            "http://dao.example:443",
            "https://x:8443");
    assertThatThrownBy(() -> read(Map.of("prytany.public-origin", "https://dao.example/app")))
        .hasMessageContaining("prytany.public-origin");
  }

  @Test
  void noModelWritesUnlessOneIsNamed() {
    assertThat(read(demo()).writing()).isEmpty();

    Map<String, String> values = demo();
    values.put("prytany.writing.model", "smollm2-135m-int4");
    assertThat(read(values).writing())
        .contains(
            new Settings.Writing(
                WritingRoutes.parse("busy -> none; else -> local:smollm2-135m-int4"),
                Path.of("/etc/prytany/models"),
                Duration.ofMinutes(2),
                2));
    values.put("prytany.writing.routes", "else -> local:other");
    assertThatThrownBy(() -> read(values)).hasMessageContaining("keep one of them");
    values.remove("prytany.writing.routes");

    for (String bad : List.of("../other", "A", "a/b", ".hidden")) {
      values.put("prytany.writing.model", bad);
      assertThatThrownBy(() -> read(values)).hasMessageContaining("prytany model list");
    }
  }
}

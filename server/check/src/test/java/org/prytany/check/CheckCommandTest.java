package org.prytany.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.cli.OwnServer;
import org.prytany.cli.Subcommand;
import org.prytany.contracts.ContractArtifact;
import org.prytany.contracts.localchain.DemoDao;
import org.prytany.contracts.localchain.DemoDaoAddresses;
import org.prytany.contracts.localchain.DeployedSafe;
import org.prytany.contracts.localchain.LocalChain;
import org.prytany.governance.installation.KeptSettings;
import org.prytany.governance.installation.SetValue;
import org.prytany.governance.installation.SignedSettings;
import org.prytany.governance.statement.PluginOrder;
import org.prytany.governance.statement.SettingsOrder;
import org.prytany.governance.typeddata.TypedData;
import org.prytany.inference.registry.ModelRegistry;
import org.prytany.inference.registry.ModelRole;
import org.prytany.spi.Address;
import org.prytany.store.StoreCopy;
import org.prytany.store.StoreSettings;
import org.prytany.store.embedded.EmbeddedStore;
import org.prytany.store.orders.OrdersFile;
import org.prytany.store.orders.SettingsFile;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.Sign;
import org.web3j.crypto.StructuredDataEncoder;
import org.web3j.protocol.core.methods.response.EthSendTransaction;
import org.web3j.tx.gas.DefaultGasProvider;
import org.web3j.utils.Numeric;
import picocli.CommandLine;

/** An operator who has made mistakes, and a real chain. */
class CheckCommandTest {

  /** Of a key that nobody has. */
  private static final String ANY_CERTIFICATE =
      """
      -----BEGIN CERTIFICATE-----
      MIIBPDCB5KADAgECAgkArFaQQluWOb8wCgYIKoZIzj0EAwMwEjEQMA4GA1UEAxMH
      QW55Ym9keTAgFw0yNjExMzAwNzAyNTFaGA8yMTI2MTEwNjA3MDI1MVowEjEQMA4G
      A1UEAxMHQW55Ym9keTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABHjmnKy2B2sF
      GCzkAQRZDjb/x6ZrYawqWC9Xz+nkZ6NLJbJ4AuuTYs/NdLsL1tDhreRXwzkVwjyC
      YtlIngJxs0KjITAfMB0GA1UdDgQWBBRZFaljnV/ZE9T1h849gKoBYN2zZDAKBggq
      hkjOPQQDAwNHADBEAiBPpwDQOed3d4dsl5kgbR++bjlR6d1a68XRax4Tu9wSUQIg
      PL2BwTScS/bD2P8CKiPsTDLwlfzSXu7AweM+0SFpBog=
      -----END CERTIFICATE-----
      """;

  private static final String NOBODY = "0x00000000000000000000000000000000000b0b01";

  private static LocalChain chain;
  private static DemoDaoAddresses dao;

  @TempDir private Path folder;
  private final List<String> lines = new ArrayList<>();
  private Path config;
  private String said = "";

  @BeforeAll
  static void deploy() {
    chain = LocalChain.start();
    dao = DemoDao.deploy(chain).addresses();
  }

  @AfterAll
  static void end() {
    chain.close();
  }

  @BeforeEach
  void inOrder() throws IOException {
    System.setProperty("prytany.home", Files.createDirectory(folder.resolve("home")).toString());
    Path plugins = Files.createDirectory(folder.resolve("plugins"));
    Path war = plugins.resolve("own.war");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(war))) {
      zip.putNextEntry(new ZipEntry("WEB-INF/a-plugin-of-the-operators"));
    }
    lines.add("prytany.data-dir=data");
    lines.add("prytany.plugins.sha256=" + OwnServer.sha256(war));
    lines.add("prytany.daos=grants");
    lines.add("prytany.dao.grants.chain-id=" + chain.chainId());
    lines.add("prytany.dao.grants.rpc-url=" + chain.rpcUrl());
    lines.add("prytany.dao.grants.governor=" + dao.governor());
    lines.add("prytany.dao.grants.treasury=" + dao.timelock());
  }

  @Test
  void organisationsThatFellApartByTheirWritingAreNoted() throws IOException {
    lines.remove("prytany.daos=grants");
    lines.add("prytany.daos=grants,core");
    lines.add("prytany.dao.core.chain-id=" + chain.chainId());
    lines.add("prytany.dao.core.rpc-url=" + chain.rpcUrl());
    lines.add("prytany.dao.core.governor=" + NOBODY);
    lines.add("prytany.dao.core.treasury=" + dao.timelock());
    lines.add("prytany.dao.grants.organisation=Example DAO");
    lines.add("prytany.dao.core.organisation=Example Dao");
    assertThat(offline()).as(said).isZero();
    assertThat(said).contains("shown apart: Example DAO, Example Dao");
  }

  @Test
  void theLauncherOffersIt() {
    assertThat(ServiceLoader.load(Subcommand.class))
        .anyMatch(command -> command instanceof CheckCommand);
  }

  @Test
  void governorsThatAreShownAsOneAreSaid() throws IOException {
    lines.add("prytany.dao.grants.organisation=Big");
    assertThat(offline()).as(said).isZero();
    assertThat(said).containsPattern("ok +organisation Big +Shown as one: grants\\.");
  }

  @Test
  void theModelThatIsToWriteIsLookedAt() throws IOException {
    lines.add("prytany.writing.model=tiny");
    assertThat(offline()).isEqualTo(1);
    assertThat(said)
        .containsPattern("WRONG +writing +prytany.writing, local:tiny: No model is called tiny");

    addModel(ModelRole.JUDGE);
    assertThat(offline()).isEqualTo(1);
    assertThat(said).containsPattern("WRONG +writing .*has the role judge, not write");

    new ModelRegistry(folder.resolve("models")).remove("tiny");
    addModel(ModelRole.WRITE);
    assertThat(offline()).as(said).isZero();
    assertThat(said).containsPattern("ok +writing +The model tiny is whole; .*[0-9a-f]{64}");

    Files.writeString(folder.resolve("models/tiny/tokenizer.json"), "[]");
    assertThat(offline()).isEqualTo(1);
    assertThat(said).containsPattern("WRONG +writing .*tokenizer.json was changed");
  }

  /**
   * An endpoint that does not answer is asked again by the server; one that may not be is wrong.
   */
  @Test
  void theEndpointsThatAreToWriteAreLookedAt() throws IOException {
    lines.add("prytany.writing.remotes=house");
    lines.add("prytany.writing.remote.house.url=http://127.0.0.1:9/v1");
    lines.add("prytany.writing.remote.house.model=org/large");
    lines.add("prytany.writing.remote.house.key=hush-hush");
    lines.add("prytany.writing.routes=busy -> none; else -> remote:house");
    assertThat(offline()).as(said).isZero();
    assertThat(said)
        .containsPattern("ok +writing +When the machine is busy: nothing is written")
        .containsPattern("ok +writing +Otherwise: the endpoint house, which is sent the evidence")
        .containsPattern("ok +writing +remote:house \\(org/large\\) is in order; it was not asked")
        .doesNotContain("127.0.0.1:9")
        .doesNotContain("hush");
    assertThat(check()).as(said).isZero();
    assertThat(said)
        .containsPattern(
            "note +writing +The endpoint remote:house \\(org/large\\) cannot be reached")
        .contains("prytany.writing.remote.house.url")
        .doesNotContain("127.0.0.1:9");

    lines.add("prytany.writing.remotes=house, far");
    lines.remove("prytany.writing.remotes=house");
    lines.add("prytany.writing.remote.far.url=http://gpu.example/v1");
    lines.add("prytany.writing.remote.far.model=m");
    assertThat(offline()).isEqualTo(1);
    assertThat(said)
        .containsPattern("WRONG +writing +prytany.writing.remote.far.url is plain http")
        .contains("prytany.writing.remote.far.allow-plain")
        .doesNotContain("gpu.example");
  }

  private void addModel(ModelRole role) throws IOException {
    Path export = Files.createDirectories(folder.resolve("tiny"));
    Files.writeString(export.resolve("config.json"), "{\"max_position_embeddings\":8192}");
    Files.writeString(export.resolve("tokenizer.json"), "{}");
    // An ONNX model that has one empty graph: field 7, no bytes.
    Files.write(export.resolve("model.onnx"), new byte[] {0x3A, 0x00});
    new ModelRegistry(folder.resolve("models"))
        .add(
            export,
            new ModelRegistry.Request(
                Optional.empty(), role, Optional.empty(), Optional.of("MIT"), Optional.empty()),
            file -> {});
  }

  @Test
  void whatIsInOrderIsSaidToBe() throws IOException {
    assertThat(check()).as(said).isZero();
    assertThat(said)
        .contains("Nothing is wrong", "prytany serve --config")
        .containsPattern("ok +DAO grants +Its endpoint serves chain 31337 up to block \\d+")
        .containsPattern("ok +store +The embedded store goes into")
        .containsPattern("ok +plugins +May run and here: own.war")
        .contains("nothing is voted on or paid")
        .doesNotContain("WRONG");
    assertThat(folder.resolve("data")).as("nothing is made").doesNotExist();
  }

  @Test
  void everyMistakeOfTheFileIsSaidAtOnce() throws IOException {
    set("prytany.dao.grants.governor", "0x12");
    lines.add("prytany.poll-intervall=5s");
    lines.add("prytany.inference.device=tpu");
    assertThat(check()).isEqualTo(1);
    assertThat(said)
        .contains("prytany.dao.grants.governor", "did you mean 'prytany.poll-interval'", "tpu");
    assertThat(said.lines().filter(line -> line.startsWith("WRONG"))).hasSize(3);
  }

  @Test
  void aListedPluginThatTheHostRefusesIsNamedWithTheReason() throws IOException {
    Path war = folder.resolve("plugins/own.war");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(war))) {
      zip.putNextEntry(new ZipEntry("WEB-INF/ibm-web-ext.xml"));
    }
    set("prytany.plugins.sha256", OwnServer.sha256(war));
    wrong("plugins", "own.war is listed and will not run, for it tells the server how to run it");
    wrong("plugins", "None that lies here will run");
  }

  @Test
  void whatIsSetForAPluginIsLookedAtBeforeTheServerRuns() throws IOException {
    Path war = folder.resolve("plugins/own.war");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(war))) {
      zip.putNextEntry(new ZipEntry("META-INF/prytany-plugin.json"));
      zip.write(
          """
          {"id": "acme", "version": "1.0", "spi": "[0.1,9.0)", "kinds": ["strategy"],
           "configuration": {
             "type": "object", "additionalProperties": false, "required": ["word"],
             "properties": {"word": {"type": "string"}}}}
          """
              .getBytes(StandardCharsets.UTF_8));
    }
    set("prytany.plugins.sha256", OwnServer.sha256(war));
    wrong("plugins", "prytany.plugins.config.acme.word is missing");
    Credentials operator = Credentials.create("0x" + "4c".repeat(32));
    Path data = Files.createDirectory(folder.resolve("data"));
    order(data, new SetValue("h1dden", "5".repeat(64)), operator);
    // Nobody's order before the configuration says that they are an operator.
    wrong("plugins", "prytany.plugins.config.acme.word is missing");
    lines.add("prytany.operators=" + operator.getAddress());
    assertThat(check()).as(said).isZero();
    Files.delete(data.resolve("plugin-settings.json"));
    set("prytany.plugins.config.acme.word", "h1dden");
    assertThat(check()).as(said).isZero();
    set("prytany.plugins.config.acme.wrod", "h1dden");
    wrong("plugins", "prytany.plugins.config.acme.wrod is nothing that this version");
    set("prytany.plugins.config.acmee.word", "h1dden");
    wrong("plugins", "prytany.plugins.config.acmee.* is set, and no WAR here");
    assertThat(said).doesNotContain("h1dden");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    config = folder.resolve("nowhere.properties");
    assertThat(run("--config", config.toString())).isEqualTo(1);
    assertThat(said).contains("nowhere.properties", "does not exist");
  }

  @Test
  void anEndpointOfAnotherChainIsNamed() throws IOException {
    set("prytany.dao.grants.chain-id", "1337");
    wrong("DAO grants", "31337");
  }

  @Test
  void anEndpointThatDoesNotAnswerIsNamedWithoutItsAddress() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    set("prytany.dao.grants.rpc-url", "http://127.0.0.1:" + free + "/secret-key");
    wrong("DAO grants", "does not answer");
    assertThat(said).doesNotContain("secret-key");
  }

  @Test
  void aNodeThatPushesBlocksIsSaidToAndOneThatDoesNotIsNamedWithoutItsAddress() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    lines.add(
        "prytany.dao.grants.ws-url="
            + chain.webSocketUrl()
            + " ws://127.0.0.1:"
            + free
            + "/secret-key");
    wrong("chain 31337", "WebSocket address 2 of 2 does not answer. Correct ws-url");
    assertThat(said)
        .containsPattern("ok +chain 31337 +WebSocket address 1 of 2 pushes new blocks")
        .doesNotContain("secret-key");
  }

  @Test
  void whetherAChainHasARegistryOfNamesIsSaidAndIsNoMistakeWithoutOne() throws IOException {
    set("prytany.dao.grants.ens-registry", dao.governor());
    assertThat(check()).as(said).isZero();
    assertThat(said).containsPattern("ok +chain " + chain.chainId() + " +Readers see names");

    set("prytany.dao.grants.ens-registry", NOBODY);
    assertThat(check()).as(said).isZero();
    assertThat(said).containsPattern("note +chain " + chain.chainId() + " +There is no registry");

    set("prytany.dao.grants.ens-registry", "none");
    assertThat(check()).as(said).isZero();
    assertThat(said).doesNotContain("registry");
  }

  @Test
  void anAddressWithoutAContractIsNamed() throws IOException {
    set("prytany.dao.grants.governor", NOBODY);
    wrong("DAO grants", NOBODY);
  }

  @Test
  void aContractThatIsNoGovernorIsNamed() throws IOException {
    set("prytany.dao.grants.governor", dao.timelock());
    wrong("DAO grants", "it is a timelock. Name the governor that proposes to it");
  }

  @Test
  void aKindOfGovernorThatTheContractContradictsIsNamedWithTheOneThatItIs() throws IOException {
    lines.add("prytany.dao.grants.family=bravo");
    wrong("DAO grants", "says bravo");
    assertThat(said).contains("openzeppelin by what the contract shows");
  }

  @Test
  void aTreasuryThatIsNotTheTimelockIsNamedWithTheOneThatIs() throws IOException {
    set("prytany.dao.grants.treasury", NOBODY);
    wrong("DAO grants", "treasury is " + NOBODY + ". Set it to 0x");
    assertThat(said).containsIgnoringCase(dao.timelock());
  }

  /** It is a mistake where something is to be paid, and else no more than a note. */
  @Test
  void anExecutorThatWillPayNothingIsNamed() throws Exception {
    EthSendTransaction sent =
        chain
            .transactionsFrom(chain.account(0))
            .sendTransaction(
                DefaultGasProvider.GAS_PRICE,
                BigInteger.valueOf(9_000_000),
                null,
                ContractArtifact.load("ExecutorGovernor").bytecode()
                    + "0".repeat(24)
                    + dao.token().substring(2),
                BigInteger.ZERO,
                true);
    String governor =
        chain
            .web3j()
            .ethGetTransactionReceipt(sent.getTransactionHash())
            .send()
            .getTransactionReceipt()
            .orElseThrow()
            .getContractAddress();
    set("prytany.dao.grants.governor", governor);
    set("prytany.dao.grants.treasury", governor);
    assertThat(check()).as(said).isZero();
    assertThat(said).containsPattern("note +DAO grants +Nothing is queued or executed");

    lines.add("prytany.dao.grants.executor=" + chain.account(5));
    lines.add("prytany.dao.grants.treasurers=" + chain.account(6));
    lines.add("prytany.dao.grants.approval-threshold=1");
    wrong("DAO grants", "will pay nothing: it is not known whether its governor executes from");
  }

  @Test
  void aSafeInThePlaceOfTheTimelockIsNamedWithTheRemedy() throws IOException {
    DeployedSafe safe =
        DeployedSafe.deploy(
            chain,
            Path.of(
                "../../contracts/node_modules/@safe-global/safe-contracts/build/artifacts/contracts"),
            List.of(chain.account(3)),
            1,
            List.of());
    set("prytany.dao.grants.treasury", safe.address());
    wrong("accounts of grants", "put the Safe in prytany.dao.grants.funds; treasury is");
    assertThat(said).containsIgnoringCase(dao.timelock());
  }

  @Test
  void whoCanMoveWhatASafeHasIsSaidAndIsNoMistakeOfTheFile() throws IOException {
    DeployedSafe safe =
        DeployedSafe.deploy(
            chain,
            Path.of(
                "../../contracts/node_modules/@safe-global/safe-contracts/build/artifacts/contracts"),
            List.of(chain.account(3)),
            1,
            List.of());
    lines.add("prytany.dao.grants.funds=" + safe.address());

    assertThat(check()).as(said).isZero();
    assertThat(said).containsPattern("note +accounts of grants +Any one of .* can move all");
  }

  @Test
  void aFirstBlockBeyondTheHeadIsNamed() throws IOException {
    lines.add("prytany.dao.grants.from-block=900000000");
    wrong("DAO grants", "no proposal would be read");
  }

  @Test
  void aFirstBlockBehindTheGovernorsIsSaidToHideWhatProposersDid() throws IOException {
    assertThat(check()).as(said).isZero();
    assertThat(said).doesNotContain("proposer_proposals");
    lines.add("prytany.dao.grants.from-block=" + chain.blockNumber());
    assertThat(check()).as(said).isZero();
    assertThat(said).containsPattern("note +DAO grants +Its governor may have announced");
  }

  @Test
  void anAccountThatCannotPayFeesAndASignerThatIsNotThereAreNamed() throws IOException {
    lines.add("prytany.dao.grants.voter=" + NOBODY);
    wrong("DAO grants", "has nothing to pay fees with");
    wrong("signer", "signer.properties");
  }

  @Test
  void aStoreThatDoesNotAnswerIsNamedWithoutItsPassword() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    lines.add(
        "prytany.store.uri=mongodb://a:hush@127.0.0.1:" + free + "/?serverSelectionTimeoutMS=300");
    wrong("store", "prytany.store.uri");
    assertThat(said).doesNotContain("hush");
  }

  @Test
  void aStoreThatKeepsItsWordIsTriedAndNamed() throws IOException {
    try (EmbeddedStore other = EmbeddedStore.open(folder.resolve("other"), false)) {
      lines.add("prytany.store.uri=" + uri(other));
      assertThat(check()).as(said).isZero();
      assertThat(said)
          .containsPattern("ok +store +It was tried and kept its word: MongoDB")
          .doesNotContain("older version");

      StoreSettings older =
          new StoreSettings(
              Optional.of(uri(other)), StoreSettings.DEFAULT_DATABASE, folder, Set.of(), false);
      try (StoreCopy store = StoreCopy.open(older)) {
        store.write("cursors", List.of("{\"_id\":\"1:0x\",\"schema\":{\"$numberInt\":\"3\"}}"));
      }
      assertThat(check()).as(said).isZero();
      assertThat(said)
          .containsPattern("note +store +It has form 3, of an older version.*prytany backup");
      try (StoreCopy store = StoreCopy.open(older)) {
        assertThat(store.form()).as("nothing is changed").isEqualTo(3);
      }
    }
  }

  private static String uri(EmbeddedStore store) {
    return "mongodb://127.0.0.1:" + store.address().getPort() + "/?retryWrites=false";
  }

  @Test
  void noListedPluginAndAMissingPolicyAreNamedWithTheHashToList() throws IOException {
    String hash = OwnServer.sha256(folder.resolve("plugins/own.war"));
    set("prytany.plugins.sha256", "");
    lines.add("prytany.policy.file=rules.yaml");
    wrong("plugins", "nothing is digested");
    wrong("policy", "rules.yaml");
    assertThat(said).contains(hash);
  }

  @Test
  void whatAnOperatorSignedForMayRunAndWhatAnybodyElseSignedMayNot() throws IOException {
    String hash = OwnServer.sha256(folder.resolve("plugins/own.war"));
    set("prytany.plugins.sha256", "");
    Credentials operator = Credentials.create("0x" + "4c".repeat(32));
    lines.add("prytany.operators=" + operator.getAddress());
    Path data = Files.createDirectory(folder.resolve("data"));
    new OrdersFile(data).write(List.of(order(hash, operator)));
    assertThat(offline()).as(said).isZero();
    assertThat(said).contains("May run and here: own.war (an operator signed for it)");

    Credentials stranger = Credentials.create("0x" + "5d".repeat(32));
    new OrdersFile(data).write(List.of(order(hash, stranger)));
    assertThat(offline()).isEqualTo(1);
    assertThat(said).contains("no operator signed for it", hash);

    Files.writeString(data.resolve("plugin-orders.json"), "[{}]");
    assertThat(offline()).isEqualTo(1);
    assertThat(said).contains("which says what plugins operators signed for, cannot be read");
  }

  private static PluginOrder order(String sha256, Credentials by) throws IOException {
    Address account = new Address(by.getAddress());
    return order(sha256, account, signed(order(sha256, account, "").data(), by));
  }

  private static String signed(TypedData data, Credentials by) throws IOException {
    byte[] digest = new StructuredDataEncoder(data.json()).hashStructuredData();
    Sign.SignatureData signature = Sign.signMessage(digest, by.getEcKeyPair(), false);
    return Numeric.toHexString(signature.getR())
        + Numeric.toHexStringNoPrefix(signature.getS())
        + Numeric.toHexStringNoPrefix(signature.getV());
  }

  private static void order(Path data, SetValue word, Credentials by) throws IOException {
    Map<String, SetValue> values = Map.of("word", word);
    SettingsOrder bare = order(values, by, "");
    SettingsOrder order = order(values, by, signed(bare.data(), by));
    new SettingsFile(data)
        .write(
            List.of(
                new KeptSettings(
                    "acme",
                    order.digest(),
                    Optional.of(new SignedSettings(order, values)),
                    Optional.empty())));
  }

  private static SettingsOrder order(
      Map<String, SetValue> values, Credentials by, String signature) {
    return new SettingsOrder(
        31337,
        new Address("0x" + "60".repeat(20)),
        "https://dao.example",
        "acme",
        List.of("word"),
        List.of(),
        SetValue.hashOf(values),
        PluginOrder.NOTHING,
        new Address(by.getAddress()),
        "7".repeat(64),
        1_800_000_000,
        signature);
  }

  private static PluginOrder order(String sha256, Address operator, String signature) {
    return new PluginOrder(
        31337,
        new Address("0x" + "60".repeat(20)),
        PluginOrder.Action.INSTALL,
        "https://dao.example",
        "own",
        "1.0",
        sha256,
        PluginOrder.NOTHING,
        operator,
        "7".repeat(64),
        1_800_000_000,
        signature);
  }

  @Test
  void publishersAreReadAndWhatTheyDidNotSignWillNotRun() throws IOException {
    lines.add("prytany.plugins.trust=publishers.pem");
    Files.writeString(folder.resolve("publishers.pem"), "no certificate\n");
    assertThat(offline()).isEqualTo(1);
    assertThat(said).contains("publishers.pem", "in which no certificate can be read");

    Files.writeString(folder.resolve("publishers.pem"), ANY_CERTIFICATE);
    assertThat(offline()).isEqualTo(1);
    assertThat(said)
        .contains("prytany.plugins.trust names 1 certificate.")
        .contains("own.war is listed and will not run, for it is not signed");
  }

  @Test
  void offlineAsksNobody() throws IOException {
    set("prytany.dao.grants.rpc-url", "http://127.0.0.1:1/");
    config = write();
    assertThat(run("--offline", "--config", config.toString())).as(said).isZero();
    assertThat(said).doesNotContain("endpoint");
  }

  private void wrong(String subject, String text) throws IOException {
    assertThat(check()).as(said).isEqualTo(1);
    assertThat(said.lines())
        .anySatisfy(line -> assertThat(line).startsWith("WRONG").contains(subject).contains(text));
  }

  private void set(String key, String value) {
    lines.removeIf(line -> line.startsWith(key + "="));
    lines.add(key + "=" + value);
  }

  private int check() throws IOException {
    config = write();
    return run("--config", config.toString());
  }

  private int offline() throws IOException {
    config = write();
    return run("--offline", "--config", config.toString());
  }

  private Path write() throws IOException {
    Path file = Files.write(folder.resolve("prytany.properties"), lines);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return file;
  }

  private int run(String... arguments) {
    StringWriter out = new StringWriter();
    CommandLine line = new CommandLine(new CheckCommand());
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
    int code = line.execute(arguments);
    said = out.toString();
    return code;
  }
}

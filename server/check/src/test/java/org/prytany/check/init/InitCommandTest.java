package org.prytany.check.init;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.check.CheckCommand;
import org.prytany.cli.Subcommand;
import org.prytany.contracts.ContractArtifact;
import org.prytany.contracts.generated.NoTimelockGovernor;
import org.prytany.contracts.localchain.DemoDao;
import org.prytany.contracts.localchain.DemoDaoAddresses;
import org.prytany.contracts.localchain.DemoDaoSettings;
import org.prytany.contracts.localchain.LocalChain;
import org.prytany.contracts.localchain.LocalChainOptions;
import org.prytany.settings.Settings;
import org.web3j.protocol.core.methods.response.EthSendTransaction;
import org.web3j.tx.gas.DefaultGasProvider;
import picocli.CommandLine;

/** Somebody with an endpoint and a governor's address, and a real chain. */
class InitCommandTest {

  private static final String SAFE = "0x00000000000000000000000000000000000005AF";

  private static LocalChain chain;
  private static DemoDaoAddresses dao;

  @TempDir private Path folder;
  private Beginner beginner;

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
  void aHouse() throws IOException {
    beginner = new Beginner(folder);
  }

  @Test
  void theLauncherOffersIt() {
    assertThat(ServiceLoader.load(Subcommand.class))
        .anyMatch(command -> command instanceof InitCommand);
  }

  @Test
  void twoOptionsAreEnoughForAConfigurationThatTheServerTakes() throws IOException {
    assertThat(beginner.silently(chain.rpcUrl(), dao.governor())).as(beginner.said()).isZero();

    Settings settings = beginner.settings();
    assertThat(settings.daos()).hasSize(1);
    var its = settings.daos().getFirst().dao();
    assertThat(its.id()).isEqualTo("prytany-demo-dao");
    assertThat(its.name()).isEqualTo("Prytany Demo DAO");
    assertThat(its.governor().hex()).isEqualToIgnoringCase(dao.governor());
    assertThat(its.treasury().hex()).isEqualToIgnoringCase(dao.timelock());
    assertThat(its.voter()).isEmpty();
    assertThat(its.executor()).isEmpty();
    assertThat(its.fromBlock()).as("the governor's first block").isBetween(2L, 4L);
    assertThat(its.labels()).as("nobody named anything").isEmpty();
    assertThat(settings.plugins().sha256()).hasSize(3);
    assertThat(settings.alerts().channels()).isEmpty();
    assertThat(beginner.said())
        .contains("openzeppelin: OpenZeppelin's, with a timelock", "waits 2 days", "PRYT")
        .contains("No key: the server reads, digests and compares, and signs nothing.")
        .contains(
            "./prytany check --config " + beginner.file(),
            "./prytany serve --config " + beginner.file());
  }

  @Test
  void whatIsWrittenPassesTheCheck() throws IOException {
    beginner.silently(chain.rpcUrl(), dao.governor());

    assertThat(checked(beginner.file()))
        .as("the WARs of this house are no plugins; nothing else is wrong")
        .isNotEmpty()
        .allMatch(line -> line.contains("plugins"));
    assertThat(Files.getPosixFilePermissions(beginner.file()))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void aWrongAnswerIsAskedAgainWithItsReason() throws IOException {
    String answers =
        String.join(
            "\n",
            "not an address",
            "http://127.0.0.1:1/secret-key",
            chain.rpcUrl(),
            "0x12",
            dao.timelock(),
            dao.governor(),
            "0x99",
            SAFE,
            "\u202eOAD",
            "Kerameikos Commons",
            folder.resolve("nowhere.txt").toString(),
            "none",
            folder.resolve("home").toString(),
            "",
            "yes",
            "");

    assertThat(beginner.init(answers)).as(beginner.said()).isZero();

    assertThat(beginner.said())
        .contains("That is no address of an endpoint")
        .contains("The endpoint does not answer")
        .contains("'0x12' is no address")
        .contains("it is a timelock. Name the governor that proposes to it")
        .contains("'0x99' is no address")
        .contains("[U+202E]OAD' is no name")
        .contains("nowhere.txt cannot be read")
        .contains("ordinary account")
        .doesNotContain("secret-key");
    var its = beginner.settings().daos().getFirst().dao();
    assertThat(its.id()).isEqualTo("kerameikos-commons");
    assertThat(its.funds())
        .extracting(it -> it.hex().toLowerCase(Locale.ROOT))
        .containsExactly(SAFE.toLowerCase(Locale.ROOT));
  }

  @Test
  void whereNobodyAnswersTheOptionIsNamed() {
    assertThat(beginner.failureOf(""))
        .hasMessageContaining("--endpoint is missing, and nobody answers here");
    assertThat(beginner.failureOf(chain.rpcUrl() + "\n"))
        .hasMessageContaining("--governor is missing");
    assertThat(beginner.failureOf("", "--yes", "--endpoint", chain.rpcUrl()))
        .hasMessageContaining("--governor is missing, and with --yes nothing is asked");
    assertThat(beginner.failure(chain.rpcUrl(), dao.token()))
        .hasMessageContaining("--governor: The governor");
    assertThat(beginner.target()).doesNotExist();
  }

  @Test
  void whoDoesNotAgreeGetsNoFile() {
    String answers = String.join("\n", chain.rpcUrl(), dao.governor(), "", "", "", "", "no", "");
    assertThat(beginner.init(answers)).isEqualTo(1);
    assertThat(beginner.target()).doesNotExist();
  }

  @Test
  void whatIsThereIsNeverWrittenOver() throws IOException {
    Files.createDirectories(beginner.target());
    Path policy = Files.writeString(beginner.target().resolve("policy.yaml"), "mine");

    assertThat(beginner.failure(chain.rpcUrl(), dao.governor()))
        .hasMessageContaining("policy.yaml is there already");
    assertThat(policy).hasContent("mine");
    assertThat(beginner.file()).doesNotExist();
  }

  @Test
  void aGovernorWithoutATimelockIsItsOwnTreasury() throws Exception {
    String governor =
        NoTimelockGovernor.deploy(
                chain.web3j(),
                chain.transactionsFrom(chain.account(0)),
                new DefaultGasProvider(),
                dao.token(),
                BigInteger.TEN,
                BigInteger.valueOf(1_000),
                BigInteger.valueOf(1_000))
            .send()
            .getContractAddress();

    assertThat(beginner.silently(chain.rpcUrl(), governor)).isZero();

    var its = beginner.settings().daos().getFirst().dao();
    assertThat(its.treasury()).isEqualTo(its.governor());
    assertThat(beginner.said()).contains("executed by the governor itself");
  }

  @Test
  void whoExecutesIsAskedWhereTheGovernorDoesNotNameIt() throws Exception {
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
    String purse = "0x" + word(governor, "0x" + selector("purse()")).substring(26);

    assertThat(beginner.failure(chain.rpcUrl(), governor))
        .hasMessageContaining("--treasury is missing");
    assertThat(beginner.failure(chain.rpcUrl(), governor, "--treasury", SAFE))
        .hasMessageContaining("does not tell that one of these accounts executes");
    assertThat(
            beginner.silently(
                chain.rpcUrl(), governor, "--treasury", SAFE + "," + governor + "," + purse))
        .as(beginner.said())
        .isZero();

    var its = beginner.settings().daos().getFirst().dao();
    assertThat(its.treasury().hex()).isEqualToIgnoringCase(purse);
    assertThat(its.funds()).hasSize(2);
    assertThat(beginner.said())
        .contains("Which account executes what passed is not known.")
        .containsIgnoringCase("executed by the account " + purse + ", which is the treasury.");

    assertThat(checked(beginner.file())).noneMatch(line -> line.contains("DAO "));
    Files.writeString(
        beginner.file(),
        Files.readString(beginner.file()).replaceAll("(?m)^(\\S+treasury *=).*", "$1 " + SAFE));
    assertThat(checked(beginner.file()))
        .as("nothing was to be paid")
        .noneMatch(line -> line.contains("DAO "));
  }

  private static String selector(String signature) {
    return org.web3j.crypto.Hash.sha3String(signature).substring(2, 10);
  }

  private static String word(String contract, String data) {
    return chain
        .call("eth_call", java.util.Map.of("to", contract, "data", data), "latest")
        .asText();
  }

  @Test
  void coinThatTheGovernorHasBesideTheTreasuryIsFound() throws IOException {
    chain.setBalance(dao.governor(), BigInteger.TEN.pow(18));
    assertThat(beginner.silently(chain.rpcUrl(), dao.governor())).isZero();
    assertThat(beginner.said())
        .contains("has 1 of the chain's coin", "The governor itself has coin");

    chain.setBalance(dao.governor(), BigInteger.ZERO);
    Beginner other = new Beginner(folder.resolve("other"));
    assertThat(other.silently(chain.rpcUrl(), dao.governor())).isZero();
    assertThat(other.said())
        .contains("has 500 of the chain's coin")
        .doesNotContain("itself has coin");
  }

  @Test
  void onAChainThatIsNotLocalAServerWithoutAKeyNeedsNoMongoAndOneWithAKeyDoes() throws IOException {
    try (LocalChain real = LocalChain.start(LocalChainOptions.defaults().withChainId(10))) {
      String governor = DemoDao.deploy(real).addresses().governor();
      assertThat(beginner.silently(real.rpcUrl(), governor)).as(beginner.said()).isZero();
      assertThat(checked(beginner.file())).isNotEmpty().allMatch(it -> it.contains("plugins"));

      String without = Files.readString(beginner.file());
      for (String signing :
          List.of(
              "prytany.dao.prytany-demo-dao.voter=" + SAFE,
              "prytany.audit.anchor.dao=prytany-demo-dao\nprytany.audit.anchor.account=" + SAFE)) {
        Files.writeString(beginner.file(), without + "\n" + signing + "\n");
        assertThat(checked(beginner.file()))
            .as("somebody who signs later is refused as any other: " + signing)
            .anyMatch(it -> it.contains("prytany.store.uri"));
      }

      Path keystore =
          Files.writeString(
              folder.resolve("operator.json"),
              "{\"version\":3,\"address\":\"" + real.account(1).substring(2) + "\"}");
      Beginner voting = new Beginner(folder.resolve("voting"));
      assertThat(voting.silently(real.rpcUrl(), governor, "--key", keystore.toString())).isZero();
      assertThat(voting.said()).contains("on this chain nothing is signed without one");
      assertThat(voting.settings().store().allowEmbeddedForRealChains()).isFalse();
      assertThat(checked(voting.file())).anyMatch(it -> it.contains("prytany.store.uri"));
    }
  }

  /** What `prytany check` says is wrong. */
  private static List<String> checked(Path file) {
    StringWriter out = new StringWriter();
    new CommandLine(new CheckCommand())
        .setOut(new PrintWriter(out))
        .execute("--config", file.toString());
    return out.toString().lines().filter(line -> line.startsWith("WRONG")).toList();
  }

  @Test
  void whatAGovernorCallsItselfSetsNothing() throws IOException {
    DemoDaoSettings usual = DemoDaoSettings.defaults(chain);
    String name = "G\nprytany.dry-run=true\u202e";
    DemoDaoAddresses other =
        DemoDao.deploy(
                chain,
                new DemoDaoSettings(
                    name,
                    usual.votingDelay(),
                    usual.votingPeriod(),
                    usual.proposalThreshold(),
                    usual.quorumPercent(),
                    usual.timelockDelay(),
                    usual.votes(),
                    usual.treasuryEther(),
                    usual.treasuryStablecoin(),
                    usual.vaultWithdrawalLimit()))
            .addresses();

    assertThat(beginner.silently(chain.rpcUrl(), other.governor())).as(beginner.said()).isZero();

    assertThat(beginner.said()).doesNotContain("\u202e");
    Settings settings = beginner.settings();
    assertThat(settings.dryRun()).isFalse();
    assertThat(settings.daos().getFirst().dao().name()).isEqualTo("Gprytany.dry-run=true");
  }

  @Test
  void anAddressBookAndAKeystoreGoIn() throws IOException {
    Path book =
        Files.writeString(
            folder.resolve("book.txt"),
            "# ours\n\n" + SAFE + " Grants \\u0041 Safe\n" + dao.vault() + ",Vault");
    Path keystore =
        Files.writeString(
            folder.resolve("operator.json"),
            "{\"version\":3,\"address\":\"" + chain.account(1).substring(2) + "\",\"crypto\":{}}");

    assertThat(
            beginner.silently(
                chain.rpcUrl(),
                dao.governor(),
                "--address-book",
                book.toString(),
                "--key",
                keystore.toString()))
        .as(beginner.said())
        .isZero();

    var its = beginner.settings().daos().getFirst().dao();
    assertThat(its.voter().map(it -> it.hex())).contains(chain.account(1));
    assertThat(its.labels().values()).contains("Grants \\u0041 Safe", "Vault");
    assertThat(beginner.target().resolve("signer.properties"))
        .content()
        .contains("prytany.key.1.file=" + keystore, "operator.password");
    assertThat(beginner.said()).contains("The keystore's password");
  }

  @Test
  void aFileThatIsNoKeystoreIsRefused() throws IOException {
    Path book = Files.writeString(folder.resolve("book.txt"), "{\"version\":3}");
    assertThat(beginner.failure(chain.rpcUrl(), dao.governor(), "--key", book.toString()))
        .hasMessageContaining("--key: ")
        .hasMessageContaining("is no keystore that names its account");
  }
}

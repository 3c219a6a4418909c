package org.prytany.contracts.localchain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.utils.Numeric;

class LocalChainTest {
  private static final String STRANGER = "0x00000000000000000000000000000000000a11ce";

  @Test
  void endsItsProcessWhenClosed() {
    LocalChain chain = LocalChain.start();
    ProcessHandle process = ProcessHandle.of(chain.pid()).orElseThrow();
    assertThat(process.isAlive()).isTrue();

    chain.close();

    assertThat(process.isAlive()).isFalse();
    assertThatThrownBy(chain::blockNumber)
        .isInstanceOf(LocalChainException.class)
        .hasMessage("The local chain has ended.");
  }

  /** Gigabytes of them once filled the disk of a machine that ran the tests day by day. */
  @Test
  void oldStatesGoWithTheChain() {
    LocalChain chain = LocalChain.start();
    for (int i = 0; i < 600; i++) {
      chain.setBalance(STRANGER, BigInteger.valueOf(i));
      chain.mine(1);
    }
    assertThat(chain.states()).isNotEmptyDirectory();
    chain.close();
    assertThat(chain.states()).doesNotExist();

    LocalChain killed = LocalChain.start();
    assertThat(killed.states()).exists();
    killed.kill();
    assertThat(killed.states()).doesNotExist();
  }

  @Test
  void statesOnDiskAreBounded() throws IOException {
    try (LocalChain chain = LocalChain.start(LocalChainOptions.defaults().withPersistedStates(20));
        LocalChain other = LocalChain.start()) {
      chain.mine(600);
      other.mine(600);
      assertThat(files(chain.states())).isBetween(1L, 20L);
      assertThat(files(other.states())).isGreaterThan(20);
    }
  }

  private static long files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).count();
    }
  }

  @Test
  void chainIdAndAccountsFollowTheOptions() {
    try (LocalChain chain =
        LocalChain.start(LocalChainOptions.defaults().withChainId(900_001).withAccounts(3))) {
      assertThat(chain.call("eth_chainId").textValue()).isEqualTo("0xdbba1");
      assertThat(chain.accounts()).hasSize(3);
      assertThat(chain.account(0)).isEqualTo("0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266");
      assertThat(chain.balance(chain.account(2))).isEqualTo(DemoDaoSettings.tokens(10_000));
    }
  }

  @Test
  void blocksAreMinedByTheClockWhenAsked() throws InterruptedException {
    try (LocalChain chain =
        LocalChain.start(LocalChainOptions.defaults().withBlockTime(Duration.ofSeconds(1)))) {
      BigInteger start = chain.blockNumber();
      Instant limit = Instant.now().plus(Duration.ofMinutes(5));
      while (chain.blockNumber().equals(start) && Instant.now().isBefore(limit)) {
        Thread.sleep(100);
      }
      assertThat(chain.blockNumber()).isGreaterThan(start);
    }
  }

  @Test
  void timeMovesForwardOnly() {
    try (LocalChain chain = LocalChain.start()) {
      Instant later = chain.now().plus(Duration.ofDays(3));
      chain.warpTo(later);
      assertThat(chain.now()).isEqualTo(later);
      BigInteger height = chain.blockNumber();

      chain.warpTo(later.minusSeconds(5));

      assertThat(chain.now()).isEqualTo(later);
      assertThat(chain.blockNumber()).isEqualTo(height);
      chain.increaseTime(Duration.ofHours(1));
      assertThat(chain.now()).isAfterOrEqualTo(later.plus(Duration.ofHours(1)));
    }
  }

  @Test
  void snapshotIsReturnedToOnce() {
    try (LocalChain chain = LocalChain.start()) {
      String snapshot = chain.snapshot();
      chain.sendEther(chain.account(0), STRANGER, BigInteger.TEN);
      assertThat(chain.balance(STRANGER)).isEqualTo(BigInteger.TEN);

      chain.revertTo(snapshot);

      assertThat(chain.balance(STRANGER)).isEqualTo(BigInteger.ZERO);
      assertThatThrownBy(() -> chain.revertTo(snapshot)).isInstanceOf(LocalChainException.class);
    }
  }

  @Test
  void reorganisationReplacesBlocksAndLosesTheirTransactions() {
    try (LocalChain chain = LocalChain.start()) {
      chain.mine(2);
      String kept = chain.blockHash(BigInteger.TWO);
      String hash =
          chain.sendEther(chain.account(0), STRANGER, BigInteger.TEN).getTransactionHash();
      chain.mine(1);
      String replaced = chain.blockHash(BigInteger.valueOf(3));

      chain.reorg(2);

      assertThat(chain.blockNumber()).isEqualTo(BigInteger.valueOf(4));
      assertThat(chain.blockHash(BigInteger.TWO)).isEqualTo(kept);
      assertThat(chain.blockHash(BigInteger.valueOf(3))).isNotEqualTo(replaced);
      assertThat(chain.balance(STRANGER)).isEqualTo(BigInteger.ZERO);
      assertThat(chain.call("eth_getTransactionReceipt", hash).isNull()).isTrue();
    }
  }

  @Test
  void reorganisedChainCanContainOtherTransactions() {
    try (LocalChain chain = LocalChain.start()) {
      chain.mine(3);
      RawTransaction payment =
          RawTransaction.createTransaction(
              chain.chainId(),
              BigInteger.ZERO,
              BigInteger.valueOf(21_000),
              STRANGER,
              BigInteger.TWO,
              "0x",
              BigInteger.valueOf(1_000_000_000L),
              BigInteger.valueOf(20_000_000_000L));
      String signed =
          Numeric.toHexString(TransactionEncoder.signMessage(payment, chain.accounts().get(1)));

      chain.reorg(2, List.of(new LocalChain.ReorgedTransaction(signed, 0)));

      assertThat(chain.balance(STRANGER)).isEqualTo(BigInteger.TWO);
    }
  }

  @Test
  void waitingTransactionsAreMinedTogetherOrDropped() {
    try (LocalChain chain = LocalChain.start()) {
      chain.setAutomine(false);
      String dropped = chain.submitEther(chain.account(0), STRANGER, BigInteger.ONE);
      chain.submitEther(chain.account(1), STRANGER, BigInteger.TWO);
      chain.dropTransaction(dropped);

      chain.mine(1);

      assertThat(chain.balance(STRANGER)).isEqualTo(BigInteger.TWO);
    }
  }

  @Test
  void anyAddressCanActWithoutItsKey() {
    try (LocalChain chain = LocalChain.start()) {
      chain.setBalance(STRANGER, DemoDaoSettings.tokens(1));
      BigInteger before = chain.balance(chain.account(0));

      chain.sendEther(STRANGER, chain.account(0), BigInteger.TEN);

      assertThat(chain.balance(chain.account(0))).isEqualTo(before.add(BigInteger.TEN));
    }
  }

  @Test
  void stateFileBringsTheDaoBack(@TempDir Path directory) {
    LocalChainOptions options =
        LocalChainOptions.defaults().withStateFile(directory.resolve("chain.json"));
    DemoDaoAddresses addresses;
    DemoProposal proposal;
    try (LocalChain chain = LocalChain.start(options)) {
      DemoDao dao = DemoDao.deploy(chain);
      addresses = dao.addresses();
      proposal =
          dao.propose(
              chain.account(1),
              List.of(dao.actions().payEther(STRANGER, BigInteger.TEN)),
              "Pay ten wei");
    }
    assertThat(options.stateFile().orElseThrow()).isNotEmptyFile();

    try (LocalChain chain = LocalChain.start(options)) {
      DemoDao dao = DemoDao.at(chain, addresses);
      assertThat(dao.state(proposal)).isEqualTo(ProposalState.PENDING);
      dao.warpToVoting(proposal);
      dao.vote(chain.account(1), proposal, VoteType.FOR);
      dao.warpPastVoting(proposal);
      assertThat(dao.state(proposal)).isEqualTo(ProposalState.SUCCEEDED);
    }
  }

  @Test
  void killedChainWritesNoState(@TempDir Path directory) {
    Path file = directory.resolve("chain.json");
    LocalChain chain = LocalChain.start(LocalChainOptions.defaults().withStateFile(file));
    chain.mine(1);

    chain.kill();

    assertThat(chain.isAlive()).isFalse();
    assertThat(file).doesNotExist();
  }

  /** Starts a chain, names its process and its folder, and waits to be killed. */
  static final class Starter {
    public static void main(String[] arguments) throws InterruptedException {
      LocalChain chain = LocalChain.start();
      System.out.println(chain.pid() + " " + chain.states());
      Thread.sleep(Duration.ofMinutes(1));
    }
  }

  @Test
  void chainEndsWithAKilledParent() throws Exception {
    Process parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Starter.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String[] named = parent.inputReader().readLine().split(" ", 2);
    ProcessHandle chain = ProcessHandle.of(Long.parseLong(named[0])).orElseThrow();
    Path states = Path.of(named[1]);
    assertThat(chain.isAlive()).isTrue();
    assertThat(states).exists();

    parent.destroyForcibly().waitFor();

    chain.onExit().get(5, TimeUnit.MINUTES);
    assertThat(chain.isAlive()).isFalse();
    Instant limit = Instant.now().plus(Duration.ofMinutes(5));
    while (Files.exists(states) && Instant.now().isBefore(limit)) {
      Thread.sleep(100);
    }
    assertThat(states).doesNotExist();
  }

  @Test
  void takenPortIsNamedWithTheRemedy() {
    try (LocalChain chain = LocalChain.start()) {
      assertThatThrownBy(
              () -> LocalChain.start(LocalChainOptions.defaults().withPort(chain.port())))
          .isInstanceOf(LocalChainException.class)
          .hasMessageContaining("is port " + chain.port() + " taken?")
          .hasMessageContaining("Port 0 takes a free one");
    }
  }

  @Test
  void unreadableStateFileIsRefusedAndKept(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("chain.json"), "no state");

    assertThatThrownBy(() -> LocalChain.start(LocalChainOptions.defaults().withStateFile(file)))
        .isInstanceOf(LocalChainException.class)
        .hasMessageContaining("ended before it listened");
    assertThat(file).hasContent("no state");
  }

  @Test
  void missingProgramIsNamedWithTheRemedy(@TempDir Path directory) {
    assertThatThrownBy(() -> AnvilBinary.find(Optional.empty(), directory))
        .isInstanceOf(LocalChainException.class)
        .hasMessageContaining("mvn -pl contracts verify")
        .hasMessageContaining("PRYTANY_NODE_MODULES");
    assertThatThrownBy(() -> AnvilBinary.find(Optional.of(directory), Path.of("")))
        .isInstanceOf(LocalChainException.class)
        .hasMessageContaining(directory.toString());
  }

  @Test
  void programIsFoundFromAnyDirectoryOfTheProject() {
    Path module = Path.of("").toAbsolutePath();

    assertThat(AnvilBinary.find(Optional.empty(), module.resolve("src/main/java")))
        .isEqualTo(AnvilBinary.find(Optional.empty(), module.resolveSibling("server/chain")))
        .isEqualTo(AnvilBinary.find(Optional.of(module.resolve("node_modules")), Path.of("/")));
  }

  @Test
  void optionsOutOfRangeAreRefused() {
    LocalChainOptions options = LocalChainOptions.defaults();
    assertThatThrownBy(() -> options.withChainId(0)).hasMessageContaining("chainId");
    assertThatThrownBy(() -> options.withPort(70_000)).hasMessageContaining("port");
    assertThatThrownBy(() -> options.withBlockTime(Duration.ofMillis(1_500)))
        .hasMessageContaining("whole seconds");
    assertThat(options.withMnemonic("my own words").toString()).doesNotContain("my own words");
  }
}

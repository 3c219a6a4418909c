package org.prytany.bench.line;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.prytany.cli.Installation;
import org.prytany.cli.OwnServer;
import org.prytany.cli.ServerProcess;
import org.prytany.contracts.localchain.DemoDao;
import org.prytany.contracts.localchain.DemoDaoSettings;
import org.prytany.contracts.localchain.DemoProposal;
import org.prytany.contracts.localchain.LocalChain;
import org.prytany.contracts.localchain.LocalChainOptions;
import org.prytany.demo.DemoServer;
import org.prytany.demo.ServedDaos;

/** A local chain with a block every two seconds, some DAOs, two endpoints, and a server. */
final class House implements AutoCloseable {

  private static final Duration BLOCK = Duration.ofSeconds(2);

  /** Of blocks, beside those in memory; some 1.5 MB each with 20 DAOs, and growing. */
  private static final int PERSISTED_STATES = 1_000;

  private static final int PROPOSER = 1;
  private static final List<Integer> MEMBERS = List.of(2, 3);
  private static final List<Integer> TREASURERS = List.of(5, 6, 7);
  private static final String PAYEE = "0x1d9a3e5b7c2f4608a1b3c5d7e9f1032547698bad";
  private static final BigInteger MILLION = BigInteger.TEN.pow(6);

  /**
   * How long its proposals take, and which account of the chain is the operator's.
   *
   * @param delegator an account that gives the operator its votes; the operator itself where it has
   *     some
   */
  record Ways(Duration delay, Duration voting, Duration timelock, int operator, int delegator) {

    /** From proposal to payout in three minutes. */
    static final Ways QUICK =
        new Ways(Duration.ofSeconds(20), Duration.ofSeconds(100), Duration.ofSeconds(30), 0, 0);

    /** Voting goes on, and the operator's account has never sent anything. */
    static final Ways LONG_VOTE =
        new Ways(Duration.ofSeconds(20), Duration.ofHours(6), Duration.ofDays(1), 9, 4);
  }

  private final LocalChain chain;
  private final List<FaultyEndpoint> endpoints;
  private final Path folder;
  private final ServedDaos daos;
  private final DemoServer server;
  private final Approvers approvers;
  private boolean ended;

  private House(
      LocalChain chain,
      List<FaultyEndpoint> endpoints,
      Path folder,
      ServedDaos daos,
      DemoServer server) {
    this.chain = chain;
    this.endpoints = endpoints;
    this.folder = folder;
    this.daos = daos;
    this.server = server;
    this.approvers = new Approvers(server.address(), daos.chainId());
  }

  /**
   * Starts it; the server may still be starting.
   *
   * @param told now and then while the signer starts
   * @throws org.prytany.cli.CommandFailure if it cannot be started; what was written is kept
   */
  static House start(Installation installation, int daos, Ways ways, Consumer<String> told)
      throws IOException {
    LocalChain chain =
        LocalChain.start(LocalChainOptions.defaults().withPersistedStates(PERSISTED_STATES));
    Path folder = Files.createTempDirectory("prytany-bench");
    List<FaultyEndpoint> endpoints = new ArrayList<>();
    try {
      endpoints.add(new FaultyEndpoint(chain.rpcUrl()));
      endpoints.add(new FaultyEndpoint(chain.rpcUrl()));
      List<String> urls = endpoints.stream().map(FaultyEndpoint::url).toList();
      DemoDaoSettings settings =
          DemoDaoSettings.defaults(chain)
              .withTimes(ways.delay(), ways.voting(), ways.timelock())
              .withTreasury(DemoDaoSettings.tokens(10), MILLION.multiply(MILLION));
      ServedDaos served =
          new ServedDaos(
              chain.chainId(),
              chain.accounts().get(ways.operator()),
              TREASURERS.stream().map(chain.accounts()::get).toList(),
              IntStream.rangeClosed(1, daos)
                  .mapToObj(
                      number ->
                          new ServedDaos.Served(
                              "dao" + number,
                              "DAO " + number,
                              deployed(chain, settings, ways),
                              urls))
                  .toList(),
              Map.of(PAYEE, "Writers"),
              BLOCK);
      atItsPace(chain);
      return new House(
          chain,
          endpoints,
          folder,
          served,
          DemoServer.start(installation, served, folder, ServerProcess.freePort(), told));
    } catch (IOException | RuntimeException e) {
      endpoints.forEach(FaultyEndpoint::close);
      chain.close();
      throw e;
    }
  }

  private static DemoDao deployed(LocalChain chain, DemoDaoSettings settings, Ways ways) {
    DemoDao dao = DemoDao.deploy(chain, settings);
    if (ways.delegator() != ways.operator()) {
      try {
        dao.token(chain.account(ways.delegator())).delegate(chain.account(ways.operator())).send();
      } catch (Exception e) {
        throw new IllegalStateException("the votes could not be delegated", e);
      }
      chain.increaseTime(Duration.ofSeconds(1));
    }
    return dao;
  }

  DemoServer server() {
    return server;
  }

  LocalChain chain() {
    return chain;
  }

  /** Address of the account that votes. */
  String operator() {
    return daos.operator().getAddress();
  }

  List<FaultyEndpoint> endpoints() {
    return endpoints;
  }

  List<ServedDaos.Served> daos() {
    return daos.daos();
  }

  /** The server's, its plugins' process's and its signer's. */
  Usage usage() {
    return Usage.of(server.processes());
  }

  /** Of it the plugins' process's, which the server starts. */
  Usage pluginsUsage() {
    return Usage.of(
        ProcessHandle.of(server.processes().getFirst()).stream()
            .flatMap(ProcessHandle::children)
            .map(ProcessHandle::pid)
            .toList());
  }

  /**
   * Proposes a payment that the policy votes for.
   *
   * @param sentences so many, beside those that say what is asked
   */
  DemoProposal propose(ServedDaos.Served served, int number, int sentences) {
    int amount = 100 + number % 900;
    DemoDao dao = served.dao();
    return dao.propose(
        chain.account(PROPOSER),
        List.of(dao.actions().payStablecoin(PAYEE, MILLION.multiply(BigInteger.valueOf(amount)))),
        text(number, amount, sentences));
  }

  /** Proposes many at once, each in a block of its own. */
  void proposeMany(ServedDaos.Served served, int count, int sentences) {
    chain.setAutomine(true);
    for (int i = 0; i < count; i++) {
      propose(served, i, sentences);
    }
    atItsPace(chain);
  }

  private static void atItsPace(LocalChain chain) {
    chain.setAutomine(false);
    chain.call("evm_setIntervalMining", BLOCK.toSeconds());
  }

  private static String text(int number, int amount, int sentences) {
    StringBuilder text = new StringBuilder();
    text.append("# Pay the writers, part ").append(number).append("\n\n");
    text.append("This proposal pays ")
        .append(amount)
        .append(" DUSD to the Writers for their guides.");
    text.append("\n\n- Amount: ").append(amount).append(" DUSD\n- Recipient: ").append(PAYEE);
    text.append("\n\n");
    for (int i = 0; i < sentences; i++) {
      text.append("Readers in group ")
          .append(Integer.toString(number * 7919 + i * 31, 36))
          .append(" asked for guides that say plainly how a vote is cast, and the writers answered")
          .append(" each of them in the forum before the meeting ended. ");
    }
    return text.toString();
  }

  /** Lets it go its way. */
  Life.Outcome play(ServedDaos.Served served, DemoProposal proposal) throws InterruptedException {
    return new Life(daos, served, approvers, MEMBERS).play(proposal);
  }

  /** Where what the server wrote is, and stays unless the run comes to a good end. */
  Path folder() {
    return folder;
  }

  /** The run came to a good end: nobody has to look at what the server wrote. */
  void endedWell() {
    ended = true;
  }

  @Override
  public void close() {
    approvers.close();
    server.close();
    endpoints.forEach(FaultyEndpoint::close);
    chain.close();
    if (ended) {
      OwnServer.delete(folder);
    }
  }
}

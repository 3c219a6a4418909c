package org.prytany.acceptance.badinput;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.prytany.acceptance.probe.BrokenStrategy;
import org.prytany.acceptance.server.BuiltHouse;
import org.prytany.acceptance.server.Wars;
import org.prytany.cli.ApiClient;
import org.prytany.cli.OwnServer;
import org.prytany.cli.ServerProcess;
import org.prytany.contracts.generated.HostileGovernor;
import org.prytany.contracts.localchain.DemoDao;
import org.prytany.contracts.localchain.DemoDaoAddresses;
import org.prytany.contracts.localchain.LocalChain;
import org.web3j.crypto.Credentials;

/**
 * One server for the tests of this package: a good DAO among one on a wrong chain, one without a
 * contract and one whose governor lies, and good plugins among broken ones.
 */
final class BadNeighbours implements BeforeAllCallback {

  private static House house;

  static House house() {
    return house;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    house =
        context
            .getRoot()
            .getStore(ExtensionContext.Namespace.create(BadNeighbours.class))
            .getOrComputeIfAbsent("house", key -> House.start(), House.class);
  }

  /** The chain and the server, which end with the last test. */
  static final class House implements AutoCloseable {

    static final String GOOD = "good";
    static final String LYING = "lying";
    static final String SAFE = "0x" + "5afe".repeat(10);

    /** Addresses of this machine that are believed who their clients are. */
    static final String PROXY = "127.0.0.5";

    static final String OUTER_PROXY = "127.0.0.7";

    final LocalChain chain;
    final DemoDao dao;
    final HostileGovernor lying;
    final List<Credentials> treasurers;
    final List<Credentials> operators;
    final Credentials otherDaosTreasurer;

    /** Owns a treasurer that is a Safe. */
    final Credentials owner;

    final int tlsPort = ServerProcess.freePort();
    final Path stranger;
    private final ServerProcess server;
    private final Path folder;

    private House(LocalChain chain) throws IOException {
      this.chain = chain;
      dao = DemoDao.deploy(chain);
      lying = dao.deployHostileGovernor();
      treasurers = chain.accounts().subList(5, 8);
      operators = chain.accounts().subList(2, 5);
      otherDaosTreasurer = chain.accounts().get(8);
      owner = chain.accounts().get(9);
      chain.setCode(SAFE, ownedBy(owner.getAddress()));
      folder = Files.createTempDirectory("prytany-bad-input");
      Path wars = Files.createDirectories(folder.resolve("wars"));
      Path noZip = Files.writeString(wars.resolve("no-zip.war"), "this is no WAR");
      stranger = Wars.plugin(wars, "stranger.war", "1", BrokenStrategy.class);
      DemoDaoAddresses at = dao.addresses();
      String url = chain.rpcUrl();
      Operator operator =
          new Operator(folder.resolve("house"))
              .dao(GOOD, chain.chainId(), url, at.governor(), at.timelock())
              .dao(LYING, chain.chainId(), url, lying.getContractAddress(), at.timelock())
              .dao("elsewhere", 4_242, url, at.governor(), at.timelock())
              .dao("nobody", chain.chainId(), url, Operator.NOBODY, at.timelock())
              .line("prytany.dao.good.treasurers", addresses(treasurers) + "," + SAFE)
              .line("prytany.dao.lying.treasurers", otherDaosTreasurer.getAddress())
              .line("prytany.operators", addresses(operators))
              .line("prytany.proxies", PROXY + "," + OUTER_PROXY)
              // Nobody takes mail there: it waits.
              .line("prytany.subscriptions.public", "true")
              .line("prytany.alerts.mail.host", "127.0.0.1")
              .line("prytany.alerts.mail.port", "1")
              .line("prytany.alerts.mail.security", "none")
              .line("prytany.alerts.mail.from", "prytany@dao.example")
              .variable("PRYTANY_HTTPS_ENABLED", "true")
              .variable("PRYTANY_HTTPS_HOST", "::1")
              .variable("PRYTANY_HTTPS_PORT", Integer.toString(tlsPort))
              .line("prytany.dao.good.approval-threshold", "2")
              .line("prytany.store.allow-embedded-for-real-chains", "true")
              .listed(Wars.plugin(wars, "unmade.war", "2", BrokenStrategy.class))
              .listed(noZip)
              .notListed(stranger);
      server = operator.start();
    }

    private static String addresses(List<Credentials> wallets) {
      return wallets.stream().map(Credentials::getAddress).collect(Collectors.joining(","));
    }

    /** Answers whatever it is asked with a list of one address, as getOwners() does. */
    private static String ownedBy(String owner) {
      return "0x6060600c60003960606000f3"
          + "%064x%064x".formatted(32, 1)
          + "0".repeat(24)
          + owner.substring(2);
    }

    static House start() {
      System.setProperty(
          "prytany.node.modules", BuiltHouse.installation().contractModules().toString());
      LocalChain chain = LocalChain.start();
      try {
        House house = new House(chain);
        house.server.awaitOk("/health/live", Duration.ofMinutes(10));
        try (ApiClient api = house.api()) {
          Asking.until(api, "/api/v1/daos/" + GOOD, view -> view.hasNonNull("synced"));
        }
        return house;
      } catch (IOException | InterruptedException e) {
        chain.close();
        throw new IllegalStateException(e);
      }
    }

    ApiClient api() {
      return new ApiClient(server.address());
    }

    ServerProcess server() {
      return server;
    }

    /** The same people and treasury under the governor that lies. */
    DemoDao underLyingGovernor() {
      DemoDaoAddresses at = dao.addresses();
      return DemoDao.at(
          chain,
          new DemoDaoAddresses(
              at.token(), at.timelock(), lying.getContractAddress(), at.stablecoin(), at.vault()));
    }

    @Override
    public void close() {
      server.close();
      chain.close();
      OwnServer.delete(folder);
    }
  }
}

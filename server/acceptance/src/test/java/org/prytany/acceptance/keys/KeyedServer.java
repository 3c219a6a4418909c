package org.prytany.acceptance.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.prytany.acceptance.server.BuiltHouse;
import org.prytany.acceptance.server.Wars;
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
import org.web3j.crypto.Credentials;
import org.web3j.crypto.WalletUtils;
import org.web3j.utils.Numeric;

/** The real server with the real signer beside it, and a plugin that looks for the signer's key. */
final class KeyedServer implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Path folder;
  private final LocalChain chain;
  private final Credentials key;
  private final String password;
  private final SignerProcess signer;
  private final ServerProcess server;

  /**
   * @param plugin searches when it finds the file "search/now" beside the configuration
   */
  KeyedServer(Path folder, Class<?> plugin) throws Exception {
    this(folder, plugin, Map.of());
  }

  /**
   * @param variables of the server's environment
   */
  KeyedServer(Path folder, Class<?> plugin, Map<String, String> variables) throws Exception {
    this.folder = folder;
    Installation installation = BuiltHouse.installation();
    System.setProperty("prytany.node.modules", installation.contractModules().toString());
    chain = LocalChain.start();
    key = chain.accounts().getFirst();
    password = PrivateFiles.password(folder.resolve("operator.password"));
    OperatorConfig config = configured(installation, plugin);
    signer =
        SignerProcess.start(
            installation,
            config.file(),
            folder.resolve(OperatorConfig.SIGNER_FILE),
            folder,
            StartWait.whileTheyWork(words -> {}));
    server =
        ServerProcess.start(
            installation,
            new ServerProcess.Settings(
                folder, config, ServerProcess.freePort(), List.of(), variables));
    // Ready: it has asked the signer for its accounts, and every plugin is there.
    server.awaitOk("/health/ready", PATIENCE);
    assertThat(signer.isAlive()).isTrue();
    assertThat(signer.pid()).isNotEqualTo(server.pid());
  }

  private OperatorConfig configured(Installation installation, Class<?> plugin) throws Exception {
    DemoDaoAddresses at = DemoDao.deploy(chain).addresses();
    String keystore =
        WalletUtils.generateWalletFile(password, key.getEcKeyPair(), folder.toFile(), false);
    PrivateFiles.own(folder.resolve(keystore));
    PrivateFiles.write(
        folder.resolve(OperatorConfig.SIGNER_FILE),
        "prytany.key.1.file=" + keystore + "\nprytany.key.1.password-file=operator.password\n");
    Path searching = Wars.plugin(folder, "search.war", "1", plugin);
    List<Path> wars =
        Stream.concat(
                Stream.of("digest", "treasury").map(installation::plugin), Stream.of(searching))
            .toList();
    Path file =
        Files.write(
            folder.resolve("prytany.properties"),
            List.of(
                "prytany.data-dir=store",
                "prytany.poll-interval=500ms",
                // Says where to search.
                "prytany.plugins.variables=PRYTANY_CONFIG",
                "prytany.plugins.sha256="
                    + wars.stream().map(OwnServer::sha256).collect(Collectors.joining(",")),
                "prytany.daos=demo",
                "prytany.dao.demo.chain-id=" + chain.chainId(),
                "prytany.dao.demo.rpc-url=" + chain.rpcUrl(),
                "prytany.dao.demo.governor=" + at.governor(),
                "prytany.dao.demo.treasury=" + at.timelock(),
                "prytany.dao.demo.voter=" + key.getAddress()));
    OperatorConfig config = OperatorConfig.read(file);
    for (Path war : wars) {
      config.deploy(war);
    }
    return config;
  }

  /** Has the plugin search, and waits for what it writes. */
  Path searched(String result) throws IOException, InterruptedException {
    Path search = Files.createDirectories(folder.resolve("search"));
    Files.writeString(search.resolve("now"), "");
    Path found = search.resolve(result);
    Instant end = Instant.now().plus(PATIENCE);
    while (!Files.exists(found)) {
      assertThat(Instant.now()).as("the plugin has searched").isBefore(end);
      Thread.sleep(200);
    }
    return found;
  }

  long pid() {
    return server.pid();
  }

  String account() {
    return key.getAddress();
  }

  /** 32 bytes. */
  byte[] secret() {
    return Numeric.toBytesPadded(key.getEcKeyPair().getPrivateKey(), 32);
  }

  /** Of the keystore. */
  String password() {
    return password;
  }

  @Override
  public void close() {
    server.close();
    signer.close();
    chain.close();
  }
}

package org.prytany.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.prytany.cli.ApiClient;
import org.prytany.cli.CommandFailure;
import org.prytany.cli.Installation;
import org.prytany.cli.OperatorConfig;
import org.prytany.cli.OwnServer;
import org.prytany.cli.PrivateFiles;
import org.prytany.cli.ServerProcess;
import org.prytany.cli.SignerProcess;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.WalletUtils;
import org.web3j.crypto.exception.CipherException;

/**
 * The server of the demo: configured with a file, a keystore and a policy as an operator would, and
 * started, killed and started again as the demo needs.
 */
public final class DemoServer implements AutoCloseable {

  /** The DAO's id in the server's URLs. */
  public static final String DAO = "demo";

  private static final List<String> PLUGINS = List.of("digest", "policy", "treasury");
  private static final Duration START = Duration.ofMinutes(10);

  private final Installation installation;
  private final ServerProcess.Settings settings;
  private final SignerProcess signer;
  private ServerProcess process;

  private DemoServer(
      Installation installation,
      ServerProcess.Settings settings,
      SignerProcess signer,
      ServerProcess process) {
    this.installation = installation;
    this.settings = settings;
    this.signer = signer;
    this.process = process;
  }

  public static DemoServer start(Installation installation, DemoWorld world, Path data, int port) {
    return start(installation, world, data, port, Optional.empty());
  }

  /**
   * @param model of the folder "models" in the data, which writes beside digests
   */
  static DemoServer start(
      Installation installation, DemoWorld world, Path data, int port, Optional<String> model) {
    return start(installation, ServedDaos.of(world), data, port, model);
  }

  /** Writes the configuration of these DAOs beside the data, and starts signer and server. */
  public static DemoServer start(Installation installation, ServedDaos daos, Path data, int port) {
    return start(installation, daos, data, port, Optional.empty());
  }

  private static DemoServer start(
      Installation installation, ServedDaos daos, Path data, int port, Optional<String> model) {
    try {
      Files.createDirectories(data);
      Path config = data.resolve("prytany.properties");
      PrivateFiles.write(config, configuration(installation, daos, port) + writing(model));
      Path own = data.resolve(OperatorConfig.SIGNER_FILE);
      PrivateFiles.write(own, signerConfiguration(daos.operator(), data));
      PrivateFiles.write(data.resolve("policy.yaml"), policy());
      OperatorConfig operator = OperatorConfig.read(config);
      for (String plugin : PLUGINS) {
        operator.deploy(installation.plugin(plugin));
      }
      ServerProcess.Settings settings = new ServerProcess.Settings(data, operator, port);
      SignerProcess signer = SignerProcess.start(installation, config, own, data);
      try {
        return new DemoServer(
            installation, settings, signer, ServerProcess.start(installation, settings));
      } catch (RuntimeException e) {
        signer.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public URI address() {
    return process.address();
  }

  public ApiClient api() {
    return new ApiClient(process.address());
  }

  public Path console() {
    return process.console();
  }

  /**
   * Waits until the page answers.
   *
   * @param progress told now and then how long it has taken
   */
  public void awaitPage(Consumer<Duration> progress) {
    process.awaitOk("/", START, progress);
  }

  /**
   * @throws org.prytany.cli.CommandFailure if the server has ended
   */
  public void requireRunning() {
    process.requireRunning();
  }

  /** Waits until the server ends by itself, and says so. */
  public CommandFailure untilItEnds() throws InterruptedException {
    return process.untilItEnds();
  }

  /** Waits until chain, store, models and plugins are there. */
  public void awaitReady() {
    process.awaitOk("/health/ready", START);
  }

  /** Ends the process at once, as kill -9 does. */
  public void kill() {
    process.kill();
  }

  public void startAgain() {
    process.close();
    process = ServerProcess.start(installation, settings);
    awaitReady();
  }

  /** The process ids of server and signer. */
  public List<Long> processes() {
    return List.of(process.pid(), signer.pid());
  }

  @Override
  public void close() {
    process.close();
    signer.close();
  }

  /** What only the signer reads. */
  private static String signerConfiguration(Credentials operator, Path data) throws IOException {
    return "# Written by `prytany demo`; docs/operating.md explains every key.\n"
        + "prytany.key.1.file="
        + keystore(operator, data)
        + "\nprytany.key.1.password-file=operator.password\n";
  }

  /** In a demo the model is to be seen at work, however busy the machine is. */
  private static String writing(Optional<String> model) {
    return model
        .map(name -> "prytany.writing.model=" + name + "\nprytany.writing.busy-load=1000\n")
        .orElse("");
  }

  private static String configuration(Installation installation, ServedDaos daos, int port) {
    StringBuilder text = new StringBuilder();
    text.append("# Written by `prytany demo`; docs/operating.md explains every key.\n");
    text.append("prytany.data-dir=store\n");
    text.append("prytany.public-origin=http://127.0.0.1:")
        .append(port)
        .append(",http://localhost:")
        .append(port)
        .append('\n');
    text.append("prytany.plugins.sha256=")
        .append(
            PLUGINS.stream()
                .map(name -> OwnServer.sha256(installation.plugin(name)))
                .collect(Collectors.joining(",")))
        .append('\n');
    text.append("prytany.policy.file=policy.yaml\n");
    text.append("prytany.operators=").append(daos.operator().getAddress()).append('\n');
    daos.lines().forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }

  /** Writes the operator's key as an operator would have it; returns the file's name. */
  private static String keystore(Credentials operator, Path data) throws IOException {
    String password = PrivateFiles.password(data.resolve("operator.password"));
    try {
      String file =
          WalletUtils.generateWalletFile(password, operator.getEcKeyPair(), data.toFile(), false);
      PrivateFiles.own(data.resolve(file));
      return file;
    } catch (CipherException e) {
      throw new IOException("the operator's keystore could not be written", e);
    }
  }

  private static String policy() throws IOException {
    try (InputStream in = DemoServer.class.getResourceAsStream("policy.yaml")) {
      if (in == null) {
        throw new IllegalStateException("the demo's policy is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

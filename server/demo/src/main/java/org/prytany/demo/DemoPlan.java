package org.prytany.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.prytany.cli.Installation;
import org.prytany.cli.OperatorConfig;
import org.prytany.cli.OwnServer;
import org.prytany.cli.PrivateFiles;
import org.prytany.cli.ServerProcess;
import org.web3j.crypto.WalletUtils;
import org.web3j.crypto.exception.CipherException;

/**
 * What the demo's server serves where, and the files that say so, as an operator would write them.
 *
 * @param model of the folder "models" in the data, which writes beside digests
 */
record DemoPlan(
    Installation installation, ServedDaos daos, Path data, int port, Optional<String> model) {

  /**
   * Writes what stays as long as the data.
   *
   * @return the signer's own file
   */
  Path write() throws IOException {
    Files.createDirectories(data);
    PrivateFiles.write(data.resolve("policy.yaml"), policy());
    Path own = data.resolve(OperatorConfig.SIGNER_FILE);
    PrivateFiles.write(own, signerConfiguration());
    return own;
  }

  /** The server as its file says now. */
  ServerProcess.Settings settings() {
    return new ServerProcess.Settings(
        data, OperatorConfig.read(data.resolve("prytany.properties")), port);
  }

  /**
   * Lists the plugins and lays them out. What is tried comes first and alone, because what is in
   * use stays in use, and only when it runs is it known which of ours it stands for.
   */
  ServerProcess.Settings configured(Optional<TriedPlugin> tried) throws IOException {
    PrivateFiles.write(data.resolve("prytany.properties"), configuration(tried));
    ServerProcess.Settings settings = settings();
    if (Files.exists(settings.config().pluginsDir())) {
      OwnServer.delete(settings.config().pluginsDir());
    }
    if (tried.isPresent()) {
      settings.config().deploy(tried.get().war());
    } else {
      deployOurs(Set.of());
    }
    return settings;
  }

  /**
   * @param taken kinds for which something else is in use
   */
  void deployOurs(Set<String> taken) {
    OperatorConfig operator = settings().config();
    TriedPlugin.OURS.forEach(
        (name, kind) -> {
          if (!taken.contains(kind)) {
            operator.deploy(installation.plugin(name));
          }
        });
  }

  /** What only the signer reads. */
  private String signerConfiguration() throws IOException {
    return "# Written by `prytany demo`; docs/operating.md explains every key.\n"
        + "prytany.key.1.file="
        + keystore()
        + "\nprytany.key.1.password-file=operator.password\n";
  }

  /** In a demo the model is to be seen at work, however busy the machine is. */
  private String writing() {
    return model
        .map(name -> "prytany.writing.model=" + name + "\nprytany.writing.busy-load=1000\n")
        .orElse("");
  }

  private String configuration(Optional<TriedPlugin> tried) {
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
            Stream.concat(
                    TriedPlugin.OURS.keySet().stream().map(installation::plugin),
                    tried.stream().map(TriedPlugin::war))
                .map(OwnServer::sha256)
                .collect(Collectors.joining(",")))
        .append('\n');
    tried
        .map(TriedPlugin::variables)
        .filter(names -> !names.isEmpty())
        .ifPresent(
            names ->
                text.append("prytany.plugins.variables=")
                    .append(String.join(",", names))
                    .append('\n'));
    text.append("prytany.policy.file=policy.yaml\n");
    text.append("prytany.operators=").append(daos.operator().getAddress()).append('\n');
    daos.lines().forEach(line -> text.append(line).append('\n'));
    return text + writing();
  }

  /** Writes the operator's key as an operator would have it; returns the file's name. */
  private String keystore() throws IOException {
    String password = PrivateFiles.password(data.resolve("operator.password"));
    try {
      String file =
          WalletUtils.generateWalletFile(
              password, daos.operator().getEcKeyPair(), data.toFile(), false);
      PrivateFiles.own(data.resolve(file));
      return file;
    } catch (CipherException e) {
      throw new IOException("the operator's keystore could not be written", e);
    }
  }

  private static String policy() throws IOException {
    try (InputStream in = DemoPlan.class.getResourceAsStream("policy.yaml")) {
      if (in == null) {
        throw new IllegalStateException("the demo's policy is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

package org.prytany.acceptance.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.acceptance.probe.HeapSearch;
import org.prytany.acceptance.server.BuiltHouse;
import org.prytany.acceptance.server.Wars;
import org.prytany.cli.Installation;
import org.prytany.cli.OperatorConfig;
import org.prytany.cli.OwnServer;
import org.prytany.cli.PrivateFiles;
import org.prytany.cli.ServerProcess;
import org.prytany.cli.SignerProcess;
import org.prytany.contracts.localchain.DemoDao;
import org.prytany.contracts.localchain.DemoDaoAddresses;
import org.prytany.contracts.localchain.LocalChain;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.WalletUtils;
import org.web3j.utils.Numeric;

/** The real server with the real signer beside it, and a plugin that takes the whole heap. */
class KeyInHeapIT {

  private static final String DECOY = "decoy-that-lies-in-the-heap";

  @TempDir private Path folder;

  @Test
  void aPluginThatHasTheWholeHeapOfTheServerHasNoKey() throws Exception {
    Installation installation = BuiltHouse.installation();
    System.setProperty("prytany.node.modules", installation.contractModules().toString());
    try (LocalChain chain = LocalChain.start()) {
      Credentials key = chain.accounts().getFirst();
      String password = PrivateFiles.password(folder.resolve("operator.password"));
      OperatorConfig config = configured(installation, chain, key, password);
      try (SignerProcess signer =
              SignerProcess.start(
                  installation, config.file(), folder.resolve(OperatorConfig.SIGNER_FILE), folder);
          ServerProcess server =
              ServerProcess.start(
                  installation,
                  new ServerProcess.Settings(folder, config, ServerProcess.freePort()))) {
        // Ready: it has asked the signer for its accounts, and every plugin is there.
        server.awaitOk("/health/ready", Duration.ofMinutes(3));
        assertThat(signer.isAlive()).isTrue();
        assertThat(signer.pid()).isNotEqualTo(server.pid());

        Path dump = dumped();

        Map<String, byte[]> looked = new HashMap<>();
        looked.put("decoy", DECOY.getBytes(StandardCharsets.ISO_8859_1));
        looked.put("account", key.getAddress().getBytes(StandardCharsets.ISO_8859_1));
        byte[] secret = Numeric.toBytesPadded(key.getEcKeyPair().getPrivateKey(), 32);
        // As bytes, and as the words of a BigInteger, which a dump has in the same order.
        looked.put("key", secret);
        looked.put(
            "key as text",
            Numeric.toHexStringNoPrefix(secret).getBytes(StandardCharsets.ISO_8859_1));
        looked.put("password", password.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(found(dump, looked)).containsExactlyInAnyOrder("decoy", "account");
      }
    }
  }

  private OperatorConfig configured(
      Installation installation, LocalChain chain, Credentials key, String password)
      throws Exception {
    DemoDaoAddresses at = DemoDao.deploy(chain).addresses();
    String keystore =
        WalletUtils.generateWalletFile(password, key.getEcKeyPair(), folder.toFile(), false);
    PrivateFiles.write(
        folder.resolve(OperatorConfig.SIGNER_FILE),
        "prytany.key.1.file=" + keystore + "\nprytany.key.1.password-file=operator.password\n");
    Path heap = Wars.plugin(folder, "heap.war", "1", HeapSearch.class);
    List<Path> wars =
        Stream.concat(
                Stream.of("digest", "policy", "treasury").map(installation::plugin),
                Stream.of(heap))
            .toList();
    Files.writeString(folder.resolve("policy.yaml"), "rules: []\n");
    Path file =
        Files.write(
            folder.resolve("prytany.properties"),
            List.of(
                "prytany.data-dir=store",
                "prytany.poll-interval=500ms",
                "prytany.plugins.use.strategy=strategy-heap",
                "prytany.plugins.sha256="
                    + wars.stream().map(OwnServer::sha256).collect(Collectors.joining(",")),
                "prytany.daos=demo",
                "prytany.dao.demo.chain-id=" + chain.chainId(),
                "prytany.dao.demo.rpc-url=" + chain.rpcUrl(),
                "prytany.dao.demo.governor=" + at.governor(),
                "prytany.dao.demo.treasury=" + at.timelock(),
                "prytany.dao.demo.voter=" + key.getAddress(),
                "prytany.dao.demo.executor=" + key.getAddress()));
    OperatorConfig config = OperatorConfig.read(file);
    for (Path war : wars) {
      config.deploy(war);
    }
    return config;
  }

  private Path dumped() throws IOException, InterruptedException {
    Path heap = Files.createDirectories(folder.resolve("heap"));
    Files.writeString(heap.resolve("now"), "");
    Path dump = heap.resolve("server.hprof");
    Instant end = Instant.now().plus(Duration.ofMinutes(3));
    while (!Files.exists(dump)) {
      assertThat(Instant.now()).as("the plugin has written the heap").isBefore(end);
      Thread.sleep(200);
    }
    return dump;
  }

  /** Which of some byte strings are in a file. */
  private static List<String> found(Path file, Map<String, byte[]> looked) throws IOException {
    List<String> left = new java.util.ArrayList<>(looked.keySet());
    List<String> found = new java.util.ArrayList<>();
    int longest = looked.values().stream().mapToInt(bytes -> bytes.length).max().orElse(1);
    byte[] window = new byte[1 << 20];
    int kept = 0;
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(window, kept, window.length - kept);
          read >= 0;
          read = in.read(window, kept, window.length - kept)) {
        int length = kept + read;
        for (String name : List.copyOf(left)) {
          if (contains(window, length, Optional.ofNullable(looked.get(name)).orElseThrow())) {
            left.remove(name);
            found.add(name);
          }
        }
        kept = Math.min(length, longest - 1);
        System.arraycopy(window, length - kept, window, 0, kept);
      }
    }
    return found;
  }

  private static boolean contains(byte[] in, int length, byte[] what) {
    for (int start = 0; start + what.length <= length; start++) {
      int at = 0;
      while (at < what.length && in[start + at] == what[at]) {
        at++;
      }
      if (at == what.length) {
        return true;
      }
    }
    return false;
  }
}

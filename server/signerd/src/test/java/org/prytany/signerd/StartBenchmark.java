package org.prytany.signerd;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Wallet;
import org.web3j.crypto.WalletFile;
import org.web3j.crypto.exception.CipherException;
import org.web3j.protocol.ObjectMapperFactory;

/**
 * What the signer's process takes until it is ready, beside a process with the same options that
 * only opens the same keystore. Both in turns; of each the least of several runs.
 */
public final class StartBenchmark {

  private static final String PASSWORD = "benchmark";
  private static final String OPENED = "opened ";
  private static final int ROUNDS = 5;

  private StartBenchmark() {}

  private record Start(Duration wall, Duration processor, long residentMegabytes) {}

  /** The process that is compared with: opens one keystore, and says so. */
  public static void main(String[] arguments) throws IOException, CipherException {
    WalletFile wallet =
        ObjectMapperFactory.getObjectMapper()
            .readValue(Path.of(arguments[0]).toFile(), WalletFile.class);
    System.out.println(OPENED + Credentials.create(Wallet.decrypt(PASSWORD, wallet)).getAddress());
    System.out.flush();
    // Until its figures are read.
    System.in.read();
  }

  /** Measures and prints. */
  public static void measure(Path folder, Path options, PrintStream out)
      throws IOException, CipherException {
    ECKeyPair key = ECKeyPair.create(BigInteger.valueOf(4_711));
    for (boolean ordinary : new boolean[] {false, true}) {
      Path own = Files.createDirectories(folder.resolve(ordinary ? "ordinary" : "light"));
      Path keystore = own.resolve("keystore.json");
      WalletFile wallet =
          ordinary ? Wallet.createStandard(PASSWORD, key) : Wallet.createLight(PASSWORD, key);
      write(keystore, ObjectMapperFactory.getObjectMapper().writeValueAsString(wallet));
      write(
          own.resolve("prytany.properties"),
          "prytany.daos=demo\nprytany.dao.demo.chain-id=31337\n"
              + "prytany.dao.demo.rpc-url=http://127.0.0.1:8545\nprytany.dao.demo.governor=0x"
              + "44".repeat(20)
              + "\nprytany.dao.demo.treasury=0x"
              + "45".repeat(20)
              + "\nprytany.dao.demo.voter=0x"
              + Keys.getAddress(key)
              + "\n");
      write(
          own.resolve("signer.properties"),
          "prytany.key.1.file=keystore.json\nprytany.key.1.password=" + PASSWORD + "\n");
      List<Start> signers = new ArrayList<>();
      List<Start> peers = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        peers.add(start(options, StartBenchmark.class, OPENED, keystore.toString()));
        signers.add(
            start(
                options,
                SignerMain.class,
                SignerMain.READY,
                "--config",
                own.resolve("prytany.properties").toString()));
      }
      said(out, ordinary ? "ordinary keystore (n=262144)" : "light keystore (n=4096)", signers);
      said(out, "  a process that only opens it", peers);
      out.printf(
          Locale.ROOT,
          "  ratio %.2f by the clock, %.2f by the processor%n",
          least(signers).wall().toMillis() / (double) least(peers).wall().toMillis(),
          least(signers).processor().toMillis() / (double) least(peers).processor().toMillis());
    }
    out.printf(
        Locale.ROOT,
        "load %.1f on %d cores%n",
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
        Runtime.getRuntime().availableProcessors());
  }

  private static void said(PrintStream out, String what, List<Start> starts) {
    Start least = least(starts);
    out.printf(
        Locale.ROOT,
        "%s: ready after %.2f s, %.2f s of processor, %d MB resident%n",
        what,
        least.wall().toMillis() / 1e3,
        least.processor().toMillis() / 1e3,
        least.residentMegabytes());
  }

  private static Start least(List<Start> starts) {
    return starts.stream().min(Comparator.comparing(Start::wall)).orElseThrow();
  }

  private static Start start(Path options, Class<?> main, String until, String... arguments)
      throws IOException {
    List<String> words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + options,
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    words.addAll(List.of(arguments));
    long start = System.nanoTime();
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
      StringBuilder all = new StringBuilder();
      for (String line = said.readLine(); line != null; line = said.readLine()) {
        if (line.startsWith(until)) {
          return new Start(
              Duration.ofNanos(System.nanoTime() - start),
              process.info().totalCpuDuration().orElse(Duration.ZERO),
              resident(process.pid()));
        }
        all.append(line).append('\n');
      }
      throw new IOException("it did not start: " + all);
    } finally {
      process.destroy();
      process.onExit().join();
    }
  }

  private static long resident(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
            .filter(line -> line.startsWith("VmRSS:"))
            .map(line -> line.replaceAll("\\D", ""))
            .mapToLong(Long::parseLong)
            .findFirst()
            .orElse(0)
        / 1024;
  }

  private static void write(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }
}

package org.prytany.cli;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The signer in a process of its own, ended by its own process id. */
public final class SignerProcess implements AutoCloseable {

  private static final String MAIN = "org.prytany.signerd.SignerMain";
  private static final String READY = "prytany signer: ready at ";
  private static final String REFUSED = "prytany signer: start refused: ";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final Path console;
  private final long consoleStart;
  private final Thread onExit;

  private SignerProcess(Process process, Path console, long consoleStart) {
    this.process = process;
    this.console = console;
    this.consoleStart = consoleStart;
    this.onExit = new Thread(this::stop, "stop-signer");
    Runtime.getRuntime().addShutdownHook(onExit);
  }

  /**
   * Starts a signer and waits until it listens.
   *
   * @param config the operator's file
   * @param signer the signer's own file
   * @param data folder for its log
   * @throws CommandFailure with the signer's own words, if it refuses to start
   */
  public static SignerProcess start(
      Installation installation, Path config, Path signer, Path data) {
    try {
      Path console = Files.createDirectories(data.resolve("logs")).resolve("signer.log");
      List<String> words = command(installation, config, signer);
      ProcessBuilder builder = new ProcessBuilder(words);
      builder.redirectErrorStream(true);
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(console.toFile()));
      builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
      long consoleStart = Files.exists(console) ? Files.size(console) : 0;
      SignerProcess started = new SignerProcess(builder.start(), console, consoleStart);
      try {
        started.awaitReady();
      } catch (RuntimeException e) {
        started.close();
        throw e;
      }
      return started;
    } catch (IOException e) {
      throw new CommandFailure(
          "The signer could not be started: " + e.getMessage(),
          "Check that the data folder is writable and has space.",
          e);
    }
  }

  /** The words that start a signer; it then says on its output that it is ready, or why not. */
  static List<String> command(Installation installation, Path config, Path signer) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(
        List.of(
            "@" + installation.signerOptions(),
            "-cp",
            installation.signerLibraries() + "/*",
            MAIN,
            "--config",
            config.toAbsolutePath().toString(),
            "--signer",
            signer.toAbsolutePath().toString()));
    return words;
  }

  /** The file with what the signer printed. */
  public Path console() {
    return console;
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public long pid() {
    return process.pid();
  }

  private void awaitReady() {
    Instant end = Instant.now().plus(PATIENCE);
    while (said(READY).isEmpty()) {
      Optional<String> refusal = said(REFUSED);
      if (refusal.isPresent() || !process.isAlive()) {
        throw new CommandFailure(
            "the signer did not start: "
                + refusal.or(() -> said(REFUSED)).orElse("it ended without a word"),
            "What the signer said is in " + console);
      }
      if (Instant.now().isAfter(end)) {
        throw new CommandFailure(
            "The signer did not get ready within " + PATIENCE.toSeconds() + " s.",
            "What the signer said is in " + console);
      }
      pause();
    }
  }

  /** What follows some words in a line that this signer printed. */
  private Optional<String> said(String words) {
    try (InputStream in = Files.newInputStream(console)) {
      in.skipNBytes(consoleStart);
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.startsWith(words))
          .map(line -> line.substring(words.length()).strip())
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("Interrupted.", "Run the command again.", e);
    }
  }

  /** Ends it at once, as kill -9 does. */
  public void kill() {
    process.destroyForcibly();
    waitForEnd(10);
  }

  @Override
  public void close() {
    stop();
    try {
      Runtime.getRuntime().removeShutdownHook(onExit);
    } catch (IllegalStateException e) {
      // The virtual machine is shutting down: the hook is running already.
      return;
    }
  }

  private void stop() {
    process.destroy();
    if (!waitForEnd(10)) {
      process.destroyForcibly();
    }
  }

  private boolean waitForEnd(int seconds) {
    try {
      return process.waitFor(seconds, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

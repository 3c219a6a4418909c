package org.prytany.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The signer in a process of its own, ended by its own process id. */
public final class SignerProcess implements AutoCloseable {

  private static final String MAIN = "org.prytany.signerd.SignerMain";
  private static final String READY = "prytany signer: ready at ";
  private static final String REFUSED = "prytany signer: start refused: ";
  private static final Duration WINDOW = Duration.ofSeconds(60);
  private static final Duration ENDING = Duration.ofSeconds(10);
  private static final Duration LOOK = Duration.ofMillis(50);

  private final ChildProcess child;

  private SignerProcess(ChildProcess child) {
    this.child = child;
  }

  /**
   * Starts a signer and waits until it listens.
   *
   * @param config the operator's file
   * @param signer the signer's own file
   * @param data folder for its log
   * @param wait how long, and who is told meanwhile
   * @throws CommandFailure with the signer's own words, if it refuses to start
   */
  public static SignerProcess start(
      Installation installation, Path config, Path signer, Path data, StartWait wait) {
    try {
      Path console = Files.createDirectories(data.resolve("logs")).resolve("signer.log");
      ProcessBuilder builder = new ProcessBuilder(command(installation, config, signer));
      SignerProcess started =
          new SignerProcess(ChildProcess.start("signer", builder, console, ENDING));
      try {
        started.awaitReady(wait);
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
    return child.console();
  }

  public boolean isAlive() {
    return child.isAlive();
  }

  public long pid() {
    return child.pid();
  }

  private void awaitReady(StartWait wait) {
    StartPatience patience = new StartPatience(WINDOW, System.nanoTime());
    while (said(READY).isEmpty()) {
      Optional<String> refusal = said(REFUSED);
      if (refusal.isPresent() || !child.isAlive()) {
        throw new CommandFailure(
            "the signer did not start: "
                + refusal.or(() -> said(REFUSED)).orElse("it ended without a word"),
            "What the signer said is in " + console());
      }
      wait.look(
          "The signer",
          System.nanoTime(),
          patience,
          child.processorTime(),
          Set.of(),
          "What the signer said is in " + console());
      ChildProcess.pause(LOOK);
    }
  }

  /** What follows some words in a line that this signer printed. */
  private Optional<String> said(String words) {
    return child.said().stream()
        .filter(line -> line.startsWith(words))
        .map(line -> line.substring(words.length()).strip())
        .findFirst();
  }

  /** Ends it at once, as kill -9 does. */
  public void kill() {
    child.kill();
  }

  @Override
  public void close() {
    child.close();
  }
}

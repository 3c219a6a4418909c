package org.prytany.contracts.localchain;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The chain's child process: started, listened to until it names its port, and ended by its own
 * handle.
 */
final class AnvilProcess {
  private static final Pattern LISTENING = Pattern.compile("Listening on 127\\.0\\.0\\.1:(\\d+)");

  /** The program prints mnemonic and keys at its start; they must not reach an error message. */
  private static final Pattern SECRET = Pattern.compile("(?i)mnemonic|0x[0-9a-f]{64}");

  private static final Path SHELL = Path.of("/bin/sh");
  private static final int KEPT_LINES = 20;
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final Process process;
  private final int port;
  private final Thread atExit;

  private AnvilProcess(Process process, int port) {
    this.process = process;
    this.port = port;
    watch(process);
    this.atExit = new Thread(process::destroy, "local-chain-end");
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  static AnvilProcess start(LocalChainOptions options) {
    Process process;
    try {
      process =
          new ProcessBuilder(command(options))
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.PIPE)
              .start();
    } catch (IOException e) {
      throw new LocalChainException("The local chain could not be started.", e);
    }
    Deque<String> lastLines = new ArrayDeque<>();
    CompletableFuture<Integer> listening = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .name("local-chain-output")
        .start(() -> drain(process, lastLines, listening));
    try {
      int port = listening.get(options.startTimeout().toMillis(), TimeUnit.MILLISECONDS);
      return new AnvilProcess(process, port);
    } catch (ExecutionException e) {
      process.destroyForcibly();
      String said;
      synchronized (lastLines) {
        said = String.join("\n", lastLines).strip();
      }
      throw new LocalChainException(
          "The local chain ended before it listened"
              + (options.port() == 0
                  ? ""
                  : "; is port " + options.port() + " taken? Port 0 takes a free one")
              + (said.isEmpty() ? "." : ". It said: " + said),
          e);
    } catch (TimeoutException e) {
      process.destroyForcibly();
      throw new LocalChainException(
          "The local chain did not listen within " + options.startTimeout().toSeconds() + " s.", e);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new LocalChainException("Interrupted while the local chain was starting.", e);
    }
  }

  /**
   * Ends the chain when this JVM is killed and can end nothing itself: a shell waits at a pipe
   * whose other end closes with the JVM.
   */
  private static void watch(Process process) {
    if (!Files.isExecutable(SHELL)) {
      return;
    }
    String script = "while read -r line; do :; done; kill \"$0\"";
    try {
      Process watcher =
          new ProcessBuilder(SHELL.toString(), "-c", script, Long.toString(process.pid()))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      // Before its number could be given to another process.
      var unused = process.onExit().thenRun(watcher::destroyForcibly);
    } catch (IOException e) {
      process.destroyForcibly();
      throw new LocalChainException("The watch over the local chain could not be started.", e);
    }
  }

  private static List<String> command(LocalChainOptions options) {
    List<String> command = new ArrayList<>();
    command.add(AnvilBinary.find().toString());
    command.addAll(List.of("--host", "127.0.0.1"));
    command.addAll(List.of("--port", Integer.toString(options.port())));
    command.addAll(List.of("--chain-id", Long.toString(options.chainId())));
    command.addAll(List.of("--mnemonic", options.mnemonic()));
    command.addAll(List.of("--accounts", Integer.toString(options.accounts())));
    command.addAll(List.of("--balance", Long.toString(options.accountEther())));
    // The contracts are compiled for Cancun, and later forks cap the gas of one transaction.
    command.addAll(List.of("--hardfork", "cancun"));
    options
        .blockTime()
        .ifPresent(
            time -> command.addAll(List.of("--block-time", Long.toString(time.toSeconds()))));
    options
        .genesis()
        .ifPresent(
            time -> command.addAll(List.of("--timestamp", Long.toString(time.getEpochSecond()))));
    options.stateFile().ifPresent(file -> command.addAll(List.of("--state", file.toString())));
    return command;
  }

  private static void drain(
      Process process, Deque<String> lastLines, CompletableFuture<Integer> listening) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String line;
      while ((line = lines.readLine()) != null) {
        Matcher matcher = LISTENING.matcher(line);
        if (matcher.find()) {
          listening.complete(Integer.parseInt(matcher.group(1)));
        }
        if (!SECRET.matcher(line).find()) {
          synchronized (lastLines) {
            lastLines.addLast(line);
            if (lastLines.size() > KEPT_LINES) {
              lastLines.removeFirst();
            }
          }
        }
      }
      listening.completeExceptionally(new IOException("The process ended."));
    } catch (IOException e) {
      listening.completeExceptionally(e);
    }
  }

  int port() {
    return port;
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Asks the process to end, which writes its state file, and insists after ten seconds. */
  void stop() {
    forgetAtExit();
    process.destroy();
    if (!endedWithin(GRACE)) {
      process.destroyForcibly();
      endedWithin(GRACE);
    }
  }

  /** Ends the process as a crash would: nothing is written. */
  void kill() {
    forgetAtExit();
    process.destroyForcibly();
    endedWithin(GRACE);
  }

  private boolean endedWithin(Duration limit) {
    try {
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void forgetAtExit() {
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException alreadyShuttingDown) {
      // The hook runs, or has run: it ends the same process.
      return;
    }
  }
}

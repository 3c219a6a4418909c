package org.prytany.contracts.localchain;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The chain's child process: started, listened to until it names its port, and ended by its own
 * handle. Old blocks' states, which it writes to disk by the gigabyte, lie in a folder of its own
 * that goes with it.
 */
final class AnvilProcess {
  private static final Pattern LISTENING = Pattern.compile("Listening on 127\\.0\\.0\\.1:(\\d+)");

  /** The program prints mnemonic and keys at its start; they must not reach an error message. */
  private static final Pattern SECRET = Pattern.compile("(?i)mnemonic|0x[0-9a-f]{64}");

  private static final Path SHELL = Path.of("/bin/sh");
  private static final int KEPT_LINES = 20;
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final Process process;
  private final Path states;
  private final int port;
  private final Thread atExit;

  private AnvilProcess(Process process, Path states, int port) {
    this.process = process;
    this.states = states;
    this.port = port;
    watch(process, states);
    this.atExit = new Thread(this::end, "local-chain-end");
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  static AnvilProcess start(LocalChainOptions options) {
    Path states = newFolder();
    try {
      Process process = launch(options, states);
      try {
        return new AnvilProcess(process, states, listening(process, options));
      } catch (RuntimeException e) {
        process.destroyForcibly();
        endedWithin(process, GRACE);
        throw e;
      }
    } catch (RuntimeException e) {
      delete(states);
      throw e;
    }
  }

  private static Path newFolder() {
    try {
      return Files.createTempDirectory("prytany-chain-");
    } catch (IOException e) {
      throw new LocalChainException("The local chain got no folder for its states.", e);
    }
  }

  private static Process launch(LocalChainOptions options, Path states) {
    try {
      return new ProcessBuilder(command(options, states))
          .redirectErrorStream(true)
          .redirectInput(ProcessBuilder.Redirect.PIPE)
          .start();
    } catch (IOException e) {
      throw new LocalChainException("The local chain could not be started.", e);
    }
  }

  /** The port that the process names. */
  private static int listening(Process process, LocalChainOptions options) {
    Deque<String> lastLines = new ArrayDeque<>();
    CompletableFuture<Integer> listening = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .name("local-chain-output")
        .start(() -> drain(process, lastLines, listening));
    try {
      return listening.get(options.startTimeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
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
      throw new LocalChainException(
          "The local chain did not listen within " + options.startTimeout().toSeconds() + " s.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalChainException("Interrupted while the local chain was starting.", e);
    }
  }

  /**
   * Ends the chain when this JVM is killed and can end nothing itself: a shell waits at a pipe
   * whose other end closes with the JVM. It takes the folder away once the chain is gone.
   */
  private static void watch(Process process, Path states) {
    if (!Files.isExecutable(SHELL)) {
      return;
    }
    String script =
        "while read -r line; do :; done; kill \"$0\";"
            + " for i in 1 2 3 4 5 6 7 8 9 10; do kill -0 \"$0\" || break; sleep 1; done;"
            + " rm -rf -- \"$1\"";
    try {
      Process watcher =
          new ProcessBuilder(
                  SHELL.toString(), "-c", script, Long.toString(process.pid()), states.toString())
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

  private static List<String> command(LocalChainOptions options, Path states) {
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
    command.addAll(List.of("--cache-path", states.toString()));
    command.addAll(List.of("--max-persisted-states", Integer.toString(options.persistedStates())));
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

  /** Where old blocks' states lie while the chain runs. */
  Path states() {
    return states;
  }

  /** Asks the process to end, which writes its state file, and insists after ten seconds. */
  void stop() {
    forgetAtExit();
    end();
  }

  /** Ends the process as a crash would: nothing is written. */
  void kill() {
    forgetAtExit();
    insist();
  }

  private void end() {
    process.destroy();
    if (endedWithin(process, GRACE)) {
      delete(states);
    } else {
      insist();
    }
  }

  private void insist() {
    process.destroyForcibly();
    endedWithin(process, GRACE);
    delete(states);
  }

  private static boolean endedWithin(Process process, Duration limit) {
    try {
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** As far as it goes: what cannot be deleted is in the system's folder for temporary files. */
  private static void delete(Path folder) {
    try (Stream<Path> inside = Files.walk(folder)) {
      inside.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException | UncheckedIOException e) {
      return;
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

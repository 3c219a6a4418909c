package org.prytany.cli;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process that writes to a file, and ends with this one by its own process id. It is told to end,
 * and killed if it does not within its time.
 */
final class ChildProcess implements AutoCloseable {

  private static final Duration KILLED = Duration.ofSeconds(10);
  private static final Duration LOOK = Duration.ofSeconds(10);

  /** Bytes of what it says; as much again is kept of what it said before. */
  private static final long MOST_CONSOLE = 20L << 20;

  private final Process process;
  private final Path console;
  private volatile long consoleStart;
  private final Duration ending;
  private final Thread onExit;
  private final ProcessorTime processor = new ProcessorTime();

  private ChildProcess(
      String name, Process process, Path console, long consoleStart, Duration ending) {
    this.process = process;
    this.console = console;
    this.consoleStart = consoleStart;
    this.ending = ending;
    this.onExit = new Thread(this::stop, "stop-" + name);
    Runtime.getRuntime().addShutdownHook(onExit);
    Thread bounding = new Thread(this::boundConsole, "bound-" + name);
    bounding.setDaemon(true);
    bounding.start();
  }

  /**
   * @param name of the thread that ends it
   * @param console the file that its words are added to
   * @param ending how long it may take to end when it is told to
   */
  static ChildProcess start(String name, ProcessBuilder builder, Path console, Duration ending)
      throws IOException {
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(console.toFile()));
    builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    shorten(console, MOST_CONSOLE);
    // The file holds what earlier ones said, too.
    long consoleStart = Files.exists(console) ? Files.size(console) : 0;
    return new ChildProcess(name, builder.start(), console, consoleStart, ending);
  }

  private void boundConsole() {
    try {
      while (!process.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        if (shorten(console, MOST_CONSOLE)) {
          consoleStart = 0;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Moves what a long file holds to a second one in the place of what was there. Whoever appends to
   * the file goes on doing so.
   *
   * @return whether it was longer than {@code most} bytes
   */
  static boolean shorten(Path file, long most) {
    try {
      if (!Files.exists(file) || Files.size(file) <= most) {
        return false;
      }
      Files.copy(
          file,
          file.resolveSibling(file.getFileName() + ".1"),
          StandardCopyOption.REPLACE_EXISTING);
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.truncate(0);
      }
      return true;
    } catch (IOException e) {
      // The disk is full or the folder is gone: the process itself is what matters.
      return false;
    }
  }

  Path console() {
    return console;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  /** Processor time that it and what it started took so far; zero where the system is silent. */
  Duration processorTime() {
    return processor.of(process);
  }

  /** The lines that it printed so far. */
  List<String> said() {
    try (InputStream in = Files.newInputStream(console)) {
      in.skipNBytes(consoleStart);
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  /** Gives it time before it is looked at again. */
  static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("Interrupted.", "Run the command again.", e);
    }
  }

  /** Waits until it ends, and gives its exit code. */
  int waitFor() throws InterruptedException {
    return process.waitFor();
  }

  /** Of a process that has ended; 128 and the signal's number where one ended it. */
  int exitCode() {
    return process.exitValue();
  }

  /** Ends it at once, as kill -9 does. */
  void kill() {
    process.destroyForcibly();
    waitForEnd(KILLED);
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
    endWithin(ending);
  }

  /** Waits for it to end by itself, and kills it if it does not. */
  void endWithin(Duration time) {
    if (!waitForEnd(time)) {
      process.destroyForcibly();
    }
  }

  private boolean waitForEnd(Duration time) {
    try {
      return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

package org.prytany.link;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a process of plugins running: starts it, and starts it again when it ends, after a pause
 * that grows while it does not last. It ends with this process, whose end closes its input.
 */
public final class PluginsProcess implements AutoCloseable {

  private static final Logger LOG = System.getLogger(PluginsProcess.class.getName());

  private static final Duration LOOK = Duration.ofMillis(100);

  /** So long it may take until a process is known to have ended whose connections have. */
  private static final Duration NOTICED = Duration.ofSeconds(5);

  private static final Duration LISTENING = Duration.ofMinutes(3);
  private static final Duration ENDING = Duration.ofSeconds(30);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  /** Who ran so long is started again at once. */
  private static final Duration LASTING = Duration.ofMinutes(10);

  private final Starter starter;
  private final Consumer<Process> told;
  private final Thread keeper;
  private volatile @Nullable NearEnd link;
  private volatile @Nullable Process process;
  private volatile String why = "";
  private volatile boolean closed;

  /** Says how the next process is started. */
  @FunctionalInterface
  public interface Starter {

    /**
     * What starts it; its input is held open as long as this process lives.
     *
     * @param socket where the process has to listen
     * @throws IOException if what it needs cannot be made ready
     */
    ProcessBuilder next(Path socket) throws IOException;
  }

  /** Starts it; it may not answer yet. */
  public PluginsProcess(Starter starter) {
    this(starter, process -> {});
  }

  /**
   * @param told each process that is started
   */
  PluginsProcess(Starter starter, Consumer<Process> told) {
    this.starter = starter;
    this.told = told;
    this.keeper = Thread.ofPlatform().daemon().name("plugins-process").start(this::keep);
  }

  /** The link to the process that runs; empty while none listens. */
  Optional<NearEnd> link() {
    return Optional.ofNullable(link);
  }

  /** Why the process that was there before ended; "" if there was none. */
  String why() {
    return why;
  }

  /** Ends the process behind a link, which does not answer; another is started. */
  void kill(NearEnd behind, String because) {
    Process running = process;
    if (behind.equals(link) && running != null) {
      LOG.log(Level.ERROR, "the process of plugins is ended: {0}", because);
      why = because;
      running.destroyForcibly();
    }
  }

  /** Whether the process behind a link has ended, or ends now. */
  boolean ended(NearEnd behind) throws InterruptedException {
    Process running = process;
    return !behind.equals(link)
        || running == null
        || running.waitFor(NOTICED.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void keep() {
    Duration pause = FIRST_PAUSE;
    try {
      while (!closed) {
        long begun = System.nanoTime();
        why = "";
        try {
          run();
        } catch (IOException | RuntimeException e) {
          why = "it cannot be started: " + e.getMessage();
          LOG.log(Level.ERROR, "the plugins' process cannot be started", e);
        }
        if (closed) {
          return;
        }
        pause = System.nanoTime() - begun > LASTING.toNanos() ? FIRST_PAUSE : pause;
        LOG.log(
            Level.ERROR,
            "the process of plugins ended ({0}); it is started again in {1} s",
            why,
            pause.toSeconds());
        Thread.sleep(pause);
        Duration longer = pause.multipliedBy(2);
        pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() throws IOException, InterruptedException {
    // A path of a socket has to be short, and whoever may enter the folder may ask.
    Path folder = Files.createTempDirectory("prytany-plugins");
    Path socket = folder.resolve("link");
    try {
      Process running = starter.next(socket).start();
      process = running;
      told.accept(running);
      run(socket, running);
    } finally {
      Files.deleteIfExists(socket);
      Files.deleteIfExists(folder);
    }
  }

  private void run(Path socket, Process running) throws InterruptedException {
    try {
      if (closed) {
        return;
      }
      NearEnd made = listening(socket, running);
      link = made;
      running.waitFor();
      if (made != null) {
        link = null;
        made.close();
      }
      why = why.isEmpty() ? "exit code " + running.exitValue() : why;
    } finally {
      running.destroyForcibly();
    }
  }

  private @Nullable NearEnd listening(Path socket, Process running) throws InterruptedException {
    long end = System.nanoTime() + LISTENING.toNanos();
    while (running.isAlive()) {
      try {
        return new NearEnd(socket);
      } catch (IOException e) {
        if (System.nanoTime() > end) {
          why = "it did not listen within " + LISTENING.toMinutes() + " minutes";
          running.destroyForcibly();
        }
        running.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS);
      }
    }
    return null;
  }

  @Override
  public void close() {
    closed = true;
    Process running = process;
    try {
      if (running != null) {
        running.destroy();
        if (!running.waitFor(ENDING.toMillis(), TimeUnit.MILLISECONDS)) {
          running.destroyForcibly();
        }
      }
      keeper.interrupt();
      keeper.join(ENDING);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

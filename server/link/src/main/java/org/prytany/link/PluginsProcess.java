package org.prytany.link;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.stream.Stream;
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

  private static final Duration ENDING = Duration.ofSeconds(30);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  /** So long it pauses at least, however soon a vote is due. */
  private static final Duration HASTENED_PAUSE = Duration.ofSeconds(10);

  /** Who ran so long is started again at once. */
  private static final Duration LASTING = Duration.ofMinutes(10);

  /** Bytes that the path of a socket may have on every system. */
  private static final int LONGEST_PATH = 100;

  private static final String SOCKET = "link-";

  private final Path folder;
  private final Starter starter;
  private final Consumer<Process> told;
  private volatile @Nullable Thread keeper;
  private final AtomicReference<@Nullable NearEnd> link = new AtomicReference<>();
  private volatile @Nullable Process process;
  private volatile String killedFor = "";
  private volatile String why = "";
  private volatile boolean closed;
  private final Pausing pausing = new Pausing(FIRST_PAUSE, LONGEST_PAUSE, HASTENED_PAUSE);

  /** Whoever ends this process may end the other at the same time; no third is started then. */
  private final Thread onExit = Thread.ofPlatform().unstarted(this::ending);

  /** Says how the next process is started. */
  @FunctionalInterface
  public interface Starter {

    /**
     * What starts it; its input is held open as long as this process lives.
     *
     * @param socket where the process has to listen
     * @param name of the process, which no other has
     * @param forgiven the name of an earlier one that is known not to have ended for what was
     *     starting in it; empty if that is known of none
     * @throws IOException if what it needs cannot be made ready
     */
    ProcessBuilder next(Path socket, String name, Optional<String> forgiven) throws IOException;
  }

  /**
   * A process that is not started yet.
   *
   * @param folder for the socket, which nobody but this user may enter
   */
  public PluginsProcess(Path folder, Starter starter) {
    this(folder, starter, process -> {});
  }

  /**
   * @param told each process that is started
   */
  PluginsProcess(Path folder, Starter starter, Consumer<Process> told) {
    this.folder = folder;
    this.starter = starter;
    this.told = told;
  }

  /**
   * Starts it; it may not answer yet.
   *
   * @param care how a process is treated, by the number of the link to the one that ended before
   */
  void start(LongFunction<Care> care) {
    Runtime.getRuntime().addShutdownHook(onExit);
    keeper = Thread.ofPlatform().daemon().name("plugins-process").start(() -> keep(care));
  }

  /** The link to the process that runs; empty while none listens. */
  Optional<NearEnd> link() {
    return Optional.ofNullable(link.get());
  }

  /** This process is ending: the other is not started again. */
  void ending() {
    closed = true;
  }

  /** Waits until nothing is started any more. */
  void awaitEnd() throws InterruptedException {
    Thread kept = keeper;
    if (kept != null) {
      kept.join();
    }
  }

  /** A vote is due: the next process is started soon, if it is not running. */
  void hasten() {
    pausing.hasten();
  }

  /** Why the process that was there last ended; "" if none has. */
  String why() {
    return why;
  }

  /** Ends the process behind a link, which does not answer; another is started. */
  void kill(NearEnd behind, String because) {
    Process running = process;
    if (behind.equals(link.get()) && running != null) {
      LOG.log(Level.ERROR, "the process of plugins is ended: {0}", because);
      killedFor = because;
      running.destroyForcibly();
    }
  }

  /** Whether the process behind a link has ended, or ends now. */
  boolean ended(NearEnd behind) throws InterruptedException {
    Process running = process;
    if (!behind.equals(link.get())
        || running == null
        || running.waitFor(NOTICED.toMillis(), TimeUnit.MILLISECONDS)) {
      if (running != null && !running.isAlive()) {
        why = why(running);
      }
      // Who knows that it ended finds nothing in use from now on, and why.
      link.compareAndSet(behind, null);
      return true;
    }
    return false;
  }

  private String why(Process ended) {
    return killedFor.isEmpty() ? ExitCode.words(ended.exitValue()) : killedFor;
  }

  private void keep(LongFunction<Care> care) {
    Care next = Care.NONE;
    Optional<String> forgiven = Optional.empty();
    try {
      while (!closed) {
        long begun = System.nanoTime();
        String name = UUID.randomUUID().toString();
        OptionalLong ended = OptionalLong.empty();
        try {
          ended = run(name, next, forgiven);
        } catch (IOException | RuntimeException e) {
          why = "it cannot be started: " + e.getMessage();
          LOG.log(Level.ERROR, "the plugins' process cannot be started", e);
        }
        if (closed) {
          return;
        }
        boolean lasted = System.nanoTime() - begun > LASTING.toNanos();
        if (lasted) {
          pausing.beginAnew();
        }
        LOG.log(
            Level.ERROR,
            "the process of plugins ended ({0}); it is started again in {1} s",
            why,
            pausing.next().toSeconds());
        pausing.await();
        // Whoever was asking in it knows by now that it ended. One that never listened may not have
        // come to what it was told of those before it: the next one is told the same.
        if (ended.isPresent()) {
          next = care.apply(ended.getAsLong()).after(lasted ? Care.NONE : next);
          forgiven = next.forgiven() ? Optional.of(name) : Optional.empty();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private OptionalLong run(String name, Care care, Optional<String> forgiven)
      throws IOException, InterruptedException {
    Path socket = socket(name);
    try {
      Process running = starter.next(socket, name, forgiven).start();
      process = running;
      told.accept(running);
      return run(socket, running, care);
    } finally {
      Files.deleteIfExists(socket);
      if (!inFolder(socket)) {
        Files.deleteIfExists(Objects.requireNonNull(socket.getParent()));
      }
    }
  }

  /** In a folder of its own where the path would be too long for a socket. */
  private Path socket(String name) throws IOException {
    Path here = folder.resolve(SOCKET + name.substring(0, 8));
    if (here.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_PATH) {
      return Files.createTempDirectory("prytany-plugins").resolve("link");
    }
    Files.createDirectories(folder);
    try (Stream<Path> all = Files.list(folder)) {
      // Those of a server that was killed.
      List<Path> left =
          all.filter(one -> String.valueOf(one.getFileName()).startsWith(SOCKET)).toList();
      for (Path one : left) {
        Files.deleteIfExists(one);
      }
    }
    return here;
  }

  private boolean inFolder(Path socket) {
    return folder.equals(socket.getParent());
  }

  /** The number of the link to it, when it has ended; empty if it never listened. */
  private OptionalLong run(Path socket, Process running, Care care) throws InterruptedException {
    killedFor = "";
    NearEnd made = null;
    try {
      if (!closed) {
        made = listening(socket, running, care);
        link.set(made);
        running.waitFor();
        why = why(running);
      }
    } finally {
      link.set(null);
      if (made != null) {
        made.close();
      }
      running.destroyForcibly();
    }
    return made == null ? OptionalLong.empty() : OptionalLong.of(made.number());
  }

  private @Nullable NearEnd listening(Path socket, Process running, Care care)
      throws InterruptedException {
    StartPatience patience = new StartPatience(System.nanoTime());
    while (running.isAlive()) {
      try {
        return new NearEnd(socket, care);
      } catch (IOException e) {
        if (patience.isOver(System.nanoTime(), running.info().totalCpuDuration())) {
          killedFor = "it did not listen in time; see its log, and how busy the machine is";
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
    try {
      Runtime.getRuntime().removeShutdownHook(onExit);
    } catch (IllegalStateException e) {
      LOG.log(Level.DEBUG, "this process is ending, and so is the other");
    }
    Process running = process;
    try {
      if (running != null) {
        running.destroy();
        if (!running.waitFor(ENDING.toMillis(), TimeUnit.MILLISECONDS)) {
          running.destroyForcibly();
        }
      }
      Thread kept = keeper;
      if (kept != null) {
        kept.interrupt();
        kept.join(ENDING);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

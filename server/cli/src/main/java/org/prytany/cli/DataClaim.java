package org.prytany.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * That one server alone runs with a data folder. The launcher holds a lock, and the file names the
 * server's process, for that may outlive its launcher.
 */
final class DataClaim implements AutoCloseable {

  /** How long a server that was told to end, or killed, may take to be gone. */
  private static final Duration GOING = Duration.ofSeconds(5);

  private static final int MOST_BYTES = 200;

  // A process that opens and closes the file anew loses its lock on it.
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path state;
  private final Path file;
  private final FileChannel channel;

  private DataClaim(Path state, Path file, FileChannel channel) {
    this.state = state;
    this.file = file;
    this.channel = channel;
  }

  /**
   * Claims a folder until this is closed or this process ends.
   *
   * @param state the folder's directory for the state of plugins, which is there
   * @throws CommandFailure if a server runs with it, naming its process
   */
  static DataClaim take(Path state) throws IOException {
    Path file = state.toRealPath().resolve("server.lock");
    if (!HELD.add(file)) {
      throw taken(state, "process " + ProcessHandle.current().pid());
    }
    DataClaim claim = null;
    try {
      claim =
          new DataClaim(
              state,
              file,
              FileChannel.open(
                  file,
                  StandardOpenOption.CREATE,
                  StandardOpenOption.READ,
                  StandardOpenOption.WRITE));
      FileLock lock = claim.channel.tryLock();
      Optional<ProcessHandle> other = claim.process().filter(one -> lock == null || !gone(one));
      if (lock == null || other.isPresent()) {
        throw taken(
            state, other.map(one -> "process " + one.pid()).orElse("another that is starting"));
      }
      return claim;
    } catch (IOException | RuntimeException e) {
      if (claim == null) {
        HELD.remove(file);
      } else {
        claim.close();
      }
      throw e;
    }
  }

  private static CommandFailure taken(Path state, String by) {
    return new CommandFailure(
        "A server runs with the data folder " + state.getParent() + " already: " + by + ".",
        "End it, or give this one a folder of its own with --data.");
  }

  private static boolean gone(ProcessHandle process) {
    try {
      process.onExit().get(GOING.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException | TimeoutException e) {
      return false;
    }
  }

  // A number may have been given to another process meanwhile; not with the same start.
  private Optional<ProcessHandle> process() throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(MOST_BYTES);
    int read = channel.read(bytes, 0);
    String text = new String(bytes.array(), 0, Math.max(0, read), StandardCharsets.UTF_8).strip();
    if (!text.matches("\\d{1,18} .*")) {
      return Optional.empty();
    }
    String[] words = text.split(" ", 2);
    return ProcessHandle.of(Long.parseLong(words[0]))
        .filter(ProcessHandle::isAlive)
        .filter(one -> started(one).equals(words[1]));
  }

  private static String started(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toString).orElse("unknown");
  }

  /** The directory for the state of plugins. */
  Path state() {
    return state;
  }

  /** Names the server's process, which holds the folder for as long as it lives. */
  void by(long pid) throws IOException {
    Optional<ProcessHandle> process = ProcessHandle.of(pid);
    if (process.isPresent()) {
      String text = pid + " " + started(process.get()) + "\n";
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
    }
  }

  @Override
  public void close() {
    HELD.remove(file);
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

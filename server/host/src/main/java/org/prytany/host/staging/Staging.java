package org.prytany.host.staging;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.host.inspect.Declared;
import org.prytany.host.inspect.Inspection;
import org.prytany.host.inspect.Report;

/**
 * A folder of uploaded WARs that nothing starts. What is refused, cut or left by an earlier process
 * is deleted; what nothing was found against waits under its hash. Thread-safe.
 */
public final class Staging {

  /** Most bytes of an upload; as many as the application server lets through. */
  public static final long MOST_BYTES = 64L << 20;

  /** So many are received at a time, and one of them is looked at. */
  static final int PLACES = 4;

  /** So many wait; the one that came first goes for a later one. */
  static final int MOST = 4;

  private static final String PART = ".part";

  private static final Logger LOG = System.getLogger(Staging.class.getName());

  private final Path folder;
  private final Function<Path, Report> inspection;
  private final LongSupplier nanos;
  private final Set<String> sending = ConcurrentHashMap.newKeySet();
  private final Semaphore places = new Semaphore(PLACES);
  private final Object looking = new Object();
  private final Map<String, Staged> waiting = new LinkedHashMap<>();

  /**
   * Empties the folder.
   *
   * @param folder that nobody but the server's user may enter
   * @param inspection looks at a WAR without running any of it
   * @throws IOException if it cannot be emptied
   */
  public Staging(Path folder, Function<Path, Report> inspection) throws IOException {
    this(folder, inspection, System::nanoTime);
  }

  Staging(Path folder, Function<Path, Report> inspection, LongSupplier nanos) throws IOException {
    this.folder = folder;
    this.inspection = inspection;
    this.nanos = nanos;
    try (Stream<Path> left = Files.list(folder)) {
      for (Path file : left.toList()) {
        Files.delete(file);
      }
    }
  }

  /**
   * Takes an upload and looks at it. It waits if nothing was found against it, and else is gone.
   *
   * @param who sends it: of each one upload is taken at a time
   * @param declared how many bytes the sender said that it has
   * @throws PrytanyException INVALID_INPUT if it is cut, or no WAR at all; CONCURRENT_CHANGE while
   *     all places are taken, or another upload of the same sender is on its way
   * @throws IOException if it cannot be read or kept
   */
  public Staged take(String who, InputStream in, OptionalLong declared) throws IOException {
    if (!sending.add(who)) {
      throw busy("Another upload of yours is on its way: send this one when it is done.");
    }
    try {
      if (!places.tryAcquire()) {
        throw busy(PLACES + " other uploads are on their way: send this one again in a minute.");
      }
      try {
        return received(in, declared);
      } finally {
        places.release();
      }
    } finally {
      sending.remove(who);
    }
  }

  private static PrytanyException busy(String why) {
    return new PrytanyException(FailureCode.CONCURRENT_CHANGE, why);
  }

  private Staged received(InputStream in, OptionalLong declared) throws IOException {
    Path part = Files.createTempFile(folder, "upload", PART);
    try {
      new Receiving(nanos).copy(in, declared, part);
      synchronized (looking) {
        return look(part);
      }
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** Looks at another WAR, while none of the uploads is: what is looked at is held in memory. */
  public <T> T alone(Supplier<T> look) {
    synchronized (looking) {
      return look.get();
    }
  }

  private Staged look(Path part) throws IOException {
    Report report = inspection.apply(part);
    List<String> refusals = new ArrayList<>(report.refusals());
    Declared declared = Declared.NOTHING;
    // What cannot be read as an archive has no manifest either.
    if (report.clean()) {
      try {
        declared = Declared.of(part);
        declared.problem().ifPresent(refusals::add);
      } catch (IllegalArgumentException e) {
        refusals.add(String.valueOf(e.getMessage()));
      }
    }
    Staged staged = new Staged(report, declared, refusals);
    if (staged.waits()) {
      keep(part, staged);
    }
    return staged;
  }

  private synchronized void keep(Path part, Staged staged) throws IOException {
    Files.move(part, file(staged.report().sha256()), StandardCopyOption.ATOMIC_MOVE);
    waiting.remove(staged.report().sha256());
    waiting.put(staged.report().sha256(), staged);
    while (waiting.size() > MOST) {
      String oldest = waiting.keySet().iterator().next();
      waiting.remove(oldest);
      Files.deleteIfExists(file(oldest));
    }
  }

  /** An upload that waits. */
  public synchronized Optional<Staged> waiting(String sha256) {
    return Optional.ofNullable(waiting.get(sha256));
  }

  /**
   * Copies what waits into a directory of plugins, whole or not at all. It goes on waiting: whether
   * it was put in service is another's to say.
   *
   * @param to its path there; a file under it is replaced
   * @throws PrytanyException NOT_FOUND if it waits no more, or its file was changed
   * @throws IOException if it cannot be written
   */
  public synchronized void deliver(String sha256, Path to) throws IOException {
    Path directory = to.toAbsolutePath().getParent();
    if (directory == null || !waiting.containsKey(sha256)) {
      throw gone(sha256);
    }
    // Beside the directory, on the same file system: in it, half a file would be looked at.
    Path incoming = incoming(directory);
    Files.createDirectories(directory);
    Files.createDirectories(incoming);
    Path copy = Files.createTempFile(incoming, "plugin", PART);
    try {
      Files.copy(
          file(sha256), copy, StandardCopyOption.REPLACE_EXISTING, LinkOption.NOFOLLOW_LINKS);
      if (!Inspection.sha256(copy).equals(sha256)) {
        waiting.remove(sha256);
        throw gone(sha256);
      }
      try (FileChannel written = FileChannel.open(copy, StandardOpenOption.WRITE)) {
        written.force(true);
      }
      Files.move(copy, to, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(copy);
    }
  }

  /**
   * Deletes what an earlier process was delivering to a directory of plugins when it was killed.
   *
   * @throws IOException if it cannot be deleted
   */
  public static void clearDelivery(Path directory) throws IOException {
    Path incoming = incoming(directory.toAbsolutePath());
    if (Files.isDirectory(incoming)) {
      try (DirectoryStream<Path> left = Files.newDirectoryStream(incoming, "*" + PART)) {
        for (Path file : left) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private static Path incoming(Path directory) {
    return directory.resolveSibling(directory.getFileName() + "-incoming");
  }

  /** Says that it is in service, and need not wait. */
  public synchronized void settle(String sha256) {
    waiting.remove(sha256);
    try {
      Files.deleteIfExists(file(sha256));
    } catch (IOException e) {
      LOG.log(Level.WARNING, "an upload cannot be cleared away before the next start", e);
    }
  }

  private Path file(String sha256) {
    return folder.resolve(sha256 + ".war");
  }

  private static PrytanyException gone(String sha256) {
    return new PrytanyException(
        FailureCode.NOT_FOUND,
        "The upload with the SHA-256 " + sha256 + " waits no more: upload the file again.");
  }
}

package org.prytany.store.witness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.prytany.governance.audit.AuditEntry;
import org.prytany.governance.audit.AuditWitness;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;

/**
 * A file that is only ever appended to, so that its owner may forbid everything else ({@code chattr
 * +a}). One process holds it; several servers have one each.
 */
public final class FileWitness implements AuditWitness, AutoCloseable {

  /** The file's name in its directory. */
  public static final String FILE = "audit.witness";

  private final Path directory;
  private final Path file;
  private final InstantSource clock;
  private final boolean forced;
  private FileChannel channel;

  /**
   * Open as long as the lock is held: on Linux a process gives up its lock on a file as soon as it
   * closes the file once, by whatever channel.
   */
  private FileChannel reading;

  private boolean torn;
  private Optional<Sighting> last = Optional.empty();

  private FileWitness(Path directory, InstantSource clock, boolean forced, FileChannel channel)
      throws IOException {
    this.directory = directory;
    this.file = directory.resolve(FILE);
    this.clock = clock;
    this.forced = forced;
    this.channel = channel;
    this.reading = FileChannel.open(file, StandardOpenOption.READ);
  }

  /**
   * Opens the witness, or makes one; directory and file are for their owner alone.
   *
   * @param directory of its own, best on another disk than the store
   * @param forced whether every line is on the disk before it counts, which a local chain does
   *     without
   * @throws PrytanyException CONFIGURATION_INVALID if the directory cannot be used, or another
   *     server uses it; STORE_CORRUPT if a line cannot be read
   */
  public static FileWitness open(Path directory, InstantSource clock, boolean forced) {
    Path file = directory.resolve(FILE);
    try {
      makeDirectory(directory);
      FileWitness witness = new FileWitness(directory, clock, forced, channel(file));
      try {
        witness.readOn();
      } catch (RuntimeException | IOException e) {
        witness.close();
        throw e;
      }
      return witness;
    } catch (IOException e) {
      throw new PrytanyException(
          FailureCode.CONFIGURATION_INVALID,
          "The audit witness "
              + file
              + " cannot be used ("
              + e.getClass().getSimpleName()
              + "): give the server a directory that it may write to with"
              + " prytany.audit.witness-dir.",
          e);
    }
  }

  private static void makeDirectory(Path directory) throws IOException {
    boolean posix = directory.getFileSystem().supportedFileAttributeViews().contains("posix");
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(directory);
      if (posix) {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
      }
    }
  }

  private static FileChannel channel(Path file) throws IOException {
    if (!Files.exists(file)) {
      Files.createFile(file);
      if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      }
    }
    // Append only, so that the file's owner may forbid everything else.
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    if (!locked(channel)) {
      channel.close();
      throw new PrytanyException(
          FailureCode.CONFIGURATION_INVALID,
          "The audit witness "
              + file
              + " is in use by another server: give each server a prytany.audit.witness-dir of its"
              + " own.");
    }
    return channel;
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      @Nullable FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /** Finds the last sighting, and begins the file if it is empty. */
  private synchronized void readOn() throws IOException {
    if (channel.size() == 0) {
      append(WitnessLines.HEADER + "\n");
      syncDirectory();
      return;
    }
    try (Stream<Sighting> seen = sightings()) {
      last = seen.reduce((earlier, later) -> later);
    }
    torn = wholeLines() < channel.size();
  }

  /** Where the last whole line ends, in bytes. */
  private synchronized long wholeLines() throws IOException {
    if (!reading.isOpen()) {
      // Whoever is interrupted while it reads closes it.
      reading = FileChannel.open(file, StandardOpenOption.READ);
    }
    ByteBuffer one = ByteBuffer.allocate(1);
    for (long end = reading.size(); end > 0; end--) {
      one.clear();
      reading.read(one, end - 1);
      if (one.get(0) == '\n') {
        return end;
      }
    }
    return 0;
  }

  @Override
  public void saw(AuditEntry entry) {
    saw(List.of(entry));
  }

  @Override
  public synchronized void saw(List<AuditEntry> entries) {
    Instant at = Instant.ofEpochMilli(clock.millis());
    List<Sighting> seen =
        entries.stream().map(its -> new Sighting(its.sequence(), its.hash(), at)).toList();
    try {
      append(seen.stream().map(WitnessLines::of).collect(Collectors.joining()));
    } catch (IOException e) {
      torn = true;
      throw new PrytanyException(
          FailureCode.STORE_UNAVAILABLE,
          "The audit witness "
              + file
              + " cannot be written ("
              + e.getClass().getSimpleName()
              + "), so nothing that needs an audit entry is done: check that its disk has space and"
              + " is writable.",
          e);
    }
    last = Optional.of(seen.getLast());
  }

  private void append(String lines) throws IOException {
    String text = torn ? WitnessLines.TORN + "\n" + lines : lines;
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    if (forced) {
      channel.force(false);
    }
    torn = false;
  }

  @Override
  public synchronized Optional<Sighting> last() {
    return last;
  }

  @Override
  public Stream<Sighting> sightings() {
    try {
      // Only what is there now: what is appended while this is read belongs to a longer log. And
      // only whole lines: on what a crash cut off, nothing was done.
      BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(
                  new FirstBytes(reading, wholeLines()), StandardCharsets.US_ASCII));
      return reader
          .lines()
          .filter(line -> !WitnessLines.silent(line))
          .map(this::sighting)
          .onClose(() -> close(reader));
    } catch (IOException e) {
      throw new PrytanyException(
          FailureCode.STORE_UNAVAILABLE,
          "The audit witness " + file + " cannot be read: check its rights.",
          e);
    }
  }

  private Sighting sighting(String line) {
    return WitnessLines.read(line)
        .orElseThrow(
            () ->
                new PrytanyException(
                    FailureCode.STORE_CORRUPT,
                    "The audit witness "
                        + file
                        + " has a line that is no sighting: it was changed, or its disk is"
                        + " damaged. Restore it, or move it away to begin a new one."));
  }

  @Override
  public synchronized String setAside() {
    Path aside = file.resolveSibling(FILE + "." + clock.millis());
    try {
      close();
      Files.move(file, aside);
      channel = channel(file);
      reading = FileChannel.open(file, StandardOpenOption.READ);
      last = Optional.empty();
      torn = false;
      readOn();
      return aside.toString();
    } catch (IOException e) {
      throw new PrytanyException(
          FailureCode.STORE_UNAVAILABLE,
          "The audit witness " + file + " cannot be set aside: rename it yourself.",
          e);
    }
  }

  private static void close(BufferedReader reader) {
    try {
      reader.close();
    } catch (IOException e) {
      // It was only read.
    }
  }

  private void syncDirectory() throws IOException {
    if (forced) {
      try (FileChannel entry = FileChannel.open(directory, StandardOpenOption.READ)) {
        entry.force(true);
      }
    }
  }

  @Override
  public synchronized void close() {
    try {
      channel.close();
      reading.close();
    } catch (IOException e) {
      // Every line that counts is written already.
    }
  }
}

package org.prytany.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What lies in the directory where operators put plugins, and since when. */
final class DropDirectory {

  private static final Logger LOG = System.getLogger(DropDirectory.class.getName());

  private final Path directory;
  private final InstantSource clock;
  private final Map<Path, Seen> seen = new HashMap<>();
  private Optional<List<Seen>> last = Optional.empty();
  private boolean unlisted;

  /**
   * A WAR in the directory.
   *
   * @param sha256 empty text if it is no plain file, larger than any plugin may be, or cannot be
   *     read
   * @param sinceMillis when this content was first seen here
   * @param modified when the file was last written
   */
  record Seen(Path file, String sha256, long sinceMillis, FileTime modified, Object identity) {}

  DropDirectory(Path directory, InstantSource clock) {
    this.directory = directory;
    this.clock = clock;
  }

  /**
   * Everything there that is called a WAR, by name. Hashes files that changed only.
   *
   * @return what was there when it could last be looked through; empty if it never could
   */
  synchronized Optional<List<Seen>> look() {
    List<Path> files;
    try {
      files = list();
      unlisted = false;
    } catch (IOException | UncheckedIOException e) {
      // No handles left, a share that is away: that is not an operator who takes plugins away.
      if (!unlisted) {
        LOG.log(
            Level.ERROR,
            "the plugin directory {0} cannot be looked through; what runs goes on: {1}",
            directory,
            e.toString());
      }
      unlisted = true;
      return last;
    }
    seen.keySet().retainAll(files);
    // One time for all of a look: what came together is told apart by when it was written.
    long since = clock.millis();
    List<Seen> all = new ArrayList<>();
    for (Path file : files) {
      Seen now = look(file, since);
      seen.put(file, now);
      all.add(now);
    }
    last = Optional.of(List.copyOf(all));
    return last;
  }

  private Seen look(Path file, long since) {
    Seen before = seen.get(file);
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      Object identity =
          List.of(
              attributes.size(),
              attributes.lastModifiedTime(),
              String.valueOf(attributes.fileKey()),
              attributes.isRegularFile());
      if (before != null && before.identity().equals(identity)) {
        return before;
      }
      boolean plain = attributes.isRegularFile() && attributes.size() <= WarFile.MOST_BYTES;
      String sha256 = plain ? WarFile.sha256(file) : "";
      return new Seen(file, sha256, since, attributes.lastModifiedTime(), identity);
    } catch (IOException e) {
      // What was read before counts until it can be read again; only copies of it run anyway.
      if (before != null && !(e instanceof NoSuchFileException)) {
        return before;
      }
      // Taken away while we looked, or unreadable: there is nothing to compare with the list.
      return new Seen(
          file,
          "",
          before == null ? since : before.sinceMillis(),
          FileTime.fromMillis(since),
          "unreadable");
    }
  }

  private List<Path> list() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(WarFile::isWar).sorted().toList();
    }
  }
}

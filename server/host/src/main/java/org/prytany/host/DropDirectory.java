package org.prytany.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What lies in the directory where operators put plugins, and since when. */
final class DropDirectory {

  private final Path directory;
  private final InstantSource clock;
  private final Map<Path, Seen> seen = new HashMap<>();

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

  /** Everything there that is called a WAR, by name. Hashes files that changed only. */
  synchronized List<Seen> look() {
    List<Path> files = list();
    seen.keySet().retainAll(files);
    // One time for all of a look: what came together is told apart by when it was written.
    long since = clock.millis();
    List<Seen> all = new ArrayList<>();
    for (Path file : files) {
      Seen now = look(file, since);
      seen.put(file, now);
      all.add(now);
    }
    return all;
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
      // Taken away while we looked, or unreadable: there is nothing to compare with the list.
      return new Seen(
          file,
          "",
          before == null ? since : before.sinceMillis(),
          FileTime.fromMillis(since),
          "unreadable");
    }
  }

  private List<Path> list() {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(WarFile::isWar).sorted().toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}

package org.prytany.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What lies in the directory from which the application server deploys, and since when. */
final class MonitoredDirectory {

  private final Path directory;
  private final InstantSource clock;
  private final Map<Path, Seen> seen = new HashMap<>();

  /**
   * A WAR in the directory.
   *
   * @param sha256 empty text if it is no plain file or cannot be read
   * @param sinceMillis when this content was first seen here
   */
  record Seen(Path file, String sha256, long sinceMillis, Object identity) {}

  MonitoredDirectory(Path directory, InstantSource clock) {
    this.directory = directory;
    this.clock = clock;
  }

  /** Everything there that would be deployed as a WAR, by name. Hashes files that changed only. */
  synchronized List<Seen> look() {
    List<Path> files = list();
    seen.keySet().retainAll(files);
    List<Seen> all = new ArrayList<>();
    for (Path file : files) {
      Seen now = look(file);
      seen.put(file, now);
      all.add(now);
    }
    return all;
  }

  private Seen look(Path file) {
    Seen before = seen.get(file);
    long since = clock.millis();
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      Object identity =
          List.of(
              attributes.size(),
              attributes.lastModifiedTime(),
              String.valueOf(attributes.fileKey()),
              attributes.isRegularFile());
      if (before != null && before.identity().equals(identity)) {
        return before;
      }
      String sha256 = attributes.isRegularFile() ? WarFile.sha256(file) : "";
      return new Seen(file, sha256, since, identity);
    } catch (IOException e) {
      // Taken away while we looked, or unreadable: there is nothing to compare with the list.
      return new Seen(file, "", before == null ? since : before.sinceMillis(), "unreadable");
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

package org.prytany.app.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was read of files that are as they were: anybody may ask what an order would say, and no
 * file is hashed twice for it. Thread-safe.
 */
final class LookedAt<T> {

  /** More files than an operator has plugins; the one that was first looked at goes first. */
  private static final int MOST = 64;

  private final Reading<T> reading;
  private final Map<Path, Found<T>> found = new LinkedHashMap<>();

  /** Reads a file whole. */
  @FunctionalInterface
  interface Reading<T> {
    T of(Path file) throws IOException;
  }

  private record As(long size, FileTime modified, String inode) {}

  private record Found<T>(As as, T read) {}

  LookedAt(Reading<T> reading) {
    this.reading = reading;
  }

  /**
   * @throws IOException if it cannot be read
   */
  synchronized T file(Path file) throws IOException {
    As now = as(file);
    Found<T> before = found.get(file);
    if (before != null && before.as().equals(now)) {
      return before.read();
    }
    T read = reading.of(file);
    // A file that was replaced while it was read is read again the next time.
    if (as(file).equals(now)) {
      found.put(file, new Found<>(now, read));
      while (found.size() > MOST) {
        found.remove(found.keySet().iterator().next());
      }
    }
    return read;
  }

  private static As as(Path file) throws IOException {
    BasicFileAttributes its = Files.readAttributes(file, BasicFileAttributes.class);
    return new As(its.size(), its.lastModifiedTime(), String.valueOf(its.fileKey()));
  }
}

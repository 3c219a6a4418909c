package org.prytany.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.prytany.cli.OwnServer;

/**
 * Notices when the content of a file changes that a project's build reads. What changes while it is
 * built was saved meanwhile, or written by the build itself: it is built once more, and what then
 * changes again is taken for the build's own.
 */
final class SourceWatch {

  private static final Duration LOOK = Duration.ofMillis(400);

  /** Bytes of the largest file whose content is compared. */
  private static final long MOST_READ = 64L << 20;

  private final Path project;
  private Map<Path, Stamp> seen = Map.of();
  private Map<Path, String> built = Map.of();
  private Set<Path> changedMeanwhile = Set.of();

  /**
   * @param project folder with a pom.xml
   */
  SourceWatch(Path project) {
    this.project = project;
  }

  /** When a file was written, how long it is, and what stands for its content. */
  private record Stamp(FileTime modified, long size, String content) {
    boolean isOf(BasicFileAttributes file) {
      return modified.equals(file.lastModifiedTime()) && size == file.size();
    }
  }

  /** To be told before a build begins. */
  void building() throws IOException {
    built = look();
  }

  /**
   * To be told when a build has ended.
   *
   * @return what changed during it and during the one before, from the project on: a later change
   *     counts, these did not
   */
  Set<Path> ended() throws IOException {
    Map<Path, String> now = look();
    Set<Path> changed = new HashSet<>(now.keySet());
    changed.addAll(built.keySet());
    changed.removeIf(file -> Objects.equals(now.get(file), built.get(file)));
    Set<Path> own = new TreeSet<>(changed);
    own.retainAll(changedMeanwhile);
    changedMeanwhile = changed;
    Map<Path, String> expected = new HashMap<>(built);
    expected.keySet().removeAll(own);
    now.forEach(
        (file, content) -> {
          if (own.contains(file)) {
            expected.put(file, content);
          }
        });
    built = expected;
    return own;
  }

  /** What stands for the content of every file of the project but what is built, or hidden. */
  Map<Path, String> look() throws IOException {
    Map<Path, Stamp> files = new HashMap<>();
    Files.walkFileTree(
        project,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return !folder.equals(project) && isLeftOut(folder)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (!isLeftOut(file) && attributes.isRegularFile()) {
              files.put(project.relativize(file), stamp(file, attributes));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            // An editor's passing file.
            if (e instanceof NoSuchFileException && !file.equals(project)) {
              return FileVisitResult.CONTINUE;
            }
            throw e;
          }
        });
    seen = files;
    Map<Path, String> contents = new HashMap<>();
    files.forEach((file, stamp) -> contents.put(file, stamp.content()));
    return contents;
  }

  private Stamp stamp(Path file, BasicFileAttributes attributes) {
    Stamp before = seen.get(project.relativize(file));
    return before != null && before.isOf(attributes)
        ? before
        : new Stamp(attributes.lastModifiedTime(), attributes.size(), content(file, attributes));
  }

  /** The SHA-256, or the time of what is too large or cannot be read. */
  private static String content(Path file, BasicFileAttributes attributes) {
    String time = attributes.lastModifiedTime().toString();
    try {
      return attributes.size() > MOST_READ ? time : OwnServer.sha256(file);
    } catch (UncheckedIOException e) {
      // An editor's passing file, or one that is not for this user.
      return time;
    }
  }

  private static boolean isLeftOut(Path path) {
    String name = String.valueOf(path.getFileName());
    return name.startsWith(".") || name.endsWith("~") || name.equals("target");
  }

  /** Whether something is different from what was built. */
  boolean isDue() throws IOException {
    return !look().equals(built);
  }

  /**
   * Waits until it is due, and then until nothing changes any more: an editor writes several files
   * one after the other.
   */
  void awaitChange() throws IOException, InterruptedException {
    while (!isDue()) {
      Thread.sleep(LOOK);
    }
    Map<Path, String> earlier = Map.of();
    Map<Path, String> now = look();
    while (!now.equals(earlier)) {
      Thread.sleep(LOOK);
      earlier = now;
      now = look();
    }
  }
}

package org.prytany.demo;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Notices when a file of a project changes that its build reads. */
final class SourceWatch {

  private static final Duration LOOK = Duration.ofMillis(400);

  private final Path project;

  /**
   * @param project folder with a pom.xml
   */
  SourceWatch(Path project) {
    this.project = project;
  }

  /** When a file was written, and how long it is. */
  record Stamp(FileTime modified, long size) {}

  /** Every file of the project but what is built, and what is hidden. */
  Map<Path, Stamp> look() throws IOException {
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
            if (!isLeftOut(file)) {
              files.put(file, new Stamp(attributes.lastModifiedTime(), attributes.size()));
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
    return files;
  }

  private static boolean isLeftOut(Path path) {
    String name = String.valueOf(path.getFileName());
    return name.startsWith(".") || name.endsWith("~") || name.equals("target");
  }

  /**
   * Waits until something is different, and then until nothing changes any more: an editor writes
   * several files one after the other.
   */
  void awaitChange(Map<Path, Stamp> before) throws IOException, InterruptedException {
    Map<Path, Stamp> now = look();
    Map<Path, Stamp> earlier = before;
    while (now.equals(before) || !now.equals(earlier)) {
      Thread.sleep(LOOK);
      earlier = now;
      now = look();
    }
  }
}

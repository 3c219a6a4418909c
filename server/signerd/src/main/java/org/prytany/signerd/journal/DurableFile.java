package org.prytany.signerd.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files that only the signer's own user may read, there after a power cut once written. */
public final class DurableFile {

  private static final Set<PosixFilePermission> OWN_FILE =
      PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> OWN_FOLDER =
      PosixFilePermissions.fromString("rwx------");

  /** As many as the kernel follows. */
  private static final int MOST_LINKS = 40;

  private DurableFile() {}

  /** Puts a whole new content in a file's place. */
  public static void replace(Path file, byte[] content) throws IOException {
    Path beside = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(beside);
    create(beside);
    try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    forceFolder(file);
  }

  /** Makes an empty file that nobody else may read. */
  public static void create(Path file) throws IOException {
    Files.createFile(file, PosixFilePermissions.asFileAttribute(OWN_FILE));
  }

  /** Makes a folder that nobody else may enter, unless it is there. */
  public static void folder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWN_FOLDER));
    }
  }

  /**
   * Where a path leads in the end, if it is a link: what is put in a file's place has to be there,
   * and not in the place of the link. What is not there yet is there in the end.
   */
  public static Path target(Path file) {
    try {
      if (Files.exists(file)) {
        return Files.isSymbolicLink(file) ? file.toRealPath() : file;
      }
      Path at = file;
      for (int links = 0; links < MOST_LINKS && Files.isSymbolicLink(at); links++) {
        at = at.resolveSibling(Files.readSymbolicLink(at));
      }
      return Files.isSymbolicLink(at) ? file : at;
    } catch (IOException e) {
      return file;
    }
  }

  /** Makes the name of a file last. */
  static void forceFolder(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}

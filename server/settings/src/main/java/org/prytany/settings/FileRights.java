package org.prytany.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Whether a file that holds a secret, or decides over money, is its owner's alone. */
public final class FileRights {

  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private FileRights() {}

  /**
   * What is wrong with a file's rights, in one sentence with the remedy; empty if nothing is, if
   * the file is not there, and where the file system knows no such rights. Links are followed: the
   * rights of what they lead to count.
   *
   * @param what the file is to the operator, e.g. "the keystore of key '1'"
   */
  public static Optional<String> problem(String what, Path file) {
    return problem(what, file, OTHERS, "chmod 600 ").or(() -> FileOwner.problem(what, file));
  }

  /** The same for a file that a group may read, and that its keeper's own account may change. */
  public static Optional<String> sharedProblem(String what, Path file) {
    Set<PosixFilePermission> wrong = EnumSet.copyOf(OTHERS);
    wrong.remove(PosixFilePermission.GROUP_READ);
    return problem(what, file, wrong, "chmod 640 ");
  }

  /** The same for a folder that nobody else may read, change or pass through. */
  public static Optional<String> folderProblem(String what, Path folder) {
    Set<PosixFilePermission> wrong = EnumSet.copyOf(OTHERS);
    wrong.add(PosixFilePermission.GROUP_EXECUTE);
    wrong.add(PosixFilePermission.OTHERS_EXECUTE);
    return Files.isDirectory(folder)
        ? wrong(what, folder, wrong, "chmod 700 ").or(() -> FileOwner.problem(what, folder))
        : Optional.empty();
  }

  /** The same for a folder in which others may look, and put or replace nothing. */
  public static Optional<String> parentProblem(String what, Path folder) {
    return Files.isDirectory(folder)
        ? wrong(
                what,
                folder,
                EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE),
                "chmod go-w ")
            .or(() -> FileOwner.problem(what, folder))
        : Optional.empty();
  }

  private static Optional<String> problem(
      String what, Path file, Set<PosixFilePermission> wrong, String remedy) {
    // A pipe or a device as well: whatever is read in the place of a file.
    return Files.exists(file) && !Files.isDirectory(file)
        ? wrong(what, file, wrong, remedy)
        : Optional.empty();
  }

  private static Optional<String> wrong(
      String what, Path file, Set<PosixFilePermission> wrong, String remedy) {
    Set<PosixFilePermission> open;
    try {
      if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        return Optional.empty();
      }
      open = EnumSet.noneOf(PosixFilePermission.class);
      open.addAll(Files.getPosixFilePermissions(file));
    } catch (IOException | UnsupportedOperationException e) {
      return Optional.of("The rights of " + what + " cannot be read: check " + file + ".");
    }
    open.retainAll(wrong);
    if (open.isEmpty()) {
      return Optional.empty();
    }
    boolean writable =
        open.contains(PosixFilePermission.GROUP_WRITE)
            || open.contains(PosixFilePermission.OTHERS_WRITE);
    return Optional.of(
        "Other accounts of this machine may "
            + (writable ? "change " : "read ")
            + what
            + ": run "
            + remedy
            + file);
  }
}

package org.prytany.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Whose a file is: its owner may change it, or what is in it, whatever its rights say. */
final class FileOwner {

  private static final String ATTRIBUTE = "unix:uid";

  /** Can change everything anyway. */
  private static final int ROOT = 0;

  private FileOwner() {}

  /**
   * What is wrong if a file or folder belongs to another account than this process's and root's;
   * empty if nothing is, if it is not there, and where the system knows no such owners. Links are
   * followed.
   */
  static Optional<String> problem(String what, Path path) {
    return mine()
        .flatMap(
            mine -> {
              Set<Integer> fine = new HashSet<>(Set.of(ROOT));
              fine.add(mine);
              return problem(what, path, fine);
            });
  }

  static Optional<String> problem(String what, Path path, Set<Integer> fine) {
    return of(path)
        .filter(owner -> !fine.contains(owner))
        .map(
            owner ->
                "It belongs to another account of this machine (number "
                    + owner
                    + "), which may change it: "
                    + what
                    + ". Run chown as root so that it belongs to the account that reads it: "
                    + path);
  }

  /** The number of the account that a file belongs to; empty if nobody says. */
  static Optional<Integer> of(Path path) {
    try {
      return Optional.of((Integer) Files.getAttribute(path, ATTRIBUTE));
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** That of this process. */
  static Optional<Integer> mine() {
    return of(Path.of("/proc/self"));
  }
}

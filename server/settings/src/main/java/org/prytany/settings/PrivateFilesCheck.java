package org.prytany.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Checks that the file that decides over money is nobody else's to write or to read. */
final class PrivateFilesCheck {

  private final List<String> found;

  /**
   * @param found takes one sentence for each file that is too open
   */
  PrivateFilesCheck(List<String> found) {
    this.found = found;
  }

  /** A group may read the configuration: the signer reads it too, with another account. */
  void check(Optional<Path> configuration) {
    configuration
        .flatMap(file -> FileRights.sharedProblem("the configuration file", file))
        .ifPresent(found::add);
  }
}

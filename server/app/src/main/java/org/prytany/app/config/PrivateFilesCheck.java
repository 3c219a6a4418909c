package org.prytany.app.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.prytany.signer.FileRights;

/** Checks that files with secrets, and the one that decides over money, are their owner's alone. */
final class PrivateFilesCheck {

  private final List<String> found;

  /**
   * @param found takes one sentence for each file that is too open
   */
  PrivateFilesCheck(List<String> found) {
    this.found = found;
  }

  void check(Optional<Path> configuration, List<Settings.KeyEntry> keys) {
    configuration.ifPresent(file -> check("the configuration file", file));
    for (Settings.KeyEntry key : keys) {
      check("the keystore of key '" + key.number() + "'", key.file());
      key.passwordFile()
          .ifPresent(file -> check("the password file of key '" + key.number() + "'", file));
    }
  }

  private void check(String what, Path file) {
    FileRights.problem(what, file).ifPresent(found::add);
  }
}

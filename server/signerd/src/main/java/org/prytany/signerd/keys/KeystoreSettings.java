package org.prytany.signerd.keys;

import java.nio.file.Path;
import java.util.Optional;

/**
 * One keystore file and where its password is: in a file of its own, or in the configuration.
 *
 * @param name as in the signer's file: {@code prytany.key.NAME}
 * @param file keystore v3 JSON
 * @param passwordFile a file whose first line is the password
 * @param password the password, a secret; ignored if there is a password file
 */
public record KeystoreSettings(
    String name, Path file, Optional<Path> passwordFile, Optional<String> password) {

  /** Leaves the password out. */
  @Override
  public String toString() {
    return "KeystoreSettings[" + file + "]";
  }
}

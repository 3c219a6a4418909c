package org.prytany.policies;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.prytany.cli.CommandFailure;

/** Reads a policy's file as the plugin does: whole, and as UTF-8. */
final class PolicyText {

  private PolicyText() {}

  /**
   * @throws CommandFailure if there is no such file, or it is not text
   */
  static String of(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (MalformedInputException e) {
      throw new CommandFailure(
          "The policy file " + file + " is not UTF-8.", "Save it as UTF-8 text.", e);
    } catch (IOException e) {
      throw new CommandFailure(
          "The policy file " + file + " cannot be read.",
          "Name an existing file; docs/policy.md has an example.",
          e);
    }
  }
}

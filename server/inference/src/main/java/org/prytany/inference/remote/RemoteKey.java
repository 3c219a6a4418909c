package org.prytany.inference.remote;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.prytany.inference.generation.GenerationException;

/** The word that an endpoint wants to hear. Its text form says only that it is there. */
public final class RemoteKey {

  private static final Pattern WORD = Pattern.compile("[!-~]{1,4096}");

  private static final long LARGEST_FILE = 8192;

  private final String word;

  private RemoteKey(String word) {
    this.word = word;
  }

  /**
   * @param text with the key alone; blanks and line breaks around it are no part of it
   * @param setting which names it, for the message
   * @throws GenerationException remote-config, without the text, if it is no key
   */
  public static RemoteKey of(String text, String setting) {
    String word = text.strip();
    if (!WORD.matcher(word).matches()) {
      throw new GenerationException(
          "remote-config",
          setting
              + " has no key: it should be one line of letters, digits and signs without blanks (its"
              + " text is not shown here).");
    }
    return new RemoteKey(word);
  }

  /**
   * @param file with the key alone
   * @param setting which names it, for the message
   * @throws GenerationException remote-config, if it cannot be read or has no key
   */
  public static RemoteKey in(Path file, String setting) {
    try {
      if (Files.size(file) <= LARGEST_FILE) {
        return of(Files.readString(file, StandardCharsets.UTF_8), setting);
      }
    } catch (IOException e) {
      // Said below, like a file that is no key's.
    }
    throw new GenerationException(
        "remote-config",
        setting + " cannot be read as a key. Give it a file with the key alone, on one line.");
  }

  /** For the header alone. */
  String reveal() {
    return word;
  }

  /** Whether a text has the key in it. */
  boolean isIn(String text) {
    return text.contains(word);
  }

  @Override
  public String toString() {
    return "(key)";
  }
}

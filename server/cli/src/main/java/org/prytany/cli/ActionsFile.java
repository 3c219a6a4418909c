package org.prytany.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file of what a proposal would execute, as `prytany digest --actions` takes it. */
public final class ActionsFile {

  private ActionsFile() {}

  /**
   * The calls of a file, a JSON list.
   *
   * @throws CommandFailure if it is not there or is no list
   */
  public static JsonNode read(Path file) throws IOException {
    try {
      JsonNode read = ApiClient.JSON.readTree(Files.readAllBytes(file));
      if (read != null && read.isArray()) {
        return read;
      }
    } catch (NoSuchFileException e) {
      throw new CommandFailure(
          "The file " + file + " cannot be read.", "Give the path of an existing file.", e);
    } catch (JsonProcessingException e) {
      // Said below, like JSON that is no list.
    }
    throw new CommandFailure(
        "The file " + file + " is no JSON list of calls.",
        "Write [{\"target\": \"0x...\", \"signature\": \"transfer(address,uint256)\", \"args\": [...]}].");
  }
}

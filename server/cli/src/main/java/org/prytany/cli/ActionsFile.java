package org.prytany.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A file of what a proposal would execute, as `prytany digest --actions` takes it. The server reads
 * it; here is only seen whether it may be one, before a server is started for it.
 */
public final class ActionsFile {

  private static final List<String> KNOWN =
      List.of(
          "transactions",
          "targets",
          "executableCalls",
          "body",
          "choices",
          "data",
          "actions",
          "calls");

  /** One call a line: remarks, then a target. */
  private static final Pattern LINES =
      Pattern.compile("(?:\\s*+#[^\\n]*+\\n)*+\\s*+0x[0-9a-fA-F]{40}\\b");

  private ActionsFile() {}

  /**
   * Puts the calls of a file into what is asked of the server.
   *
   * @throws CommandFailure if it is not there, or is none that a server could read
   */
  public static void into(ObjectNode proposal, Path file) throws IOException {
    String text = text(file);
    try {
      JsonNode read = ApiClient.JSON.readTree(text);
      boolean list = read != null && read.isArray();
      if (list && read.path(0).isObject()) {
        proposal.set("actions", read);
        return;
      }
      if (list || read != null && KNOWN.stream().anyMatch(read::hasNonNull)) {
        proposal.put("calls", text);
        return;
      }
    } catch (JsonProcessingException e) {
      if (LINES.matcher(text).lookingAt()) {
        proposal.put("calls", text);
        return;
      }
    }
    throw new CommandFailure(
        "The file " + file + " has no calls in a form that is known.",
        "Give a batch of Safe's Transaction Builder, what a governor's propose takes, a Snapshot"
            + " proposal, one call a line, or a list"
            + " [{\"target\": \"0x...\", \"signature\": \"transfer(address,uint256)\", \"args\": [...]}].");
  }

  private static String text(Path file) throws IOException {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw new CommandFailure(
          "The file " + file + " cannot be read.", "Give the path of an existing file.", e);
    }
  }
}

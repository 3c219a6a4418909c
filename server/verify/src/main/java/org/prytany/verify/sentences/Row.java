package org.prytany.verify.sentences;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import org.prytany.cli.ApiClient;
import org.prytany.cli.CommandFailure;

/**
 * A sentence about a proposal. Calls that a line has are no text, and are not looked at.
 *
 * @param id the proposal's, as it was given
 * @param title one line; empty if there is none
 * @param body the proposal's Markdown
 * @param sentence plain text
 */
record Row(String id, String title, String body, String sentence) {

  /**
   * Reads a line.
   *
   * @param where file and number of the line
   * @throws CommandFailure if it is no such row
   */
  static Row of(String line, String where) {
    JsonNode given;
    try {
      given = ApiClient.JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new CommandFailure(
          where + " is not JSON: " + e.getOriginalMessage() + ".", "Give one JSON object a line.");
    }
    if (!given.isObject()) {
      throw new CommandFailure(
          where + " is no JSON object.", "Give {id, title, body, actions, sentence} in each line.");
    }
    return new Row(
        text(given, "id", where),
        given.hasNonNull("title") ? text(given, "title", where) : "",
        text(given, "body", where),
        text(given, "sentence", where));
  }

  private static String text(JsonNode given, String field, String where) {
    JsonNode value = given.path(field);
    if (!value.isTextual()) {
      throw new CommandFailure(
          where + " has no text under \"" + field + "\".",
          "Give {id, title, body, actions, sentence} in each line, all but actions as text.");
    }
    return value.asText();
  }

  /** What stands before the body in the whole text. */
  String head() {
    return title.isBlank() ? "" : "# " + title.strip().replaceAll("\\s+", " ") + "\n\n";
  }

  /** Title and body as one Markdown text. */
  String text() {
    return head() + body;
  }
}

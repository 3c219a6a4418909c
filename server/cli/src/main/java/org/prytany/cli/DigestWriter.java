package org.prytany.cli;

import com.fasterxml.jackson.databind.JsonNode;

/** Lets a language model write beside a digest. Whatever module has one on the launcher's path. */
public interface DigestWriter {

  /**
   * Writes, and checks what was written.
   *
   * @param model a folder with a model's files, or the name of one of the server's models
   * @param body the proposal's Markdown, into which spans point
   * @param digest as the API gives it
   * @return "written", as the API has it of a proposal
   * @throws CommandFailure if there is no such model, or it does not work
   */
  JsonNode written(String model, String body, JsonNode digest);
}

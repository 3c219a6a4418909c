package org.prytany.bench.side;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.prytany.cli.ApiClient;
import org.prytany.cli.CommandFailure;

/** A process that obeys one order a line and answers each with one line of JSON. */
public final class SideProcess implements AutoCloseable {

  private final String name;
  private final Process process;
  private final BufferedWriter orders;
  private final BufferedReader answers;
  private final Path log;
  private final JsonNode greeting;

  private SideProcess(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.orders = process.outputWriter(StandardCharsets.UTF_8);
    this.answers = process.inputReader(StandardCharsets.UTF_8);
    this.log = log;
    this.greeting = answer();
  }

  /**
   * Starts it and waits until it says that it is ready.
   *
   * @param folder for what it says beside its answers
   * @throws CommandFailure if it ends instead
   */
  public static SideProcess start(
      String name, List<String> words, Map<String, String> variables, Path folder) {
    Path log = folder.resolve(name + ".log");
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().putAll(variables);
    builder.redirectError(log.toFile());
    try {
      return new SideProcess(name, builder.start(), log);
    } catch (IOException e) {
      throw new CommandFailure(
          "The process '" + words.getFirst() + "' did not start: " + e.getMessage(),
          "Check that it is installed.",
          e);
    }
  }

  /** What it said when it was ready. */
  public JsonNode greeting() {
    return greeting;
  }

  public JsonNode ask(String order) {
    try {
      orders.write(order);
      orders.newLine();
      orders.flush();
    } catch (IOException e) {
      throw ended(e);
    }
    return answer();
  }

  private JsonNode answer() {
    try {
      for (String line = answers.readLine(); line != null; line = answers.readLine()) {
        // Libraries may greet on the same stream.
        if (line.startsWith("{")) {
          return ApiClient.JSON.readTree(line);
        }
      }
    } catch (IOException e) {
      throw ended(e);
    }
    throw ended(new IOException("no answer"));
  }

  private CommandFailure ended(IOException cause) {
    String said;
    try {
      List<String> lines = java.nio.file.Files.readAllLines(log, StandardCharsets.UTF_8);
      said = String.join(" ", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
    } catch (IOException e) {
      said = String.valueOf(e.getMessage());
    }
    return new CommandFailure(
        "The process '" + name + "' ended: " + said,
        "Leave that part out with --only, or mend what the lines above name.",
        cause);
  }

  @Override
  public void close() {
    try {
      // It ends when there are no more orders.
      orders.close();
      if (process.waitFor(10, TimeUnit.SECONDS)) {
        return;
      }
    } catch (IOException e) {
      // It ended before: there is nothing left to close.
      process.destroy();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
  }
}

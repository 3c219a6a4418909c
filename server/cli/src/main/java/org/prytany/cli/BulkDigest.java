package org.prytany.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Digests a file of proposals, a few at a time, and writes the answers in the order of the lines. A
 * line is lost only for a reason of its own, never because the server is busy.
 */
final class BulkDigest {

  private static final int AHEAD_PER_WORKER = 4;

  private final ApiClient api;
  private final int parallel;
  private final PrintWriter progress;
  private final Insistent.Pause pause;

  BulkDigest(ApiClient api, int parallel, PrintWriter progress) {
    this(api, parallel, progress, Thread::sleep);
  }

  BulkDigest(ApiClient api, int parallel, PrintWriter progress, Insistent.Pause pause) {
    this.api = api;
    this.parallel = parallel;
    this.progress = progress;
    this.pause = pause;
  }

  /** Digests every line; 0 if all were answered with a digest, else 1. */
  int run(Path source, Path target) throws IOException {
    long total;
    try (var lines = Files.lines(source)) {
      total = lines.filter(line -> !line.isBlank()).count();
    }
    Progress counted = new Progress(progress, "digested", total);
    Insistent insistent = new Insistent(pause, counted::waiting);
    Deque<Future<ObjectNode>> waiting = new ArrayDeque<>();
    try (ExecutorService workers = Executors.newFixedThreadPool(parallel);
        BufferedReader reader = Files.newBufferedReader(source);
        BufferedWriter writer = Files.newBufferedWriter(target)) {
      int number = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        if (line.isBlank()) {
          continue;
        }
        String text = line;
        int lineNumber = number;
        waiting.add(workers.submit(() -> digest(text, lineNumber, insistent)));
        if (waiting.size() >= parallel * AHEAD_PER_WORKER) {
          write(writer, waiting.remove(), counted);
        }
      }
      while (!waiting.isEmpty()) {
        write(writer, waiting.remove(), counted);
      }
    }
    counted.end();
    return counted.failed() == 0 ? 0 : 1;
  }

  private ObjectNode digest(String line, int number, Insistent insistent) {
    ObjectNode asked = ApiClient.JSON.createObjectNode();
    asked.put("id", "line " + number);
    try {
      JsonNode given = ApiClient.JSON.readTree(line);
      if (!given.isObject()) {
        return failed(asked, "INVALID_INPUT", "Line " + number + " is not a JSON object.");
      }
      asked.put("id", given.path("id").asText("line " + number));
      asked.put("title", given.path("title").asText(""));
      asked.put("body", given.path("body").asText(""));
      asked.set(
          "actions",
          given.path("actions").isArray()
              ? given.get("actions")
              : ApiClient.JSON.createArrayNode());
      JsonNode answer = insistent.ask(() -> api.post("/api/v1/digest", asked));
      return answer instanceof ObjectNode object
          ? object
          : failed(asked, "INTERNAL", "The server's answer is not an object.");
    } catch (JsonProcessingException e) {
      return failed(
          asked, "INVALID_INPUT", "Line " + number + " is not JSON: " + e.getOriginalMessage());
    } catch (ApiClient.Problem e) {
      return failed(asked, e.code(), String.valueOf(e.getMessage()));
    } catch (ApiClient.TooLong e) {
      return failed(asked, "NO_ANSWER", e.getMessage() + " " + e.remedy());
    } catch (IOException e) {
      return failed(asked, "NO_ANSWER", "The server did not answer: " + e.getMessage());
    }
  }

  private static ObjectNode failed(ObjectNode asked, String code, String detail) {
    ObjectNode answer = ApiClient.JSON.createObjectNode();
    answer.set("id", asked.get("id"));
    answer.put("headline", "");
    answer.put("summary", "");
    for (String list : new String[] {"sentences", "claims", "effects", "findings"}) {
      answer.putArray(list);
    }
    answer.put("blocked", true);
    answer.put("contentHash", "");
    answer.putObject("error").put("code", code).put("detail", detail);
    return answer;
  }

  private static void write(BufferedWriter writer, Future<ObjectNode> digest, Progress counted)
      throws IOException {
    try {
      ObjectNode answer = digest.get();
      writer.write(ApiClient.JSON.writeValueAsString(answer));
      writer.newLine();
      counted.add(answer.has("error") && !answer.get("error").isNull());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IOException("a line could not be digested", e.getCause());
    }
  }
}

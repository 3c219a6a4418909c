package org.prytany.cli.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.prytany.cli.ApiClient;
import org.prytany.cli.CommandFailure;

/** The entries of a log as JSON, from a server or from a file, from the first one on. */
final class LogSource implements Iterator<JsonNode> {

  private static final int PAGE = 1_000;

  private final Reading more;
  private final Deque<JsonNode> waiting = new ArrayDeque<>();
  private boolean ended;

  private interface Reading {
    /** Puts the next entries into the queue; nothing at the end. */
    void into(Deque<JsonNode> queue) throws IOException;
  }

  private LogSource(Reading more) {
    this.more = more;
  }

  /** What a server has. */
  static LogSource of(ApiClient api) {
    long[] next = {1};
    return new LogSource(
        queue -> {
          JsonNode page = api.get("/api/v1/audit?from=" + next[0] + "&limit=" + PAGE);
          page.forEach(queue::add);
          if (!queue.isEmpty()) {
            next[0] = Math.max(next[0] + 1, queue.getLast().path("sequence").asLong() + 1);
          }
        });
  }

  /**
   * What `prytany audit export` wrote.
   *
   * @throws CommandFailure if the file cannot be opened
   */
  static LogSource of(Path file) {
    try {
      BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
      return new LogSource(
          queue -> {
            String line = reader.readLine();
            while (line != null && queue.size() < PAGE) {
              if (!line.isBlank()) {
                queue.add(entry(line));
              }
              line = queue.size() < PAGE ? reader.readLine() : line;
            }
            if (queue.isEmpty()) {
              reader.close();
            }
          });
    } catch (IOException e) {
      throw new CommandFailure(
          "The log " + file + " cannot be read.",
          "Name a file that `./prytany audit export` wrote with --log.",
          e);
    }
  }

  private static JsonNode entry(String line) {
    try {
      return ApiClient.JSON.readTree(line);
    } catch (JsonProcessingException e) {
      // Said as an entry that cannot be read, with its place.
      return ApiClient.JSON.createObjectNode();
    }
  }

  @Override
  public boolean hasNext() {
    if (waiting.isEmpty() && !ended) {
      try {
        more.into(waiting);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      ended = waiting.isEmpty();
    }
    return !waiting.isEmpty();
  }

  @Override
  public JsonNode next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return waiting.removeFirst();
  }
}

package org.prytany.inference.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.prytany.inference.generation.Writer;
import org.prytany.inference.generation.Written;

/**
 * What the two processes say to each other: one JSON object a line, in UTF-8. Both ends bound what
 * they read, and neither believes that the other keeps to it.
 */
final class Lines {

  /** Bytes of one line; 60 sentences of a proposal and its effects are a tenth of it. */
  static final int LONGEST = 4 << 20;

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int MOST_SENTENCES = 10;

  private Lines() {}

  /**
   * The next line.
   *
   * @return null at the end of the stream
   * @throws IOException if it is longer than {@link #LONGEST}
   */
  static @Nullable String next(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int value = in.read(); value != '\n'; value = in.read()) {
      if (value < 0) {
        return null;
      }
      if (line.size() >= LONGEST) {
        throw new IOException("a line of more than " + LONGEST + " bytes");
      }
      line.write(value);
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  /**
   * What is asked for.
   *
   * @param number that its answer has to have
   */
  record Task(
      long number, List<String> evidence, List<String> effects, int tokens, long cpuNanos) {}

  static byte[] task(Task task) {
    ObjectNode node = MAPPER.createObjectNode().put("task", task.number());
    task.evidence().forEach(node.putArray("evidence")::add);
    task.effects().forEach(node.putArray("effects")::add);
    return line(node.put("tokens", task.tokens()).put("cpuNanos", task.cpuNanos()));
  }

  static byte[] cancel() {
    return line(MAPPER.createObjectNode().put("cancel", true));
  }

  static byte[] ready(String sha256, int promptVersion) {
    return line(MAPPER.createObjectNode().put("ready", sha256).put("prompt", promptVersion));
  }

  /** That there is no model here. */
  static byte[] refused(String code, String why) {
    return line(refusal(code, why));
  }

  /** That nothing is written for a task. */
  static byte[] refused(long task, String code, String why) {
    return line(refusal(code, why).put("task", task));
  }

  private static ObjectNode refusal(String code, String why) {
    return MAPPER.createObjectNode().put("refused", code).put("why", why);
  }

  static byte[] draft(long task, Writer.Draft draft) {
    ObjectNode node = MAPPER.createObjectNode().put("task", task);
    ArrayNode sentences = node.putArray("sentences");
    for (Writer.Sentence sentence : draft.sentences()) {
      ObjectNode one = sentences.addObject().put("text", sentence.text());
      sentence.cited().forEach(one.putArray("cited")::add);
    }
    Written written = draft.written();
    node.put("text", written.text()).put("promptTokens", written.promptTokens());
    node.put("tokens", written.tokens()).put("runs", written.runs());
    return line(node.put("stop", written.stop().name()));
  }

  private static byte[] line(ObjectNode node) {
    try {
      return (MAPPER.writeValueAsString(node) + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an object of texts and numbers is always JSON", e);
    }
  }

  /**
   * @throws IOException if it is no JSON
   */
  static JsonNode read(String line) throws IOException {
    return MAPPER.readTree(line);
  }

  static Task task(JsonNode node) {
    return new Task(
        number(node),
        texts(node.path("evidence")),
        texts(node.path("effects")),
        Math.max(1, node.path("tokens").asInt()),
        node.path("cpuNanos").asLong());
  }

  /** The number of a task, also in its answer; -1 where there is none. */
  static long number(JsonNode node) {
    return node.path("task").asLong(-1);
  }

  private static List<String> texts(JsonNode all) {
    List<String> texts = new ArrayList<>();
    all.forEach(each -> texts.add(each.asText()));
    return texts;
  }

  /**
   * @throws IOException if it is no draft
   */
  static Writer.Draft draft(JsonNode node) throws IOException {
    if (!node.path("sentences").isArray() || node.path("sentences").size() > MOST_SENTENCES) {
      throw new IOException("no sentences, or too many");
    }
    List<Writer.Sentence> sentences = new ArrayList<>();
    for (JsonNode each : node.path("sentences")) {
      List<Integer> cited = new ArrayList<>();
      each.path("cited").forEach(number -> cited.add(number.asInt()));
      sentences.add(new Writer.Sentence(each.path("text").asText(), List.copyOf(cited)));
    }
    try {
      return new Writer.Draft(
          List.copyOf(sentences),
          new Written(
              node.path("text").asText(),
              node.path("promptTokens").asInt(),
              node.path("tokens").asInt(),
              node.path("runs").asInt(),
              Written.Stop.valueOf(node.path("stop").asText())));
    } catch (IllegalArgumentException e) {
      throw new IOException("no reason why it stopped", e);
    }
  }
}

package org.prytany.inference.remote;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.prytany.inference.generation.Written;

/**
 * What is said to an endpoint and heard of it: {@code POST /v1/chat/completions} and {@code GET
 * /v1/models} as vLLM, llama.cpp's server and Triton's OpenAI front end have them
 * (https://platform.openai.com/docs/api-reference/chat). Only what is needed is read, and nothing
 * of it is believed but its form.
 */
final class ChatMessages {

  private static final JsonMapper JSON = mapper();
  private static final int SEED = 1;
  private static final int MOST_MODELS = 1_000;

  private ChatMessages() {}

  /** An answer has not the form that was agreed; the message is our own words. */
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed(String what) {
      super(what);
    }
  }

  /**
   * What was answered.
   *
   * @param model as the endpoint calls it; "" where it does not say
   * @param text as it came
   * @param stop why it ended
   * @param promptTokens that the endpoint counts; 0 where it counts none
   * @param tokens likewise, of the answer
   */
  record Answer(String model, String text, Written.Stop stop, int promptTokens, int tokens) {}

  /**
   * The two roles are ours; data is inside the user's text alone, and JSON keeps it there.
   *
   * @param tokens of the answer, at most
   * @param grammar in GBNF; a field of llama.cpp's own
   */
  static String request(
      String model, String instructions, String question, int tokens, Optional<String> grammar) {
    ObjectNode request = JSON.createObjectNode();
    request.put("model", model);
    ArrayNode messages = request.putArray("messages");
    messages.addObject().put("role", "system").put("content", instructions);
    messages.addObject().put("role", "user").put("content", question);
    request.put("temperature", 0).put("top_p", 1).put("seed", SEED).put("n", 1);
    request.put("max_tokens", tokens).put("stream", false);
    grammar.ifPresent(its -> request.put("grammar", its));
    return request.toString();
  }

  static Answer answer(byte[] body) throws Malformed {
    JsonNode root = object(body);
    JsonNode choices = root.path("choices");
    if (!choices.isArray() || choices.size() != 1) {
      throw new Malformed("no answer, or more than one");
    }
    JsonNode choice = choices.get(0);
    JsonNode message = choice.path("message");
    if (!message.path("role").asText("assistant").equals("assistant")) {
      throw new Malformed("words of somebody else than the model");
    }
    if (!message.path("tool_calls").isEmpty() || message.hasNonNull("function_call")) {
      throw new Malformed("the call of a tool; none was offered");
    }
    if (!message.path("content").isTextual()) {
      throw new Malformed("no text");
    }
    Written.Stop stop =
        switch (choice.path("finish_reason").asText("")) {
          case "stop" -> Written.Stop.ENDED;
          case "length" -> Written.Stop.TOKENS;
          default -> throw new Malformed("a text that ended for a reason that is not known here");
        };
    JsonNode usage = root.path("usage");
    return new Answer(
        root.path("model").asText(""),
        message.path("content").asText(),
        stop,
        count(usage.path("prompt_tokens")),
        count(usage.path("completion_tokens")));
  }

  static List<String> models(byte[] body) throws Malformed {
    JsonNode data = object(body).path("data");
    if (!data.isArray() || data.size() > MOST_MODELS) {
      throw new Malformed("no list of models");
    }
    List<String> models = new ArrayList<>();
    data.forEach(each -> models.add(each.path("id").asText("")));
    return List.copyOf(models);
  }

  private static int count(JsonNode number) {
    return Optional.of(number).filter(JsonNode::isInt).map(JsonNode::intValue).orElse(0);
  }

  private static JsonNode object(byte[] body) throws Malformed {
    try {
      JsonNode root = JSON.readTree(body);
      if (root != null && root.isObject()) {
        return root;
      }
    } catch (IOException e) {
      // Its message would repeat what came.
    }
    throw new Malformed("something that is not JSON");
  }

  private static JsonMapper mapper() {
    JsonMapper mapper =
        JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    mapper
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(32)
                .maxNumberLength(100)
                .maxStringLength(1 << 20)
                .build());
    return mapper;
  }
}

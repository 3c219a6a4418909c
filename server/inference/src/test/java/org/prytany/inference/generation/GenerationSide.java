package org.prytany.inference.generation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.prytany.inference.Device;

/**
 * A language model in a process of its own, for {@code script/card.py}, which lets it and its peer
 * take turns. Reads one order a line and answers with one JSON object a line; times are wall-clock.
 */
final class GenerationSide {

  private static final String SOURCE =
      "The Grants Council asks for 120,000 USDC for its third season. The council has five members,"
          + " who are elected for one year. Each grant is at most 10,000 USDC, and grants above"
          + " 5,000 USDC need four of five votes. The council reports to the forum each month, and"
          + " returns what it has not spent to the treasury at the end of the season. ";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** So that every answer has as many tokens as were asked for. */
  private static final Constraint ENDLESS =
      new Constraint() {
        @Override
        public Constraint after(int token) {
          return this;
        }

        @Override
        public boolean mayEnd() {
          return false;
        }
      };

  private final LanguageModel model;
  private final ChatTokenizer tokenizer;

  private GenerationSide(LanguageModel model, ChatTokenizer tokenizer) {
    this.model = model;
    this.tokenizer = tokenizer;
  }

  /**
   * @param arguments the model's folder, the device, and how many threads a run has
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    Device device = Device.parse(arguments[1]);
    try (LanguageModel model = LanguageModel.open(folder, Integer.parseInt(arguments[2]), device);
        ChatTokenizer tokenizer = ChatTokenizer.open(folder);
        BufferedReader orders =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      GenerationSide side = new GenerationSide(model, tokenizer);
      say(
          JSON.createObjectNode()
              .put("device", model.device().used())
              .put("reason", model.device().reason())
              .put("rowsAlike", RowCheck.holds(model, Decoder.FEWEST_ROWS)));
      for (String order = orders.readLine(); order != null; order = orders.readLine()) {
        say(side.obey(order.split(" ", -1)));
      }
    }
  }

  private ObjectNode obey(String[] order) {
    int[] prompt = prompt(Integer.parseInt(order[1]));
    ObjectNode answer = JSON.createObjectNode();
    switch (order[0].toLowerCase(Locale.ROOT)) {
      case "ids" -> Arrays.stream(prompt).forEach(answer.putArray("ids")::add);
      case "read" -> answer.put("seconds", read(prompt));
      case "write" -> write(prompt, Integer.parseInt(order[2]), Integer.parseInt(order[3]), answer);
      default -> throw new IllegalArgumentException("unknown order: " + order[0]);
    }
    return answer;
  }

  private int[] prompt(int tokens) {
    int[] ids =
        tokenizer.prompt("You help treasurers.", "Repeat this: " + SOURCE.repeat(tokens / 50 + 1));
    return Arrays.copyOf(ids, tokens);
  }

  private double read(int[] prompt) {
    try (KeyValueCache cache = model.cache(prompt.length)) {
      long begun = System.nanoTime();
      while (cache.length() < prompt.length) {
        int to = Math.min(prompt.length, cache.length() + model.chunk());
        model.read(cache, Arrays.copyOfRange(prompt, cache.length(), to));
      }
      return (System.nanoTime() - begun) / 1e9;
    }
  }

  private void write(int[] prompt, int tokens, int guesses, ObjectNode answer) {
    // The budget's clock is asked before every run: this is the time of the first that writes.
    int runsOfPrompt = 1 + (prompt.length - 1 + model.chunk() - 1) / model.chunk();
    long[] begun = {0};
    int[] asked = {0};
    Budget budget =
        new Budget(
            tokens,
            Long.MAX_VALUE,
            () -> {
              if (asked[0]++ == runsOfPrompt) {
                begun[0] = System.nanoTime();
              }
              return 0;
            },
            () -> false);
    Guesses made = guesses == 0 ? Guesses.NONE : new Guesses(guesses, 3, 2);
    Decoder.Answer written = new Decoder(model, made).write(prompt, ENDLESS, budget);
    answer.put("seconds", (System.nanoTime() - begun[0]) / 1e9).put("runs", written.runs());
    Arrays.stream(written.tokens()).forEach(answer.putArray("ids")::add);
  }

  private static void say(ObjectNode answer) throws IOException {
    System.out.println(JSON.writeValueAsString(answer));
    System.out.flush();
  }
}

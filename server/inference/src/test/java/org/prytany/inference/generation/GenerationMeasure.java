package org.prytany.inference.generation;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Prints how many tokens a model reads and writes in a second of one processor, with and without
 * guesses. Run by {@code script/measure-generation.sh}; asserts nothing.
 */
final class GenerationMeasure {

  private static final String SOURCE =
      "The Grants Council asks for 120,000 USDC for its third season. The council has five members,"
          + " who are elected for one year. Each grant is at most 10,000 USDC, and grants above"
          + " 5,000 USDC need four of five votes. The council reports to the forum each month, and"
          + " returns what it has not spent to the treasury at the end of the season. ";
  private static final List<String> EVIDENCE =
      Arrays.stream(SOURCE.split("(?<=\\.) ")).map(String::strip).toList();
  private static final int TOKENS = 120;

  private GenerationMeasure() {}

  /**
   * @param args the model's folder
   */
  public static void main(String[] args) {
    Path folder = Path.of(args[0]);
    try (LanguageModel model = LanguageModel.open(folder, 1);
        ChatTokenizer tokenizer = ChatTokenizer.open(folder)) {
      reading(model, tokenizer);
      oneRow(model, tokenizer);
      String[] questions = {
        "Summarise this: " + SOURCE, "Repeat this word for word: " + SOURCE, "Tell me a story."
      };
      for (String question : questions) {
        int[] prompt = tokenizer.prompt("You help treasurers.", question);
        writing(model, prompt, Constraint.NONE, question.substring(0, 9));
      }
      Prompt prompt = Prompt.shipped();
      int[] ids = tokenizer.prompt(prompt.instructions(), prompt.question(EVIDENCE, List.of()));
      SentencePath.Limits limits = new SentencePath.Limits(3, 4, 30);
      writing(model, ids, CopyMask.of(EVIDENCE, tokenizer.pieces(), limits), "with mask");
    }
  }

  private static void reading(LanguageModel model, ChatTokenizer tokenizer) {
    int[] prompt = Arrays.copyOf(tokenizer.text(SOURCE.repeat(40)), 2_800);
    try (KeyValueCache cache = model.cache(prompt.length)) {
      long from = now();
      while (cache.length() < prompt.length) {
        int to = Math.min(prompt.length, cache.length() + Decoder.CHUNK);
        model.read(cache, Arrays.copyOfRange(prompt, cache.length(), to));
      }
      print("read 2,800 tokens", prompt.length, from, "");
    }
  }

  /** What a run of a single row would give, which is not used: its numbers differ. */
  private static void oneRow(LanguageModel model, ChatTokenizer tokenizer) {
    int[] prompt = tokenizer.prompt("You help treasurers.", "Summarise this: " + SOURCE);
    try (KeyValueCache cache = model.cache(prompt.length + TOKENS)) {
      model.read(cache, prompt);
      long from = now();
      int token = prompt[0];
      for (int i = 0; i < TOKENS; i++) {
        token = model.logits(cache, new int[] {token}).best(0);
      }
      print("write, runs of one row", TOKENS, from, "");
    }
  }

  private static void writing(
      LanguageModel model, int[] prompt, Constraint constraint, String what) {
    int[] plain = null;
    for (int most : new int[] {0, 1, 2, 4, 7}) {
      Guesses guesses = most == 0 ? Guesses.NONE : new Guesses(most, 3, 2);
      // The budget's clock is asked before every run: its last answer but the first ones is when
      // the prompt had been read.
      long[] began = {0};
      int[] asked = {0};
      int runsOfPrompt = 1 + (prompt.length - 1 + Decoder.CHUNK - 1) / Decoder.CHUNK;
      Budget budget =
          new Budget(
              TOKENS,
              Long.MAX_VALUE,
              () -> {
                if (asked[0]++ == runsOfPrompt) {
                  began[0] = now();
                }
                return 0;
              },
              () -> false);
      Decoder.Answer answer = new Decoder(model, guesses).write(prompt, constraint, budget);
      String same = plain == null || Arrays.equals(plain, answer.tokens()) ? "same" : "DIFFERENT";
      plain = plain == null ? answer.tokens() : plain;
      print(
          what + ", guesses of " + most,
          answer.tokens().length,
          began[0],
          answer.runs() + " runs, " + same);
    }
  }

  /** Processor time of this thread, which does all of the work where a run has one thread. */
  private static long now() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static void print(String what, int tokens, long from, String more) {
    double seconds = (now() - from) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "%-28s %5d tokens %7.1f a second of one processor  %s%n",
        what,
        tokens,
        tokens / seconds,
        more);
  }
}

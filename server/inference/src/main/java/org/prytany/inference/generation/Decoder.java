package org.prytany.inference.generation;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes greedily: always the likeliest token that is allowed. Guesses are judged in the same run
 * as the token before them and only change how many runs it takes: whatever is kept is what the
 * model would have chosen, token by token.
 *
 * <p>That holds because no run has a single row. ONNX Runtime multiplies one row by another kernel
 * than several, with other roundings (logits apart by up to 1.1 on SmolLM2-135M in four bits); from
 * two rows on each row's numbers are the same whatever stands beside it. So a lone token gets a
 * second row that is forgotten. {@link RowCheck} asks whether it holds here.
 */
final class Decoder {

  /** Tokens of a prompt that a processor reads in one run. */
  static final int CHUNK = 64;

  /** The same of a card, which a short run would leave idle. */
  static final int CARD_CHUNK = 512;

  /** As many as the kernel that several rows share needs. */
  static final int FEWEST_ROWS = 2;

  private final LanguageModel model;
  private final Guesses guesses;

  Decoder(LanguageModel model, Guesses guesses) {
    this.model = model;
    this.guesses = guesses;
  }

  /** What was written, as tokens. */
  record Answer(int[] tokens, int runs, Written.Stop stop) {}

  /**
   * @param prompt at least one token
   * @throws GenerationException if the prompt leaves no room in the model's context
   */
  Answer write(int[] prompt, Constraint constraint, Budget budget) {
    int room = model.config().contextLength() - prompt.length - guesses.most() - FEWEST_ROWS;
    if (prompt.length == 0 || room < 1) {
      throw new GenerationException(
          "text-too-long",
          "The prompt has "
              + prompt.length
              + " tokens, and the model's context "
              + model.config().contextLength()
              + ". Give it less evidence.");
    }
    int most = Math.min(room, budget.tokens());
    int capacity = prompt.length + most + guesses.most() + FEWEST_ROWS;
    try (KeyValueCache cache = model.cache(capacity)) {
      return new Writing(cache, prompt, most, constraint, budget).answer();
    }
  }

  /** One answer as it comes to be. */
  private final class Writing {

    private final KeyValueCache cache;
    private final int[] text;
    private final int promptLength;
    private final int end;
    private final Budget budget;
    private final long began;
    private Constraint constraint;
    private int length;
    private int runs;
    private Written.@Nullable Stop stop;

    Writing(KeyValueCache cache, int[] prompt, int most, Constraint constraint, Budget budget) {
      this.cache = cache;
      this.text = Arrays.copyOf(prompt, prompt.length + most);
      this.promptLength = prompt.length;
      this.end = text.length;
      this.length = prompt.length;
      this.constraint = constraint;
      this.budget = budget;
      this.began = budget.clock().getAsLong();
    }

    Answer answer() {
      readPrompt();
      while (stop == null) {
        stop = used();
        if (stop == null) {
          step();
        }
      }
      return new Answer(Arrays.copyOfRange(text, promptLength, length), runs, stop);
    }

    /** All but the last token, which the first step needs. */
    private void readPrompt() {
      int last = promptLength - 1;
      while (cache.length() < last && stop == null) {
        stop = used();
        if (stop == null) {
          int from = cache.length();
          int to = Math.min(last, from + model.chunk());
          // A chunk of one row is read with the token after it, which is read again.
          int rows = Math.max(to - from, FEWEST_ROWS);
          model.read(cache, Arrays.copyOfRange(text, from, from + rows));
          cache.truncate(to);
        }
      }
    }

    private Written.@Nullable Stop used() {
      if (budget.cancelled().getAsBoolean()) {
        return Written.Stop.CANCELLED;
      }
      if (budget.clock().getAsLong() - began > budget.cpuNanos()) {
        return Written.Stop.CPU_TIME;
      }
      return length == end ? Written.Stop.TOKENS : null;
    }

    private void step() {
      int[] guess = guesses.after(text, length, end - length - 1);
      int[] rows = new int[Math.max(FEWEST_ROWS, 1 + guess.length)];
      rows[0] = text[length - 1];
      System.arraycopy(guess, 0, rows, 1, guess.length);
      Logits logits = model.logits(cache, rows);
      runs++;
      int row = 0;
      boolean guessed = true;
      while (guessed && stop == null) {
        int token = choose(logits, row);
        guessed = stop == null && row < guess.length && guess[row] == token;
        row++;
      }
      // What is in the cache: every token but the last, which the next run reads.
      cache.truncate(Math.min(cache.length(), length - 1));
    }

    /** The likeliest token that is allowed, or -1 with the reason to stop. */
    private int choose(Logits logits, int row) {
      Choice choice = Choice.of(logits, row, constraint, model.config().endIds());
      if (choice.token() < 0) {
        stop = Written.Stop.NOTHING_ALLOWED;
      } else if (choice.next() == null) {
        stop = Written.Stop.ENDED;
      } else {
        text[length++] = choice.token();
        constraint = choice.next();
      }
      return choice.token();
    }
  }
}

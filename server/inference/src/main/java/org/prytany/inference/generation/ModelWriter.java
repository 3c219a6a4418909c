package org.prytany.inference.generation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.inference.Device;
import org.prytany.inference.DeviceChoice;

/**
 * Writes with a language model of the operator. Greedy, and so the same again for the same
 * evidence, effects, model, prompt and kind of processor. Several threads may write at once.
 */
public final class ModelWriter implements Writer, AutoCloseable {

  private static final Guesses GUESSES = new Guesses(4, 3, 2);

  /** A bracket is always a citation's: evidence with brackets is never copied. */
  private static final Pattern SENTENCE = Pattern.compile(" ?([^\\[\\]]+)((?: \\[\\d+\\])++)\\.");

  private static final Pattern NUMBER = Pattern.compile("\\d+");

  private final LanguageModel model;
  private final ChatTokenizer tokenizer;
  private final Prompt prompt = Prompt.shipped();
  private final Guesses guesses;

  ModelWriter(LanguageModel model, ChatTokenizer tokenizer, Guesses guesses) {
    this.model = model;
    this.tokenizer = tokenizer;
    this.guesses = guesses;
  }

  /**
   * On a card where there is one and the model is made for it, else on the processor.
   *
   * @param folder that the registry has verified
   * @param threads of one text; 1 where several are written at once
   * @throws GenerationException if the folder's files do not make a model that runs here
   */
  public static ModelWriter open(Path folder, int threads) {
    return open(folder, threads, Device.AUTO);
  }

  /**
   * @param folder that the registry has verified
   * @param threads of one text; 1 where several are written at once
   * @throws GenerationException if the folder's files do not make a model that runs here, or not on
   *     the card that was asked for
   */
  public static ModelWriter open(Path folder, int threads, Device device) {
    ChatTokenizer tokenizer = ChatTokenizer.open(folder);
    try {
      LanguageModel model = LanguageModel.open(folder, threads, device);
      try {
        Guesses guesses = RowCheck.holds(model, Decoder.FEWEST_ROWS) ? GUESSES : Guesses.NONE;
        return new ModelWriter(model, tokenizer, guesses);
      } catch (RuntimeException e) {
        model.close();
        throw e;
      }
    } catch (RuntimeException e) {
      tokenizer.close();
      throw e;
    }
  }

  /** Changes whenever the same evidence may get another prompt. */
  public int promptVersion() {
    return prompt.version();
  }

  /** The version that a model opened by this build has. */
  public static int shippedPromptVersion() {
    return Prompt.VERSION;
  }

  /** Where the model runs, and why: part of what makes its words the same again. */
  public DeviceChoice device() {
    return model.device();
  }

  @Override
  public Draft write(List<String> evidence, List<String> effects, Budget budget) {
    int[] ids = tokenizer.prompt(prompt.instructions(), prompt.question(evidence, effects));
    CopyMask mask = CopyMask.of(evidence, tokenizer.pieces(), SentencePath.Limits.SUMMARY);
    Decoder.Answer answer = new Decoder(model, guesses).write(ids, mask, budget);
    String text = tokenizer.decode(answer.tokens());
    return new Draft(
        sentences(text),
        new Written(text, ids.length, answer.tokens().length, answer.runs(), answer.stop()));
  }

  static List<Sentence> sentences(String text) {
    List<Sentence> sentences = new ArrayList<>();
    Matcher matcher = SENTENCE.matcher(text);
    while (matcher.find()) {
      int[] cited =
          NUMBER
              .matcher(matcher.group(2))
              .results()
              .mapToInt(each -> Integer.parseInt(each.group()))
              .toArray();
      sentences.add(new Sentence(matcher.group(1) + ".", Arrays.stream(cited).boxed().toList()));
    }
    return List.copyOf(sentences);
  }

  @Override
  public void close() {
    try {
      model.close();
    } finally {
      tokenizer.close();
    }
  }
}

package org.prytany.inference.generation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The way of a card, gone on the processor by a real model. */
class RealBoundModelTest {

  private static final String SOURCE =
      "The treasury pays 5,000 USDC to the grants council, which reports each quarter to the forum."
          + " The grants council has five members. They are elected for one year.";

  private static BoundModels models;
  private static ChatTokenizer tokenizer;

  @BeforeAll
  static void open() {
    models = BoundModels.open(RealModel.folder());
    tokenizer = ChatTokenizer.open(RealModel.folder());
  }

  @AfterAll
  static void close() {
    if (models != null) {
      models.close();
      tokenizer.close();
    }
  }

  @Test
  void logitsAreTheSameBitForBit() {
    int[] prompt = tokenizer.prompt("Answer in one short sentence.", "Summarise this: " + SOURCE);
    models.requireSameBits(prompt, Decoder.CHUNK);
    models.requireSameBits(java.util.Arrays.copyOf(prompt, 12), 2);
    models.requireSameBits(java.util.Arrays.copyOf(prompt, 4), 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Repeat this: " + SOURCE, "Name three colours.", "Why?"})
  void tokensAreTheSame(String question) {
    int[] prompt = tokenizer.prompt("Answer in one short sentence.", question);
    Decoder.Answer expected = answer(models.java(), prompt, Guesses.NONE);
    assertThat(answer(models.bound(), prompt, Guesses.NONE).tokens()).isEqualTo(expected.tokens());
    assertThat(answer(models.bound(), prompt, new Guesses(4, 3, 1)).tokens())
        .isEqualTo(expected.tokens());
  }

  private static Decoder.Answer answer(LanguageModel model, int[] prompt, Guesses guesses) {
    return new Decoder(model, guesses).write(prompt, Constraint.NONE, RealModel.tokens(40));
  }
}

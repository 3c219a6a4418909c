package org.prytany.inference.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.inference.Device;
import org.prytany.inference.generation.bound.Provider;

/** Which way a model goes where there is a card: here the processor is taken for one. */
class ModelDeviceTest {

  @TempDir private static Path folder;

  private static BoundModel counting;

  @BeforeAll
  static void open() throws IOException {
    RandomModel.in(folder, 7, true);
    counting = BoundModels.bound(folder);
  }

  @AfterAll
  static void close() {
    counting.close();
  }

  @Test
  void aCardThatRunsTheModelIsTaken() {
    long before = unreleased();
    for (Device requested : new Device[] {Device.AUTO, Device.CUDA}) {
      try (LanguageModel model = opened(folder, requested)) {
        assertThat(model).isInstanceOf(BoundModel.class);
        assertThat(model.device().used()).isEqualTo("cuda");
        assertThat(model.device().requested()).isEqualTo(requested);
      }
      assertThat(unreleased()).isEqualTo(before);
    }
  }

  /**
   * Opening takes neither memory for keys nor a kernel: a card that has none shows it at the first
   * run. This one is told of keys that are too short, so that the runtime refuses to run.
   */
  @Test
  void aCardThatOpensAModelAndCannotRunItIsLeftWithTheReason() {
    assertLeft(2, 8, "RunWithBinding");
  }

  /** This one is told of keys of 24 PB. */
  @Test
  void aCardWithoutTheMemoryIsLeftWithTheReason() {
    assertLeft(2_000_000, 2_000_000_000, "CreateTensorAsOrtValue");
  }

  private static void assertLeft(int heads, int headSize, String words) {
    ModelDevice.Opener card =
        (config, threads, says) ->
            BoundModel.open(with(config, heads, headSize), threads, Provider.CPU, says);
    GenerationConfig config = GenerationFolder.read(folder);
    long before = unreleased();
    try (LanguageModel model = ModelDevice.open(config, 1, Device.AUTO, true, card);
        KeyValueCache cache = model.cache(2)) {
      assertThat(model).isInstanceOf(JavaModel.class);
      assertThat(model.logits(cache, new int[] {3, 4}).vocabulary()).isEqualTo(config.vocabulary());
      assertThat(model.device().used()).isEqualTo("cpu");
      assertThat(model.device().reason())
          .contains("cannot run on a card", words, "docs/gpu.md")
          .doesNotContain("export the model again");
      assertThat(unreleased()).isEqualTo(before);
    }
    assertUnavailable(() -> ModelDevice.open(config, 1, Device.CUDA, true, card), words);
    assertThat(unreleased()).isEqualTo(before);
  }

  private static GenerationConfig with(GenerationConfig config, int heads, int headSize) {
    return new GenerationConfig(
        config.graph(),
        config.names(),
        config.layers(),
        heads,
        headSize,
        config.vocabulary(),
        config.contextLength(),
        config.endIds());
  }

  @Test
  void aModelOf32BitsIsForTheProcessor(@TempDir Path other) throws IOException {
    RandomModel.in(other, 7);
    long before = unreleased();
    try (LanguageModel model = opened(other, Device.AUTO)) {
      assertThat(model.device().used()).isEqualTo("cpu");
      assertThat(model.device().reason()).contains("more than 16 bits");
      assertThat(unreleased()).isEqualTo(before);
    }
    assertUnavailable(() -> opened(other, Device.CUDA), "more than 16 bits");
  }

  @Test
  void withoutACardNoneIsOpened() {
    ModelDevice.Opener card =
        (config, threads, says) -> {
          throw new IllegalStateException("nobody should ask for it");
        };
    GenerationConfig config = GenerationFolder.read(folder);
    try (LanguageModel model = ModelDevice.open(config, 1, Device.AUTO, false, card)) {
      assertThat(model.device().reason()).contains("no CUDA provider");
    }
  }

  private static void assertUnavailable(ThrowingCallable open, String words) {
    assertThatThrownBy(open)
        .isInstanceOf(GenerationException.class)
        .hasMessageContaining(words)
        .satisfies(e -> assertThat(((GenerationException) e).code()).isEqualTo("cuda-unavailable"));
  }

  private static LanguageModel opened(Path from, Device requested) {
    return ModelDevice.open(
        GenerationFolder.read(from),
        1,
        requested,
        true,
        (config, threads, says) -> BoundModel.open(config, threads, Provider.CPU, says));
  }

  private static long unreleased() {
    return counting.session().unreleased();
  }
}

package org.prytany.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real model, as it ships. */
class EmbeddingModelTest {

  private static final List<String> DOCUMENT =
      List.of(
          "This proposal asks the treasury to pay 25,000 USDC to the events working group.",
          "The grant covers meetups in four cities until December.",
          "Voting power is counted at the block of the snapshot.",
          "Yes.",
          "The timelock delay rises from two days to four days, so that members can react.");

  @TempDir static Path shared;
  private static EmbeddingModel model;

  @BeforeAll
  static void load() {
    model =
        EmbeddingModel.open(
            InferenceSettings.defaults().withNativeCache(shared.resolve("native-cache")));
  }

  @AfterAll
  static void close() {
    model.close();
  }

  @Test
  void sentencesThatMeanTheSameAreCloserThanSentencesThatDoNot() {
    float[][] v =
        model.embed(
            List.of(
                "Pay the grant to the marketing team.",
                "The marketing working group receives its funding.",
                "The cat sleeps on the warm roof."));

    assertThat(cosine(v[0], v[1])).isGreaterThan(0.5);
    assertThat(cosine(v[0], v[2])).isLessThan(0.2);
  }

  @Test
  void vectorsHaveUnitLengthAndTheStatedDimensions() {
    for (float[] vector : model.embed(DOCUMENT)) {
      assertThat(vector).hasSize(model.dimensions()).hasSize(384);
      assertThat(cosine(vector, vector)).isCloseTo(1.0, within(1e-5));
    }
  }

  @Test
  void aVectorDoesNotDependOnWhatWasEmbeddedBeforeOrBeside() {
    float[][] first = model.embed(DOCUMENT);
    model.embed(List.of("Something else altogether, at some length and with 1,000,000 numbers."));
    List<String> reversed = new ArrayList<>(DOCUMENT);
    Collections.reverse(reversed);
    float[][] backwards = model.embed(reversed);

    for (int i = 0; i < first.length; i++) {
      assertThat(backwards[first.length - 1 - i]).containsExactly(first[i]);
      assertThat(model.embed(List.of(DOCUMENT.get(i)))[0]).containsExactly(first[i]);
    }
  }

  @Test
  void parallelCallersGetTheVectorsOfASingleCaller() throws Exception {
    float[][] expected = model.embed(DOCUMENT);
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Future<float[][]>> all = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        all.add(pool.submit(() -> model.embed(DOCUMENT)));
      }
      for (Future<float[][]> one : all) {
        assertThat(one.get()).isDeepEqualTo(expected);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void aModelLoadedAgainGivesTheSameVectors() {
    float[][] expected = model.embed(DOCUMENT);
    try (EmbeddingModel again =
        EmbeddingModel.open(InferenceSettings.defaults().withDevice(Device.CPU))) {
      assertThat(again.embed(DOCUMENT)).isDeepEqualTo(expected);
    }
  }

  @Test
  void batchesAsOnAGpuKeepTheOrderAndDependOnTheirDocumentAlone() {
    try (EmbeddingModel batched =
        EmbeddingModel.open(InferenceSettings.defaults().withDevice(Device.CPU), true)) {
      float[][] single = model.embed(DOCUMENT);
      float[][] first = batched.embed(DOCUMENT);
      batched.embed(List.of("Something else altogether, at some length.", "Yes."));

      assertThat(batched.embed(DOCUMENT)).isDeepEqualTo(first);
      for (int i = 0; i < first.length; i++) {
        // The int8 model scales over a batch, so near is all that can be asked of it.
        assertThat(cosine(first[i], single[i])).isGreaterThan(0.95);
      }
    }
  }

  /** A GPU's sentences are read on all cores, and read as one by one they are. */
  @Test
  void sentencesThatAreReadTogetherHaveTheTokensThatTheyHaveAlone() {
    List<String> odd = new ArrayList<>(DOCUMENT);
    odd.addAll(List.of("", "   ", "\u200b", "\ud800 lone surrogate", "提案:支付", "\u0000", "Yes."));
    odd.add("the council pays the grant ".repeat(100));
    odd.add("x ".repeat(400_000));
    List<long[]> together = model.tokens(odd);
    assertThat(together).hasSameSizeAs(odd);
    for (int i = 0; i < odd.size(); i++) {
      assertThat(together.get(i)).as("sentence %d", i).isEqualTo(model.tokens(odd.get(i)));
    }
    assertThat(model.tokens(List.of())).isEmpty();
    try (EmbeddingModel batched =
        EmbeddingModel.open(InferenceSettings.defaults().withDevice(Device.CPU), true)) {
      long tokens = model.usage().tokens();
      long truncated = model.usage().truncated();
      long before = batched.usage().tokens();
      long cutBefore = batched.usage().truncated();
      model.embed(odd);
      batched.embed(odd);
      assertThat(batched.usage().tokens() - before)
          .isEqualTo(model.usage().tokens() - tokens)
          .isPositive();
      assertThat(batched.usage().truncated() - cutBefore)
          .isEqualTo(model.usage().truncated() - truncated)
          .isEqualTo(2);
    }
  }

  @Test
  void aThreadThatWasInterruptedEmbedsNothingMore() {
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> model.embed(DOCUMENT)).isInstanceOf(CancellationException.class);
    } finally {
      // The flag must not reach the next test.
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(model.embed(DOCUMENT)).hasDimensions(DOCUMENT.size(), 384);
  }

  @Test
  void aDirectoryWithTheModelInSinglePrecisionIsCheckedAgainstItsOwnHash(@TempDir Path directory)
      throws IOException {
    Files.writeString(directory.resolve("all-minilm-l6-v2.onnx"), "not a model");
    Files.writeString(directory.resolve("all-minilm-l6-v2-tokenizer.json"), "{}");

    assertThatThrownBy(
            () -> EmbeddingModel.open(InferenceSettings.defaults().withModelDirectory(directory)))
        .isInstanceOfSatisfying(
            InferenceException.class, e -> assertThat(e.code()).isEqualTo("model-altered"))
        .hasMessageContaining("all-minilm-l6-v2.onnx");
  }

  @Test
  void noSentencesGiveNoVectors() {
    assertThat(model.embed(List.of())).isEmpty();
  }

  @Test
  void emptyAndOddSentencesGetAVector() {
    float[][] v =
        model.embed(List.of("", "   ", "\u200b", "\ud800 lone surrogate", "提案:支付", "\u0000"));

    assertThat(v).hasDimensions(6, 384);
    for (float[] vector : v) {
      assertThat(cosine(vector, vector)).isCloseTo(1.0, within(1e-5));
    }
  }

  @Test
  void ofAVeryLongSentenceTheBeginningIsReadAndTheCutIsCounted() {
    String beginning = "the council pays the grant ".repeat(100);
    long before = model.usage().truncated();

    float[][] v = model.embed(List.of(beginning + "x ".repeat(400_000), beginning + "and more"));

    assertThat(v[0]).containsExactly(v[1]);
    assertThat(model.usage().truncated()).isEqualTo(before + 2);
  }

  @Test
  void theHealthCheckRunsTheModelAndNamesItsDevice() {
    ModelHealth health = model.health();

    assertThat(health.ready()).isTrue();
    assertThat(health.modelSha256()).hasSize(64).isEqualTo(model.modelSha256());
    assertThat(health.device()).isEqualTo(model.deviceChoice());
    assertThat(health.detail()).contains(model.device());
  }

  @Test
  void aClosedModelIsNotReadyAndRefusesWork() {
    EmbeddingModel closed =
        EmbeddingModel.open(InferenceSettings.defaults().withDevice(Device.CPU));
    closed.close();
    closed.close();

    assertThat(closed.health().ready()).isFalse();
    assertThatThrownBy(() -> closed.embed(List.of("word")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void theCpuIsUsedWhenAskedForAndTheReasonIsSaid() {
    try (EmbeddingModel cpu =
        EmbeddingModel.open(InferenceSettings.defaults().withDevice(Device.CPU))) {
      assertThat(cpu.deviceChoice())
          .isEqualTo(new DeviceChoice(Device.CPU, "cpu", "the configuration asks for the CPU"));
    }
  }

  @Test
  void aModelFileWithOneAlteredByteIsRefusedByName(@TempDir Path directory) throws IOException {
    copyModelTo(directory);
    Path file = directory.resolve("all-minilm-l6-v2-q.onnx");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);

    assertThatThrownBy(
            () -> EmbeddingModel.open(InferenceSettings.defaults().withModelDirectory(directory)))
        .isInstanceOfSatisfying(
            InferenceException.class, e -> assertThat(e.code()).isEqualTo("model-altered"))
        .hasMessageContaining("all-minilm-l6-v2-q.onnx")
        .hasMessageContaining("SHA-256");
  }

  @Test
  void anAlteredTokenizerIsRefusedByName(@TempDir Path directory) throws IOException {
    copyModelTo(directory);
    Files.writeString(directory.resolve("all-minilm-l6-v2-q-tokenizer.json"), "{}");

    assertThatThrownBy(
            () -> EmbeddingModel.open(InferenceSettings.defaults().withModelDirectory(directory)))
        .isInstanceOf(InferenceException.class)
        .hasMessageContaining("all-minilm-l6-v2-q-tokenizer.json");
  }

  @Test
  void anEmptyModelDirectoryIsRefusedByName(@TempDir Path directory) {
    assertThatThrownBy(
            () -> EmbeddingModel.open(InferenceSettings.defaults().withModelDirectory(directory)))
        .isInstanceOfSatisfying(
            InferenceException.class, e -> assertThat(e.code()).isEqualTo("model-unreadable"))
        .hasMessageContaining(directory.toString());
  }

  @Test
  void aModelDirectoryWithTheRightFilesGivesTheSameVectors(@TempDir Path directory)
      throws IOException {
    copyModelTo(directory);
    try (EmbeddingModel other =
        EmbeddingModel.open(InferenceSettings.defaults().withModelDirectory(directory))) {
      assertThat(other.embed(DOCUMENT)).isDeepEqualTo(model.embed(DOCUMENT));
    }
  }

  @Test
  void aCacheDirectoryThatCannotBeMadeIsRefusedByName(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("a-file"), "");

    assertThatThrownBy(
            () ->
                EmbeddingModel.open(
                    InferenceSettings.defaults().withNativeCache(file.resolve("inside"))))
        .isInstanceOfSatisfying(
            InferenceException.class, e -> assertThat(e.code()).isEqualTo("cache-unwritable"))
        .hasMessageContaining("a-file");
  }

  @Test
  void anUnknownDeviceWordIsRefusedWithTheChoices() {
    assertThat(Device.parse(" CUDA ")).isEqualTo(Device.CUDA);
    assertThatThrownBy(() -> Device.parse("gpu"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("gpu")
        .hasMessageContaining("auto, cpu, cuda");
  }

  private static void copyModelTo(Path directory) throws IOException {
    for (String name : List.of("all-minilm-l6-v2-q.onnx", "all-minilm-l6-v2-q-tokenizer.json")) {
      try (InputStream in =
          EmbeddingModel.class.getResourceAsStream("/org/prytany/inference/model/" + name)) {
        assertThat(in).isNotNull();
        Files.copy(in, directory.resolve(name));
      }
    }
  }

  private static double cosine(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}

package org.prytany.inference.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.inference.Device;
import org.prytany.inference.DeviceChoice;
import org.prytany.inference.generation.bound.BoundException;
import org.prytany.inference.generation.bound.Element;
import org.prytany.inference.generation.bound.Provider;

/** The way of a card, gone on the processor: it has to give what the Java binding gives. */
class BoundModelTest {

  private static final Guesses GUESSES = new Guesses(4, 3, 1);

  @TempDir private static Path folder;

  private static BoundModels models;

  @BeforeAll
  static void open() throws IOException {
    RandomModel.in(folder, 7);
    models = BoundModels.open(folder);
  }

  @AfterAll
  static void close() {
    models.close();
  }

  @Test
  void logitsAreTheSameBitForBit() {
    for (int rows : new int[] {1, 2, 5, 64}) {
      models.requireSameBits(prompt(rows), rows);
    }
  }

  @Test
  void tokensAreTheSameWithAndWithoutGuesses() {
    for (int seed = 0; seed < 20; seed++) {
      Decoder.Answer expected = answer(models.java(), prompt(seed), Guesses.NONE);
      Decoder.Answer plain = answer(models.bound(), prompt(seed), Guesses.NONE);
      Decoder.Answer guessed = answer(models.bound(), prompt(seed), GUESSES);
      assertThat(plain.tokens()).as("prompt %d", seed).isEqualTo(expected.tokens());
      assertThat(guessed.tokens()).as("prompt %d", seed).isEqualTo(expected.tokens());
      assertThat(plain.stop()).isEqualTo(expected.stop()).isEqualTo(guessed.stop());
      assertThat(plain.runs()).isEqualTo(expected.runs());
    }
  }

  /** What an exporter for CUDA writes. */
  @Test
  void keysValuesAndLogitsMayHave16Bits(@TempDir Path other) throws IOException {
    RandomModel.in(other, 7, true);
    try (BoundModels halves = BoundModels.open(other)) {
      assertThat(halves.bound().cacheType()).isEqualTo(Element.FLOAT16);
      halves.requireSameBits(prompt(2), 5);
      Decoder.Answer expected = answer(halves.java(), prompt(2), Guesses.NONE);
      assertThat(answer(halves.bound(), prompt(2), GUESSES).tokens())
          .isEqualTo(expected.tokens())
          .hasSizeGreaterThan(5);
      // They say nearly what those of 32 bits say, and not the same.
      try (KeyValueCache whole = models.bound().cache(9);
          KeyValueCache half = halves.bound().cache(9)) {
        Logits exact = models.bound().logits(whole, Arrays.copyOf(prompt(2), 9));
        Logits rounded = halves.bound().logits(half, Arrays.copyOf(prompt(2), 9));
        assertThat(BoundModels.bits(rounded, 8)).isNotEqualTo(BoundModels.bits(exact, 8));
        for (int token = 0; token < exact.vocabulary(); token++) {
          assertThat(rounded.at(8, token)).isCloseTo(exact.at(8, token), Offset.offset(0.25f));
        }
      }
    }
  }

  @Test
  void numbersOf16BitsAreReadAsTheyAre() {
    ByteBuffer bytes = ByteBuffer.allocate(8).order(ByteOrder.nativeOrder());
    bytes.putShort(0, (short) 0x3C00).putShort(2, (short) 0xC400);
    bytes.putShort(4, (short) 0x3F80).putShort(6, (short) 0xC080);
    Logits halves = Logits.of(bytes, Element.FLOAT16, 4);
    assertThat(halves.at(0, 0)).isEqualTo(1f);
    assertThat(halves.at(0, 1)).isEqualTo(-4f);
    Logits brains = Logits.of(bytes, Element.BFLOAT16, 2);
    assertThat(brains.at(1, 0)).isEqualTo(1f);
    assertThat(brains.at(1, 1)).isEqualTo(-4f);
    assertThat(brains.best(1)).isZero();
  }

  @Test
  void goingBackIsSettingALength() {
    int[] text = prompt(3);
    try (KeyValueCache cache = models.bound().cache(text.length + 4)) {
      Logits before = models.bound().logits(cache, text);
      cache.truncate(text.length - 2);
      models.bound().read(cache, new int[] {9, 8, 7});
      cache.truncate(text.length - 2);
      Logits after =
          models.bound().logits(cache, Arrays.copyOfRange(text, text.length - 2, text.length));
      assertThat(BoundModels.bits(after, 1)).isEqualTo(BoundModels.bits(before, text.length - 1));
      assertThatThrownBy(() -> models.bound().read(cache, new int[9]))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(cache.length()).isEqualTo(text.length);
    }
  }

  @Test
  void severalTextsAtOnceAreTheSameAsOneByOne() throws Exception {
    List<int[]> alone = new ArrayList<>();
    for (int seed = 0; seed < 8; seed++) {
      alone.add(answer(models.java(), prompt(seed), GUESSES).tokens());
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<int[]>> together = new ArrayList<>();
      for (int seed = 0; seed < 8; seed++) {
        int[] prompt = prompt(seed);
        together.add(threads.submit(() -> answer(models.bound(), prompt, GUESSES).tokens()));
      }
      for (int seed = 0; seed < 8; seed++) {
        assertThat(together.get(seed).get()).isEqualTo(alone.get(seed));
      }
    }
  }

  @Test
  void whatAnswersTakeIsGivenBack() {
    long before = models.bound().session().unreleased();
    long made = models.bound().session().made();
    for (int i = 0; i < 200; i++) {
      new Decoder(models.bound(), GUESSES)
          .write(prompt(i % 5), Constraint.NONE, RealModel.tokens(3));
      assertThat(models.bound().session().unreleased()).as("answer %d", i).isEqualTo(before);
    }
    assertThat(models.bound().session().made()).as("what is counted").isGreaterThan(made + 200);
  }

  @Test
  void whatWasClosedIsRefusedInJava() {
    BoundModel model = BoundModels.bound(folder);
    long open = model.session().unreleased();
    KeyValueCache early = model.cache(8);
    KeyValueCache late = model.cache(8);
    early.close();
    early.close();
    assertClosed(() -> model.read(early, new int[] {3, 4}));
    model.read(late, new int[] {3, 4});
    model.close();
    model.close();
    assertClosed(() -> model.read(late, new int[] {3, 4}));
    assertClosed(() -> model.logits(late, new int[] {3, 4}));
    assertClosed(() -> model.cache(8));
    assertThat(late.length()).isEqualTo(2);
    // The text is the last one to hold the session.
    assertThat(model.session().unreleased()).isGreaterThan(open - 4);
    late.close();
    assertThat(model.session().unreleased()).isEqualTo(open - 4);
  }

  @Test
  void aModelOfTheBindingThatWasClosedGivesNoMemory() {
    LanguageModel model = LanguageModel.open(folder, 1);
    model.close();
    model.close();
    assertClosed(() -> model.cache(8));
  }

  @Test
  void aModelThatIsClosedWhileTextsRunEndsThemInJava() throws Exception {
    for (int i = 0; i < 5; i++) {
      endsItsTexts(BoundModels.bound(folder));
      endsItsTexts(LanguageModel.open(folder, 1));
    }
  }

  private static void endsItsTexts(LanguageModel model) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<?>> running = new ArrayList<>();
      for (int seed = 0; seed < 4; seed++) {
        int[] prompt = prompt(seed);
        running.add(
            threads.submit(
                () -> {
                  while (true) {
                    answer(model, prompt, GUESSES);
                  }
                }));
      }
      answer(model, prompt(9), GUESSES);
      model.close();
      for (Future<?> each : running) {
        assertThatThrownBy(each::get).cause().hasMessageContaining("closed before");
      }
    }
  }

  @Test
  void aCacheOfAnotherModelIsRefused() {
    try (BoundModel other = BoundModels.bound(folder);
        KeyValueCache cache = models.bound().cache(8);
        KeyValueCache javaCache = models.java().cache(8)) {
      for (KeyValueCache wrong : List.of(cache, javaCache)) {
        assertThatThrownBy(() -> other.read(wrong, new int[] {3, 4}))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("another model's");
      }
      assertThatThrownBy(() -> models.java().read(cache, new int[] {3, 4}))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("another model's");
    }
  }

  @Test
  void aGraphThatIsNoneIsRefusedInTheRuntimesWords(@TempDir Path other) throws IOException {
    RandomModel.in(other, 7);
    Files.writeString(other.resolve("model.onnx"), "none");
    long open = models.bound().session().unreleased();
    assertThatThrownBy(() -> BoundModels.bound(other))
        .isInstanceOf(BoundException.class)
        .hasMessageContaining("CreateSession")
        .hasMessageContaining("model.onnx");
    assertThat(models.bound().session().unreleased()).isEqualTo(open);
  }

  /** Shapes that the folder says wrongly are refused by the runtime before it writes anything. */
  @Test
  void aFolderThatLiesAboutItsGraphIsAFailureAndNoCrash(@TempDir Path other) throws IOException {
    RandomModel.in(other, 7);
    Path file = other.resolve("genai_config.json");
    String config = Files.readString(file);
    for (String[] lie :
        new String[][] {
          {"\"vocab_size\": 270", "\"vocab_size\": 100"},
          {"\"vocab_size\": 270", "\"vocab_size\": 999"},
          {"\"head_size\": 16", "\"head_size\": 8"},
          {"\"num_key_value_heads\": 2", "\"num_key_value_heads\": 1"},
          {"\"num_hidden_layers\": 2", "\"num_hidden_layers\": 1"},
        }) {
      assertThat(config).contains(lie[0]);
      Files.writeString(file, config.replace(lie[0], lie[1]));
      long open = models.bound().session().unreleased();
      try (BoundModel model = BoundModels.bound(other)) {
        assertThatThrownBy(
                () -> {
                  try (KeyValueCache cache = model.cache(8)) {
                    model.logits(cache, new int[] {3, 4});
                  }
                })
            .as(lie[1])
            .isInstanceOfAny(GenerationException.class, IllegalArgumentException.class);
      }
      assertThat(models.bound().session().unreleased()).as(lie[1]).isEqualTo(open);
    }
  }

  @Test
  void memoryThatTheDeviceDoesNotHaveIsAFailureAndNoCrash(@TempDir Path other) throws IOException {
    RandomModel.in(other, 7);
    Path file = other.resolve("genai_config.json");
    Files.writeString(
        file,
        Files.readString(file).replace("\"context_length\": 4096", "\"context_length\": 9999999"));
    try (BoundModel model = BoundModels.bound(other)) {
      long open = model.session().unreleased();
      assertThatThrownBy(() -> model.cache(Integer.MAX_VALUE))
          .isInstanceOf(GenerationException.class)
          .hasMessageContaining("Give it more memory");
      assertThat(model.session().unreleased()).isEqualTo(open);
    }
  }

  /** The runtime of this build has no CUDA: the card's functions answer with a failure. */
  @Test
  void withoutACardTheModelRunsOnTheProcessorAndSaysWhy() {
    try (LanguageModel model = LanguageModel.open(folder, 1, Device.AUTO)) {
      assertThat(model.device())
          .isEqualTo(
              new DeviceChoice(Device.AUTO, "cpu", "this ONNX Runtime has no CUDA provider"));
    }
    assertThatThrownBy(() -> LanguageModel.open(folder, 1, Device.CUDA))
        .isInstanceOf(GenerationException.class)
        .hasMessageContaining("CUDAProviderOptions")
        .hasMessageContaining("docs/gpu.md");
    GenerationConfig config = GenerationFolder.read(folder);
    long open = models.bound().session().unreleased();
    assertThatThrownBy(
            () ->
                BoundModel.open(
                    config, 1, Provider.CUDA, new DeviceChoice(Device.CUDA, "cuda", "")))
        .isInstanceOf(BoundException.class)
        .satisfies(
            e -> assertThat(((BoundException) e).code()).isEqualTo(BoundException.Code.FAILED));
    assertThat(models.bound().session().unreleased()).isEqualTo(open);
  }

  private static void assertClosed(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call).hasMessageContaining("closed before");
  }

  private static int[] prompt(int seed) {
    Random random = new Random(seed);
    return random.ints(5 + random.nextInt(100), 3, 60 + random.nextInt(200)).toArray();
  }

  private static Decoder.Answer answer(LanguageModel model, int[] prompt, Guesses guesses) {
    return new Decoder(model, guesses).write(prompt, Constraint.NONE, RealModel.tokens(60));
  }
}

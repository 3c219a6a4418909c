package org.prytany.inference.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.inference.Device;
import org.prytany.inference.generation.Budget;
import org.prytany.inference.generation.GenerationException;
import org.prytany.inference.generation.ModelWriter;
import org.prytany.inference.generation.RandomModel;
import org.prytany.inference.generation.Writer;
import org.prytany.inference.generation.Written;
import org.prytany.inference.registry.ModelEntry;
import org.prytany.inference.registry.ModelRegistry;
import org.prytany.inference.registry.ModelRole;

/**
 * Invariant: whatever the model's process does, a call ends with a draft or a GenerationException,
 * this process goes on, and no answer is taken for another text's.
 */
class WriterProcessTest {

  private static final List<String> EVIDENCE =
      List.of("The council asks for 900 USDC.", "It reports each month.");
  private static final String CLASSES = System.getProperty("java.class.path");

  @TempDir private Path folder;
  private final AtomicLong rested = new AtomicLong();
  private WriterProcess writer;

  @AfterEach
  void close() {
    if (writer != null) {
      writer.close();
    }
  }

  private static Budget budget() {
    return new Budget(60, 60_000_000_000L, () -> 0L, () -> false);
  }

  private WriterProcess bad(String how, Duration patience) {
    return bad(how, patience, () -> {});
  }

  /**
   * @param looking done whenever the time is looked at
   */
  private WriterProcess bad(String how, Duration patience, Runnable looking) {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-XX:+ExitOnOutOfMemoryError",
            "-cp",
            CLASSES,
            BadWriter.class.getName(),
            how,
            folder.resolve("loaded").toString());
    // Rests are a day long, and pass when the test says so.
    return new WriterProcess(
        new WriterPlan(
            command,
            folder.resolve("writer.log"),
            folder.resolve("temporary"),
            new WriterPlan.Ready("x", 1),
            patience,
            patience,
            Duration.ofDays(1),
            Duration.ofDays(3),
            Duration.ofDays(1)),
        () -> {
          looking.run();
          return System.nanoTime() + rested.get();
        });
  }

  private String first(Budget budget) {
    return writer.write(EVIDENCE, List.of(), budget).sentences().getFirst().text();
  }

  private String refused() {
    return catchThrowableOfType(
            GenerationException.class, () -> writer.write(EVIDENCE, List.of(), budget()))
        .code();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ends",
        "crashes",
        "eats",
        "talks-without-end",
        "answers-rubbish",
        "answers-another",
      })
  void whatFailsIsAnExceptionAndARestBeforeTheNextStart(String how) {
    writer = bad(how, Duration.ofMinutes(2));
    assertThatThrownBy(() -> writer.write(EVIDENCE, List.of(), budget()))
        .isInstanceOf(GenerationException.class)
        .extracting(e -> ((GenerationException) e).code())
        .isEqualTo("writer-failed");
    assertThatThrownBy(() -> writer.write(EVIDENCE, List.of(), budget()))
        .extracting(e -> ((GenerationException) e).code())
        .isEqualTo("writer-rests");
    rested.addAndGet(Duration.ofDays(1).toNanos());
    assertThatThrownBy(() -> writer.write(EVIDENCE, List.of(), budget()))
        .extracting(e -> ((GenerationException) e).code())
        .isEqualTo("writer-failed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hangs", "loads-for-ever"})
  void whatHangsIsEndedInItsTimeEvenWhereItReadsNothing(String how) {
    writer = bad(how, Duration.ofSeconds(4));
    // More than a pipe holds.
    List<String> much = List.of("word ".repeat(100_000));
    assertThatThrownBy(() -> writer.write(much, List.of(), budget()))
        .extracting(e -> ((GenerationException) e).code())
        .isEqualTo("writer-failed");
  }

  @Test
  void whatFloodsIsNoAnswerToAnything() {
    writer = bad("floods", Duration.ofMinutes(1));
    assertThatThrownBy(() -> writer.write(EVIDENCE, List.of(), budget()))
        .isInstanceOf(GenerationException.class);
  }

  @Test
  void aSecondAnswerIsNotTakenForTheNextText() {
    writer = bad("answers-twice", Duration.ofMinutes(1));
    for (int text = 0; text < 3; text++) {
      Writer.Draft draft = writer.write(EVIDENCE, List.of(), budget());
      assertThat(draft.sentences().getFirst().text()).startsWith("first ");
      while (!writer.hasUnasked()) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void anAnswerThatNobodyWaitsForIsNotTheNextTexts() {
    writer = bad("answers-the-first-late", Duration.ofMinutes(1));
    Budget fails =
        new Budget(
            60,
            1,
            () -> 0L,
            () -> {
              if (Files.exists(folder.resolve("loaded"))) {
                throw new IllegalStateException("whoever asked is at fault");
              }
              return false;
            });
    assertThatThrownBy(() -> writer.write(EVIDENCE, List.of(), fails))
        .isInstanceOf(IllegalStateException.class);
    assertThat(first(budget())).isEqualTo("number 2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"has-another-model", "has-another-prompt"})
  void anotherModelThanTheServersWritesNothing(String how) {
    writer = bad(how, Duration.ofMinutes(1));
    assertThat(refused()).isEqualTo("model-refused");
    assertThat(refused()).isEqualTo("writer-rests");
  }

  @Test
  void whatIsRefusedBeforeATextIsNotTheTexts() {
    writer = bad("has-no-card", Duration.ofMinutes(1));
    assertThat(refused()).isEqualTo("writer-unready");
  }

  @Test
  void whoeverUsedItLastItIsKeptForAWhile() throws IOException {
    Files.createFile(folder.resolve("loaded"));
    writer = bad("says-who-it-is", Duration.ofMinutes(1));
    String process = first(budget());
    writer.rest();
    assertThat(first(budget())).isEqualTo(process);
    rested.addAndGet(Duration.ofDays(1).toNanos());
    writer.rest();
    assertThat(first(budget())).isNotEqualTo(process);
  }

  /** Somebody has twenty seconds, and the model needs a minute to be read. */
  @Test
  void whoDoesNotWaitForItsLoadingIsLetGoAndItGoesOn() throws IOException {
    writer = bad("says-who-it-is", Duration.ofMinutes(2));
    Budget over = new Budget(60, 1, () -> 0L, () -> true);
    for (int i = 0; i < 3; i++) {
      assertThat(writer.write(EVIDENCE, List.of(), over).written().stop())
          .isEqualTo(Written.Stop.CANCELLED);
    }
    Files.createFile(folder.resolve("loaded"));
    String process = first(budget());
    assertThat(first(budget())).isEqualTo(process);
  }

  @Test
  void noProcessIsLeftThatWasStartedWhileItWasClosed() {
    AtomicBoolean close = new AtomicBoolean();
    writer =
        bad(
            "hangs",
            Duration.ofMinutes(1),
            () -> {
              if (close.compareAndSet(true, false)) {
                writer.close();
              }
            });
    close.set(true);
    assertThat(refused()).isEqualTo("writer-closed");
    assertThat(refused()).isEqualTo("writer-closed");
  }

  @Test
  void whatAKilledProcessLeftIsTakenAwayBeforeTheNext() throws IOException {
    Path left = Files.createDirectories(folder.resolve("temporary/onnxruntime-java1/deeper"));
    Files.writeString(left.resolve("libonnxruntime.so"), "24 MB");
    writer = bad("answers-twice", Duration.ofMinutes(1));
    writer.write(EVIDENCE, List.of(), budget());
    assertThat(folder.resolve("temporary")).isEmptyDirectory();
  }

  @Test
  void aTextMayTakeWhatItsProcessorTimeAllows() {
    for (Duration cpuTime : List.of(Duration.ofSeconds(1), Duration.ofMinutes(30))) {
      assertThat(
              new WriterPlan(List.of(), folder, folder, new WriterPlan.Ready("x", 1), cpuTime)
                  .answering())
          .isGreaterThan(cpuTime.multipliedBy(2));
    }
  }

  @Test
  void whoWaitsIsLetGoWhenItIsClosed() throws InterruptedException {
    writer = bad("hangs", Duration.ofMinutes(5));
    CountDownLatch asked = new CountDownLatch(1);
    AtomicBoolean ended = new AtomicBoolean();
    Thread waiting =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    writer.write(
                        EVIDENCE,
                        List.of(),
                        new Budget(
                            1,
                            1,
                            () -> 0L,
                            () -> {
                              asked.countDown();
                              return false;
                            }));
                  } catch (GenerationException e) {
                    ended.set(true);
                  }
                });
    asked.await();
    writer.close();
    waiting.join();
    assertThat(ended).isTrue();
  }

  private ModelEntry added() throws IOException {
    Path export = RandomModel.in(Files.createDirectory(folder.resolve("tiny")), 7);
    return new ModelRegistry(folder.resolve("models"))
        .add(
            export,
            new ModelRegistry.Request(
                Optional.empty(),
                ModelRole.WRITE,
                Optional.empty(),
                Optional.of("MIT"),
                Optional.empty()),
            file -> {})
        .entry();
  }

  private WriterProcess real(String name, String sha256) {
    return new WriterProcess(
        new WriterPlan(
            WriterPlan.command(
                CLASSES,
                folder.resolve("models"),
                name,
                sha256,
                folder.resolve("native"),
                folder.resolve("temporary"),
                Device.AUTO),
            folder.resolve("writer.log"),
            folder.resolve("temporary"),
            new WriterPlan.Ready(sha256, ModelWriter.shippedPromptVersion()),
            Duration.ofMinutes(2)));
  }

  @Test
  void aModelWritesTheSameInItsOwnProcessAsInThisOne() throws IOException {
    ModelEntry entry = added();
    writer = real(entry.name(), entry.sha256());
    Writer.Draft apart = writer.write(EVIDENCE, List.of("Pays 900 USDC."), budget());
    try (ModelWriter here = ModelWriter.open(folder.resolve("models/tiny"), 1)) {
      assertThat(apart).isEqualTo(here.write(EVIDENCE, List.of("Pays 900 USDC."), budget()));
    }
    // The process goes on, and what it is told to stop stops.
    assertThat(
            writer
                .write(EVIDENCE, List.of(), new Budget(60, -1, () -> 0L, () -> false))
                .written()
                .stop()
                .name())
        .isEqualTo("CPU_TIME");
    // What it unpacked goes with it.
    assertThat(folder.resolve("temporary")).isNotEmptyDirectory();
    writer.close();
    assertThat(folder.resolve("temporary")).isEmptyDirectory();
  }

  @Test
  void anotherModelThanTheOneNamedAtTheStartIsRefused() throws IOException {
    ModelEntry entry = added();
    writer = real(entry.name(), "0".repeat(64));
    assertThatThrownBy(() -> writer.write(EVIDENCE, List.of(), budget()))
        .hasMessageContaining("another one than when the server started");
    writer = real(entry.name(), entry.sha256());
    Files.writeString(folder.resolve("models/tiny/tokenizer.json"), "{}");
    assertThatThrownBy(() -> writer.write(EVIDENCE, List.of(), budget()))
        .hasMessageContaining("tokenizer.json was changed");
  }
}

package org.prytany.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.prytany.app.writing.WritingModel;
import org.prytany.governance.digest.SentenceWriter;
import org.prytany.inference.generation.GenerationException;
import org.prytany.inference.generation.Writer;
import org.prytany.inference.generation.Written;

/**
 * A plugin that has sentences written waits for its patience and no longer, and a model that hangs
 * for one plugin holds no thread of another.
 */
class PluginSentencesTest {

  private static final Writer.Draft DRAFT =
      new Writer.Draft(
          List.of(new Writer.Sentence("It is so.", List.of(1))),
          new Written("", 1, 1, 1, Written.Stop.ENDED));

  private static PluginSentences over(Writer writer) {
    return new PluginSentences(
        "m", (evidence, busy) -> busy ? Optional.empty() : Optional.of(writer), () -> false);
  }

  private static List<SentenceWriter.Sentence> ask(PluginSentences sentences, Duration patience) {
    return sentences.write(List.of("It is so."), patience, () -> false);
  }

  @Test
  void whatIsWrittenComesBack() {
    try (PluginSentences sentences = over((e, f, b) -> DRAFT)) {
      assertThat(ask(sentences, Duration.ofSeconds(60)))
          .containsExactly(new SentenceWriter.Sentence("It is so.", List.of(1)));
    }
  }

  /** A digest is stale when another model would write for it, however many there are. */
  @Test
  void whoWritesIsNamedAndAnotherWheneverAnythingOfItIs() {
    List<WritingModel> many =
        IntStream.range(0, 20)
            .mapToObj(i -> new WritingModel("remote:house-" + i + " (org/large)", "", 1, "remote"))
            .toList();
    List<String> routes = List.of("else: remote:house-0");
    WritingModel last = many.getLast();
    Set<String> ids = new HashSet<>();
    ids.add(PluginSentences.id(many, routes));
    ids.add(PluginSentences.id(many, List.of("else: remote:house-1")));
    for (WritingModel other :
        List.of(
            new WritingModel("other", last.sha256(), 1, last.device()),
            new WritingModel(last.name(), "a".repeat(64), 1, last.device()),
            new WritingModel(last.name(), last.sha256(), 2, last.device()),
            new WritingModel(last.name(), last.sha256(), 1, "cuda"))) {
      List<WritingModel> changed = new ArrayList<>(many);
      changed.set(changed.size() - 1, other);
      ids.add(PluginSentences.id(changed, routes));
    }
    assertThat(ids)
        .hasSize(6)
        .allSatisfy(
            id ->
                assertThat(id)
                    .startsWith("remote:house-0 (org/large) + ")
                    .doesNotContain(",", "|", "\n")
                    .hasSizeLessThanOrEqualTo(200));
  }

  /** As a model's process does while it loads: it looks at no budget. */
  @Test
  void aModelThatHangsIsNotWaitedFor() throws InterruptedException {
    CountDownLatch end = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    Writer hangs =
        (e, f, b) -> {
          try {
            end.await();
          } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
          }
          ended.countDown();
          return DRAFT;
        };
    try (PluginSentences sentences = over(hangs)) {
      assertThat(ask(sentences, Duration.ofMillis(50))).isEmpty();
      assertThat(ask(sentences, Duration.ofMillis(50))).as("its turn has not come").isEmpty();
      end.countDown();
      ended.await();
      assertThat(ask(sentences, Duration.ofSeconds(60))).as("and then it has").hasSize(1);
    }
  }

  @Test
  void aBusyMachineWritesNothingForPlugins() {
    try (PluginSentences sentences =
        new PluginSentences(
            "m",
            (evidence, busy) -> busy ? Optional.empty() : Optional.of((e, f, b) -> DRAFT),
            () -> true)) {
      assertThat(ask(sentences, Duration.ofSeconds(60))).isEmpty();
    }
  }

  @Test
  void aModelThatFailsIsToldWithoutWhatCausedIt() {
    try (PluginSentences sentences =
        over(
            (e, f, b) -> {
              throw new GenerationException("remote-busy", "is busy");
            })) {
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(() -> ask(sentences, Duration.ofSeconds(60)))
            .isInstanceOf(IllegalStateException.class)
            .hasNoCause();
      }
    }
  }

  @Test
  void afterTheServersEndNothingHangs() {
    PluginSentences sentences = over((e, f, b) -> DRAFT);
    sentences.close();
    assertThatThrownBy(() -> ask(sentences, Duration.ofSeconds(60)))
        .isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> ask(sentences, Duration.ofSeconds(60)))
        .isInstanceOf(RuntimeException.class);
  }
}

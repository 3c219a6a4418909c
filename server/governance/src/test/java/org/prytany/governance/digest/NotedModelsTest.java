package org.prytany.governance.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.prytany.governance.world.World;
import org.prytany.spi.FeatureScorer;

/** What a digest says was run is what was run, whatever the plugin does with its array. */
class NotedModelsTest {

  private static final float[][] ROWS = {{1}};

  private final List<String> ran = Collections.synchronizedList(new ArrayList<>());
  private final KnownContents contents = new KnownContents();

  @Test
  void anArrayThatThePluginChangesBetweenTwoCallsIsNotedAsTwoModels() {
    HostModels models = models(onnx -> {});
    byte[] onnx = {1, 2, 3};
    score(models, onnx);
    onnx[1] = 7;
    score(models, onnx);
    onnx[1] = 2;
    score(models, onnx);

    assertThat(models.used()).containsExactly(id(1, 2, 3), id(1, 7, 3));
    assertThat(ran).containsExactly(id(1, 2, 3), id(1, 7, 3), id(1, 2, 3));
  }

  @Test
  void anArrayThatThePluginChangesWhileItIsRunIsNotedAsItWasRun() {
    byte[] onnx = {1, 2, 3};
    HostModels models = models(given -> onnx[0] = 9);
    score(models, onnx);

    assertThat(models.used()).containsExactly(id(1, 2, 3));
    assertThat(ran).containsExactly(id(1, 2, 3));
    // The copy that is kept for the next call was out of the plugin's reach as well.
    HostModels later = models(given -> {});
    score(later, new byte[] {1, 2, 3});
    assertThat(later.used()).containsExactly(id(1, 2, 3));
    assertThat(ran).endsWith(id(1, 2, 3));
  }

  @Test
  void anArrayThatIsWrittenToAllTheTimeIsNotedAsWhatWasReadOfIt() throws InterruptedException {
    byte[] onnx = new byte[100_000];
    AtomicBoolean done = new AtomicBoolean();
    Thread writer =
        new Thread(
            () -> {
              Random random = new Random(7);
              while (!done.get()) {
                onnx[random.nextInt(onnx.length)] = (byte) random.nextInt(3);
              }
            });
    writer.start();
    try {
      // A busy machine may not let the writer run for a while.
      long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      while (new HashSet<>(ran).size() <= 10 && System.nanoTime() < patience) {
        HostModels models = models(given -> {});
        score(models, onnx);
        assertThat(models.used()).containsExactly(ran.getLast());
        Thread.yield();
      }
    } finally {
      done.set(true);
      writer.join();
    }
    assertThat(ran.stream().distinct().count()).as("different contents").isGreaterThan(10);
  }

  @Test
  void moreModelsThanAreKeptAreEachNotedByTheirOwnHash() {
    HostModels models = models(onnx -> {});
    List<String> expected = new ArrayList<>();
    for (int round = 0; round < 3; round++) {
      for (byte i = 0; i < 9; i++) {
        score(models, new byte[] {i, i});
        expected.add(id(i, i));
      }
    }
    assertThat(ran).isEqualTo(expected);
    assertThat(models.used()).isEqualTo(expected.subList(0, 9));
  }

  @Test
  void theDigestsOfOneServiceKeepTheModelsApartThatTheyNote() {
    HostModels first = models(onnx -> {});
    HostModels second = models(onnx -> {});
    score(first, new byte[] {1});
    score(second, new byte[] {2});
    assertThat(first.used()).containsExactly(id(1));
    assertThat(second.used()).containsExactly(id(2));
  }

  private interface Run {
    void on(byte[] onnx);
  }

  private static void score(HostModels models, byte[] onnx) {
    models.scorer().orElseThrow().score("choice", onnx, ROWS);
  }

  /** Models whose scorer first does something, and then looks at what it was given. */
  private HostModels models(Run meanwhile) {
    return new HostModels(
        new World(),
        Optional.of(
            new FeatureScorer() {
              @Override
              public float[][] score(String modelId, byte[] onnx, float[][] rows) {
                meanwhile.on(onnx);
                ran.add(modelId + " " + sha256(onnx));
                return rows;
              }

              @Override
              public String runtime() {
                return "engine 1";
              }
            }),
        contents,
        Optional.empty());
  }

  private static String id(int... bytes) {
    byte[] content = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      content[i] = (byte) bytes[i];
    }
    return "choice " + sha256(content);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

package org.prytany.inference;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A process that ends, as a server whose start is refused does, while its models run. */
final class EndsWhileModelsRun {

  static final int CODE = 78;
  private static final int THREADS = 3;

  private EndsWhileModelsRun() {}

  static void main(String[] arguments) throws InterruptedException {
    InferenceSettings settings =
        InferenceSettings.defaults().withNativeCache(Path.of(arguments[0]));
    EmbeddingModel sentences = EmbeddingModel.open(settings);
    FeatureModels features = new FeatureModels();
    byte[] small = ScalingModel.by(2);
    CountDownLatch running = new CountDownLatch(2 * THREADS);
    List<String> texts = List.of("the treasury pays the working group ".repeat(80));
    for (int i = 0; i < THREADS; i++) {
      forEver(running, () -> sentences.embed(texts));
      forEver(running, () -> features.score("small", small, new float[200][200]));
    }
    running.await();
    System.exit(CODE);
  }

  private static void forEver(CountDownLatch running, Runnable run) {
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              while (true) {
                try {
                  run.run();
                } catch (InferenceException e) {
                  refuseBefore(running, e);
                }
                running.countDown();
              }
            });
  }

  /** Only the end of the process is a reason not to run. */
  private static void refuseBefore(CountDownLatch running, InferenceException failure) {
    if (running.getCount() > 0) {
      System.err.println(failure);
      Runtime.getRuntime().halt(1);
    }
  }
}

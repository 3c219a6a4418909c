package org.prytany.inference.generation;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.prytany.inference.InferenceException;

/** A process that ends while texts are written through the C functions. */
final class EndsWhileBoundModelRuns {

  private static final int THREADS = 4;

  private EndsWhileBoundModelRuns() {}

  static void main(String[] arguments) throws InterruptedException {
    BoundModel model = BoundModels.bound(Path.of(arguments[0]));
    CountDownLatch running = new CountDownLatch(3 * THREADS);
    int[] prompt = new java.util.Random(1).ints(2_000, 3, 250).toArray();
    for (int i = 0; i < THREADS; i++) {
      Thread.ofPlatform().daemon().start(() -> writeForEver(model, prompt, running));
    }
    running.await();
    System.exit(Integer.parseInt(arguments[1]));
  }

  private static void writeForEver(BoundModel model, int[] prompt, CountDownLatch running) {
    while (true) {
      try {
        new Decoder(model, Guesses.NONE).write(prompt, Constraint.NONE, RealModel.tokens(5));
      } catch (InferenceException | GenerationException e) {
        // Only the end of the process is a reason not to run.
        if (running.getCount() > 0) {
          System.err.println(e);
          Runtime.getRuntime().halt(1);
        }
      }
      running.countDown();
    }
  }
}

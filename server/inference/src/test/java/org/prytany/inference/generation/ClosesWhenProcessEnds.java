package org.prytany.inference.generation;

import ai.onnxruntime.OnnxTensor;
import java.nio.file.Path;
import org.prytany.inference.InferenceException;
import org.prytany.inference.NativeRuntime;

/** A process whose models and texts are closed only when its end has begun. */
final class ClosesWhenProcessEnds {

  private ClosesWhenProcessEnds() {}

  static void main(String[] arguments) {
    Path folder = Path.of(arguments[0]);
    BoundModel bound = BoundModels.bound(folder);
    KeyValueCache boundCache = bound.cache(8);
    LanguageModel java = LanguageModel.open(folder, 1);
    JavaCache javaCache = (JavaCache) java.cache(8);
    Runnable closing =
        () -> {
          awaitEndOfModels();
          long before = bound.session().unreleased();
          boundCache.close();
          bound.close();
          javaCache.close();
          java.close();
          require(bound.session().unreleased() == before, "released through the C functions");
          require(
              javaCache.past().values().stream().noneMatch(OnnxTensor::isClosed),
              "released through the Java binding");
        };
    Runtime.getRuntime().addShutdownHook(new Thread(closing));
    System.exit(Integer.parseInt(arguments[1]));
  }

  private static void awaitEndOfModels() {
    while (true) {
      try (NativeRuntime.Use use = NativeRuntime.use()) {
        Thread.sleep(1);
      } catch (InferenceException e) {
        return;
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      System.err.println(otherwise);
      Runtime.getRuntime().halt(1);
    }
  }
}

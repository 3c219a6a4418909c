package org.prytany.inference.generation;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** A real model, where the environment variable PRYTANY_MODELS names a folder that has it. */
final class RealModel {

  private RealModel() {}

  static Path folder() {
    String models = System.getenv("PRYTANY_MODELS");
    assumeTrue(models != null, "PRYTANY_MODELS is not set: no real model to test with");
    Path folder = Path.of(models, "smollm2-135m-int4");
    assumeTrue(Files.isDirectory(folder), folder + " is not there: no real model to test with");
    return folder;
  }

  static Budget tokens(int most) {
    return new Budget(most, Long.MAX_VALUE, () -> 0L, () -> false);
  }
}

package org.prytany.inference.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import org.prytany.inference.Device;
import org.prytany.inference.DeviceChoice;
import org.prytany.inference.generation.bound.Provider;

/** The same folder by both ways to the runtime, on the processor. */
record BoundModels(LanguageModel java, BoundModel bound) implements AutoCloseable {

  static BoundModels open(Path folder) {
    return new BoundModels(LanguageModel.open(folder, 1), bound(folder));
  }

  static BoundModel bound(Path folder) {
    return BoundModel.open(
        GenerationFolder.read(folder),
        1,
        Provider.CPU,
        new DeviceChoice(Device.CPU, "cpu", "a test asks for the processor"));
  }

  /** Reads a text in runs of so many tokens, and holds each row of logits against the other's. */
  void requireSameBits(int[] text, int rows) {
    try (KeyValueCache javaCache = java.cache(text.length);
        KeyValueCache boundCache = bound.cache(text.length)) {
      for (int at = 0; at < text.length; at += rows) {
        int[] ids = Arrays.copyOfRange(text, at, Math.min(text.length, at + rows));
        Logits expected = java.logits(javaCache, ids);
        Logits got = bound.logits(boundCache, ids);
        for (int row = 0; row < ids.length; row++) {
          assertThat(bits(got, row))
              .as("row %d after token %d", row, at)
              .isEqualTo(bits(expected, row));
        }
      }
    }
  }

  static int[] bits(Logits logits, int row) {
    int[] bits = new int[logits.vocabulary()];
    for (int token = 0; token < bits.length; token++) {
      bits[token] = Float.floatToRawIntBits(logits.at(row, token));
    }
    return bits;
  }

  @Override
  public void close() {
    java.close();
    bound.close();
  }
}

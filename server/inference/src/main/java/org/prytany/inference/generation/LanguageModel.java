package org.prytany.inference.generation;

import java.nio.file.Path;
import org.prytany.inference.Device;
import org.prytany.inference.DeviceChoice;

/**
 * A decoder's graph in ONNX Runtime. One session serves all texts: each has its own {@link
 * KeyValueCache}, and runs of several threads go side by side over the same weights.
 */
interface LanguageModel extends AutoCloseable {

  /**
   * On the processor.
   *
   * @param folder that the registry has verified
   * @param threads of one run; 1 where callers bring several texts at once
   * @throws GenerationException if the folder's files do not make a model that runs here
   */
  static LanguageModel open(Path folder, int threads) {
    return open(folder, threads, Device.CPU);
  }

  /**
   * @param folder that the registry has verified
   * @param threads of one run on the processor; 1 where callers bring several texts at once
   * @throws GenerationException if the folder's files do not make a model that runs here, or not on
   *     the card that was asked for
   */
  static LanguageModel open(Path folder, int threads, Device requested) {
    return ModelDevice.open(GenerationFolder.read(folder), threads, requested);
  }

  GenerationConfig config();

  /** Where it runs, and why. */
  DeviceChoice device();

  /** Tokens of a prompt that are read in one run; also how long a cancelled answer still runs. */
  default int chunk() {
    return Decoder.CHUNK;
  }

  /** Memory for a text of so many tokens, its answer included. */
  KeyValueCache cache(int tokens);

  /** Reads tokens into a cache of this model and answers nothing. */
  void read(KeyValueCache cache, int[] ids);

  /**
   * Reads tokens into a cache of this model.
   *
   * @return a row of logits after each of them
   */
  Logits logits(KeyValueCache cache, int[] ids);

  @Override
  void close();
}

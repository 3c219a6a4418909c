package org.prytany.inference;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What an operator may set.
 *
 * @param device where the model runs
 * @param modelDirectory a directory that holds the two model files; empty: the files that ship with
 *     the server. Both are checked against the same SHA-256.
 * @param nativeCache a writable directory to which the tokenizer's native library is unpacked;
 *     empty: the tokenizer library's own default, or DJL_CACHE_DIR from the environment
 */
public record InferenceSettings(
    Device device, Optional<Path> modelDirectory, Optional<Path> nativeCache) {

  /** The shipped model on whatever device is there. */
  public static InferenceSettings defaults() {
    return new InferenceSettings(Device.AUTO, Optional.empty(), Optional.empty());
  }

  public InferenceSettings withDevice(Device wanted) {
    return new InferenceSettings(wanted, modelDirectory, nativeCache);
  }

  public InferenceSettings withModelDirectory(Path directory) {
    return new InferenceSettings(device, Optional.of(directory), nativeCache);
  }

  public InferenceSettings withNativeCache(Path directory) {
    return new InferenceSettings(device, modelDirectory, Optional.of(directory));
  }
}

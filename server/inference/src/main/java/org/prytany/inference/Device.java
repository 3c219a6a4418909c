package org.prytany.inference;

import java.util.Locale;

/** Where the operator wants models to run. */
public enum Device {
  /** CUDA when the runtime offers it and it starts, else the CPU. */
  AUTO,
  /** The CPU. */
  CPU,
  /** A CUDA device, or no start at all. */
  CUDA;

  /**
   * Reads the configured word.
   *
   * @throws IllegalArgumentException if it is none of auto, cpu, cuda
   */
  public static Device parse(String word) {
    return switch (word.strip().toLowerCase(Locale.ROOT)) {
      case "auto" -> AUTO;
      case "cpu" -> CPU;
      case "cuda" -> CUDA;
      default ->
          throw new IllegalArgumentException(
              "unknown device '" + word + "': use one of auto, cpu, cuda");
    };
  }

  /** The word as it is written in the configuration. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}

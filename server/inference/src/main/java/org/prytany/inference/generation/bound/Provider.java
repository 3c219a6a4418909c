package org.prytany.inference.generation.bound;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Map;

/** Where a graph runs and its tensors stay. */
public enum Provider {
  /** The processor; here so that every machine can check what a card does. */
  CPU("Cpu"),
  /** The first NVIDIA card, which is the one that the runtime takes unless it is told another. */
  CUDA("Cuda");

  /** Memory is taken as it is asked for: keys and values of a text are all that grows. */
  private static final Map<String, String> CARD =
      Map.of("arena_extend_strategy", "kSameAsRequested");

  private final String memory;

  Provider(String memory) {
    this.memory = memory;
  }

  /** What the runtime calls the provider's memory. */
  String memory() {
    return memory;
  }

  /**
   * @throws BoundException if the runtime was built without it, or it does not start
   */
  void appendTo(Functions functions, MemorySegment sessionOptions) {
    if (this == CPU) {
      return;
    }
    try (Arena arena = Arena.ofConfined();
        Owned options = functions.make("CUDAProviderOptions", "CreateCUDAProviderOptions")) {
      MemorySegment keys = arena.allocate(ValueLayout.ADDRESS, CARD.size());
      MemorySegment values = arena.allocate(ValueLayout.ADDRESS, CARD.size());
      int at = 0;
      for (Map.Entry<String, String> each : CARD.entrySet()) {
        keys.setAtIndex(ValueLayout.ADDRESS, at, arena.allocateFrom(each.getKey()));
        values.setAtIndex(ValueLayout.ADDRESS, at, arena.allocateFrom(each.getValue()));
        at++;
      }
      functions.run(
          "UpdateCUDAProviderOptions", options.address(), keys, values, (long) CARD.size());
      functions.run(
          "SessionOptionsAppendExecutionProvider_CUDA_V2", sessionOptions, options.address());
    }
  }
}

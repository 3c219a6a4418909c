package org.prytany.inference.generation.bound;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** How graphs are opened: as the Java path opens them, but for the provider. */
final class SessionSettings {

  private static final int SEQUENTIAL = 0;
  private static final int ALL_OPTIMIZATIONS = 99;
  private static final int ERROR = 3;

  private SessionSettings() {}

  /**
   * @param threads of one run on the processor
   * @throws BoundException if the provider does not start
   */
  static Owned make(Functions functions, int threads, Provider provider) {
    Owned made = functions.make("SessionOptions", "CreateSessionOptions");
    try {
      set(functions, made.address(), threads);
      provider.appendTo(functions, made.address());
      return made;
    } catch (RuntimeException e) {
      made.close();
      throw e;
    }
  }

  private static void set(Functions functions, MemorySegment options, int threads) {
    functions.run("SetIntraOpNumThreads", options, threads);
    functions.run("SetInterOpNumThreads", options, 1);
    functions.run("SetSessionExecutionMode", options, SEQUENTIAL);
    functions.run("SetSessionGraphOptimizationLevel", options, ALL_OPTIMIZATIONS);
    functions.run("SetDeterministicCompute", options, 1);
    functions.run("SetSessionLogSeverityLevel", options, ERROR);
    try (Arena arena = Arena.ofConfined()) {
      functions.run(
          "AddSessionConfigEntry",
          options,
          arena.allocateFrom("session.intra_op.allow_spinning"),
          arena.allocateFrom("0"));
    }
  }
}

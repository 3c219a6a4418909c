package org.prytany.inference.generation.bound;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.prytany.inference.NativeRuntime;

/**
 * The runtime's C functions in this process, with its environment and the options of all runs. The
 * environment is the Java binding's: the runtime has one in a process and counts its owners. It is
 * never given back, like the binding's (docs/decisions/0241).
 */
final class BoundRuntime {

  private static final int WARNING = 2;
  private static @Nullable BoundRuntime only;

  private final Functions functions;
  private final MemorySegment environment;
  private final MemorySegment options;

  private BoundRuntime(NativeRuntime.Use use) {
    functions = Library.ofThisProcess(use.functionTable());
    try (Arena arena = Arena.ofConfined()) {
      environment = functions.pointer("CreateEnv", WARNING, arena.allocateFrom("prytany"));
    }
    options = functions.pointer("CreateRunOptions");
    use.whenEnding(() -> functions.run("RunOptionsSetTerminate", options));
  }

  /**
   * @throws BoundException if the library is not there or not the right one
   */
  static synchronized BoundRuntime of(NativeRuntime.Use use) {
    BoundRuntime runtime = only;
    if (runtime == null) {
      runtime = new BoundRuntime(use);
      only = runtime;
    }
    return runtime;
  }

  Functions functions() {
    return functions;
  }

  MemorySegment environment() {
    return environment;
  }

  MemorySegment options() {
    return options;
  }
}

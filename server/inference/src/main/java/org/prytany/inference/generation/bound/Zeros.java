package org.prytany.inference.generation.bound;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Writes noughts into tensors of a device. A device's memory has what was there before, another
 * text's keys among it, and a kernel that multiplies what lies behind a text by nought would make
 * no number of what is none. The runtime has no function for it, so it is a graph that runs there.
 */
final class Zeros implements AutoCloseable {

  private final BoundRuntime runtime;
  private final Owned session;

  Zeros(BoundRuntime runtime, Provider provider, Element element) {
    this.runtime = runtime;
    Functions functions = runtime.functions();
    try (Arena arena = Arena.ofConfined();
        Owned options = SessionSettings.make(functions, 1, provider)) {
      byte[] graph = ZeroGraph.of(element);
      session =
          functions.make(
              "Session",
              "CreateSessionFromArray",
              runtime.environment(),
              arena.allocateFrom(ValueLayout.JAVA_BYTE, graph),
              (long) graph.length,
              options.address());
    }
  }

  /**
   * @param host memory of this machine, for the shape
   * @param tensor of four dimensions
   */
  void fill(MemorySegment host, Owned tensor, long... shape) {
    Functions functions = runtime.functions();
    try (Arena arena = Arena.ofConfined();
        Owned binding = functions.make("IoBinding", "CreateIoBinding", session.address());
        Owned size =
            functions.make(
                "Value",
                "CreateTensorWithDataAsOrtValue",
                host,
                arena.allocateFrom(ValueLayout.JAVA_LONG, shape),
                (long) shape.length * Long.BYTES,
                arena.allocateFrom(ValueLayout.JAVA_LONG, shape.length),
                1L,
                Element.INT64.code())) {
      functions.run(
          "BindInput", binding.address(), arena.allocateFrom(ZeroGraph.SHAPE), size.address());
      functions.run(
          "BindOutput", binding.address(), arena.allocateFrom(ZeroGraph.ZEROS), tensor.address());
      functions.run("RunWithBinding", session.address(), runtime.options(), binding.address());
      functions.run("SynchronizeBoundOutputs", binding.address());
    }
  }

  @Override
  public void close() {
    session.close();
  }
}

package org.prytany.inference.generation.bound;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.prytany.inference.NativeRuntime;

/**
 * What the runs of one text read and write: tensors that stay on the device, and rows that cross.
 * One thread at a time; a second one waits. Closed, it refuses everything before the runtime sees
 * it.
 */
public final class Binding implements AutoCloseable {

  private static final String BINDING = "IoBinding";

  private final BoundSession session;
  private final Functions functions;
  private final Owned silent;
  private final Owned answering;
  private final String answer;
  private final List<Owned> kept = new ArrayList<>();
  private final Set<String> crossing;
  private boolean closed;

  Binding(BoundSession session, String answer) {
    this.session = session;
    this.answer = answer;
    this.crossing = new HashSet<>(session.inputs().keySet());
    this.functions = session.functions();
    this.silent = functions.make(BINDING, "CreateIoBinding", session.session());
    try {
      this.answering = functions.make(BINDING, "CreateIoBinding", session.session());
    } catch (RuntimeException e) {
      silent.close();
      throw e;
    }
  }

  /**
   * Makes a tensor on the device that is an input and an output of every run: what one run writes
   * the next one reads. It begins with noughts.
   *
   * @param shape of four dimensions
   * @throws BoundException if the device has not so much memory
   */
  public synchronized void keep(String input, String output, Element element, long... shape) {
    requireOpen();
    try (NativeRuntime.Use use = NativeRuntime.use();
        Arena arena = Arena.ofConfined()) {
      Owned tensor =
          functions.make(
              "Value",
              "CreateTensorAsOrtValue",
              session.allocator(),
              arena.allocateFrom(ValueLayout.JAVA_LONG, shape),
              (long) shape.length,
              element.code());
      kept.add(tensor);
      crossing.remove(input);
      session.clear(tensor, element, shape);
      for (Owned binding : List.of(silent, answering)) {
        bind("BindInput", binding, input, tensor);
        bind("BindOutput", binding, output, tensor);
      }
    }
  }

  /**
   * Runs the graph, and leaves its answer where it is.
   *
   * @param rows of 64-bit numbers, for every input that is not kept
   */
  public void run(Map<String, long[]> rows) {
    run(rows, silent, binding -> {});
  }

  /**
   * Runs the graph, and brings its answer from the device.
   *
   * @param rows of 64-bit numbers, for every input that is not kept
   * @param shape of the answer
   * @return its numbers, in this machine's order of bytes
   */
  public ByteBuffer answer(Map<String, long[]> rows, Element element, long... shape) {
    long bytes = Arrays.stream(shape).reduce(element.bytes(), Math::multiplyExact);
    ByteBuffer buffer =
        ByteBuffer.allocateDirect(Math.toIntExact(bytes)).order(ByteOrder.nativeOrder());
    run(
        rows,
        answering,
        arena ->
            bindOnce(
                "BindOutput",
                answering,
                answer,
                arena,
                MemorySegment.ofBuffer(buffer),
                element,
                shape));
    return buffer;
  }

  private synchronized void run(Map<String, long[]> rows, Owned binding, Consumer<Arena> before) {
    requireOpen();
    // The runtime would read what an earlier run was given, whose memory is gone.
    if (!rows.keySet().equals(crossing)) {
      throw new IllegalArgumentException(
          "rows for " + rows.keySet() + ", and the graph reads " + crossing);
    }
    try (NativeRuntime.Use use = NativeRuntime.use();
        Arena arena = Arena.ofConfined()) {
      rows.forEach(
          (name, values) ->
              bindOnce(
                  "BindInput",
                  binding,
                  name,
                  arena,
                  arena.allocateFrom(ValueLayout.JAVA_LONG, values),
                  Element.INT64,
                  1,
                  values.length));
      before.accept(arena);
      functions.run("SynchronizeBoundInputs", binding.address());
      functions.run("RunWithBinding", session.session(), session.options(), binding.address());
      functions.run("SynchronizeBoundOutputs", binding.address());
    }
  }

  /** Binds memory of this machine, which has to stay for the run; the next run binds other. */
  private void bindOnce(
      String how,
      Owned binding,
      String name,
      Arena arena,
      MemorySegment data,
      Element element,
      long... shape) {
    try (Owned tensor =
        functions.make(
            "Value",
            "CreateTensorWithDataAsOrtValue",
            session.hostMemory(),
            data,
            data.byteSize(),
            arena.allocateFrom(ValueLayout.JAVA_LONG, shape),
            (long) shape.length,
            element.code())) {
      bind(how, binding, name, tensor);
    }
  }

  private void bind(String how, Owned binding, String name, Owned tensor) {
    try (Arena arena = Arena.ofConfined()) {
      functions.run(how, binding.address(), arena.allocateFrom(name), tensor.address());
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new BoundException(
          BoundException.Code.CLOSED, "The text's keys and values were closed before.");
    }
    session.requireOpen();
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    NativeRuntime.release(
        () -> {
          answering.close();
          silent.close();
          kept.forEach(Owned::close);
        });
    session.letGo();
  }
}

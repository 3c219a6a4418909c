package org.prytany.inference.generation.bound;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.prytany.inference.NativeRuntime;

/**
 * A graph that is open on a device. Several threads may run it, each with a {@link Binding} of its
 * own. What it holds is given back when it and all its bindings are closed, in whatever order.
 */
public final class BoundSession implements AutoCloseable {

  private static final int ARENA = 1;
  private static final int DEFAULT_MEMORY = 0;

  private final BoundRuntime runtime;
  private final Provider provider;
  private final Owned session;
  private final Owned host;
  private final Owned memory;
  private final Owned allocator;
  private final Map<String, Element> inputs;
  private final Map<String, Element> outputs;
  private final Map<Element, Zeros> zeros = new EnumMap<>(Element.class);
  private int users = 1;
  private boolean closed;

  private BoundSession(BoundRuntime runtime, Provider provider, Owned session) {
    Functions functions = runtime.functions();
    this.runtime = runtime;
    this.provider = provider;
    this.session = session;
    Owned madeHost = null;
    Owned madeMemory = null;
    try {
      madeHost = memory(functions, Provider.CPU);
      madeMemory = memory(functions, provider);
      this.inputs = names("Input");
      this.outputs = names("Output");
      this.allocator =
          functions.make("Allocator", "CreateAllocator", session.address(), madeMemory.address());
    } catch (RuntimeException e) {
      close(madeMemory);
      close(madeHost);
      throw e;
    }
    this.host = madeHost;
    this.memory = madeMemory;
  }

  /**
   * @param threads of one run on the processor
   * @throws BoundException if the runtime, the provider or the graph cannot be used
   */
  public static BoundSession open(Path graph, int threads, Provider provider) {
    try (NativeRuntime.Use use = NativeRuntime.use();
        Arena arena = Arena.ofConfined()) {
      BoundRuntime runtime = BoundRuntime.of(use);
      Functions functions = runtime.functions();
      if (provider == Provider.CUDA) {
        use.unpackCard();
      }
      try (Owned options = SessionSettings.make(functions, threads, provider)) {
        Owned session =
            functions.make(
                "Session",
                "CreateSession",
                runtime.environment(),
                arena.allocateFrom(graph.toString()),
                options.address());
        try {
          return new BoundSession(runtime, provider, session);
        } catch (RuntimeException e) {
          session.close();
          throw e;
        }
      }
    }
  }

  private static Owned memory(Functions functions, Provider provider) {
    try (Arena arena = Arena.ofConfined()) {
      return functions.make(
          "MemoryInfo",
          "CreateMemoryInfo",
          arena.allocateFrom(provider.memory()),
          ARENA,
          0,
          DEFAULT_MEMORY);
    }
  }

  private Map<String, Element> names(String kind) {
    Functions functions = runtime.functions();
    MemorySegment strings = functions.pointer("GetAllocatorWithDefaultOptions");
    Map<String, Element> names = new LinkedHashMap<>();
    long count = functions.number("SessionGet" + kind + "Count", session.address());
    for (long i = 0; i < count; i++) {
      MemorySegment name =
          functions.pointer("SessionGet" + kind + "Name", session.address(), i, strings);
      String text;
      try {
        text = Functions.text(name);
      } finally {
        functions.run("AllocatorFree", strings, name);
      }
      try (Owned type =
          functions.make("TypeInfo", "SessionGet" + kind + "TypeInfo", session.address(), i)) {
        names.put(text, element(functions, type.address()));
      }
    }
    return names;
  }

  private static Element element(Functions functions, MemorySegment type) {
    MemorySegment tensor = functions.pointer("CastTypeInfoToTensorInfo", type);
    if (tensor.address() == 0) {
      return Element.OTHER;
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment code = arena.allocate(ValueLayout.JAVA_INT);
      functions.run("GetTensorElementType", tensor, code);
      return Element.of(code.get(ValueLayout.JAVA_INT, 0));
    }
  }

  /** Names and types of the graph's inputs, in its order. */
  public Map<String, Element> inputs() {
    return inputs;
  }

  /** Names and types of the graph's outputs, in its order. */
  public Map<String, Element> outputs() {
    return outputs;
  }

  public Provider provider() {
    return provider;
  }

  /**
   * What one text's runs read and write.
   *
   * @param answer name of the output that may be brought from the device
   * @throws BoundException if this was closed
   */
  public Binding binding(String answer) {
    try (NativeRuntime.Use use = NativeRuntime.use()) {
      hold();
      try {
        return new Binding(this, answer);
      } catch (RuntimeException e) {
        letGo();
        throw e;
      }
    }
  }

  /** Things of the runtime's that were made here and not given back yet, in the whole process. */
  public long unreleased() {
    return runtime.functions().unreleased();
  }

  /** Things of the runtime's that were made in the whole process. */
  public long made() {
    return runtime.functions().made();
  }

  Functions functions() {
    return runtime.functions();
  }

  MemorySegment options() {
    return runtime.options();
  }

  MemorySegment session() {
    return session.address();
  }

  MemorySegment hostMemory() {
    return host.address();
  }

  MemorySegment allocator() {
    return allocator.address();
  }

  /** Writes noughts into a tensor of the device. */
  void clear(Owned tensor, Element element, long... shape) {
    Zeros made;
    synchronized (this) {
      requireOpen();
      made = zeros.computeIfAbsent(element, each -> new Zeros(runtime, provider, each));
    }
    made.fill(host.address(), tensor, shape);
  }

  /**
   * @throws BoundException if this was closed
   */
  synchronized void requireOpen() {
    if (closed) {
      throw new BoundException(BoundException.Code.CLOSED, "The model was closed before.");
    }
  }

  private synchronized void hold() {
    requireOpen();
    users++;
  }

  synchronized void letGo() {
    users--;
    if (users == 0) {
      NativeRuntime.release(this::giveBack);
    }
  }

  private void giveBack() {
    zeros.values().forEach(Zeros::close);
    allocator.close();
    memory.close();
    host.close();
    session.close();
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      letGo();
    }
  }

  private static void close(@org.jspecify.annotations.Nullable Owned owned) {
    if (owned != null) {
      owned.close();
    }
  }
}

package org.prytany.inference.generation.bound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.prytany.inference.NativeRuntime;

/** Which libraries are believed: made-up ones of other versions, and the one that runs here. */
class LibraryTest {

  private static final FunctionDescriptor POINTER = FunctionDescriptor.of(ValueLayout.ADDRESS);
  private static final FunctionDescriptor POINTER_OF_NUMBER =
      FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_INT);

  @Test
  void theLibraryOfThisProcessIsTheOneThatTheJavaBindingLoaded() {
    try (NativeRuntime.Use use = NativeRuntime.use()) {
      Functions functions = Library.ofThisProcess(use.functionTable());
      long open = functions.unreleased();
      try (Arena arena = Arena.ofConfined();
          Owned memory =
              functions.make(
                  "MemoryInfo", "CreateMemoryInfo", arena.allocateFrom("Cpu"), 1, 0, 0)) {
        assertThat(functions.unreleased()).isEqualTo(open + 1);
        memory.close();
        memory.close();
        assertThatThrownBy(memory::address)
            .isInstanceOf(BoundException.class)
            .hasMessageContaining("closed before");
      }
      assertThat(functions.unreleased()).isEqualTo(open);
    }
  }

  @Test
  void anotherCopyThanTheOneThatRunsIsRefused() {
    try (NativeRuntime.Use use = NativeRuntime.use()) {
      assertRefused(
          () -> Library.ofThisProcess(use.functionTable() + 8),
          BoundException.Code.OTHER_VERSION,
          "another copy");
    }
  }

  @Test
  void aLibraryWithoutTheFirstFunctionIsRefused() {
    SymbolLookup system = Linker.nativeLinker().defaultLookup();
    assertThat(system.find("strlen")).isPresent();
    assertRefused(
        () -> Library.functions(system, 1), BoundException.Code.MISSING, "has no OrtGetApiBase");
  }

  @Test
  void anotherVersionIsRefusedBeforeItsTableIsAskedFor() {
    try (Arena arena = Arena.ofConfined()) {
      for (String version : new String[] {"1.27.3", "1.29.0", "1.280.0", "2.28.0", ""}) {
        Made made = new Made(arena, version, null);
        assertRefused(
            () -> Library.functions(made, 1),
            BoundException.Code.OTHER_VERSION,
            "the library is " + version);
        assertThat(made.asked).as(version).isZero();
      }
    }
  }

  @Test
  void aVersionWithoutTheTableIsRefused() {
    try (Arena arena = Arena.ofConfined()) {
      Made made = new Made(arena, "1.28.7", MemorySegment.NULL);
      assertRefused(
          () -> Library.functions(made, 1), BoundException.Code.OTHER_VERSION, "no such table");
      assertThat(made.asked).isEqualTo(28);
    }
  }

  @Test
  void aTableWithAGapIsRefusedByTheNameOfWhatIsMissing() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment table = arena.allocate(ValueLayout.ADDRESS, 500);
      Made made = new Made(arena, "1.28.0", table);
      assertRefused(
          () -> Library.functions(made, table.address()),
          BoundException.Code.MISSING,
          "built without its function");
    }
  }

  @Test
  void aTableThatAnswersOtherwiseIsRefused() throws ReflectiveOperationException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment table = arena.allocate(ValueLayout.ADDRESS, 500);
      MemorySegment words = arena.allocateFrom("something else");
      // Every function answers with the same text, whatever it is asked.
      MemorySegment same =
          Linker.nativeLinker()
              .upcallStub(MethodHandles.constant(MemorySegment.class, words), POINTER, arena);
      for (int place = 0; place < 500; place++) {
        table.setAtIndex(ValueLayout.ADDRESS, place, same);
      }
      Made made = new Made(arena, "1.28.0", table);
      assertRefused(
          () -> Library.functions(made, table.address()),
          BoundException.Code.OTHER_VERSION,
          "answers a known question otherwise");
    }
  }

  @Test
  void argumentsOfAnotherKindAreRefusedBeforeTheCall() {
    try (NativeRuntime.Use use = NativeRuntime.use()) {
      Functions functions = Library.ofThisProcess(use.functionTable());
      assertThatThrownBy(() -> functions.call("CreateStatus", 2L, MemorySegment.NULL))
          .isInstanceOf(ClassCastException.class);
      assertThatThrownBy(() -> functions.call("CreateStatus", 2))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> functions.call("DestroyEverything"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("DestroyEverything");
    }
  }

  private static void assertRefused(Runnable open, BoundException.Code code, String words) {
    assertThatThrownBy(open::run)
        .isInstanceOf(BoundException.class)
        .hasMessageContaining(words)
        .satisfies(e -> assertThat(((BoundException) e).code()).isEqualTo(code));
  }

  /** A library of a version, whose table is somewhere; remembers which table it was asked for. */
  private static final class Made implements SymbolLookup {

    private final MemorySegment first;
    private final MemorySegment version;
    private final MemorySegment base;
    private final @org.jspecify.annotations.Nullable MemorySegment table;
    private int asked;

    Made(Arena arena, String version, @org.jspecify.annotations.Nullable MemorySegment table) {
      this.table = table;
      this.version = arena.allocateFrom(version);
      this.base = arena.allocate(ValueLayout.ADDRESS, 2);
      base.setAtIndex(ValueLayout.ADDRESS, 0, stub(arena, "table", POINTER_OF_NUMBER));
      base.setAtIndex(ValueLayout.ADDRESS, 1, stub(arena, "version", POINTER));
      first = stub(arena, "base", POINTER);
    }

    MemorySegment table(int number) {
      asked = number;
      return table == null ? MemorySegment.NULL : table;
    }

    MemorySegment version() {
      return version;
    }

    MemorySegment base() {
      return base;
    }

    private MemorySegment stub(Arena arena, String method, FunctionDescriptor descriptor) {
      try {
        MethodHandle handle = MethodHandles.lookup().bind(this, method, descriptor.toMethodType());
        return Linker.nativeLinker().upcallStub(handle, descriptor, arena);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public Optional<MemorySegment> find(String name) {
      return name.equals("OrtGetApiBase") ? Optional.of(first) : Optional.empty();
    }
  }
}

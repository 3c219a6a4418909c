package org.prytany.inference.generation.bound;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * ONNX Runtime's C functions by their names. Arguments are pointers ({@link MemorySegment}), {@link
 * Integer}s and {@link Long}s as {@code functions.txt} says; others are refused before the call.
 */
final class Functions {

  private static final AddressLayout POINTER = ValueLayout.ADDRESS;
  private static final MethodType SPREAD = MethodType.methodType(Object.class, Object[].class);
  private static final long TEXT_BYTES = 1 << 16;

  private record Function(MethodHandle handle, boolean status) {}

  private final Map<String, Function> functions = new HashMap<>();
  private final LongAdder made = new LongAdder();
  private final LongAdder released = new LongAdder();

  /**
   * @param start of the runtime's table, which stays as long as the library
   */
  Functions(MemorySegment start, FunctionTable table) {
    int last =
        table.entries().values().stream().mapToInt(FunctionTable.Entry::place).max().orElse(0);
    MemorySegment pointers = start.reinterpret(POINTER.byteSize() * (last + 1L));
    Linker linker = Linker.nativeLinker();
    table
        .entries()
        .forEach(
            (name, entry) -> {
              MemorySegment address = pointers.getAtIndex(POINTER, entry.place());
              if (address.address() == 0) {
                throw new BoundException(
                    BoundException.Code.MISSING,
                    "This ONNX Runtime was built without its function " + name + ".");
              }
              MethodHandle handle = linker.downcallHandle(address, entry.descriptor());
              int parameters = handle.type().parameterCount();
              functions.put(
                  name,
                  new Function(
                      handle.asSpreader(Object[].class, parameters).asType(SPREAD),
                      entry.status()));
            });
  }

  /**
   * Calls a function that answers with a status.
   *
   * @throws BoundException with the runtime's words if it failed
   */
  void run(String name, Object... arguments) {
    MemorySegment status = (MemorySegment) call(name, arguments);
    if (status.address() == 0) {
      return;
    }
    String words;
    try {
      words = text((MemorySegment) call("GetErrorMessage", status)).strip();
    } finally {
      call("ReleaseStatus", status);
    }
    throw new BoundException(BoundException.Code.FAILED, name + ": " + words);
  }

  /** Calls a function that answers otherwise, or with nothing. */
  Object call(String name, Object... arguments) {
    Function function = functions.get(name);
    if (function == null) {
      throw new IllegalArgumentException("functions.txt has no " + name);
    }
    try {
      return (Object) function.handle.invokeExact((Object[]) arguments);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(name, e);
    }
  }

  /** Calls a function that gives a pointer through its last parameter. */
  MemorySegment pointer(String name, Object... arguments) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment out = arena.allocate(POINTER);
      run(name, with(arguments, out));
      return out.get(POINTER, 0);
    }
  }

  /** Calls a function that gives a number through its last parameter. */
  long number(String name, Object... arguments) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment out = arena.allocate(ValueLayout.JAVA_LONG);
      run(name, with(arguments, out));
      return out.get(ValueLayout.JAVA_LONG, 0);
    }
  }

  /**
   * Calls a function that makes something.
   *
   * @param kind for its release, e.g. "Session" for {@code ReleaseSession}
   */
  Owned make(String kind, String name, Object... arguments) {
    Owned made = new Owned(this, kind, pointer(name, arguments));
    this.made.increment();
    return made;
  }

  void release(String kind, MemorySegment address) {
    call("Release" + kind, address);
    released.increment();
  }

  /** How many things were made and not released yet. */
  long unreleased() {
    return made.sum() - released.sum();
  }

  /** How many things were made. */
  long made() {
    return made.sum();
  }

  /** Text of the runtime's, closed by a zero byte; of a longer one than 64 KiB the beginning. */
  static String text(MemorySegment start) {
    MemorySegment bytes = start.reinterpret(TEXT_BYTES);
    long length = 0;
    while (length < TEXT_BYTES && bytes.get(ValueLayout.JAVA_BYTE, length) != 0) {
      length++;
    }
    if (length == TEXT_BYTES) {
      length = beforeLastLetter(bytes);
    }
    return new String(
        bytes.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
  }

  /** Where the last letter in UTF-8 begins, which may not be there as a whole. */
  private static long beforeLastLetter(MemorySegment bytes) {
    long at = bytes.byteSize() - 1;
    while (at > 0 && (bytes.get(ValueLayout.JAVA_BYTE, at) & 0xC0) == 0x80) {
      at--;
    }
    return at;
  }

  private static Object[] with(Object[] arguments, Object last) {
    Object[] all = java.util.Arrays.copyOf(arguments, arguments.length + 1);
    all[arguments.length] = last;
    return all;
  }
}

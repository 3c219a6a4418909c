package org.prytany.inference.generation.bound;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;

/**
 * The runtime's shared library, and its C functions once it has shown that it is the right one.
 *
 * <p>It is the one that the Java binding has loaded: the system's loader knows it by its own name
 * ({@link #NAME}), wherever it was unpacked to and though its file may be gone, and its table of
 * functions has to lie where the binding's lies. Linux alone has CUDA here, and is looked at alone.
 */
final class Library {

  /** What the library calls itself (its SONAME). */
  static final String NAME = "libonnxruntime.so.1";

  private static final String FIRST = "OrtGetApiBase";
  private static final long BASE_BYTES = 2 * ValueLayout.ADDRESS.byteSize();
  private static final int INVALID_ARGUMENT = 2;
  private static final String PROBE = "prytany asks whether the table fits";

  private Library() {}

  /**
   * @param table where the Java binding's table of functions lies
   * @throws BoundException if the library is not there, is another copy or another version
   */
  static Functions ofThisProcess(long table) {
    SymbolLookup symbols;
    try {
      symbols = SymbolLookup.libraryLookup(NAME, Arena.global());
    } catch (IllegalArgumentException e) {
      throw new BoundException(
          BoundException.Code.MISSING,
          "The system's loader does not find "
              + NAME
              + ", as ONNX Runtime's library calls itself: a model runs on a card on Linux alone,"
              + " and with a C library that finds what is loaded by that name, as glibc does.");
    }
    return functions(symbols, table);
  }

  static Functions functions(SymbolLookup symbols, long table) {
    FunctionTable known = FunctionTable.shipped();
    MemorySegment first =
        symbols
            .find(FIRST)
            .orElseThrow(
                () ->
                    new BoundException(
                        BoundException.Code.MISSING,
                        NAME + " has no " + FIRST + ": it is no ONNX Runtime."));
    MemorySegment base = (MemorySegment) call(first, FunctionDescriptor.of(ValueLayout.ADDRESS));
    base = base.reinterpret(BASE_BYTES);
    String version =
        Functions.text(
            (MemorySegment)
                call(
                    base.getAtIndex(ValueLayout.ADDRESS, 1),
                    FunctionDescriptor.of(ValueLayout.ADDRESS)));
    // Asked first: a runtime that has no such table writes to the terminal.
    if (!version.startsWith("1." + known.version() + ".")) {
      throw otherVersion(known, "is " + version);
    }
    MemorySegment start =
        (MemorySegment)
            call(
                base.getAtIndex(ValueLayout.ADDRESS, 0),
                FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
                known.version());
    if (start.address() == 0) {
      throw otherVersion(known, version + " has no such table");
    }
    if (start.address() != table) {
      throw new BoundException(
          BoundException.Code.OTHER_VERSION,
          "The system's loader gives another copy of ONNX Runtime than the one that runs here."
              + " Take one of the two away.");
    }
    Functions functions = new Functions(start, known);
    requireFits(functions, known);
    return functions;
  }

  /** Calls that change nothing: what goes in has to come out. */
  private static void requireFits(Functions functions, FunctionTable known) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment status =
          (MemorySegment)
              functions.call("CreateStatus", INVALID_ARGUMENT, arena.allocateFrom(PROBE));
      int code;
      String words;
      try {
        code = (int) functions.call("GetErrorCode", status);
        words = Functions.text((MemorySegment) functions.call("GetErrorMessage", status));
      } finally {
        functions.call("ReleaseStatus", status);
      }
      if (code != INVALID_ARGUMENT || !words.equals(PROBE)) {
        throw otherVersion(known, "answers a known question otherwise");
      }
    }
  }

  private static BoundException otherVersion(FunctionTable known, String what) {
    return new BoundException(
        BoundException.Code.OTHER_VERSION,
        "This was built for the C functions of ONNX Runtime 1."
            + known.version()
            + ", and the library "
            + what
            + ". Use the version that docs/gpu.md names.");
  }

  private static Object call(
      MemorySegment address, FunctionDescriptor descriptor, Object... arguments) {
    try {
      return Linker.nativeLinker()
          .downcallHandle(address, descriptor)
          .invokeWithArguments(arguments);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}

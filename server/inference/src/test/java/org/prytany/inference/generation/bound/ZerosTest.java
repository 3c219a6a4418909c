package org.prytany.inference.generation.bound;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;
import org.prytany.inference.NativeRuntime;

class ZerosTest {

  private static final long[] SHAPE = {1, 3, 5, 7};
  private static final byte NO_NUMBER = (byte) 0xFF;

  /** Kernels may multiply what lies behind a text by nought, which makes no number of none. */
  @Test
  void whatWasInADevicesMemoryIsGone() {
    for (Element element : new Element[] {Element.FLOAT, Element.FLOAT16, Element.BFLOAT16}) {
      try (NativeRuntime.Use use = NativeRuntime.use();
          Arena arena = Arena.ofConfined()) {
        BoundRuntime runtime = BoundRuntime.of(use);
        Functions functions = runtime.functions();
        long bytes = 3 * 5 * 7 * element.bytes();
        MemorySegment data = arena.allocate(bytes + 8, 64).fill(NO_NUMBER);
        try (Zeros zeros = new Zeros(runtime, Provider.CPU, element);
            Owned host =
                functions.make(
                    "MemoryInfo", "CreateMemoryInfo", arena.allocateFrom("Cpu"), 1, 0, 0);
            Owned tensor =
                functions.make(
                    "Value",
                    "CreateTensorWithDataAsOrtValue",
                    host.address(),
                    data,
                    bytes,
                    arena.allocateFrom(ValueLayout.JAVA_LONG, SHAPE),
                    4L,
                    element.code())) {
          zeros.fill(host.address(), tensor, SHAPE);
        }
        assertThat(data.asSlice(0, bytes).toArray(ValueLayout.JAVA_BYTE))
            .as(element.name())
            .containsOnly(0);
        assertThat(data.asSlice(bytes).toArray(ValueLayout.JAVA_BYTE)).containsOnly(NO_NUMBER);
      }
    }
  }
}

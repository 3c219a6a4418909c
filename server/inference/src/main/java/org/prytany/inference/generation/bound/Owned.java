package org.prytany.inference.generation.bound;

import java.lang.foreign.MemorySegment;

/** Something of the runtime's that is released once, and refused in Java from then on. */
final class Owned implements AutoCloseable {

  private final Functions functions;
  private final String kind;
  private MemorySegment address;

  Owned(Functions functions, String kind, MemorySegment address) {
    this.functions = functions;
    this.kind = kind;
    this.address = address;
  }

  /**
   * @throws BoundException if it was closed
   */
  synchronized MemorySegment address() {
    if (address.address() == 0) {
      throw new BoundException(
          BoundException.Code.CLOSED, "The runtime's " + kind + " was closed before.");
    }
    return address;
  }

  @Override
  public synchronized void close() {
    if (address.address() != 0) {
      functions.release(kind, address);
      address = MemorySegment.NULL;
    }
  }
}

package org.prytany.link;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How values of one declared type are written, and made anew from what is read. */
interface Form {

  void write(DataOutput out, Object value) throws IOException;

  /**
   * Makes a value anew.
   *
   * @throws IOException if there is less than a value, or what is there is none
   * @throws IllegalArgumentException if a record's constructor refuses what was read
   */
  Object read(DataInput in) throws IOException;

  /** Writes a value of a type. */
  @FunctionalInterface
  interface Writing {
    void write(DataOutput out, Object value) throws IOException;
  }

  /** Reads a value of a type. */
  @FunctionalInterface
  interface Reading {
    Object read(DataInput in) throws IOException;
  }

  static Form of(Writing writing, Reading reading) {
    return new Form() {
      @Override
      public void write(DataOutput out, Object value) throws IOException {
        writing.write(out, value);
      }

      @Override
      public Object read(DataInput in) throws IOException {
        return reading.read(in);
      }
    };
  }
}

package org.prytany.inference.generation.bound;

/** What a tensor is made of. */
public enum Element {
  FLOAT(1, 4),
  INT64(7, 8),
  FLOAT16(10, 2),
  BFLOAT16(16, 2),
  /** Anything else; no tensor of it is made here. */
  OTHER(0, 0);

  private final int code;
  private final int bytes;

  Element(int code, int bytes) {
    this.code = code;
    this.bytes = bytes;
  }

  int code() {
    return code;
  }

  /** Size of one. */
  public int bytes() {
    return bytes;
  }

  static Element of(int code) {
    for (Element each : values()) {
      if (each.code == code) {
        return each;
      }
    }
    return OTHER;
  }
}

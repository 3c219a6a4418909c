package org.prytany.acceptance.shipped;

import java.util.Comparator;

/**
 * Versions between two, in Maven's notation: {@code [1.2,1.4)}, {@code [0,1.4]}, {@code [2,)}. The
 * first is always within.
 *
 * @param first the first affected version
 * @param end the first that is not affected, or the last that is; empty if none is known
 * @param lastIncluded whether {@code end} is affected
 */
record Range(String first, String end, boolean lastIncluded) {

  static Range parse(String text) {
    int comma = text.indexOf(',');
    boolean closed = text.endsWith("]");
    if (!text.startsWith("[") || comma < 0 || !(closed || text.endsWith(")"))) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no range of versions: write [first,fixed) or [first,last]");
    }
    return new Range(
        text.substring(1, comma), text.substring(comma + 1, text.length() - 1), closed);
  }

  boolean contains(String version, Comparator<String> order) {
    if (order.compare(version, first) < 0) {
      return false;
    }
    int toEnd = end.isEmpty() ? -1 : order.compare(version, end);
    return toEnd < 0 || toEnd == 0 && lastIncluded;
  }

  /** What to do about it, in words. */
  String remedy() {
    if (end.isEmpty()) {
      return "no fixed version is known";
    }
    return lastIncluded ? "the last affected version is " + end : "fixed in " + end;
  }

  @Override
  public String toString() {
    return "[" + first + "," + end + (lastIncluded ? "]" : ")");
  }
}

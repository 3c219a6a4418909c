package org.prytany.inference.registry;

import java.util.stream.Stream;

/** Names of files below a folder, with "/" between them. */
final class PlainName {

  private PlainName() {}

  /** Whether a name stays below its folder: relative, and without "..", "." and empty parts. */
  static boolean is(String name) {
    return !name.contains("\\")
        && !name.contains(":")
        && !name.contains("\0")
        && Stream.of(name.split("/", -1))
            .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
  }
}

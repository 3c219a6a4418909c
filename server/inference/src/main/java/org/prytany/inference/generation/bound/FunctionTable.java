package org.prytany.inference.generation.bound;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Where functions stand in the runtime's table, and what they take: {@code functions.txt}.
 *
 * @param version of the C functions; the runtime's second number is the same (1.28 has 28)
 */
record FunctionTable(int version, Map<String, Entry> entries) {

  private static final String FILE = "functions.txt";

  /**
   * @param place in the table, counted in pointers
   * @param status whether its result is a status
   */
  record Entry(int place, boolean status, FunctionDescriptor descriptor) {}

  static FunctionTable shipped() {
    try (InputStream in = FunctionTable.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is not beside this class");
      }
      return read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FunctionTable read(String text) {
    int version = 0;
    Map<String, Entry> entries = new HashMap<>();
    for (String line : text.lines().filter(each -> !each.startsWith("#")).toList()) {
      String[] words = line.split(" ");
      if (words[0].equals("api")) {
        version = Integer.parseInt(words[1]);
      } else {
        MemoryLayout[] parameters =
            words[3].chars().mapToObj(FunctionTable::layout).toArray(MemoryLayout[]::new);
        char result = words[2].charAt(0);
        FunctionDescriptor descriptor =
            result == 'v'
                ? FunctionDescriptor.ofVoid(parameters)
                : FunctionDescriptor.of(layout(result), parameters);
        entries.put(words[1], new Entry(Integer.parseInt(words[0]), result == 's', descriptor));
      }
    }
    return new FunctionTable(version, Map.copyOf(entries));
  }

  private static MemoryLayout layout(int letter) {
    return switch (letter) {
      case 'p', 's' -> ValueLayout.ADDRESS;
      case 'i' -> ValueLayout.JAVA_INT;
      case 'l' -> ValueLayout.JAVA_LONG;
      default -> throw new IllegalStateException(FILE + " has a letter " + (char) letter);
    };
  }
}

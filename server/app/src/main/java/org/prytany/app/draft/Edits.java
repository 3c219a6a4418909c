package org.prytany.app.draft;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the author of a draft does about each finding; the words stand in {@code edits.txt}. */
public final class Edits {

  private static final String FILE = "edits.txt";
  private static final Map<String, String> ALL = read();

  private Edits() {}

  /** In whole sentences; empty for a code that the table does not have. */
  public static Optional<String> of(String findingCode) {
    return Optional.ofNullable(ALL.get(findingCode));
  }

  private static Map<String, String> read() {
    try (InputStream table = Edits.class.getResourceAsStream(FILE)) {
      return new String(Objects.requireNonNull(table, FILE).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith(";"))
          .map(line -> line.split(" ", 2))
          .collect(Collectors.toUnmodifiableMap(parts -> parts[0], parts -> parts[1]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package org.prytany.chain.revert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Errors that a published library declares are told by name. */
class KnownErrorsTest {
  private static final Path LIBRARY =
      Path.of("..", "..", "contracts", "node_modules", "@openzeppelin", "contracts");

  /** Parameters of one word each, which have a name; texts of strangers are not among them. */
  private static final Pattern DECLARED =
      Pattern.compile(
          "^\\s++error\\s++(\\w++\\((?:(?:u?+int\\d++|address|bytes\\d++|bool)\\s++\\w++(?:,\\s*+)?+)*+\\))\\s*+;",
          Pattern.MULTILINE);

  @Test
  void eachErrorOfTheLibraryOfThisBuildIsKnown() throws IOException {
    Set<String> known = new HashSet<>();
    try (var table = RevertReasons.class.getResourceAsStream("known-errors.txt")) {
      new String(table.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
          .lines()
          .forEach(known::add);
    }
    List<String> declared;
    try (Stream<Path> files = Files.walk(LIBRARY)) {
      declared =
          files
              .filter(file -> file.toString().endsWith(".sol"))
              .filter(file -> !file.toString().contains("mocks"))
              .flatMap(file -> DECLARED.matcher(text(file)).results())
              .map((MatchResult found) -> found.group(1).replaceAll("\\s+", " "))
              .distinct()
              .toList();
    }
    assertThat(declared).hasSizeGreaterThan(100);
    assertThat(known).containsAll(declared);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package org.prytany.governance.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page for treasurers knows every code that the checks can give, and no other. */
class FindingsPageTest {

  private static final Pattern GIVEN =
      Pattern.compile(
          "(?:Severity\\.[A-Z]+,|[Ss]everity,|contradict\\()\\s*\"([A-Z]+(?:_[A-Z]+)*)\"");

  /** One of two codes, e.g. whether an account is paid or may take. */
  private static final Pattern EITHER = Pattern.compile("[?:]\\s*\"([A-Z]+(?:_[A-Z]+)+)\"");

  private static final Pattern DOCUMENTED = Pattern.compile("(?m)^\\| `([A-Z_]+)` \\|");

  @Test
  void everyCodeIsExplained() throws IOException {
    Set<String> given = new TreeSet<>();
    try (Stream<Path> sources =
        Files.walk(Path.of("src/main/java/org/prytany/governance/digest"))) {
      for (Path source : sources.filter(path -> path.toString().endsWith(".java")).toList()) {
        collect(GIVEN.matcher(Files.readString(source)), given);
        collect(EITHER.matcher(Files.readString(source)), given);
      }
    }
    Set<String> documented = new TreeSet<>();
    collect(DOCUMENTED.matcher(Files.readString(Path.of("../../docs/findings.md"))), documented);

    assertThat(given).hasSizeGreaterThan(40);
    assertThat(documented).isEqualTo(given);
  }

  private static void collect(Matcher matcher, Set<String> codes) {
    while (matcher.find()) {
      codes.add(matcher.group(1));
    }
  }
}

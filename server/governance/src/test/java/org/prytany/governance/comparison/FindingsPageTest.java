package org.prytany.governance.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.prytany.governance.findings.Finding;
import org.prytany.governance.findings.FindingCode;

/** The page for treasurers says what the catalogue says, and a check gives every code of it. */
class FindingsPageTest {

  private static final Path PAGE = Path.of("../../docs/findings.md");
  private static final String HEAD =
      "| code | severity | what it means | what to do next |\n|---|---|---|---|\n";
  private static final Pattern GIVEN =
      Pattern.compile("(?:Severity\\.([A-Z]+),|\\.(red|amber|note)\\()\\s*FindingCode\\.([A-Z_]+)");
  private static final Pattern USED = Pattern.compile("FindingCode\\.([A-Z_]+)\\b");

  @Test
  void thePageIsTheCatalogue() throws IOException {
    String page = Files.readString(PAGE);
    String made = page;
    for (FindingCode.Group group : FindingCode.Group.values()) {
      made = withTable(made, group);
    }
    if (Boolean.getBoolean("prytany.write.docs")) {
      Files.writeString(PAGE, made);
    }
    assertThat(page)
        .as("run this test with -Dprytany.write.docs=true to write docs/findings.md anew")
        .isEqualTo(made);
  }

  private static String withTable(String page, FindingCode.Group group) {
    int heading = page.indexOf("\n## " + group.title() + "\n");
    assertThat(heading).as(group.title()).isNotNegative();
    int from = page.indexOf("| code |", heading);
    int to = page.indexOf("\n\n", from);
    String rows =
        Arrays.stream(FindingCode.values())
            .filter(code -> code.group() == group)
            .map(FindingsPageTest::row)
            .collect(Collectors.joining("\n"));
    return page.substring(0, from) + HEAD + rows + (to < 0 ? "\n" : page.substring(to));
  }

  private static String row(FindingCode code) {
    String severities =
        code.severities().stream()
            .map(severity -> severity.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    return "| `%s` | %s | %s | %s |".formatted(code, severities, code.meaning(), code.next());
  }

  @Test
  void aCheckGivesEveryCode() throws IOException {
    Set<FindingCode> given = EnumSet.noneOf(FindingCode.class);
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java/org/prytany/governance"))) {
      for (Path source : sources.filter(path -> path.toString().endsWith(".java")).toList()) {
        boolean names =
            Set.of("Agreement.java", "FindingCode.java").contains(source.getFileName() + "");
        Matcher used = USED.matcher(names ? "" : Files.readString(source));
        while (used.find()) {
          given.add(FindingCode.valueOf(used.group(1)));
        }
      }
    }
    assertThat(given).containsExactlyInAnyOrder(FindingCode.values());
  }

  @Test
  void noCheckGivesASeverityThatItsCodeNeverHas() throws IOException {
    int pairs = 0;
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java/org/prytany/governance"))) {
      for (Path source : sources.filter(path -> path.toString().endsWith(".java")).toList()) {
        Matcher given = GIVEN.matcher(Files.readString(source));
        while (given.find()) {
          pairs++;
          String severity = given.group(1) == null ? given.group(2) : given.group(1);
          assertThat(FindingCode.valueOf(given.group(3)).severities())
              .as(given.group(3))
              .contains(Finding.Severity.valueOf(severity.toUpperCase(Locale.ROOT)));
        }
      }
    }
    assertThat(pairs).isGreaterThan(40);
  }

  @Test
  void everyCodeSaysWhatToDoInWholeSentences() {
    for (FindingCode code : FindingCode.values()) {
      assertThat(code.meaning()).as(code.name()).matches("(?s)[\"“`A-Z].*[.”]");
      assertThat(code.next()).as(code.name()).matches("(?s)[A-Z].*\\.");
      assertThat(code.severities()).as(code.name()).isNotEmpty();
      assertThat(code.severities()).as(code.name()).isSortedAccordingTo(Comparator.reverseOrder());
    }
  }
}

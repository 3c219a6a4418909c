package org.prytany.app.textdigest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.prytany.app.view.ClaimView;
import org.prytany.app.view.DigestLineView;
import org.prytany.chain.decode.KnownFunctions;
import org.prytany.spi.Address;
import org.prytany.spi.Claim;
import org.prytany.spi.Span;
import org.prytany.spi.TextDigest;

/**
 * A digester that claims nothing at all changes no verdict, nor does one that claims what it likes:
 * the host reads the texts itself.
 */
class SilentDigesterTest {

  private static final Path HOSTILE =
      Path.of("../acceptance/src/test/resources/org/prytany/acceptance/hostile");
  private static final Path DEMO = Path.of("../demo/src/main/resources/org/prytany/demo/proposals");
  private static final Pattern REPEAT = Pattern.compile("(?m)^\\{\\{repeat (\\d{1,6}): (.*)}}$");
  private static final TextDigester SILENT =
      new TextDigester(
          new StatedDigest(new TextDigest("", List.of(), List.of(), "silent/1")).service(),
          KnownFunctions.bundled());

  private static final Span BEGINNING = new Span(0, 1);
  private static final Address STRANGER = new Address("0x00000000000000000000000000000000000000bb");
  private static final TextDigester LYING =
      new TextDigester(
          new StatedDigest(
                  new TextDigest(
                      "",
                      List.of(),
                      List.of(
                          new Claim.Payment(BigDecimal.TEN, "USDC", Optional.empty(), BEGINNING),
                          new Claim.Parameter("quorum", "1", BEGINNING),
                          new Claim.Authority(
                              Claim.Authority.Kind.OWNERSHIP, Optional.of(STRANGER), BEGINNING)),
                      "lying/1"))
              .service(),
          KnownFunctions.bundled());

  @TestFactory
  Stream<DynamicTest> theHostileCorpusIsFoundOutWithoutAnyClaim() throws Exception {
    assumeTrue(Files.isDirectory(HOSTILE), "the hostile corpus is not beside this module");
    Optional<TextDigester> built =
        BuiltDigester.isThere() ? Optional.of(BuiltDigester.textDigester()) : Optional.empty();
    return files(HOSTILE).stream()
        .map(file -> DynamicTest.dynamicTest(name(file), () -> checkHostile(file, built)));
  }

  private static void checkHostile(Path file, Optional<TextDigester> built) throws IOException {
    String whole = Files.readString(file);
    int end = whole.indexOf("\n---\n");
    List<String> head = whole.substring(0, end).lines().toList();
    String text = repeated(whole.substring(end + 5)).strip();
    String title = values(head, "title").getFirst();
    List<GivenAction> actions =
        values(head, "action").stream().map(SilentDigesterTest::action).toList();

    DigestLineView silent = SILENT.digest("1", title, text, actions);

    List<String> found =
        silent.findings().stream()
            .map(finding -> finding.severity() + " " + finding.code())
            .toList();
    assertThat(found).containsAll(values(head, "expect"));
    if (!text.isEmpty()) {
      assertThat(LYING.digest("1", title, text, actions).findings()).isEqualTo(silent.findings());
    }
    if (built.isPresent()) {
      assertThat(built.get().digest("1", title, text, actions).blocked())
          .isEqualTo(silent.blocked());
    }
  }

  @TestFactory
  Stream<DynamicTest> whatTheDemoAsksForIsReadWithoutAnyClaim() throws Exception {
    assumeTrue(Files.isDirectory(DEMO), "the demo is not beside this module");
    assumeTrue(BuiltDigester.isThere(), "the digest plugin is not built");
    TextDigester built = BuiltDigester.textDigester();
    return files(DEMO).stream()
        .map(file -> DynamicTest.dynamicTest(name(file), () -> checkDemo(file, built)));
  }

  private static void checkDemo(Path file, TextDigester built) throws IOException {
    String text = Files.readString(file).replace("{TOKEN}", "USDC");
    text = text.replaceAll("\\{[A-Z_0-9]+}", "0xa11ce00000000000000000000000000000000a11");

    assertThat(asked(SILENT, text)).isNotEmpty().isEqualTo(asked(built, text));
  }

  private static List<ClaimView> asked(TextDigester digester, String text) {
    return digester.digest("1", "", text, List.of()).claims().stream()
        .filter(claim -> !claim.kind().equals("TERM") && !claim.kind().equals("DAY"))
        .toList();
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(path -> path.toString().endsWith(".md")).sorted().toList();
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  private static List<String> values(List<String> head, String key) {
    return head.stream()
        .filter(line -> line.startsWith(key + ":"))
        .map(line -> line.substring(key.length() + 1).strip())
        .toList();
  }

  /** "target | signature | value | arguments | calldata". */
  private static GivenAction action(String line) {
    List<String> parts = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
    List<String> arguments = new ArrayList<>();
    for (String argument : parts.get(3).split(";", -1)) {
      if (!argument.isBlank()) {
        arguments.add(argument.strip());
      }
    }
    return new GivenAction(
        parts.get(0),
        parts.get(1),
        parts.get(2),
        arguments,
        parts.size() > 4 ? Optional.of(parts.get(4)) : Optional.empty());
  }

  private static String repeated(String text) {
    Matcher recipes = REPEAT.matcher(text);
    StringBuilder whole = new StringBuilder();
    while (recipes.find()) {
      StringBuilder rows = new StringBuilder();
      int count = Integer.parseInt(recipes.group(1));
      for (int n = 1; n <= count; n++) {
        rows.append(recipes.group(2).replace("{n}", Integer.toString(n)));
        rows.append(n < count ? "\n" : "");
      }
      recipes.appendReplacement(whole, Matcher.quoteReplacement(rows.toString()));
    }
    return recipes.appendTail(whole).toString();
  }
}

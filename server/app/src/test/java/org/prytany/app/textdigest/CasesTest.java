package org.prytany.app.textdigest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.prytany.app.view.DigestLineView;
import org.prytany.app.view.FindingView;
import org.prytany.spi.Address;

/**
 * Reported cases: a folder each, with proposal.md, actions.json and what is expected in words. The
 * words are held to what they say in quotes and in capitals; those that say neither expect to be
 * warned.
 */
class CasesTest {

  private static final String VARIABLE = "PRYTANY_CASES";
  private static final Pattern HEADLINE = Pattern.compile("Headline \"([^\"]+)\"");
  private static final Pattern CODE = Pattern.compile("\\b[A-Z]+(?:_[A-Z]+)+\\b");

  /** Whose proposals they are: cases about look-alikes of "the governor" mean this one. */
  private static final TextDigester.Owner OWNER =
      new TextDigester.Owner(
          new Address("0x5efda50f22d34f262c29268506c5fa42cb56a1ce"),
          TextDigester.Owner.UNKNOWN.treasury());

  private static final ObjectMapper JSON = new ObjectMapper();

  @TestFactory
  Stream<DynamicTest> reportedCases() throws Exception {
    String folder = System.getenv().getOrDefault(VARIABLE, "");
    assumeTrue(!folder.isEmpty(), VARIABLE + " names no folder of cases");
    assumeTrue(BuiltDigester.isThere(), "the digest plugin is not built");
    TextDigester digester = BuiltDigester.textDigester();
    List<Path> cases;
    try (Stream<Path> all = Files.list(Path.of(folder))) {
      cases = all.filter(one -> Files.exists(one.resolve("expected.md"))).sorted().toList();
    }
    return cases.stream()
        .map(
            one ->
                DynamicTest.dynamicTest(
                    String.valueOf(one.getFileName()), () -> check(digester, one)));
  }

  /** Lines of proposals: what "honest-…" asks for is paid, and of all others more than that. */
  @TestFactory
  Stream<DynamicTest> linesOfProposals() throws Exception {
    String folder = System.getenv().getOrDefault(VARIABLE, "");
    assumeTrue(!folder.isEmpty(), VARIABLE + " names no folder of cases");
    assumeTrue(BuiltDigester.isThere(), "the digest plugin is not built");
    TextDigester digester = BuiltDigester.textDigester();
    List<Path> files;
    try (Stream<Path> all = Files.list(Path.of(folder))) {
      files = all.filter(one -> one.toString().endsWith(".jsonl")).sorted().toList();
    }
    List<DynamicTest> tests = new ArrayList<>();
    for (Path file : files) {
      for (String line : Files.readAllLines(file)) {
        JsonNode given = JSON.readTree(line);
        String id = given.path("id").asText();
        tests.add(
            DynamicTest.dynamicTest(
                file.getFileName() + ": " + id,
                () -> {
                  DigestLineView judged =
                      digester.digest(
                          id,
                          given.path("title").asText(),
                          given.path("body").asText(),
                          actions(given.path("actions")),
                          TextDigester.Owner.UNKNOWN,
                          Meanings.NONE);
                  assertThat(judged.blocked())
                      .as(judged.findings().toString())
                      .isEqualTo(!id.startsWith("honest"));
                }));
      }
    }
    return tests.stream();
  }

  private static void check(TextDigester digester, Path folder) throws Exception {
    String all = Files.readString(folder.resolve("expected.md"));
    String expected = all.substring(all.indexOf("Expected:"));
    DigestLineView line =
        digester.digest(
            String.valueOf(folder.getFileName()),
            "",
            Files.readString(folder.resolve("proposal.md")),
            actions(JSON.readTree(Files.readString(folder.resolve("actions.json")))),
            OWNER,
            Meanings.NONE);
    String found = line.findings().toString();
    List<String> codes = line.findings().stream().map(FindingView::code).toList();
    List<String> wanted = CODE.matcher(expected).results().map(MatchResult::group).toList();
    Matcher headline = HEADLINE.matcher(expected);
    boolean titled = headline.find();
    if (titled) {
      assertThat(line.headline()).isEqualTo(headline.group(1));
    }
    boolean harmless = expected.contains("Not red");
    if (harmless) {
      assertThat(line.blocked()).as(found).isFalse();
    }
    if (!wanted.isEmpty()) {
      assertThat(codes).as(found).containsAnyElementsOf(wanted);
    }
    if (expected.contains("not a transfer")) {
      assertThat(line.effects())
          .as(line.effects().toString())
          .noneMatch(effect -> effect.kind().equals("TRANSFER"));
    }
    if (!titled && !harmless) {
      assertThat(line.findings())
          .as(found)
          .anyMatch(
              finding -> !finding.severity().equals("NOTE") || wanted.contains(finding.code()));
    }
  }

  private static List<GivenAction> actions(JsonNode list) {
    List<GivenAction> actions = new ArrayList<>();
    for (JsonNode action : list) {
      List<String> arguments = new ArrayList<>();
      action.path("args").forEach(argument -> arguments.add(argument.asText()));
      actions.add(
          new GivenAction(
              action.path("target").asText(""),
              action.path("signature").asText(""),
              action.path("value").asText("0"),
              arguments,
              Optional.ofNullable(action.get("calldata")).map(JsonNode::asText),
              Optional.ofNullable(action.get("address")).map(JsonNode::asText)));
    }
    return actions;
  }
}

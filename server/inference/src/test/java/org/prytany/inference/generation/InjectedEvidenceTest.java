package org.prytany.inference.generation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Evidence of people who speak to the model. Invariant: the prompt's control tokens are the
 * template's, in its order, whatever the evidence says; and nothing is written but small words and
 * what the evidence has, with citations of evidence that there is.
 */
class InjectedEvidenceTest {

  /** Shared with the server, which asks what of it is shown. */
  private static final Path INJECTIONS =
      Path.of("../app/src/test/resources/org/prytany/app/textdigest/injections.jsonl");

  private static final String HONEST = "The council asks for 900 USDC for the third season.";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  private static List<JsonNode> injections() throws IOException {
    List<JsonNode> all = new ArrayList<>();
    for (String line : Files.readAllLines(INJECTIONS)) {
      all.add(JSON.readTree(line));
    }
    return all;
  }

  @Test
  void thereAreSixtyInFiveLanguages() throws IOException {
    assertThat(injections()).hasSizeGreaterThanOrEqualTo(60);
    assertThat(injections().stream().map(each -> each.path("language").asText()).distinct())
        .hasSizeGreaterThanOrEqualTo(5);
  }

  @TestFactory
  Stream<DynamicTest> controlTokensStayTheTemplates() throws IOException {
    Path random = RandomModel.in(folder, 3);
    List<Path> models = new ArrayList<>(List.of(random));
    String real = System.getenv("PRYTANY_MODELS");
    if (real != null) {
      models.add(Path.of(real, "smollm2-135m-int4"));
    }
    List<DynamicTest> tests = new ArrayList<>();
    for (Path model : models) {
      try (ChatTokenizer tokenizer = ChatTokenizer.open(model)) {
        Set<Integer> controls = controls(model);
        List<Integer> honest = controlsOf(tokenizer, controls, List.of(HONEST), List.of("Pays."));
        assertThat(honest).isNotEmpty();
        for (JsonNode each : injections()) {
          List<String> said = List.of(each.path("text").asText(), HONEST);
          List<Integer> found = controlsOf(tokenizer, controls, said, said);
          tests.add(
              DynamicTest.dynamicTest(
                  model.getFileName() + " " + each.path("name").asText(),
                  () -> assertThat(found).isEqualTo(honest)));
        }
      }
    }
    return tests.stream();
  }

  private static Set<Integer> controls(Path model) throws IOException {
    Set<Integer> controls = new HashSet<>();
    JSON.readTree(Files.readAllBytes(model.resolve("tokenizer.json")))
        .path("added_tokens")
        .forEach(token -> controls.add(token.path("id").asInt()));
    return controls;
  }

  private static List<Integer> controlsOf(
      ChatTokenizer tokenizer, Set<Integer> controls, List<String> evidence, List<String> effects) {
    Prompt prompt = Prompt.shipped();
    return Arrays.stream(
            tokenizer.prompt(prompt.instructions(), prompt.question(evidence, effects)))
        .boxed()
        .filter(controls::contains)
        .toList();
  }

  @Test
  void aModelOfRandomWeightsWritesOfTheGrammarWhateverItReads() throws IOException {
    try (ModelWriter writer = ModelWriter.open(RandomModel.in(folder, 5), 1)) {
      for (JsonNode each : injections()) {
        List<String> evidence = new ArrayList<>(each.path("text").asText().lines().toList());
        evidence.removeIf(String::isBlank);
        evidence.add(HONEST);
        evidence = evidence.subList(Math.max(0, evidence.size() - 4), evidence.size());
        Writer.Draft draft =
            writer.write(
                evidence, List.of(HONEST), new Budget(50, Long.MAX_VALUE, () -> 0L, () -> false));
        for (Writer.Sentence sentence : draft.sentences()) {
          assertThat(sentence.cited()).isNotEmpty().allMatch(n -> n >= 1 && n <= 4);
          for (String word : sentence.text().split("[ ,;:.]+")) {
            assertThat(word.matches("[a-z]+([-'][a-z]+)*") || isCopied(word, evidence))
                .as("'%s' in '%s' of %s", word, sentence.text(), each.path("name"))
                .isTrue();
          }
        }
      }
    }
  }

  private static boolean isCopied(String word, List<String> evidence) {
    return ReservedWords.OPENINGS.contains(word)
        || evidence.stream().anyMatch(each -> each.contains(word));
  }
}

package org.prytany.verify.sentences;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.cli.ApiClient;
import org.prytany.cli.CommandFailure;
import org.prytany.cli.evaluate.Evaluation;
import picocli.CommandLine;

/** Sentences of a file are proved one by one, and a bad line is named. */
class SentencesCommandTest {

  private static final String BODY = "We pay 50,000 USDC to Alice. The fee is raised to 2%.";

  @TempDir private Path folder;
  private final StringWriter said = new StringWriter();

  @Test
  void everyLineIsAnswered() throws Exception {
    List<JsonNode> answers =
        answers(
            row("a", "We pay 50,000 USDC to Alice."), "", row("b", "We pay 60,000 USDC to Alice."));

    assertThat(answers).hasSize(2);
    assertThat(answers.getFirst().path("id").asText()).isEqualTo("a");
    assertThat(answers.getFirst().path("shown").asBoolean()).isTrue();
    JsonNode evidence = answers.getFirst().path("evidence").path(0);
    assertThat(BODY.substring(evidence.path("start").asInt(), evidence.path("end").asInt()))
        .isEqualTo(evidence.path("text").asText())
        .isEqualTo("We pay 50,000 USDC to Alice.");
    assertThat(answers.getLast().path("shown").asBoolean()).isFalse();
    assertThat(answers.getLast().path("reason").asText())
        .isEqualTo("the text does not say \"60,000\" of it");
    assertThat(said.toString()).startsWith("1 of 2 sentences may be shown");
  }

  @Test
  void aTitleIsEvidenceToo() throws Exception {
    JsonNode answer = answers(row("a", "Pay Alice for the audit that she made")).getFirst();

    assertThat(answer.path("shown").asBoolean()).isTrue();
    assertThat(answer.path("evidence").path(0).path("in").asText()).isEqualTo("title");
    assertThat(answer.path("evidence").path(0).path("start").asInt()).isZero();
    assertThat(answer.path("evidence").path(0).path("end").asInt())
        .isEqualTo("Pay Alice for the audit that she made".length());
  }

  @Test
  void aLineThatIsNoRowIsNamed() {
    assertThatThrownBy(() -> answers(row("a", "x"), "{"))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("line 2 is not JSON");
    assertThatThrownBy(() -> answers("[]")).hasMessageContaining("line 1 is no JSON object");
    assertThatThrownBy(() -> answers("{\"id\":\"a\",\"body\":\"b\"}"))
        .hasMessageContaining("line 1 has no text under \"sentence\"");
    assertThatThrownBy(() -> answers("{\"id\":7,\"body\":\"b\",\"sentence\":\"c\"}"))
        .hasMessageContaining("line 1 has no text under \"id\"");
  }

  @Test
  void aBadLineLeavesTheAnswersThatAreThere() throws Exception {
    Path in = Files.writeString(folder.resolve("in"), row("a", "x") + "\n{");
    Path out = Files.writeString(folder.resolve("out"), "answers of before");

    assertThatThrownBy(() -> run(in, out)).hasMessageContaining("line 2");
    assertThat(out).hasContent("answers of before");
  }

  @Test
  void evaluateOffersIt() {
    assertThat(ServiceLoader.load(Evaluation.class))
        .hasAtLeastOneElementOfType(SentencesCommand.class);
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> run(folder.resolve("none"), folder.resolve("out")))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("none cannot be read");
  }

  @Test
  void theAnswersDoNotReplaceTheSentences() throws Exception {
    Path in = Files.writeString(folder.resolve("in"), row("a", "x"));

    assertThatThrownBy(() -> run(in, in)).hasMessageContaining("would replace");
    assertThat(in).hasContent(row("a", "x"));
  }

  private List<JsonNode> answers(String... lines) throws Exception {
    Path in = Files.writeString(folder.resolve("in"), String.join("\n", lines));
    Path out = folder.resolve("out");
    assertThat(run(in, out)).isZero();
    return Files.readAllLines(out).stream().map(SentencesCommandTest::json).toList();
  }

  private static JsonNode json(String line) {
    try {
      return ApiClient.JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static String row(String id, String sentence) {
    return ApiClient.JSON
        .createObjectNode()
        .put("id", id)
        .put("title", "Pay Alice for the audit that she made")
        .put("body", BODY)
        .put("sentence", sentence)
        .toString();
  }

  private int run(Path in, Path out) throws Exception {
    SentencesCommand command = new SentencesCommand();
    CommandLine line = new CommandLine(command);
    line.setOut(new PrintWriter(said, true));
    line.parseArgs("--jsonl", in.toString(), "--out", out.toString());
    return command.call();
  }
}

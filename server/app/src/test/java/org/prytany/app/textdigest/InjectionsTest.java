package org.prytany.app.textdigest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.prytany.app.view.DigestLineView;
import org.prytany.app.view.EffectView;
import org.prytany.app.view.FindingView;
import org.prytany.governance.findings.Finding;
import org.prytany.governance.writing.Drafted;
import org.prytany.governance.writing.GivenEvidence;
import org.prytany.governance.writing.WritingKey;
import org.prytany.governance.writing.WritingTask;
import org.prytany.governance.writing.WrittenText;
import org.prytany.inference.generation.Budget;
import org.prytany.inference.generation.ModelWriter;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;
import org.prytany.spi.Span;

/**
 * A proposal whose calls pay somebody it does not name, with and without a part that speaks to the
 * model. Invariant: what the server found stays found; of what a model wrote nothing is shown that
 * only the injected part says, even where the model obeys it word for word; and where the evidence
 * is the same, what is shown is the same.
 */
class InjectionsTest {

  private static final String BEFORE =
      "# Fund the audit of the bridge\n\n## Summary\n\n"
          + "The DAO will pay 900 USDC to the audit team for a review of the bridge. "
          + "The review is needed because the bridge was changed in May.\n\n"
          + "## Details\n\nThe audit team publishes its report in July.\n\n";
  private static final String AFTER = "\n\n## Next steps\n\nThe vote is open for seven days.\n";
  private static final String HONEST_PART = "The team has reviewed four other bridges.";

  /** To somebody whom the text does not name. */
  private static final List<GivenAction> ACTIONS =
      List.of(
          new GivenAction(
              "USDC",
              "transfer(address,uint256)",
              "0",
              List.of("0x2546bcd3c84621e976d8185a91a922ae77ecec30", "5000000000"),
              Optional.empty(),
              Optional.empty()));

  private static TextDigester digester;
  private static DigestLineView honest;
  private static ModelWriter model;
  private static final Map<List<List<String>>, List<Drafted.Sentence>> drafts = new HashMap<>();

  record Injection(String name, List<String> says, String text) {
    @Override
    public String toString() {
      return name;
    }
  }

  @BeforeAll
  static void digest() throws Exception {
    assumeTrue(BuiltDigester.isThere(), "the digest plugin is not built");
    digester = BuiltDigester.textDigester();
    honest = digester.digest("1", "", text(HONEST_PART), ACTIONS);
    String models = System.getenv("PRYTANY_MODELS");
    Path real = models == null ? Path.of("") : Path.of(models, "smollm2-135m-int4");
    if (models != null && Files.isDirectory(real)) {
      model = ModelWriter.open(real, 1);
    }
  }

  @AfterAll
  static void close() {
    if (model != null) {
      model.close();
    }
  }

  private static String text(String part) {
    return BEFORE + part + AFTER;
  }

  static Stream<Injection> injections() throws IOException {
    List<Injection> all = new ArrayList<>();
    try (InputStream in = InjectionsTest.class.getResourceAsStream("injections.jsonl")) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        JsonNode node = new ObjectMapper().readTree(line);
        List<String> says = new ArrayList<>();
        node.path("says").forEach(each -> says.add(each.asText()));
        all.add(new Injection(node.path("name").asText(), says, node.path("text").asText()));
      }
    }
    return all.stream();
  }

  private static WritingTask task(DigestLineView digest, String text) {
    return new WritingTask(
        new ProposalKey(0, Address.ZERO, BigInteger.ZERO),
        text,
        GivenEvidence.of(
            digest.sentences().stream()
                .map(
                    each ->
                        new WritingTask.Evidence(each.text(), new Span(each.start(), each.end())))
                .toList(),
            digest.findings().stream().map(InjectionsTest::finding).toList()),
        digest.effects().stream().map(EffectView::line).toList(),
        new WritingKey("m", "0", 1, "cpu", "0x", "0x", "0x"));
  }

  private static Finding finding(FindingView view) {
    return new Finding(
        view.code(),
        Finding.Severity.NOTE,
        view.text(),
        view.start().flatMap(start -> view.end().map(end -> new Span(start, end))),
        view.action());
  }

  private static WrittenText checked(WritingTask task, List<Drafted.Sentence> sentences) {
    return WrittenText.of(
        task, new Drafted(task.proposal(), task.key(), sentences, Instant.EPOCH, 1));
  }

  private static List<String> proved(WrittenText text) {
    return text.sentences().stream()
        .filter(each -> each.outcome() == WrittenText.Outcome.PROVED)
        .map(WrittenText.Sentence::text)
        .toList();
  }

  /** What a model that can be told anything would write, a few sentences at a time. */
  private static List<String> obeyed(WritingTask task, Injection injection) {
    List<String> pieces = new ArrayList<>();
    pieces.add(injection.text());
    pieces.addAll(injection.text().lines().toList());
    pieces.addAll(List.of(injection.text().split("(?<=[.!?\"】])\\s+|: |>|\\|", -1)));
    injection.says().forEach(word -> pieces.add("The DAO will pay 900 USDC to " + word + "."));
    List<Integer> all = new ArrayList<>();
    for (int number = 1; number <= task.evidence().size(); number++) {
      all.add(number);
    }
    List<String> shown = new ArrayList<>();
    for (String piece : pieces.stream().map(String::strip).distinct().toList()) {
      for (List<Integer> cited : List.of(List.of(1), all)) {
        shown.addAll(proved(checked(task, List.of(new Drafted.Sentence(piece, cited)))));
      }
    }
    return shown;
  }

  @ParameterizedTest
  @MethodSource("injections")
  void nothingThatOnlyTheInjectedPartSaysIsShown(Injection injection) {
    String text = text(injection.text());
    DigestLineView digest = digester.digest("1", "", text, ACTIONS);
    WritingTask task = task(digest, text);

    assertThat(digest.blocked()).isEqualTo(honest.blocked());
    assertThat(codes(digest)).containsAll(codes(honest));

    List<String> evidence = task.evidence().stream().map(WritingTask.Evidence::text).toList();
    assertThat(obeyed(task, injection))
        .as("of evidence %s", evidence)
        .noneMatch(shown -> injection.says().stream().anyMatch(shown::contains));

    WritingTask honestTask = task(honest, text(HONEST_PART));
    List<String> honestEvidence =
        honestTask.evidence().stream().map(WritingTask.Evidence::text).toList();
    if (model != null) {
      List<String> written = written(task);
      assertThat(written).noneMatch(shown -> injection.says().stream().anyMatch(shown::contains));
      if (evidence.equals(honestEvidence) && task.effects().equals(honestTask.effects())) {
        assertThat(written).isEqualTo(written(honestTask));
      }
    }
  }

  private static Set<String> codes(DigestLineView digest) {
    return digest.findings().stream().map(FindingView::code).collect(Collectors.toSet());
  }

  /** Greedy: the same input gives the same, which another test holds, so it is asked once. */
  private static List<String> written(WritingTask task) {
    List<String> evidence = task.evidence().stream().map(WritingTask.Evidence::text).toList();
    List<Drafted.Sentence> drafted =
        drafts.computeIfAbsent(
            List.of(evidence, task.effects()),
            given ->
                model
                    .write(
                        evidence,
                        task.effects(),
                        new Budget(60, Long.MAX_VALUE, () -> 0L, () -> false))
                    .sentences()
                    .stream()
                    .map(each -> new Drafted.Sentence(each.text(), each.cited()))
                    .toList());
    return proved(checked(task, drafted));
  }

  /** So that the tests above could fail: what the text says is shown. */
  @Test
  void whatTheEvidenceSaysIsShown() {
    WritingTask task = task(honest, text(HONEST_PART));
    assertThat(honest.blocked()).isTrue();
    assertThat(task.evidence()).isNotEmpty();
    WritingTask.Evidence first = task.evidence().getFirst();
    assertThat(proved(checked(task, List.of(new Drafted.Sentence(first.text(), List.of(1))))))
        .containsExactly(first.text());
  }
}

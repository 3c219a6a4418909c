package org.prytany.governance.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.prytany.governance.findings.Finding;

/** How often the findings about texts alone appear in real proposals, which mean no harm. */
class FindingsInCorpusTest {

  private static final String VARIABLE = "PRYTANY_CORPUS";
  private static final double MOST_AMBER = 0.01;

  @Test
  void realProposalsAreRarelySuspectedAndNeverBlockedForTheirTextAlone() throws IOException {
    String corpus = System.getenv().getOrDefault(VARIABLE, "");
    assumeTrue(!corpus.isEmpty(), VARIABLE + " names no corpus of real proposals");
    ObjectMapper json = new ObjectMapper();
    Map<String, Integer> documents = new TreeMap<>();
    int count = 0;
    int amber = 0;
    int red = 0;
    for (String line : Files.readAllLines(Path.of(corpus, "proposals-dev.jsonl"))) {
      JsonNode proposal = json.readTree(line);
      Calls calls =
          Calls.under(
              "# " + proposal.get("title").asText() + "\n\n" + proposal.get("body").asText());
      Set<String> found = new TreeSet<>();
      for (Finding finding :
          ClaimCheck.standard()
              .compare(Calls.DAO, calls.content(), List.of(), calls.report())
              .findings()) {
        found.add(finding.severity() + " " + finding.code());
      }
      found.forEach(code -> documents.merge(code, 1, Integer::sum));
      count++;
      amber += found.stream().anyMatch(code -> code.startsWith("AMBER")) ? 1 : 0;
      red += found.stream().anyMatch(code -> code.startsWith("RED")) ? 1 : 0;
    }
    System.out.println(
        count + " texts, " + amber + " with amber, " + red + " with red: " + documents);

    assertThat(count).isPositive();
    assertThat(red).as(documents.toString()).isZero();
    assertThat(amber).as(documents.toString()).isLessThan((int) (MOST_AMBER * count));
  }
}

package org.prytany.governance.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** How the proof decides on sentences about real proposals that a reader judged. */
class JudgedSentencesTest {

  private static final String TRUTH = "PRYTANY_TRUTH";
  private static final String CORPUS = "PRYTANY_CORPUS";

  private static final class Count {
    private int shown;
    private int all;

    private double share() {
      return all == 0 ? 0 : (double) shown / all;
    }

    @Override
    public String toString() {
      return shown + "/" + all;
    }
  }

  @Test
  void falseOnesAreHardlyShownAndTrueOnesMostlyAre() throws Exception {
    String truth = System.getenv().getOrDefault(TRUTH, "");
    String corpus = System.getenv().getOrDefault(CORPUS, "");
    assumeTrue(!truth.isEmpty(), TRUTH + " names no folder of judged sentences");
    assumeTrue(!corpus.isEmpty(), CORPUS + " names no corpus of real proposals");
    Map<String, String> texts = texts(Path.of(corpus, "proposals-dev.jsonl"));
    Map<String, TextEvidence> read = new HashMap<>();
    Map<String, Count> counts = new TreeMap<>();
    ObjectMapper json = new ObjectMapper();
    for (String line : Files.readAllLines(Path.of(truth, "sentences-dev.jsonl"))) {
      JsonNode row = json.readTree(line);
      String id = row.get("id").asText();
      TextEvidence text =
          read.computeIfAbsent(
              id, one -> new TextEvidence(Objects.requireNonNull(texts.get(one), one)));
      boolean shown = text.proof(row.get("sentence").asText()).shown();
      boolean digest = row.get("writer").asText().startsWith("prytany");
      String label = row.get("label").asText();
      for (String name :
          new String[] {
            label,
            (inFirstHalf(id) ? "first " : "second ") + (digest ? "digest " : "model ") + label
          }) {
        Count count = counts.computeIfAbsent(name, none -> new Count());
        count.all++;
        count.shown += shown ? 1 : 0;
      }
    }
    System.out.println("sentences shown: " + counts);

    // Rules were made with both halves by now; each has to meet the goals by itself.
    atLeast(0.6, 0.2, 0.02, counts, "first ");
    atLeast(0.6, 0.2, 0.02, counts, "second ");
  }

  private static void atLeast(
      double kept, double misleading, double wrong, Map<String, Count> counts, String half) {
    String all = counts.toString();
    assertThat(share(counts, half, "supported")).as(all).isGreaterThanOrEqualTo(kept);
    assertThat(share(counts, half, "misleading")).as(all).isLessThanOrEqualTo(misleading);
    assertThat(share(counts, half, "unsupported", "contradicted"))
        .as(all)
        .isLessThanOrEqualTo(wrong);
  }

  private static double share(Map<String, Count> counts, String half, String... labels) {
    Count sum = new Count();
    for (String label : labels) {
      for (String writer : new String[] {"digest ", "model "}) {
        Count count = counts.getOrDefault(half + writer + label, new Count());
        sum.all += count.all;
        sum.shown += count.shown;
      }
    }
    return sum.share();
  }

  private static Map<String, String> texts(Path file) throws IOException {
    Map<String, String> texts = new HashMap<>();
    ObjectMapper json = new ObjectMapper();
    for (String line : Files.readAllLines(file)) {
      JsonNode proposal = json.readTree(line);
      texts.put(
          proposal.get("id").asText(),
          "# " + proposal.get("title").asText() + "\n\n" + proposal.get("body").asText());
    }
    return texts;
  }

  /** The first rules were only tuned on the first half of the proposals. */
  private static boolean inFirstHalf(String id) throws NoSuchAlgorithmException {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
    return hash[hash.length - 1] % 2 == 0;
  }
}

package org.prytany.governance.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Texts are made up, true sentences of them are changed by rule, and hardly any is shown. */
class ChangedFactsTest {

  private static final long SEED = 20_261_128;
  private static final int TEXTS = 60;
  private static final double MOST_SHOWN = 0.01;

  private static final List<String> NAMES =
      List.of("Alba", "Boreal", "Cirrus", "Delta", "Ember", "Fjord", "Gale", "Harbor", "Indigo");
  private static final List<String> UNITS = List.of("USDC", "DAI", "ETH", "MTA", "CELO", "GHO");
  private static final List<String> MONTHS =
      List.of("January", "March", "April", "June", "July", "September", "October", "December");

  private final Random random = new Random(SEED);

  @Test
  void changedFactsAreRefused() {
    Map<FactChanges.Kind, int[]> counts = new EnumMap<>(FactChanges.Kind.class);
    List<String> shown = new ArrayList<>();
    int all = 0;
    int kept = 0;
    int truths = 0;
    for (int i = 0; i < TEXTS; i++) {
      List<String> truly = sentences();
      String text = "# Proposal\n\n" + String.join("\n\n", truly);
      TextEvidence evidence = new TextEvidence(text);
      FactChanges changes = new FactChanges(text, SEED + i);
      for (String sentence : truly) {
        String told = told(sentence);
        truths++;
        kept += evidence.proof(told).shown() ? 1 : 0;
        for (FactChanges.Change change : changes.of(told)) {
          all++;
          int[] count = counts.computeIfAbsent(change.kind(), none -> new int[2]);
          count[0]++;
          if (evidence.proof(change.sentence()).shown()) {
            count[1]++;
            shown.add(change.kind() + ": " + change.sentence() + " <- " + sentence);
          }
        }
      }
    }

    assertThat(all).isGreaterThan(2_000);
    assertThat(counts).containsOnlyKeys(FactChanges.Kind.values());
    assertThat(shown).as(all + " changes").hasSizeLessThanOrEqualTo((int) (MOST_SHOWN * all));
    assertThat(kept).as("true sentences kept of " + truths).isGreaterThan(truths * 9 / 10);
  }

  /** As a summary would say it. */
  private static String told(String sentence) {
    return sentence.startsWith("We propose to ")
        ? "This proposal will " + sentence.substring("We propose to ".length())
        : sentence;
  }

  private List<String> sentences() {
    return List.of(
        "We propose to pay %s %s to %s for audits in %s."
            .formatted(amount(), unit(), name(), month()),
        "%s will receive %s %s and %s will receive %s %s."
            .formatted(name(), amount(), unit(), name(), amount(), unit()),
        "We propose to increase the fee from %s%% to %s%% in %s 2026."
            .formatted(2 + random.nextInt(9), 12 + random.nextInt(9), month()),
        "The council of %s may lower the cap to %s %s after %s."
            .formatted(name(), amount(), unit(), month()),
        "We propose to send %s %s from %s to %s at 0x%040x."
            .formatted(amount(), unit(), name(), name(), random.nextLong() & Long.MAX_VALUE),
        "The guardian must not enable the market of %s before %s 2027.".formatted(name(), month()),
        "We propose to mint %s %s and grant the role of minter to %s."
            .formatted(amount(), unit(), name()));
  }

  private String amount() {
    return "%,d".formatted(1_000 + random.nextInt(900_000));
  }

  private String unit() {
    return UNITS.get(random.nextInt(UNITS.size()));
  }

  private String name() {
    return NAMES.get(random.nextInt(NAMES.size()));
  }

  private String month() {
    return MONTHS.get(random.nextInt(MONTHS.size()));
  }
}

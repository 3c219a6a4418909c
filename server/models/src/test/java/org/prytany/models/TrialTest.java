package org.prytany.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.prytany.inference.Device;
import org.prytany.inference.generation.Writer;
import org.prytany.inference.generation.Written;

/** What a model wrote is set beside whether the text bears it out. */
class TrialTest {

  private static final String TEXT =
      "# Fund the audit\n\n"
          + "We ask the DAO to pay 900 USDC to the audit team.\n\n"
          + "The audit is needed because the bridge was changed in May.\n";
  private static final List<String> EVIDENCE =
      List.of(
          "We ask the DAO to pay 900 USDC to the audit team.",
          "The audit is needed because the bridge was changed in May.");

  private static Trial trial() {
    return new Trial(TEXT, EVIDENCE, List.of("Pays 900 USDC to 0xa…"), 60, 2);
  }

  @Test
  void eachSentenceIsShownWithItsCitationAndItsProof() {
    Writer.Draft draft =
        new Writer.Draft(
            List.of(
                new Writer.Sentence(
                    "We ask the DAO to pay 900 USDC to the audit team.", List.of(1)),
                new Writer.Sentence("The audit team will pay 900 USDC to the DAO.", List.of(1, 2))),
            new Written("", 120, 40, 20, Written.Stop.ENDED));
    String page = trial().page(draft, 1.25);
    assertThat(page)
        .contains("[1] We ask the DAO", "calls: Pays 900 USDC")
        .contains("  yes  We ask the DAO to pay 900 USDC to the audit team. [1]\n")
        .containsPattern(
            "  NO   The audit team will pay 900 USDC to the DAO\\. \\[1] \\[2]\n +because ")
        .contains("1 of 2 sentences proved. 120 tokens read, 40 written in 20 runs, 1.3 s; it");
  }

  @Test
  void nothingWrittenIsSaid() {
    Writer.Draft draft =
        new Writer.Draft(List.of(), new Written("", 9, 0, 1, Written.Stop.NOTHING_ALLOWED));
    assertThat(trial().page(draft, 0.1)).contains("no sentence was finished", "0 of 0");
  }

  /**
   * With the model that operators would try first: the same page twice, and no number of its own.
   */
  @Test
  void aRealModelWritesTheSameTwiceAndNoNumberOfItsOwn() {
    String models = System.getenv("PRYTANY_MODELS");
    assumeTrue(models != null, "PRYTANY_MODELS names no folder of models");
    Path model = Path.of(models, "smollm2-135m-int4");
    assumeTrue(Files.isDirectory(model), "PRYTANY_MODELS has no smollm2-135m-int4");
    String first = trial().on(model, Device.AUTO).replaceAll("\\d+\\.\\d s;", "");
    assertThat(first).isEqualTo(trial().on(model, Device.AUTO).replaceAll("\\d+\\.\\d s;", ""));
    assertThat(first).containsPattern("It ran on (cpu|cuda): .+\\.\n");
    String wrote =
        first.substring(first.indexOf("What it wrote"), first.indexOf("sentences proved"));
    assertThat(
            wrote.replaceAll("\\[\\d+]", "").replaceAll("900", "").replaceAll("\\d+ of \\d+ $", ""))
        .doesNotContainPattern("\\d");
  }
}

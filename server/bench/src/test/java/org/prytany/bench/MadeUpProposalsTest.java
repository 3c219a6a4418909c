package org.prytany.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.bench.side.Samples;
import org.prytany.cli.CommandFailure;

class MadeUpProposalsTest {

  @Test
  void theSameSeedGivesTheSameProposals() {
    assertThat(new MadeUpProposals(7).list(20)).isEqualTo(new MadeUpProposals(7).list(20));
    assertThat(new MadeUpProposals(8).list(20)).isNotEqualTo(new MadeUpProposals(7).list(20));
  }

  @Test
  void aProposalHasTheWordsThatWereAskedForAndFewMore() {
    for (int words : new int[] {100, 2_000, 100_000}) {
      assertThat(new MadeUpProposals(7).of("one", words).words()).isBetween(words, words + 60);
    }
  }

  @Test
  void theirLengthsSpreadAroundTheMedianOfRealOnes() {
    List<Double> words =
        new MadeUpProposals(7).list(400).stream().map(p -> (double) p.words()).toList();
    assertThat(Samples.of(words).median()).isBetween(500.0, 800.0);
    assertThat(Samples.of(words).most()).isGreaterThan(3_000);
  }

  @Test
  void aSpreadTakesFirstAndLaterOnesEvenly() {
    List<Proposal> all = new MadeUpProposals(7).list(100);
    assertThat(ProposalFile.spread(all, 4))
        .containsExactly(all.get(0), all.get(25), all.get(50), all.get(75));
    assertThat(ProposalFile.spread(all, 0)).isEqualTo(all);
  }

  @Test
  void aFileIsReadLineByLineAndABrokenLineIsNamed(@TempDir Path folder) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("proposals-dev.jsonl"),
            "{\"id\":\"a\",\"title\":\"T\",\"body\":\"Pay 5 ETH.\",\"other\":1}\n\n{\"body\":\"x\"}\n");
    assertThat(ProposalFile.read(folder)).hasSize(2).isEqualTo(ProposalFile.read(file));
    assertThat(ProposalFile.read(file).getFirst().words()).isEqualTo(3);

    Files.writeString(file, "{\"body\":\"x\"}\n{oops\n");
    assertThatThrownBy(() -> ProposalFile.read(file))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("Line 2");
    Files.writeString(file, "\n");
    assertThatThrownBy(() -> ProposalFile.read(file)).isInstanceOf(CommandFailure.class);
  }

  @Test
  void percentilesAreOfTheNearestRank() {
    Samples samples = Samples.of(List.of(5.0, 1.0, 4.0, 2.0, 3.0));
    assertThat(samples.median()).isEqualTo(3.0);
    assertThat(samples.percentile(0.95)).isEqualTo(5.0);
    assertThat(samples.percentile(0.5)).isEqualTo(3.0);
    assertThat(Samples.of(List.of(1.0, 2.0)).median()).isEqualTo(1.5);
  }
}

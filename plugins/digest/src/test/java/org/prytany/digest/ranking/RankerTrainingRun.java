package org.prytany.digest.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Runs the training when asked to; `plugins/digest/train-ranker` does. */
class RankerTrainingRun {

  @Test
  void aModelIsTrainedWhenItIsAskedFor() throws Exception {
    String out = System.getProperty("ranker.out");
    assumeTrue(out != null, "no training was asked for");
    if (System.getProperty("ranker.mode", "plain").equals("readers")) {
      readers(Path.of(out), Path.of(Objects.requireNonNull(System.getProperty("ranker.work"))));
      return;
    }
    RankerTraining.main(
        new String[] {
          Objects.requireNonNull(System.getenv("PRYTANY_CORPUS")),
          out,
          Objects.requireNonNull(System.getProperty("ranker.work")),
          System.getProperty("ranker.mode", "plain")
        });
    if (System.getProperty("ranker.mode", "plain").equals("curve")) {
      assertThat(Path.of(out, "curve.md")).content().contains("best extract of the text");
    } else {
      assertThat(Files.size(Path.of(out, SentenceModel.ID + ".onnx"))).isLessThan(1 << 20);
    }
  }

  private static void readers(Path out, Path work) throws Exception {
    ReaderTraining training =
        new ReaderTraining(
            Path.of(Objects.requireNonNull(System.getenv("PRYTANY_CORPUS")))
                .resolve("proposals-dev.jsonl"),
            marks(Path.of(Objects.requireNonNull(System.getenv("PRYTANY_ASKS")))),
            work.resolve("vectors"));
    Files.writeString(out.resolve("reader-marks.tsv"), training.marks());
    Path texts = work.resolve("needs");
    training.export(texts);
    Path file = out.resolve(ReaderModel.ID + ".bin");
    Path folds = work.resolve("folds");
    Process learning =
        new ProcessBuilder(
                Objects.requireNonNullElse(System.getenv("PYTHON"), "python3"),
                "train-needs.py",
                texts.toString(),
                file.toString(),
                folds.toString())
            .inheritIO()
            .start();
    assertThat(learning.waitFor()).isZero();
    System.out.println(training.measured(folds));
    assertThat(new ReaderModel(Files.readAllBytes(file)).mark()).hasSize(12);
  }

  /** All files of marks in a folder. */
  private static List<Path> marks(Path folder) throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList();
    }
  }
}

package org.prytany.inference.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoundProcessEndTest {

  private static final int CODE = 79;

  @TempDir private static Path folder;

  @BeforeAll
  static void make() throws IOException {
    RandomModel.in(folder, 7);
  }

  @RepeatedTest(3)
  void aProcessEndsAsItWasAskedToWhileTextsAreWritten() throws IOException, InterruptedException {
    assertEnds(EndsWhileBoundModelRuns.class);
  }

  /**
   * Nobody may be in native code by then: there is nothing that the end itself does not release.
   */
  @Test
  void whatIsClosedWhenTheProcessHasEndedItsModelsIsLeftToTheEnd()
      throws IOException, InterruptedException {
    assertEnds(ClosesWhenProcessEnds.class);
  }

  private static void assertEnds(Class<?> program) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:ErrorFile=" + folder.resolve("hs_err_%p.log"),
                "-XX:-CreateCoredumpOnCrash",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName(),
                folder.toString(),
                Integer.toString(CODE))
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(said).isEqualTo(CODE);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.startsWith("hs_err"));
    }
  }
}

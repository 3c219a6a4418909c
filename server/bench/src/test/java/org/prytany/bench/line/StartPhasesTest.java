package org.prytany.bench.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartPhasesTest {

  @TempDir private Path folder;

  @Test
  void aPartLastsFromTheEndOfTheOneBeforeAndMidnightIsNoEnd() throws IOException {
    Path log =
        Files.write(
            folder.resolve("messages.log"),
            List.of(
                "product = Open Liberty",
                "[11/28/26, 23:59:58:500 UTC] 00000003 x A CWWKE0001I: launched.",
                "[11/28/26, 23:59:59:250 UTC] 0000002b x I CWWKF0007I: Feature update started.",
                "[11/29/26, 0:00:03:250 UTC] 00000030 org.prytany.server I prytany: the page is"
                    + " at"));
    Map<String, Double> phases = StartPhases.of(log, at("23:59:58"), at("00:00:04"));
    assertThat(phases.values()).containsExactly(0.5, 0.75, 4.0, 0.75);
  }

  private static Instant at(String time) {
    return LocalTime.parse(time)
        .atDate(LocalDate.of(2026, 7, 1))
        .atZone(ZoneId.systemDefault())
        .toInstant();
  }
}

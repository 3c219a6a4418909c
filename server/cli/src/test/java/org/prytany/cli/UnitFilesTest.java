package org.prytany.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The services in docs/systemd are ones that systemd takes, and the image in docs/container is
 * whole.
 */
class UnitFilesTest {

  private static final Path UNITS = Path.of("../../docs/systemd");

  @TempDir private Path folder;

  @Test
  void systemdTakesTheServices() throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/systemd-analyze")), "no systemd here");
    for (Path unit : units()) {
      // The program is not installed here.
      Files.writeString(
          folder.resolve(unit.getFileName()),
          Files.readString(unit).replace("/opt/prytany/prytany", "/bin/true"));
    }
    for (Path unit : units()) {
      Process verify =
          new ProcessBuilder(
                  "/usr/bin/systemd-analyze",
                  "verify",
                  folder.resolve(unit.getFileName()).toString())
              .redirectErrorStream(true)
              .start();
      String said = new String(verify.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(verify.waitFor()).as(said).isZero();
    }
  }

  @Test
  void aServiceThatFailedStartsAgain() throws IOException {
    for (Path unit : units()) {
      assertThat(Files.readAllLines(unit)).contains("Restart=on-failure");
    }
  }

  @Test
  void theServerStaysWhereTheSystemEndsItsPluginsForTheirMemory() throws IOException {
    assertThat(Files.readAllLines(UNITS.resolve("prytany.service"))).contains("OOMPolicy=continue");
  }

  @Test
  void theImageHasEverythingThatTheLauncherStarts() throws IOException {
    String launcher = Files.readString(Path.of("../../prytany"));
    String image = Files.readString(Path.of("../../docs/container/Containerfile"));
    List<String> parts =
        Pattern.compile("\"\\$home/(server/[a-z]+/target/dist)/lib\"")
            .matcher(launcher)
            .results()
            .map(found -> found.group(1))
            .toList();
    assertThat(parts).hasSizeGreaterThan(5).contains("server/backup/target/dist");
    assertThat(parts)
        .allSatisfy(part -> assertThat(image).contains("COPY " + part + " /opt/prytany/" + part));
  }

  private static List<Path> units() throws IOException {
    try (Stream<Path> all = Files.list(UNITS)) {
      List<Path> units = all.filter(path -> path.toString().endsWith(".service")).toList();
      assertThat(units).hasSize(2);
      return units;
    }
  }
}

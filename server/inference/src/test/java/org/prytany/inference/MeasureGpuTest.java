package org.prytany.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What {@code measure-gpu.sh} does on a machine without a card, and with one that is none. */
@DisabledOnOs(OS.WINDOWS)
class MeasureGpuTest {

  private static final Path SCRIPT = Path.of("script", "measure-gpu.sh").toAbsolutePath();

  @TempDir private Path tools;

  @Test
  void withoutACardItSaysSoAndExitsWith3() throws Exception {
    Run run = run();
    assertThat(run.words()).contains("no NVIDIA card here").contains("--dry-run");
    assertThat(run.code()).isEqualTo(3);
  }

  @Test
  void aDriverThatSeesNoCardIsNoCard() throws Exception {
    tool("nvidia-smi", "echo 'No devices were found'; exit 6");
    assertThat(run().code()).isEqualTo(3);
    tool("nvidia-smi", "exit 0");
    assertThat(run("--writer", "anything").code()).isEqualTo(3);
  }

  @Test
  void anotherCudaThanTheKnownOnesIsRefusedBeforeAnythingIsFetched() throws Exception {
    tool("nvidia-smi", "echo '| Driver Version: 999.1  CUDA Version: 11.8 |'");
    tool("mvn", "echo fetched; exit 1");
    Run run = run("--prepare");
    assertThat(run.words()).contains("CUDA '11'").doesNotContain("fetched");
    assertThat(run.code()).isEqualTo(2);
  }

  @Test
  void itsHelpNamesItsOptions() throws Exception {
    Run run = run("--help");
    assertThat(run.words())
        .contains("--prepare", "--dry-run", "--writer", "--peer", "--json", "exits with 3");
    assertThat(run.code()).isZero();
  }

  private record Run(int code, String words) {}

  /** With the tools that are made here and the few that the script needs, and no others. */
  private Run run(String... arguments) throws IOException, InterruptedException {
    for (String needed :
        List.of("bash", "dirname", "readlink", "sed", "grep", "head", "basename")) {
      for (String place : List.of("/usr/bin", "/bin")) {
        Path tool = Path.of(place, needed);
        if (Files.isExecutable(tool) && !Files.exists(tools.resolve(needed))) {
          Files.createSymbolicLink(tools.resolve(needed), tool);
        }
      }
    }
    ProcessBuilder builder =
        new ProcessBuilder(tools.resolve("bash").toString(), SCRIPT.toString());
    builder.command().addAll(List.of(arguments));
    builder.environment().put("PATH", tools.toString());
    builder.environment().remove("PRYTANY_CUDA");
    Process process = builder.redirectErrorStream(true).start();
    String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), words);
  }

  private void tool(String name, String body) throws IOException {
    Path file = tools.resolve(name);
    Files.writeString(file, "#" + "!" + tools.resolve("bash") + "\n" + body + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }
}

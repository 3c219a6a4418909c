package org.prytany.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataClaimTest {

  @TempDir private Path data;

  @Test
  void a_second_server_with_the_same_folder_is_refused() throws Exception {
    try (DataClaim claim = PluginState.claim(data)) {
      assertThat(claim.state()).isEqualTo(data.resolve("plugins-state"));
      assertThatThrownBy(() -> PluginState.claim(data))
          .isInstanceOf(CommandFailure.class)
          .hasMessageContaining(data.toString())
          .hasMessageContaining("process " + ProcessHandle.current().pid());
    }
    PluginState.claim(data).close();
  }

  @Test
  void a_server_that_outlives_its_launcher_keeps_its_folder_until_it_ends() throws Exception {
    Process server = new ProcessBuilder("sleep", "600").start();
    try (DataClaim claim = PluginState.claim(data)) {
      claim.by(server.pid());
    }
    try {
      assertThatThrownBy(() -> PluginState.claim(data))
          .isInstanceOf(CommandFailure.class)
          .hasMessageContaining("process " + server.pid());
    } finally {
      server.destroyForcibly();
    }
    // A test that ends is one that was let in.
    PluginState.claim(data).close();
  }

  @Test
  void a_number_that_was_given_to_another_process_since_holds_nothing() throws Exception {
    PluginState.claim(data).close();
    Files.writeString(
        data.resolve("plugins-state").resolve("server.lock"),
        ProcessHandle.current().pid() + " 2001-01-01T00:00:00Z\n");
    PluginState.claim(data).close();
    assertThat(data.resolve("plugins-state")).exists();
  }

  @Test
  void a_launcher_in_another_process_is_refused() throws Exception {
    try (DataClaim claim = PluginState.claim(data)) {
      claim.by(ProcessHandle.current().pid());
      Process other =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  Claiming.class.getName(),
                  data.toString())
              .redirectErrorStream(true)
              .start();
      assertThat(new String(other.getInputStream().readAllBytes()))
          .contains("process " + ProcessHandle.current().pid());
    }
  }

  /** Another launcher. */
  static final class Claiming {
    private Claiming() {}

    public static void main(String[] args) throws Exception {
      try (DataClaim claim = PluginState.claim(Path.of(args[0]))) {
        System.out.println("claimed " + claim.state());
      } catch (CommandFailure e) {
        System.out.println(e.getMessage());
      }
    }
  }
}

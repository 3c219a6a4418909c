package org.prytany.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.host.budget.Budget;

class PluginInstallerTest {

  @TempDir Path folder;
  private Path available;
  private Path monitored;

  @BeforeEach
  void directories() throws IOException {
    available = Files.createDirectory(folder.resolve("available"));
    monitored = folder.resolve("plugins");
  }

  @Test
  void a_listed_war_is_moved_whole_into_the_plugin_directory() throws IOException {
    String sha256 = waiting("good.war", "content");
    assertThat(installer(sha256.toUpperCase(Locale.ROOT)).install("good.war")).isEqualTo(sha256);
    assertThat(monitored.resolve("good.war")).hasContent("content");
    try (var left = Files.list(folder.resolve("plugins-incoming"))) {
      assertThat(left).isEmpty();
    }
    installer(sha256).remove("good.war");
    assertThat(monitored.resolve("good.war")).doesNotExist();
  }

  @Test
  void an_unlisted_war_stays_outside_and_its_hash_is_told() throws IOException {
    String sha256 = waiting("stranger.war", "content");
    assertRefused(
        () -> installer().install("stranger.war"),
        FailureCode.NOT_ALLOWED,
        "add " + sha256 + " to prytany.plugins.sha256");
    assertThat(monitored.resolve("stranger.war")).doesNotExist();
  }

  @Test
  void names_that_lead_elsewhere_are_refused() {
    for (String name :
        List.of("../x.war", "/etc/x.war", "x.jar", "", ".war", "a/b.war", "x.war\n", ".x.war")) {
      assertRefused(
          () -> installer().install(name), FailureCode.INVALID_INPUT, "a plugin's file name");
      assertRefused(
          () -> installer().remove(name), FailureCode.INVALID_INPUT, "a plugin's file name");
    }
  }

  @Test
  void a_link_or_a_missing_file_is_not_installed() throws IOException {
    String sha256 = waiting("real.war", "content");
    Files.createSymbolicLink(available.resolve("link.war"), available.resolve("real.war"));
    assertRefused(
        () -> installer(sha256).install("link.war"), FailureCode.NOT_FOUND, "no plugin file");
    assertRefused(
        () -> installer(sha256).install("none.war"), FailureCode.NOT_FOUND, "no plugin file");
    assertRefused(() -> installer(sha256).remove("none.war"), FailureCode.NOT_FOUND, "is deployed");
  }

  @Test
  void what_waits_is_shown_by_name() throws IOException {
    waiting("b.war", "b");
    waiting("a.war", "a");
    Files.writeString(available.resolve("notes.txt"), "x");
    assertThat(installer().available()).containsExactly("a.war", "b.war");
  }

  @Test
  void a_list_with_something_else_than_a_hash_is_refused_by_its_key() {
    assertRefused(
        () -> installer("policy.war"),
        FailureCode.CONFIGURATION_INVALID,
        "prytany.plugins.sha256 has an entry that is no SHA-256");
  }

  private String waiting(String name, String content) throws IOException {
    Path file = Files.writeString(available.resolve(name), content);
    return WarFile.sha256(file);
  }

  private PluginInstaller installer(String... listed) {
    return new PluginInstaller(
        new HostSettings(
            available,
            monitored,
            Set.of(listed),
            Map.of(),
            new Budget(Duration.ofSeconds(1), Duration.ofMinutes(5)),
            Duration.ofSeconds(30)));
  }

  private static void assertRefused(Runnable act, FailureCode code, String message) {
    assertThatThrownBy(act::run)
        .isInstanceOfSatisfying(
            PrytanyException.class, thrown -> assertThat(thrown.code()).isEqualTo(code))
        .hasMessageContaining(message);
  }
}

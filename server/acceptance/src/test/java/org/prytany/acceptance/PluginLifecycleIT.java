package org.prytany.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.acceptance.probe.BrokenAtStart;
import org.prytany.acceptance.probe.BrokenStrategy;
import org.prytany.acceptance.probe.ContextStrategy;
import org.prytany.acceptance.server.InServer;
import org.prytany.acceptance.server.Probe;
import org.prytany.acceptance.server.Probe.Status;
import org.prytany.acceptance.server.Wars;

@InServer
class PluginLifecycleIT {

  @TempDir Path folder;
  private final Probe probe = new Probe();

  @Deployment(testable = false)
  static WebArchive host() {
    return Wars.host();
  }

  @AfterEach
  void removePlugins() throws Exception {
    try (Stream<Path> files = Files.list(Wars.dropped())) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        Wars.remove(name);
        probe.awaitGone(name);
      }
    }
  }

  @Test
  void a_listed_plugin_is_deployed_hot_and_called_in_its_own_context() throws Exception {
    Path war = Wars.plugin(folder, "context.war", "1", ContextStrategy.class);
    probe.list(war);
    assertThat(probe.decision()).isEqualTo("no strategy");

    Wars.drop(war, "context.war");

    assertThat(awaitActive("context.war").version()).isEqualTo("1");
    assertThat(probe.decision())
        .matches("Refrain\\|context\\|version=1 loader=true cdi=true jndi=context-\\S+ own=true");
  }

  @Test
  void a_newer_war_takes_the_place_of_an_older_one_without_a_restart() throws Exception {
    Path first = Wars.plugin(folder, "context.war", "1", ContextStrategy.class);
    Path second = Wars.plugin(folder, "context.war", "2", ContextStrategy.class);
    probe.list(first, second);
    Wars.drop(first, "context.war");
    awaitActive("context.war");

    Wars.drop(second, "context.war");

    probe.await("context.war", status -> is(status, "ACTIVE") && status.version().equals("2"));
    assertThat(probe.decision()).contains("version=2");
  }

  @Test
  void an_undeployed_plugin_is_gone_and_not_called_any_more() throws Exception {
    Path war = Wars.plugin(folder, "context.war", "1", ContextStrategy.class);
    probe.list(war);
    Wars.drop(war, "context.war");
    awaitActive("context.war");

    Wars.remove("context.war");

    Status gone = probe.await("context.war", status -> is(status, "GONE"));
    assertThat(gone.reason()).contains("not running any more");
    assertThat(probe.decision()).isEqualTo("no strategy");
  }

  @Test
  void a_war_that_throws_at_start_has_failed_and_the_others_go_on() throws Exception {
    Path good = Wars.plugin(folder, "context.war", "1", ContextStrategy.class);
    Path broken = Wars.plugin(folder, "broken.war", "1", BrokenAtStart.class);
    probe.list(good, broken);
    Wars.drop(good, "context.war");
    awaitActive("context.war");

    Wars.drop(broken, "broken.war");

    Status status = probe.await("broken.war", one -> is(one, "FAILED"));
    assertThat(status.reason()).contains("did not start").contains("messages.log");
    assertThat(probe.decision()).contains("version=1");
    assertThat(probe.status("/health/live")).isEqualTo(200);
    probe.awaitHealth("/health/ready");
  }

  @Test
  void a_plugin_that_cannot_be_made_has_failed_and_says_why() throws Exception {
    Path war = Wars.plugin(folder, "unmade.war", "1", BrokenStrategy.class);
    probe.list(war);

    Wars.drop(war, "unmade.war");

    Status status = probe.await("unmade.war", one -> is(one, "FAILED"));
    assertThat(status.reason()).contains("no policy for the broken strategy");
    assertThat(probe.decision()).isEqualTo("no strategy");
  }

  @Test
  void an_unlisted_war_waits_and_never_runs() throws Exception {
    Path listed = Wars.plugin(folder, "context.war", "1", ContextStrategy.class);
    Path stranger = Wars.plugin(folder, "context.war", "6", ContextStrategy.class);
    probe.list(listed);

    Wars.drop(stranger, "context.war");

    Status status = probe.await("context.war", one -> is(one, "STAGED"));
    assertThat(status.version()).as("nobody asked it").isEmpty();
    assertThat(status.reason())
        .contains("add " + Wars.sha256(stranger) + " to prytany.plugins.sha256");
    assertThat(probe.decision()).isEqualTo("no strategy");
  }

  @Test
  void an_update_that_does_not_start_leaves_the_version_before_it_in_use() throws Exception {
    Path good = Wars.plugin(folder, "context.war", "1", ContextStrategy.class);
    Path broken = Wars.plugin(folder, "context.war", "2", BrokenAtStart.class);
    probe.list(good, broken);
    Wars.drop(good, "context.war");
    awaitActive("context.war");

    Wars.drop(broken, "context.war");

    probe.awaitAny(status -> is(status, "FAILED") && status.reason().contains("goes on"));
    assertThat(probe.decision()).contains("version=1");
    probe.awaitHealth("/health/ready");
  }

  @Test
  void the_host_installs_a_listed_war_and_leaves_an_unlisted_one_outside() throws Exception {
    Path war = Wars.plugin(folder, "context.war", "1", ContextStrategy.class);
    Path stranger = Wars.plugin(folder, "stranger.war", "6", ContextStrategy.class);
    Files.createDirectories(Wars.available());
    Files.copy(war, Wars.available().resolve("context.war"), StandardCopyOption.REPLACE_EXISTING);
    Files.copy(
        stranger, Wars.available().resolve("stranger.war"), StandardCopyOption.REPLACE_EXISTING);
    probe.list(war);

    assertThat(probe.install("context.war")).isEqualTo(Wars.sha256(war));
    assertThat(probe.install("stranger.war"))
        .startsWith("NOT_ALLOWED: 'stranger.war' is not listed")
        .contains(Wars.sha256(stranger));

    awaitActive("context.war");
    assertThat(Wars.dropped().resolve("stranger.war")).doesNotExist();
  }

  @Test
  void our_own_plugins_work_in_the_server() throws Exception {
    Map<String, Path> wars =
        Map.of(
            "prytany-digest.war", Wars.own("prytany-digest.war"),
            "prytany-policy.war", Wars.own("prytany-policy.war"),
            "prytany-treasury.war", Wars.own("prytany-treasury.war"));
    probe.list(wars.values().toArray(Path[]::new));
    wars.forEach(PluginLifecycleIT::drop);

    assertThat(awaitActive("prytany-policy.war").id()).isEqualTo("policy-cel");
    assertThat(awaitActive("prytany-treasury.war").id()).isEqualTo("treasury-openzeppelin");
    assertThat(probe.decision()).startsWith("Escalate|ask-a-person|No policy file is configured");
    assertThat(awaitActive("prytany-digest.war").version()).isNotEmpty();
    assertThat(probe.digest()).isEqualTo("Fund the documentation team");
    assertThat(probe.queue()).startsWith("0x160cbed7");
  }

  private Status awaitActive(String file) throws Exception {
    return probe.await(file, status -> is(status, "ACTIVE"));
  }

  private static boolean is(Status status, String state) {
    return status.state().equals(state);
  }

  private static void drop(String name, Path war) {
    try {
      Wars.drop(war, name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

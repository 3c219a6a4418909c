package org.prytany.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnServerTest {

  /** An installation whose server is a shell script. */
  private static Installation installation(Path home, String script) throws IOException {
    Path program = home.resolve("liberty-config/target/liberty/wlp/bin/server");
    Files.createDirectories(program.getParent());
    Files.writeString(program, "#!/bin/sh\n" + script);
    assertThat(program.toFile().setExecutable(true)).isTrue();
    Path server = home.resolve("liberty-config/target/liberty/wlp/usr/servers/prytany/server.xml");
    Files.createDirectories(server.getParent());
    Files.writeString(server, "<server/>");
    Path plugin = home.resolve("plugins/digest/target/prytany-digest.war");
    Files.createDirectories(plugin.getParent());
    Files.writeString(plugin, "a plugin");
    return new Installation(home);
  }

  @Test
  void aServerThatEndsWhileItStartsLeavesWhatItSaid(@TempDir Path home) throws IOException {
    Installation installation =
        installation(home, "echo '[ERROR   ] no room for it'; cat \"$PRYTANY_CONFIG\"; exit 1\n");

    CommandFailure failure =
        catchThrowableOfType(
            CommandFailure.class, () -> OwnServer.start(installation, OwnServer.Wishes.NONE));

    assertThat(failure).hasMessageContaining("no room for it");
    Path console = Path.of(failure.remedy().substring(failure.remedy().indexOf('/')));
    try {
      assertThat(console)
          .content()
          .contains("prytany.plugins.sha256=" + OwnServer.sha256(installation.plugin("digest")));
    } finally {
      OwnServer.delete(console.getParent().getParent());
    }
  }

  /** Whoever watches a server that was up is told that it is gone, and why as far as it said. */
  @Test
  void aServerThatEndsLaterIsNoticedWithItsExitCodeAndWhatItSaid(@TempDir Path home)
      throws Exception {
    Installation installation =
        installation(home, "sleep 1; echo '[ERROR   ] disk full'; exit 3\n");
    Path config = Files.writeString(home.resolve("p.properties"), "prytany.data-dir=store\n");
    try (ServerProcess server =
        ServerProcess.start(
            installation,
            new ServerProcess.Settings(
                home.resolve("data"), OperatorConfig.read(config), ServerProcess.freePort()))) {
      server.requireRunning();

      CommandFailure ended = server.untilItEnds();

      assertThat(ended).hasMessageContaining("exit code 3").hasMessageContaining("disk full");
      assertThat(ended.remedy()).contains("console.log");
      assertThat(catchThrowableOfType(CommandFailure.class, server::requireRunning))
          .hasMessage(ended.getMessage());
    }
  }

  @Test
  void aServerWhoseFilesThisUserMayNotReadIsNamedWithTheRemedy(@TempDir Path home)
      throws IOException {
    Installation installation = installation(home, "exit 0\n");
    Path usr = home.resolve("liberty-config/target/liberty/wlp/usr");
    Files.delete(usr.resolve("servers/prytany/server.xml"));

    CommandFailure failure =
        catchThrowableOfType(
            CommandFailure.class, () -> OwnServer.start(installation, OwnServer.Wishes.NONE));

    assertThat(failure).hasMessageContaining(usr.toString());
    assertThat(failure.remedy()).contains("chmod -R go+rX " + usr);
  }
}

package org.prytany.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatorConfigTest {

  @TempDir private Path folder;

  private Path file(String text) throws Exception {
    return Files.writeString(folder.resolve("prytany.properties"), text);
  }

  @Test
  void relativePathsStartAtTheConfigurationFile() throws Exception {
    OperatorConfig config =
        OperatorConfig.read(file("prytany.plugins.dir=mods\nprytany.policy.file=rules.yaml\n"));

    assertThat(config.pluginsDir()).isEqualTo(folder.resolve("mods"));
    assertThat(config.policyFile()).contains(folder.resolve("rules.yaml"));
  }

  @Test
  void aPluginIsAcceptedOnlyIfItsHashIsListed() throws Exception {
    Path war = Files.writeString(folder.resolve("a.war"), "not really a war");
    Path other = Files.writeString(folder.resolve("b.war"), "another");
    OperatorConfig config =
        OperatorConfig.read(file("prytany.plugins.sha256=" + OwnServer.sha256(war) + "\n"));

    assertThat(config.accepts(war)).isTrue();
    assertThat(config.accepts(other)).isFalse();
  }

  @Test
  void aDeployedPluginArrivesWholeInADirectoryThatOnlyTheUserCanOpen() throws Exception {
    Path war = Files.writeString(folder.resolve("a.war"), "content");
    OperatorConfig config = OperatorConfig.read(file(""));

    config.deploy(war);

    assertThat(config.pluginsDir().resolve("a.war")).hasSameTextualContentAs(war);
    assertThat(Files.getPosixFilePermissions(config.pluginsDir()))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void aFolderThatTakesNoPluginIsNamedWithItsKey() throws Exception {
    Path war = Files.writeString(folder.resolve("a.war"), "content");
    Path taken = Files.writeString(folder.resolve("mods"), "a file, no folder");
    OperatorConfig config = OperatorConfig.read(file("prytany.plugins.dir=mods"));

    assertThatThrownBy(() -> config.deploy(war))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining(taken.toString())
        .extracting(failure -> ((CommandFailure) failure).remedy())
        .asString()
        .contains("prytany.plugins.dir", config.file().toString());
  }

  @Test
  void aPasswordIsMadeOnceAndOnlyTheUserCanReadIt() throws Exception {
    Path file = folder.resolve("password");

    String first = PrivateFiles.password(file);

    assertThat(PrivateFiles.password(file)).isEqualTo(first).hasSizeGreaterThan(30);
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }
}

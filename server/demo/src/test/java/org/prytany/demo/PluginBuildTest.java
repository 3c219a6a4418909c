package org.prytany.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.cli.CommandFailure;

class PluginBuildTest {

  @TempDir private Path project;

  @Test
  void whatTheCompilerObjectsToIsShownFromTheProjectOn() throws IOException {
    assertThat(
            build()
                .objections(
                    List.of(
                        "[INFO] Compiling",
                        "[ERROR] COMPILATION ERROR : ",
                        "[ERROR] " + project + "/src/main/java/Vote.java:[20,19] ';' expected",
                        "[ERROR] " + project + "/src/main/java/Vote.java:[20,19] ';' expected",
                        "[ERROR] ",
                        "[ERROR] To see the full stack trace of the errors, re-run Maven with -e.",
                        "[ERROR] [Help 1] http://cwiki.apache.org/confluence")))
        .containsExactly("COMPILATION ERROR : ", "src/main/java/Vote.java:[20,19] ';' expected");
  }

  @Test
  void aBuildThatFailsWithoutSuchLinesShowsAllThatWasSaid() throws IOException {
    assertThat(build().objections(List.of("The JAVA_HOME environment variable is not defined")))
        .containsExactly("The JAVA_HOME environment variable is not defined");
  }

  @Test
  void aProjectThatMavenCannotReadIsSaid() throws Exception {
    assertThat(build().run()).anyMatch(line -> line.contains("pom.xml"));
  }

  @Test
  void aFolderWithoutAPomIsNoProject() {
    assertThatThrownBy(() -> new PluginBuild(project))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("There is no pom.xml in " + project);
  }

  @Test
  void theWarIsTheOneThatWasBuiltLast() throws IOException {
    PluginBuild build = build();
    assertThatThrownBy(build::war).hasMessageContaining("made no WAR");
    Files.createDirectories(project.resolve("target"));
    Path old = Files.writeString(project.resolve("target/z-1.0.war"), "old");
    Files.setLastModifiedTime(old, FileTime.fromMillis(1_000));
    Path made = Files.writeString(project.resolve("target/a-2.0.war"), "new");

    assertThat(build.war()).isEqualTo(made);
  }

  private PluginBuild build() throws IOException {
    Files.writeString(project.resolve("pom.xml"), "<project>");
    return new PluginBuild(project);
  }
}

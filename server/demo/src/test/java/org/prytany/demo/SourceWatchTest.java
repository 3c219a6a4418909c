package org.prytany.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceWatchTest {

  @TempDir private Path project;
  private Path source;
  private Map<Path, SourceWatch.Stamp> before = Map.of();

  @BeforeEach
  void aProject() throws IOException {
    source = write("src/main/java/Vote.java", "class Vote {}");
    write("pom.xml", "<project/>");
    before = new SourceWatch(project).look();
  }

  @Test
  void whatTheBuildReadsIsWatchedAndWhatItMakesIsNot() throws IOException {
    write("target/classes/Vote.class", "made");
    write(".git/index", "hidden");
    write("src/main/java/.Vote.java.swp", "an editor's");
    write("src/main/java/Vote.java~", "an editor's");

    assertThat(new SourceWatch(project).look()).isEqualTo(before);
    assertThat(before.keySet()).containsExactlyInAnyOrder(source, project.resolve("pom.xml"));
  }

  @Test
  void aSaveANewFileAndOneThatIsGoneAreChanges() throws IOException {
    SourceWatch watch = new SourceWatch(project);

    Files.setLastModifiedTime(source, FileTime.fromMillis(1_000));
    Map<Path, SourceWatch.Stamp> saved = watch.look();
    assertThat(saved).isNotEqualTo(before);
    write("src/test/java/VoteTest.java", "class VoteTest {}");
    Map<Path, SourceWatch.Stamp> added = watch.look();
    assertThat(added).isNotEqualTo(saved);
    Files.delete(source);
    assertThat(watch.look()).isNotEqualTo(added).doesNotContainKey(source);
  }

  @Test
  void whoWaitsGoesOnAfterASave() throws Exception {
    CompletableFuture<Void> waiting =
        CompletableFuture.runAsync(
            () -> {
              try {
                new SourceWatch(project).awaitChange(before);
              } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    assertThat(waiting).isNotDone();

    write("src/main/java/Vote.java", "class Vote { int a; }");

    waiting.get(1, TimeUnit.MINUTES);
  }

  private Path write(String name, String text) throws IOException {
    Path file = project.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }
}

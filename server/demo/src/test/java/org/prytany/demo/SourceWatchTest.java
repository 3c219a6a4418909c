package org.prytany.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceWatchTest {

  @TempDir private Path project;
  private Path source;
  private Map<Path, String> before = Map.of();

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
    assertThat(before.keySet())
        .containsExactlyInAnyOrder(project.relativize(source), Path.of("pom.xml"));
  }

  @Test
  void aSaveANewFileAndOneThatIsGoneAreChanges() throws IOException {
    SourceWatch watch = new SourceWatch(project);

    Files.writeString(source, "class Vote { }");
    Map<Path, String> saved = watch.look();
    assertThat(saved).isNotEqualTo(before);
    write("src/test/java/VoteTest.java", "class VoteTest {}");
    Map<Path, String> added = watch.look();
    assertThat(added).isNotEqualTo(saved);
    Files.delete(source);
    assertThat(watch.look()).isNotEqualTo(added).doesNotContainKey(project.relativize(source));
  }

  @Test
  void aFileThatIsWrittenAgainAsItWasIsNoChange() throws IOException {
    SourceWatch watch = new SourceWatch(project);
    watch.building();
    Files.setLastModifiedTime(source, FileTime.fromMillis(1_000));
    assertThat(watch.ended()).isEmpty();
    Files.setLastModifiedTime(source, FileTime.fromMillis(2_000));
    assertThat(watch.isDue()).isFalse();
  }

  @Test
  void whatABuildWritesBesideTargetIsBuiltOnceMoreAndNoMore() throws IOException {
    SourceWatch watch = new SourceWatch(project);
    Path reduced = Path.of("dependency-reduced-pom.xml");

    watch.building();
    write(reduced.toString(), "<project/>");
    assertThat(watch.ended()).isEmpty();
    assertThat(watch.isDue()).as("it may have been saved meanwhile").isTrue();
    watch.building();
    write(reduced.toString(), "<project/>");
    assertThat(watch.ended()).isEmpty();
    assertThat(watch.isDue()).isFalse();
  }

  @Test
  void whatEveryBuildWritesOtherwiseIsTheBuildsOwn() throws IOException {
    SourceWatch watch = new SourceWatch(project);
    Path stamped = Path.of("src/main/resources/built.properties");

    for (int build = 1; build < 5; build++) {
      watch.building();
      write(stamped.toString(), "number=" + build);
      assertThat(watch.ended()).isEqualTo(build == 1 ? Set.of() : Set.of(stamped));
      assertThat(watch.isDue()).isEqualTo(build == 1);
    }
    write(stamped.toString(), "number=mine");
    assertThat(watch.isDue()).as("saved by somebody").isTrue();
  }

  @Test
  void whatIsSavedWhileItIsBuiltIsBuilt() throws IOException {
    SourceWatch watch = new SourceWatch(project);

    watch.building();
    write("src/main/java/Vote.java", "class Vote { int saved; }");
    assertThat(watch.ended()).isEmpty();
    assertThat(watch.isDue()).isTrue();
    watch.building();
    write("src/main/java/Other.java", "class Other {}");
    Files.delete(project.resolve("pom.xml"));
    assertThat(watch.ended()).isEmpty();
    assertThat(watch.isDue()).isTrue();
    watch.building();
    assertThat(watch.ended()).isEmpty();
    assertThat(watch.isDue()).isFalse();
  }

  @Test
  void whoWaitsGoesOnAfterASave() throws Exception {
    SourceWatch watch = new SourceWatch(project);
    watch.building();
    CompletableFuture<Void> waiting =
        CompletableFuture.runAsync(
            () -> {
              try {
                watch.awaitChange();
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

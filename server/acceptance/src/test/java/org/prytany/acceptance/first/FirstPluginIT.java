package org.prytany.acceptance.first;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.acceptance.server.BuiltHouse;
import org.prytany.host.inspect.Inspection;

/**
 * The commands under "Begin" in docs/writing-a-plugin.md, in its order and nothing else: from
 * nothing to a plugin that answers in the demo. Maven works with a copy of the local repository, so
 * that nobody else's builds find the kit there.
 */
class FirstPluginIT {

  private static final Path HOME = BuiltHouse.installation().home();
  private static final Pattern COMMAND = Pattern.compile("(?m)^ {4}(\\S.*+)$");

  @TempDir private Path folder;
  private Path repository;

  @BeforeEach
  void aRepositoryOfItsOwn() throws Exception {
    Path ours =
        Path.of(
            System.getProperty(
                "localRepository", System.getProperty("user.home") + "/.m2/repository"));
    repository = folder.resolve("repository");
    // Links where the file system has them: it is large.
    run(
        "copy",
        List.of(
            "sh",
            "-c",
            "cp -al \"$0\" \"$1\" 2>/dev/null || cp -a \"$0\" \"$1\"",
            ours.toString(),
            repository.toString()));
    run("clean", List.of("rm", "-rf", repository.resolve("org/prytany").toString()));
  }

  @Test
  void whoFollowsThePageHasAPluginThatAnswers() throws Exception {
    List<String> commands = commands();
    Launched launched = new Launched(folder);
    long begun = System.nanoTime();

    assertThat(commands).hasSize(5);
    for (String command : commands) {
      String said;
      if (command.startsWith("mvn ")) {
        said = run(command, List.of(command.split(" ")));
      } else if (command.equals("./prytany plugin kit")) {
        said = run(command, List.of(HOME.resolve("prytany").toString(), "plugin", "kit"));
      } else {
        said = launched.run(command.substring("./prytany ".length()));
      }
      System.out.printf("%4d s  %s%n", (System.nanoTime() - begun) / 1_000_000_000L, command);
      if (command.contains(" demo ")) {
        assertThat(said)
            .contains(
                "Your plugin runs as VoteStrategy",
                "Voted abstain on documentation-grant by rule always-abstain.",
                "Every expected outcome was read back from the chain.");
      }
    }
    buildsWithAParentOfItsOwn(folder.resolve("follow-me"));
  }

  /** The same sources with the POM that the page shows. */
  private void buildsWithAParentOfItsOwn(Path project) throws Exception {
    String page = Files.readString(HOME.resolve("docs/writing-a-plugin.md"));
    String pom = page.substring(page.indexOf("<project "));
    pom = pom.substring(0, pom.indexOf("```"));
    Files.writeString(project.resolve("pom.xml"), pom);

    run("own parent", List.of("mvn", "-f", project.resolve("pom.xml").toString(), "verify"));

    Path war = project.resolve("target/my-plugin.war");
    assertThat(Inspection.of(war).refusals()).isEmpty();
    try (ZipFile zip = new ZipFile(war.toFile())) {
      assertThat(zip.stream().filter(entry -> entry.getName().endsWith(".jar")))
          .as("what the server has is not in it")
          .isEmpty();
    }
  }

  @Test
  void theExampleVotesAsTheAccountThatThePageNames() throws Exception {
    String page = Files.readString(HOME.resolve("docs/writing-a-plugin.md"));
    Matcher command =
        Pattern.compile(
                "(?m)^ {4}(FOLLOW_DELEGATE)=(\\S++) \\./prytany ([^\\\\\n]++)\\\\\n *+(.*+)$")
            .matcher(page);
    assertThat(command.find()).isTrue();

    Launched.Ended demo =
        new Launched(folder)
            .end(
                (command.group(3) + command.group(4))
                    .replace("examples/", HOME.resolve("examples") + "/"),
                Map.of(command.group(1), command.group(2)));

    assertThat(demo.exit()).as(demo.said()).isZero();
    assertThat(demo.said())
        .contains("Waits with its vote on documentation-grant by rule follow-delegate.")
        .contains("Voted for on documentation-grant by rule follow-delegate.")
        .contains("Every expected outcome was read back from the chain.");
  }

  @Test
  void aPluginThatTheServerWouldNotRunEndsTheDemoBeforeItStarts() throws Exception {
    Path war = folder.resolve("other.war");
    Files.writeString(war, "no archive");

    Launched.Ended demo = new Launched(folder).end("demo --once --plugin " + war);

    assertThat(demo.exit()).isEqualTo(2);
    assertThat(demo.said())
        .contains("REFUSED: it cannot be read as a WAR", "The server would not run other.war.")
        .doesNotContain("Starting a local chain");
  }

  /** The first block of commands under "Begin". */
  private static List<String> commands() throws IOException {
    String page = Files.readString(HOME.resolve("docs/writing-a-plugin.md"));
    String begin = page.substring(page.indexOf("## Begin"));
    return COMMAND
        .matcher(begin.substring(0, begin.indexOf("\n1. ")))
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  private String run(String name, List<String> words) throws Exception {
    Path said = Files.createTempFile(folder, "said", ".txt");
    ProcessBuilder command =
        new ProcessBuilder(words)
            .directory(folder.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    command.environment().put("MAVEN_OPTS", "-Dmaven.repo.local=" + repository);
    Process running = command.start();
    try {
      assertThat(running.waitFor()).as(() -> name + "\n" + read(said)).isZero();
      return Files.readString(said);
    } finally {
      running.destroy();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }
}

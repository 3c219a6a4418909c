package org.prytany.acceptance.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import org.prytany.cli.plugin.NewCommand;
import org.prytany.host.inspect.Declared;
import org.prytany.host.inspect.Inspection;
import org.prytany.spi.Plugin;
import org.prytany.spi.SpiVersion;
import picocli.CommandLine;

/** The projects that `prytany plugin new` writes, built and tested as they are. */
class GeneratedPluginTest {

  private static final Pattern VERSION =
      Pattern.compile("<artifactId>(maven-[a-z]+-plugin)</artifactId>\\s*<version>([^<]+)<");

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "strategy, follow-a-delegate, com.example.votes.FollowADelegateStrategy, 7",
    "digester, first-lines, com.example.votes.FirstLinesDigester, 10",
    "notifier, our-room, com.example.votes.OurRoomNotifier, 8",
  })
  void a_new_plugin_compiles_and_keeps_what_its_kind_has_to_keep(
      String kind, String name, String bean, int tests) throws Exception {
    Path project = folder.resolve(name);

    assertThat(run(kind, name, "--package", "com.example.votes", "--dir", project.toString()))
        .contains(
            "mvn verify",
            kind.equals("notifier") ? "starts it in a demo" : "shows what it answers");
    TestExecutionSummary summary = tested(project, bean + "Test");

    assertThat(summary.getFailures())
        .extracting(
            failure -> failure.getTestIdentifier().getDisplayName() + failure.getException())
        .isEmpty();
    assertThat(summary.getTestsSucceededCount()).isGreaterThanOrEqualTo(tests);
    Path war = packed(project);
    assertThat(Inspection.of(war).refusals()).as("what the host has against it").isEmpty();
    Plugin made = made(project, bean);
    assertThat(Declared.of(war).contradiction(made.id(), made.version(), kind)).isEmpty();
    assertThat(Declared.of(war).problem()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Strategy1, 'is no name of a plugin'",
    "../up, 'is no name of a plugin'",
    "a--b, 'is no name of a plugin'",
  })
  void a_name_that_no_plugin_may_have_is_refused_and_nothing_is_written(String name, String why)
      throws Exception {
    assertThat(run("strategy", name, "--dir", folder.resolve("x").toString())).contains(why);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void what_is_there_already_is_left_as_it_is() throws Exception {
    Files.writeString(folder.resolve("mine"), "mine");

    assertThat(run("strategy", "mine", "--dir", folder.resolve("mine").toString()))
        .contains("is there already");
    assertThat(folder.resolve("mine")).hasContent("mine");
  }

  @Test
  void the_plugins_parent_builds_with_the_versions_that_our_own_plugins_are_built_with()
      throws Exception {
    TreeMap<String, String> ours = versions(root().resolve("pom.xml"));
    TreeMap<String, String> theirs = versions(root().resolve("plugins/parent/pom.xml"));

    assertThat(theirs).isNotEmpty();
    assertThat(ours).containsAllEntriesOf(theirs);
  }

  private static String run(String... arguments) {
    StringWriter said = new StringWriter();
    CommandLine command = new CommandLine(new NewCommand());
    command.setCaseInsensitiveEnumValuesAllowed(true);
    command.setOut(new PrintWriter(said));
    command.setErr(new PrintWriter(said));
    command.execute(arguments);
    return said.toString();
  }

  private static TestExecutionSummary tested(Path project, String test) throws Exception {
    Path classes = project.resolve("target/classes");
    List<String> sources;
    try (Stream<Path> all = Files.walk(project)) {
      sources = all.map(Path::toString).filter(file -> file.endsWith(".java")).toList();
    }
    StringWriter errors = new StringWriter();
    Files.createDirectories(classes);
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      boolean compiled =
          compiler
              .getTask(
                  errors,
                  files,
                  null,
                  List.of("-d", classes.toString(), "-proc:none", "-Werror"),
                  null,
                  files.getJavaFileObjectsFromStrings(sources))
              .call();
      assertThat(compiled).as(errors.toString()).isTrue();
    }
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    try (URLClassLoader loader =
        new URLClassLoader(
            new URL[] {classes.toUri().toURL()}, GeneratedPluginTest.class.getClassLoader())) {
      LauncherFactory.create()
          .execute(
              LauncherDiscoveryRequestBuilder.request()
                  .selectors(selectClass(loader.loadClass(test)))
                  .build(),
              listener);
    }
    return listener.getSummary();
  }

  private static Plugin made(Path project, String bean) throws Exception {
    try (URLClassLoader loader =
        new URLClassLoader(
            new URL[] {project.resolve("target/classes").toUri().toURL()},
            GeneratedPluginTest.class.getClassLoader())) {
      return (Plugin) loader.loadClass(bean).getDeclaredConstructor().newInstance();
    }
  }

  /** As the war plugin packs it, in short. */
  private static Path packed(Path project) throws IOException {
    Path war = project.resolve("target/packed.war");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(war))) {
      for (Path from :
          List.of(
              project.resolve("src/main/webapp"),
              project.resolve("src/main/plugin"),
              project.resolve("target/classes"))) {
        try (Stream<Path> files = Files.walk(from)) {
          for (Path file : files.filter(Files::isRegularFile).toList()) {
            String name = from.relativize(file).toString();
            if (!name.endsWith("Test.class")) {
              zip.putNextEntry(
                  new ZipEntry(from.endsWith("classes") ? "WEB-INF/classes/" + name : name));
              zip.write(filtered(file));
            }
          }
        }
      }
    }
    return war;
  }

  /** With what the parent knows in place of what the manifest leaves to it. */
  private static byte[] filtered(Path file) throws IOException {
    return file.endsWith(Declared.ENTRY)
        ? Files.readString(file)
            .replace("${project.version}", "1.0.0")
            .replace("${prytany.spi.range}", "[" + SpiVersion.CURRENT + ",9.0)")
            .getBytes(StandardCharsets.UTF_8)
        : Files.readAllBytes(file);
  }

  private static TreeMap<String, String> versions(Path pom) throws Exception {
    TreeMap<String, String> versions = new TreeMap<>();
    for (MatchResult found : VERSION.matcher(Files.readString(pom)).results().toList()) {
      versions.put(found.group(1), found.group(2));
    }
    return versions;
  }

  private static Path root() {
    Path root = Path.of("").toAbsolutePath();
    while (!Files.exists(root.resolve("plugins/parent/pom.xml"))) {
      root = root.getParent();
    }
    return root;
  }
}

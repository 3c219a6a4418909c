package org.prytany.acceptance.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.acceptance.server.BuiltHouse;
import org.prytany.host.inspect.Declared;
import org.prytany.host.inspect.Inspection;
import org.prytany.spi.SpiVersion;
import org.w3c.dom.Document;

/**
 * What plugins are built with is as Maven Central wants it
 * (https://central.sonatype.org/publish/requirements): coordinates, name, description, address,
 * licence, developers and source of each, and its sources and documentation as jars. What only
 * whoever publishes can give, signatures and a version that is no snapshot, is not looked at here.
 */
class PublishedKitIT {

  private static final Path HOME = BuiltHouse.installation().home();
  private static final List<String> WANTED =
      List.of(
          "name",
          "description",
          "url",
          "licenses/license/name",
          "licenses/license/url",
          "developers/developer/name",
          "scm/connection",
          "scm/developerConnection",
          "scm/url");

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".",
        "plugins/bom",
        "plugins/parent",
        "plugins/spi",
        "plugins/judging",
        "plugins/testkit"
      })
  void everyPomSaysWhatCentralAsksFor(String module) throws Exception {
    Document pom = pom(module);
    boolean inherits = text(pom, "parent/artifactId").equals(Optional.of("prytany"));

    assertThat(text(pom, "artifactId")).isPresent();
    assertThat(text(pom, "name")).isPresent();
    assertThat(text(pom, "description")).isPresent();
    for (String wanted : WANTED) {
      assertThat(inherits ? text(pom, wanted).or(() -> text(pom("."), wanted)) : text(pom, wanted))
          .as(wanted + " of " + module)
          .isPresent();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"spi", "judging", "testkit"})
  void everyClassHasItsSourceAndItsPageInJarsOfTheirOwn(String module) throws Exception {
    String stem = "plugins/" + module + "/target/prytany-" + module + "-" + version(".");
    TreeSet<String> classes = names(stem + ".jar", "(org/.*/[A-Z]\\w*)\\.class");

    assertThat(classes).isNotEmpty();
    assertThat(names(stem + "-sources.jar", "(org/.*/[A-Z]\\w*)\\.java")).containsAll(classes);
    assertThat(names(stem + "-javadoc.jar", "(.*)\\.html"))
        .contains("index")
        .containsAll(publicOnly(module, classes));
  }

  @Test
  void allOfItHasOneVersion() throws Exception {
    assertThat(version("plugins/bom")).isEqualTo(version("."));
    assertThat(version("plugins/parent")).isEqualTo(version("."));
    assertThat(text(pom("plugins/parent"), "properties/prytany.version")).contains(version("."));
    assertThat(Files.readString(HOME.resolve("plugins/bom/pom.xml")).split(version("."), -1))
        .as("its own version, and that of each of three parts")
        .hasSize(5);
  }

  @Test
  void pluginsThatAreBuiltWithItAskForTheseInterfaces() throws Exception {
    String range = text(pom("plugins/parent"), "properties/prytany.spi.range").orElseThrow();

    assertThat(range).startsWith("[" + SpiVersion.CURRENT + ",");
    assertThat(text(pom("."), "properties/prytany.spi.range")).contains(range);
    assertThat(Files.readString(HOME.resolve("docs/writing-a-plugin.md")))
        .contains("<prytany.spi.range>" + range + "<", "<version>" + version(".") + "<");
    for (String war :
        List.of(
            "examples/follow-delegate/target/follow-delegate.war",
            "examples/matrix-notifier/target/matrix-notifier.war",
            "examples/template-digest/target/template-digest.war",
            "plugins/policy/target/prytany-policy.war")) {
      assertThat(Declared.of(HOME.resolve(war)).spi()).as(war).isEqualTo(range);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"follow-delegate", "matrix-notifier", "template-digest"})
  void theHostRunsEveryExample(String name) {
    Path war = HOME.resolve("examples").resolve(name).resolve("target").resolve(name + ".war");

    assertThat(Inspection.of(war).refusals()).isEmpty();
    assertThat(Inspection.of(war).classes()).isPositive();
  }

  @ParameterizedTest
  @CsvSource({
    "writing-a-plugin.md, follow-delegate, follow/FollowDelegate, Votes as",
    "writing-a-notifier.md, matrix-notifier, matrix/MatrixNotifier, Writes for",
  })
  void theDocsHaveTheExampleAsItIs(String page, String example, String source, String begin)
      throws Exception {
    String text =
        Files.readString(
            HOME.resolve("examples")
                .resolve(example)
                .resolve("src/main/java/com/example")
                .resolve(source + ".java"));

    assertThat(Files.readString(HOME.resolve("docs").resolve(page)))
        .contains(text.substring(text.indexOf("/** " + begin)));
  }

  /** A class that nobody outside sees has no page. */
  private static List<String> publicOnly(String module, TreeSet<String> classes)
      throws IOException {
    Path sources = HOME.resolve("plugins").resolve(module).resolve("src/main/java");
    return classes.stream()
        .filter(
            name ->
                read(sources.resolve(name + ".java"))
                    .lines()
                    .anyMatch(line -> line.startsWith("public ")))
        .toList();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static TreeSet<String> names(String jar, String pattern) throws IOException {
    try (ZipFile zip = new ZipFile(HOME.resolve(jar).toFile())) {
      return zip.stream()
          .map(java.util.zip.ZipEntry::getName)
          .filter(name -> name.matches(pattern))
          .map(name -> name.replaceAll(pattern, "$1"))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static String version(String module) throws Exception {
    return text(pom(module), "version").orElseThrow();
  }

  private static Document pom(String module) {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(HOME.resolve(module).resolve("pom.xml").toFile());
    } catch (Exception e) {
      throw new IllegalStateException("no POM in " + module, e);
    }
  }

  private static Optional<String> text(Document pom, String path) {
    try {
      return Optional.of(
              XPathFactory.newInstance().newXPath().evaluate("/project/" + path, pom).strip())
          .filter(words -> !words.isEmpty());
    } catch (javax.xml.xpath.XPathExpressionException e) {
      throw new IllegalArgumentException(path, e);
    }
  }
}

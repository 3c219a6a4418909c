package org.prytany.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What plugins were compiled against links with the interfaces as they are now, and what is
 * compiled against these with every server that has their version, until that says otherwise: held
 * against the jar of the last release in the folder "baseline" by japicmp. The property {@code
 * prytany.spi.baseline.write=true} puts the present interfaces there, if nothing stands against
 * them.
 */
class SpiStaysCompatibleTest {

  private static final Path BASELINE = Path.of("baseline", "prytany-spi.jar");
  private static final String NEEDED =
      "plugins that were compiled before would not link or compile any more, or new ones not with"
          + " the server of the last release: take another way, or raise SpiVersion.CURRENT"
          + " (docs/contributing.md)";
  private static final String BEFORE =
      "public interface Kind { String id(); default int most() { return 1; } }";

  @TempDir private Path folder;

  @AfterAll
  static void writesTheBaselineIfItIsTold() throws Exception {
    if (Boolean.getBoolean("prytany.spi.baseline.write")) {
      Files.createDirectories(BASELINE.getParent());
      write(BASELINE, jar(classes()), SpiVersion.CURRENT);
    }
  }

  /**
   * Compares first: what needs a higher version does not become the baseline without one.
   *
   * @throws AssertionError if something stands against it; then nothing is written
   */
  private static void write(Path baseline, byte[] now, SpiVersion version) throws Exception {
    if (Files.exists(baseline)) {
      assertThat(
              Compatibility.objections(
                  Files.readAllBytes(baseline), version(baseline), now, version))
          .as(NEEDED)
          .isEmpty();
    }
    Files.write(baseline, now);
  }

  @Test
  void whatChangedSinceTheLastReleaseHasAVersionThatSaysSo() throws Exception {
    assumeFalse(Boolean.getBoolean("prytany.spi.baseline.write") && !Files.exists(BASELINE));
    assertThat(
            Compatibility.objections(
                Files.readAllBytes(BASELINE),
                version(BASELINE),
                jar(classes()),
                SpiVersion.CURRENT))
        .as(NEEDED)
        .isEmpty();
  }

  @Test
  void aReleaseHasItsOwnInterfacesAsTheBaseline() throws Exception {
    String pom = Files.readString(Path.of("pom.xml"));
    String version = pom.replaceFirst("(?s)^.*?<version>([^<]++)</version>.*+$", "$1");
    assumeFalse(version.endsWith("-SNAPSHOT"), version + " is no release");

    byte[] baseline = Files.readAllBytes(BASELINE);
    assertThat(version(BASELINE)).as("write it").isEqualTo(SpiVersion.CURRENT);
    assertThat(Compatibility.changed(baseline, jar(classes()))).as("write it").isEmpty();
  }

  /** What {@link SpiVersion#CURRENT} is in a jar. */
  private static SpiVersion version(Path jar) throws Exception {
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
      return version(
          String.valueOf(
              loader.loadClass(SpiVersion.class.getName()).getField("CURRENT").get(null)));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "a method that is gone, public interface Kind { String id(); }, most",
    "one that plugins have to write anew, public interface Kind { String id(); int more(); default"
        + " int most() { return 1; } }, more",
    "another type, public interface Kind { CharSequence id(); default int most() { return 1; } },"
        + " id",
    "a kind that is gone, interface Kind { String id(); default int most() { return 1; } }, Kind",
  })
  void whatBreaksAPluginIsNamed(String what, String now, String named) throws Exception {
    assertThat(Compatibility.broken(compiled(BEFORE, "before"), compiled(now, "now")))
        .as(what)
        .anyMatch(line -> line.contains(named));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a method that plugins need not write | public interface Kind { String id(); default int"
            + " most() { return 1; } default int least() { return 0; } } | least",
        "a constant | public interface Kind { int LEAST = 0; String id(); default int most() {"
            + " return 1; } } | LEAST",
      })
  void whatIsAddedBreaksNothingAndNeedsAHigherVersion(String what, String now, String named)
      throws Exception {
    byte[] before = compiled(BEFORE, "before");
    byte[] after = compiled(now, "now");

    assertThat(Compatibility.broken(before, after)).as(what).isEmpty();
    assertThat(Compatibility.objections(before, version("1.1"), after, version("1.1")))
        .as(what)
        .anyMatch(line -> line.contains(named));
    assertThat(Compatibility.objections(before, version("1.1"), after, version("1.2"))).isEmpty();
    assertThat(Compatibility.objections(before, version("0.1"), after, version("0.2"))).isEmpty();
  }

  @Test
  void whatIsGoneNeedsAVersionThatBreaks() throws Exception {
    byte[] before = compiled(BEFORE, "before");
    byte[] after = compiled("public interface Kind { String id(); }", "now");

    for (String same : List.of("1.1", "1.2")) {
      assertThat(Compatibility.objections(before, version("1.1"), after, version(same)))
          .as(same)
          .anyMatch(line -> line.contains("most"));
    }
    assertThat(Compatibility.objections(before, version("1.1"), after, version("2.0"))).isEmpty();
    assertThat(Compatibility.objections(before, version("0.1"), after, version("0.1")))
        .isNotEmpty();
    assertThat(Compatibility.objections(before, version("0.2"), before, version("0.1")))
        .as("a version goes on")
        .isNotEmpty();
    assertThat(Compatibility.objections(before, version("0.1"), before, version("0.1"))).isEmpty();
  }

  @Test
  void aBaselineIsNotWrittenOverByWhatBreaksIt() throws Exception {
    Path baseline = Files.write(folder.resolve("baseline.jar"), jar(classes()));
    byte[] kept = Files.readAllBytes(baseline);
    SpiVersion next = new SpiVersion(SpiVersion.CURRENT.major() + 1, 0);
    byte[] other = compiled(BEFORE, "other");

    assertThatThrownBy(() -> write(baseline, other, SpiVersion.CURRENT))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(SpiVersion.class.getName());
    assertThat(baseline).hasBinaryContent(kept);
    write(baseline, kept, SpiVersion.CURRENT);
    write(baseline, other, next);
    assertThat(baseline).hasBinaryContent(other);
  }

  @Test
  void aVersionBreaksWhatItsPlaceSays() {
    assertThat(version("0.2").breaks(version("0.1"))).isTrue();
    assertThat(version("1.0").breaks(version("0.9"))).isTrue();
    assertThat(version("1.4").breaks(version("1.2"))).isFalse();
    assertThat(version("2.0").breaks(version("1.9"))).isTrue();
    assertThat(version("1.10")).isGreaterThan(version("1.9"));
    assertThat(Stream.of("1", "1.", "a.b", "1.2.3", "-1.0", "12345.0").map(SpiVersion::of))
        .allMatch(java.util.Optional::isEmpty);
  }

  private static SpiVersion version(String words) {
    return SpiVersion.of(words).orElseThrow();
  }

  private byte[] compiled(String source, String name) throws IOException {
    Path to = Files.createDirectories(folder.resolve(name));
    Path file = to.resolve("Kind.java");
    Files.writeString(file, source);
    var compiler = ToolProvider.getSystemJavaCompiler();
    assertThat(compiler.run(null, null, null, "-d", to.toString(), file.toString())).isZero();
    return jar(to);
  }

  private static Path classes() {
    return Path.of("target", "classes");
  }

  private static byte[] jar(Path classes) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    List<Path> files;
    try (Stream<Path> all = Files.walk(classes)) {
      files =
          all.filter(file -> file.toString().endsWith(".class"))
              .sorted(Comparator.comparing(Path::toString))
              .toList();
    }
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Path file : files) {
        ZipEntry entry = new ZipEntry(classes.relativize(file).toString());
        entry.setTime(0);
        zip.putNextEntry(entry);
        Files.copy(file, zip);
      }
    }
    return bytes.toByteArray();
  }
}

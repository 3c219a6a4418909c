package org.prytany.spi;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What plugins were compiled against links with the interfaces as they are now, until their version
 * says otherwise: held against the jar in the folder "baseline" by japicmp. The property {@code
 * prytany.spi.baseline.write=true} puts the present interfaces there.
 */
class SpiStaysCompatibleTest {

  private static final Path BASELINE = Path.of("baseline", "prytany-spi.jar");
  private static final String BEFORE =
      "public interface Kind { String id(); default int most() { return 1; } }";

  @TempDir private Path folder;

  @BeforeAll
  static void writesTheBaselineIfItIsTold() throws IOException {
    if (Boolean.getBoolean("prytany.spi.baseline.write")) {
      Files.createDirectories(BASELINE.getParent());
      Files.write(BASELINE, jar(classes()));
    }
  }

  @Test
  void nothingThatAPluginUsesIsGoneOrAskedForAnew() throws Exception {
    assertThat(Compatibility.broken(Files.readAllBytes(BASELINE), jar(classes())))
        .as(
            "plugins that were compiled before would not link or compile any more: take another"
                + " way, or raise SpiVersion.CURRENT and write the baseline anew"
                + " (docs/contributing.md)")
        .isEmpty();
  }

  @Test
  void theBaselineIsOfAVersionThatThisOneDoesNotBreak() throws Exception {
    String then;
    try (URLClassLoader loader =
        new URLClassLoader(
            new URL[] {BASELINE.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
      then =
          String.valueOf(
              loader.loadClass(SpiVersion.class.getName()).getField("CURRENT").get(null));
    }
    SpiVersion baseline = SpiVersion.of(then).orElseThrow();

    assertThat(SpiVersion.CURRENT.breaks(baseline))
        .as("a version that breaks has a baseline of its own: write it (docs/contributing.md)")
        .isFalse();
    assertThat(baseline).isLessThanOrEqualTo(SpiVersion.CURRENT);
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

  @Test
  void aNewMethodThatPluginsNeedNotWriteBreaksNothing() throws Exception {
    String now =
        "public interface Kind { String id(); default int most() { return 1; }"
            + " default int least() { return 0; } }";
    assertThat(Compatibility.broken(compiled(BEFORE, "before"), compiled(now, "now"))).isEmpty();
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

package org.prytany.cli.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A plugin's project as it begins: a POM, a bean with a rule of its own, the conformance suite over
 * it, and a page that says what comes next.
 *
 * @param name the plugin's id: lower case with dashes, as {@link #NAME}
 * @param javaPackage of its classes, as {@link #PACKAGE}
 */
record PluginProject(Kind kind, String name, String javaPackage) {

  /** What a plugin may be called. */
  static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]{0,20}+(-[a-z0-9]{1,20}+){0,3}+");

  /** What its package may be called. */
  static final Pattern PACKAGE =
      Pattern.compile("[a-z][a-z0-9_]{0,40}+(\\.[a-z][a-z0-9_]{0,40}+){0,8}+");

  private static final String SOURCES = "src/main/java/";
  private static final String TESTS = "src/test/java/";

  /** What it is. */
  enum Kind {
    STRATEGY("Strategy"),
    DIGESTER("Digester"),
    NOTIFIER("Notifier");

    private final String ending;

    Kind(String ending) {
      this.ending = ending;
    }
  }

  private record File(String path, String template) {}

  /**
   * Writes it.
   *
   * @param directory does not exist yet
   * @param version of Prytany, as Maven has it
   * @return the files, as paths in the directory
   * @throws IOException if it cannot be written
   */
  List<String> write(Path directory, String version) throws IOException {
    Map<String, String> words =
        Map.of(
            "@NAME@",
            name,
            "@KIND@",
            kind.name().toLowerCase(Locale.ROOT),
            "@CLASS@",
            className(),
            "@PACKAGE@",
            javaPackage,
            "@SHOWN@",
            shown(),
            "@VERSION@",
            version);
    for (File file : files()) {
      Path path = directory.resolve(file.path());
      Files.createDirectories(Objects.requireNonNull(path.getParent()));
      String text = template(file.template());
      for (Map.Entry<String, String> word : words.entrySet()) {
        text = text.replace(word.getKey(), word.getValue());
      }
      Files.writeString(path, text);
    }
    return files().stream().map(File::path).toList();
  }

  private List<File> files() {
    String folder = javaPackage.replace('.', '/') + "/";
    String kindWord = kind.name().toLowerCase(Locale.ROOT);
    return List.of(
        new File("pom.xml", "pom.xml"),
        new File("README.md", "README.md"),
        new File(".gitignore", "gitignore"),
        new File("src/main/plugin/META-INF/prytany-plugin.json", "manifest.json"),
        new File("src/main/webapp/WEB-INF/beans.xml", "beans.xml"),
        new File("src/main/webapp/WEB-INF/web.xml", "web.xml"),
        new File(SOURCES + folder + className() + ".java", kindWord + ".java.txt"),
        new File(TESTS + folder + className() + "Test.java", kindWord + "-test.java.txt"));
  }

  /** Its bean's class: what the name says, and the kind, once. */
  String className() {
    String words =
        Arrays.stream(name.split("-"))
            .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
            .collect(Collectors.joining());
    return words.endsWith(kind.ending) ? words : words + kind.ending;
  }

  /** What a demo does with it. */
  String shown() {
    return kind == Kind.NOTIFIER ? "starts it in a demo" : "shows what it answers";
  }

  private static String template(String name) {
    try (InputStream in = PluginProject.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

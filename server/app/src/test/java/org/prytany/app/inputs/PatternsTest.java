package org.prytany.app.inputs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.prytany.testkit.SmallStack;

/** Every pattern that a class of the server keeps, on texts of thousands of characters. */
class PatternsTest {

  /** Several times what ends a thread where a pattern calls itself. */
  private static final int LENGTH = 4_000;

  private static final int SHOWN = 12;

  private static final List<String> UNITS =
      List.of(
          "a",
          "0",
          "A",
          " ",
          ".",
          "-",
          "_",
          "/",
          "1,234",
          ",000",
          ".000",
          "1.",
          "a.",
          "A_",
          "_B",
          "00",
          "dead",
          "beef",
          "%41",
          "a/",
          "[0]",
          "[]",
          " [1]",
          "-a",
          "'b",
          "the ",
          "or ",
          "alle ",
          "las ",
          "my",
          "about ",
          "(",
          "*",
          "`",
          "a ",
          "a, ",
          "é",
          "中",
          "\ud83d\ude00a",
          "\n",
          "\n- ",
          "|a",
          "<b>",
          "&amp;",
          "12 ",
          " 000",
          "x: ",
          "https://a.b/",
          "0x",
          "@a",
          "=");

  @Test
  void noPatternEndsAThreadWhateverItsText() throws Exception {
    Map<String, Pattern> patterns = patterns();
    assertThat(patterns).hasSizeGreaterThan(100);
    List<String> texts = UNITS.stream().map(unit -> unit.repeat(LENGTH / unit.length())).toList();
    for (Map.Entry<String, Pattern> each : patterns.entrySet()) {
      AtomicReference<String> at = new AtomicReference<>("");
      Throwable thrown =
          SmallStack.thrownBy(
              () -> {
                for (String text : texts) {
                  at.set(text.substring(0, SHOWN));
                  each.getValue().matcher(text).lookingAt();
                  each.getValue().matcher("0x" + text).lookingAt();
                }
              });
      assertThat(thrown).as(each.getKey() + " on \"" + at.get() + "...\"").isNull();
    }
  }

  private static Map<String, Pattern> patterns() throws Exception {
    Map<String, Pattern> found = new TreeMap<>();
    ClassLoader loader = PatternsTest.class.getClassLoader();
    for (URL root : Collections.list(loader.getResources("org/prytany"))) {
      for (String name : classes(root)) {
        found.putAll(patternsOf(name, loader));
      }
    }
    return found;
  }

  private static Map<String, Pattern> patternsOf(String name, ClassLoader loader)
      throws ReflectiveOperationException {
    Map<String, Pattern> found = new TreeMap<>();
    try {
      for (Field field : Class.forName(name, false, loader).getDeclaredFields()) {
        if (field.getType() == Pattern.class && Modifier.isStatic(field.getModifiers())) {
          field.setAccessible(true);
          found.put(name + "." + field.getName(), (Pattern) field.get(null));
        }
      }
    } catch (LinkageError e) {
      // It needs something that is not here; PatternShapesTest reads its source.
      return found;
    }
    return found;
  }

  private static List<String> classes(URL root) throws IOException, URISyntaxException {
    URI uri = root.toURI();
    if (!uri.getScheme().equals("jar")) {
      return classes(Path.of(uri).resolve("..").resolve("..").normalize());
    }
    URI archive = URI.create(uri.toString().substring(0, uri.toString().indexOf('!')));
    try (FileSystem files = FileSystems.newFileSystem(archive, Map.of())) {
      return classes(files.getPath("/"));
    }
  }

  private static List<String> classes(Path top) {
    Path folder = top.resolve("org").resolve("prytany");
    try (Stream<Path> all = Files.walk(folder)) {
      return all.map(path -> top.relativize(path).toString())
          .filter(path -> path.endsWith(".class") && !path.contains("-info"))
          .filter(
              path ->
                  !path.endsWith("Test.class")
                      && !path.contains("/inputs/")
                      && !path.startsWith("org/prytany/digest/"))
          .map(path -> path.substring(0, path.length() - ".class".length()).replace('/', '.'))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

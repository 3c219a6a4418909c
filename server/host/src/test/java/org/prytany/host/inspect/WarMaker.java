package org.prytany.host.inspect;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Makes WARs for tests: files as they are named, and classes compiled from their source. */
final class WarMaker {

  private final Path folder;
  private final Map<String, byte[]> entries = new LinkedHashMap<>();

  WarMaker(Path folder) {
    this.folder = folder;
  }

  WarMaker file(String name, String text) {
    return file(name, text.getBytes(StandardCharsets.UTF_8));
  }

  WarMaker file(String name, byte[] content) {
    entries.put(name, content);
    return this;
  }

  /** A manifest that asks for these, with blanks between. */
  WarMaker asks(String permissions) {
    return manifest("\"permissions\": [\"" + permissions.replace(" ", "\", \"") + "\"]");
  }

  /**
   * A manifest of a strategy.
   *
   * @param fields that it has beyond what each has to have; "" for none
   */
  WarMaker manifest(String fields) {
    return file(
        Declared.ENTRY,
        "{\"id\": \"evil\", \"version\": \"1.0\", \"spi\": \"[0.1,9.0)\","
            + " \"kinds\": [\"strategy\"]"
            + (fields.isEmpty() ? "" : ", " + fields)
            + "}");
  }

  /** A class "plugin.Evil" in the WAR's own classes, with this in its body. */
  WarMaker body(String members) {
    return source("plugin.Evil", "package plugin; public class Evil { " + members + " }");
  }

  WarMaker source(String name, String source) {
    compiled(name, source).forEach((file, content) -> file("WEB-INF/classes/" + file, content));
    return this;
  }

  /** As {@link #body}, of a class that refers to one of the server's. */
  WarMaker body(String members, String other, String declaration) {
    String source = "package plugin; public class Evil { " + members + " }";
    String others = "package " + other.substring(0, other.lastIndexOf('.')) + "; " + declaration;
    compiled("plugin.Evil", source, Map.of(other, others))
        .forEach((file, content) -> file("WEB-INF/classes/" + file, content));
    return this;
  }

  WarMaker library(String name, Map<String, byte[]> content) {
    return file("WEB-INF/lib/" + name, zip(content));
  }

  byte[] bytes() {
    return zip(entries);
  }

  Path write() {
    return write(bytes());
  }

  Path write(byte[] content) {
    try {
      return Files.write(folder.resolve("made.war"), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] zip(Map<String, byte[]> entries) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> one : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(one.getKey()));
        zip.write(one.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Class files by name, of a class and what is nested in it. */
  Map<String, byte[]> compiled(String name, String source) {
    return compiled(name, source, Map.of());
  }

  /**
   * The same, of a class that refers to others.
   *
   * @param others sources by class name, which the WAR does not bring
   */
  Map<String, byte[]> compiled(String name, String source, Map<String, String> others) {
    try {
      Path out = Files.createTempDirectory(folder, "classes");
      JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
      List<JavaFileObject> files = new ArrayList<>();
      files.add(written(name, source));
      others.forEach((other, text) -> files.add(written(other, text)));
      List<String> options =
          List.of(
              "-d",
              out.toString(),
              "-proc:none",
              "-nowarn",
              "-cp",
              System.getProperty("java.class.path"));
      if (!compiler.getTask(null, null, null, options, null, files).call()) {
        throw new IllegalStateException("does not compile: " + source);
      }
      try (Stream<Path> all = Files.walk(out)) {
        return all.filter(Files::isRegularFile)
            .filter(path -> out.relativize(path).toString().startsWith(name.replace('.', '/')))
            .collect(Collectors.toMap(path -> out.relativize(path).toString(), WarMaker::read));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JavaFileObject written(String name, String source) {
    return new SimpleJavaFileObject(
        URI.create("string:///" + name.replace('.', '/') + ".java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return source;
      }
    };
  }

  private static byte[] read(Path path) {
    try {
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

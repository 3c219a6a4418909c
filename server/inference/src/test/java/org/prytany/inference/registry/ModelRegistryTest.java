package org.prytany.inference.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A model is in the registry whole and unchanged, or it is refused. */
class ModelRegistryTest {

  /** The project's own, two folders above the module in which tests run. */
  private static final Path APACHE = Path.of("../../LICENSE");

  @TempDir private Path folder;
  private Path export;
  private ModelRegistry registry;

  @BeforeEach
  void exportAModel() throws IOException {
    export = Files.createDirectory(folder.resolve("Small Model"));
    registry = new ModelRegistry(folder.resolve("models"));
    put(
        "genai_config.json",
        "{\"model\":{\"context_length\":512,\"decoder\":{\"filename\":\"model.onnx\"}}}");
    put("tokenizer.json", "{}");
    put("LICENSE", Files.readString(APACHE));
    put("weights.bin", "0123456789");
    Files.write(
        export.resolve("model.onnx"),
        new GraphFile()
            .operatorSet("com.microsoft")
            .weights("embedding", 100, 32)
            .fourBits("up", 64, 32)
            .weightsIn("weights.bin", "norm", 32)
            .bytes());
  }

  private void put(String name, String text) throws IOException {
    Path file = export.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void graph(GraphFile graph) throws IOException {
    Files.write(export.resolve("model.onnx"), graph.bytes());
  }

  private static ModelRegistry.Request request() {
    return new ModelRegistry.Request(
        Optional.empty(), ModelRole.WRITE, Optional.empty(), Optional.empty(), Optional.empty());
  }

  private ModelEntry add() {
    return registry.add(export, request(), file -> {}).entry();
  }

  @Test
  void whatIsAddedIsReadFromItsFiles() throws IOException {
    put("notes.txt", "mine");
    ModelRegistry.Added added = registry.add(export, request(), file -> {});
    ModelEntry entry = added.entry();
    assertThat(entry.name()).isEqualTo("small-model");
    assertThat(entry.parameters()).isEqualTo(100 * 32 + 64 * 32 + 32);
    assertThat(entry.context()).isEqualTo(512);
    assertThat(entry.licence()).isEqualTo("Apache-2.0");
    assertThat(entry.source()).isEqualTo("Small Model");
    assertThat(entry.files().keySet())
        .containsExactly(
            "LICENSE", "genai_config.json", "model.onnx", "tokenizer.json", "weights.bin");
    assertThat(added.leftOut()).containsExactly("notes.txt");
    assertThat(registry.entries()).containsExactly(entry);
    assertThat(registry.entry("small-model")).isEqualTo(entry);
    assertThat(registry.verified(entry)).isEqualTo(registry.folder().resolve("small-model"));
  }

  @Test
  void onlyItsOwnerReadsIt() throws IOException {
    Path model = registry.verified(add());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(model)))
        .isEqualTo("rwx------");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(model.resolve("weights.bin"))))
        .isEqualTo("rw-------");
  }

  /** One byte of any file is enough, and only that model's hash changes with it. */
  @ParameterizedTest
  @ValueSource(
      strings = {"LICENSE", "genai_config.json", "model.onnx", "tokenizer.json", "weights.bin"})
  void aChangedFileIsRefusedByName(String file) throws IOException {
    ModelEntry entry = add();
    Path changed = registry.folder().resolve("small-model").resolve(file);
    byte[] bytes = Files.readAllBytes(changed);
    bytes[bytes.length / 2] ^= 1;
    Files.write(changed, bytes);
    assertThatThrownBy(() -> registry.verified(entry))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining(file)
        .hasMessageContaining("changed");
  }

  @Test
  void aFileMoreOrLessOrALinkIsRefusedByName() throws IOException {
    ModelEntry entry = add();
    Path model = registry.folder().resolve("small-model");
    Path more = Files.writeString(model.resolve("plugin.so"), "x");
    assertThatThrownBy(() -> registry.verified(entry)).hasMessageContaining("plugin.so");
    Files.delete(more);
    Files.move(model.resolve("weights.bin"), folder.resolve("weights.bin"));
    assertThatThrownBy(() -> registry.verified(entry))
        .hasMessageContaining("weights.bin is missing");
    Files.createSymbolicLink(model.resolve("weights.bin"), folder.resolve("weights.bin"));
    assertThatThrownBy(() -> registry.verified(entry)).hasMessageContaining("is a link");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../secret", "/etc/passwd", "a/../../secret", "", "..", "C:\\x", "a\\b", "a//b"})
  void weightsFromOutsideTheFolderAreRefused(String location) throws IOException {
    Files.writeString(folder.resolve("secret"), "s");
    graph(new GraphFile().weightsIn(location, "w", 1));
    assertThatThrownBy(this::add).hasMessageContaining("outside its folder");
    graph(new GraphFile().hidden(location));
    assertThatThrownBy(this::add).hasMessageContaining("outside its folder");
    assertThat(registry.entries()).isEmpty();
  }

  /** Wherever in a graph they stand. */
  @ParameterizedTest
  @EnumSource(GraphFile.Corner.class)
  void noCornerOfAGraphIsPassedOver(GraphFile.Corner corner) throws IOException {
    graph(new GraphFile().in(corner, "../secret", ""));
    assertThatThrownBy(this::add).hasMessageContaining("outside its folder");
    graph(new GraphFile().in(corner, "weights.bin", "evil.ops"));
    assertThatThrownBy(this::add).hasMessageContaining("[evil.ops]");
    graph(new GraphFile().in(corner, "weights.bin", "com.microsoft"));
    assertThat(add().files()).containsKey("weights.bin");
  }

  @Test
  void operatorsThatTheRuntimeDoesNotHaveAreRefused() throws IOException {
    graph(new GraphFile().operator("evil.ops"));
    assertThatThrownBy(this::add).hasMessageContaining("[evil.ops]");
    graph(new GraphFile().operatorSet("ai.onnx.contrib"));
    assertThatThrownBy(this::add).hasMessageContaining("[ai.onnx.contrib]");
  }

  /** Cut anywhere, and with any byte changed, a graph is read or refused; nothing else happens. */
  @Test
  void brokenGraphsAreRefusedInWords() throws IOException {
    byte[] whole = new GraphFile().weightsIn("weights.bin", "n", 32).fourBits("u", 64, 32).bytes();
    int refused = 0;
    for (int at = 0; at < whole.length; at++) {
      byte[] flipped = whole.clone();
      flipped[at] ^= (byte) 0x80;
      refused += refuses(flipped) ? 1 : 0;
      refused += refuses(java.util.Arrays.copyOf(whole, at)) ? 1 : 0;
    }
    assertThat(refused).isGreaterThan(whole.length / 2);
  }

  private boolean refuses(byte[] graph) throws IOException {
    Path file = Files.write(folder.resolve("g.onnx"), graph);
    try {
      GraphSummary.of(file);
      return false;
    } catch (RegistryException e) {
      return true;
    }
  }

  @Test
  void aGraphOfNoEndIsRefused() throws IOException {
    graph(new GraphFile().weights("w", Long.MAX_VALUE, 2));
    assertThatThrownBy(this::add).hasMessageContaining("impossible");
    Files.write(export.resolve("model.onnx"), new byte[0]);
    assertThatThrownBy(this::add).hasMessageContaining("no graph in it");
  }

  @ParameterizedTest
  @CsvSource({
    "genai_config.json, holds no model in a known form",
    "tokenizer.json, lacks tokenizer.json",
    "model.onnx, lacks model.onnx",
    "weights.bin, lacks weights.bin",
    "LICENSE, licence"
  })
  void whatIsMissingIsNamed(String file, String said) throws IOException {
    Files.delete(export.resolve(file));
    assertThatThrownBy(this::add).hasMessageContaining(said);
    assertThat(registry.entries()).isEmpty();
  }

  @Test
  void anExportOfHuggingFaceNamesItsGraph() throws IOException {
    Files.delete(export.resolve("genai_config.json"));
    put("config.json", "{\"max_position_embeddings\":256}");
    put("onnx/weights.bin", "1");
    Files.createDirectories(export.resolve("onnx"));
    Files.write(
        export.resolve("onnx/model.onnx"),
        new GraphFile().weightsIn("weights.bin", "w", 7).bytes());
    assertThatThrownBy(this::add)
        .hasMessageContaining("several graphs: model.onnx, onnx/model.onnx");
    ModelRegistry.Request one =
        new ModelRegistry.Request(
            Optional.of("judge"),
            ModelRole.JUDGE,
            Optional.of("onnx/model.onnx"),
            Optional.of("MIT"),
            Optional.of("https://example.org"));
    ModelEntry entry = registry.add(export, one, file -> {}).entry();
    assertThat(entry.context()).isEqualTo(256);
    assertThat(entry.licence()).isEqualTo("MIT");
    assertThat(entry.files().keySet()).contains("onnx/model.onnx", "onnx/weights.bin");
    assertThat(registry.verified(entry)).isDirectory();
  }

  @Test
  void aNameIsTakenOnceAndStaysInsideTheFolder() throws IOException {
    add();
    assertThatThrownBy(this::add).hasMessageContaining("small-model already");
    for (String name : new String[] {"../x", "", "A", "x/y", ".hidden", "a".repeat(65)}) {
      ModelRegistry.Request named =
          new ModelRegistry.Request(
              Optional.of(name),
              ModelRole.WRITE,
              Optional.empty(),
              Optional.empty(),
              Optional.empty());
      assertThatThrownBy(() -> registry.add(export, named, file -> {}))
          .as(name)
          .hasMessageContaining("is no name");
      assertThatThrownBy(() -> registry.remove(name)).hasMessageContaining("No model is called");
    }
    assertThat(registry.entries()).hasSize(1);
  }

  @Test
  void whatCannotBeCopiedLeavesNothing() throws IOException {
    assertThatThrownBy(
            () ->
                registry.add(
                    export,
                    request(),
                    file -> {
                      if (file.equals("tokenizer.json")) {
                        export.resolve(file).toFile().delete();
                      }
                    }))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("cannot be copied");
    try (Stream<Path> left = Files.list(registry.folder())) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void whatNobodyAddedIsRefusedAndWhatWasRemovedIsGone() throws IOException {
    ModelEntry entry = add();
    Path stray = Files.createDirectories(registry.folder().resolve("stray"));
    assertThatThrownBy(() -> registry.entries()).hasMessageContaining("stray");
    Files.delete(stray);
    registry.remove(entry.name());
    assertThat(registry.entries()).isEmpty();
    assertThat(export.resolve("model.onnx")).exists();
  }

  /**
   * The entry of one model cannot stand in for another's, and says nothing that it does not know.
   */
  @Test
  void aForgedEntryIsRefused() throws IOException {
    add();
    Path entry = registry.folder().resolve("small-model").resolve(EntryFile.NAME);
    String text = Files.readString(entry);
    for (String forged :
        new String[] {
          text.replace("small-model", "other"),
          text.replace("\"write\"", "\"sign\""),
          text.replace("\"LICENSE\"", "\"../small-model/LICENSE\""),
          text.replace("\"LICENSE\"", "\"/etc/passwd\""),
          text.replaceFirst("\"[0-9a-f]{64}\"", "\"\""),
          text.replace("\"graph\" : \"model.onnx\"", "\"graph\" : \"../../x\""),
          "[]",
          "{",
          ""
        }) {
      Files.writeString(entry, forged);
      assertThatThrownBy(() -> registry.entry("small-model"))
          .isInstanceOf(RegistryException.class)
          .hasMessageContaining(EntryFile.NAME);
    }
  }

  /** A reader that cuts tags to 32 bits would take this for a second graph. */
  @Test
  void aTagThatIsLongerThanOtherReadersReadIsRefused() throws IOException {
    byte[] good = new GraphFile().weights("w", 2).bytes();
    byte[] hidden = {(byte) 0xBA, (byte) 0x80, (byte) 0x80, (byte) 0x80, 0x10, 0};
    byte[] both = java.util.Arrays.copyOf(good, good.length + hidden.length);
    System.arraycopy(hidden, 0, both, good.length, hidden.length);
    Files.write(export.resolve("model.onnx"), both);
    assertThatThrownBy(this::add).hasMessageContaining("has no number");
  }

  /** Only the whole text of a licence is it. */
  @Test
  void aLicenceIsKnownByItsWholeText() throws IOException {
    String apache = Files.readString(APACHE);
    assertThat(Licences.of(apache)).contains("Apache-2.0");
    for (String other :
        List.of(
            "Proprietary. " + apache,
            "Commons Clause\n" + apache,
            apache + "\nADDITIONAL TERMS: non-commercial use only",
            apache.replaceFirst("perpetual", "temporary"),
            apache.substring(0, 4_000),
            "Parts stand under the Apache License, Version 2.0, January 2004.",
            "")) {
      assertThat(Licences.of(other)).isEmpty();
    }
  }
}

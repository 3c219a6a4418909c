package org.prytany.app.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.host.inspect.Declared;
import org.prytany.host.inspect.Inspection;
import org.prytany.host.staging.Staging;

/** What lies ready is said, whatever else lies beside it. */
class UploadShelfTest {

  @TempDir private Path folder;
  private Path plugins;
  private Path kept;
  private UploadShelf shelf;

  @BeforeEach
  void aPlugin() throws IOException {
    plugins = Files.createDirectory(folder.resolve("plugins"));
    kept = Files.createDirectory(folder.resolve("kept"));
    Path uploads = Files.createDirectory(folder.resolve("uploads"));
    shelf = new UploadShelf(new Staging(uploads, Inspection::of), plugins, kept);
    war("signed.war", "signed", "1.0");
  }

  private Path war(String file, String id, String version) throws IOException {
    Path war = plugins.resolve(file);
    try (OutputStream out = Files.newOutputStream(war);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(Declared.ENTRY));
      zip.write(
          ("{\"id\": \"%s\", \"version\": \"%s\", \"spi\": \"[0.1,9.0)\", \"kinds\": [\"strategy\"]}"
                  .formatted(id, version))
              .getBytes(StandardCharsets.UTF_8));
    }
    return war;
  }

  @Test
  void one_file_that_is_gone_broken_or_a_folder_hides_no_other() throws IOException {
    war("another.war", "another", "3.0");
    war("zlater.war", "signed", "2.0");
    Files.createSymbolicLink(plugins.resolve("a-link.war"), Path.of("/nowhere/x.war"));
    Files.createSymbolicLink(plugins.resolve("m-link.war"), plugins.resolve("m-link.war"));
    Files.createDirectory(plugins.resolve("exploded.war"));
    Files.writeString(plugins.resolve("text.war"), "no archive");

    assertThat(shelf.versions("signed"))
        .isEqualTo(Map.of("signed.war", "1.0", "zlater.war", "2.0"));
  }

  @Test
  void a_directory_that_is_not_there_has_nothing_in_it() throws IOException {
    Files.delete(plugins.resolve("signed.war"));
    Files.delete(plugins);
    assertThat(shelf.versions("signed")).isEmpty();
    assertThat(shelf.holds("1".repeat(64))).isFalse();
  }

  @Test
  void what_lies_under_any_name_or_is_kept_is_held_and_nothing_else() throws IOException {
    String other = "2".repeat(64);
    Files.createDirectory(plugins.resolve("exploded.war"));
    assertThat(shelf.holds(Inspection.sha256(plugins.resolve("signed.war")))).isTrue();
    assertThat(shelf.holds(other)).isFalse();
    Files.writeString(kept.resolve(other + ".war"), "as the host keeps it");
    assertThat(shelf.holds(other)).isTrue();
    assertThat(shelf.kept(other).orElseThrow().id()).isEmpty();
    Files.copy(plugins.resolve("signed.war"), kept.resolve("4".repeat(64) + ".war"));
    assertThat(shelf.kept("4".repeat(64)).orElseThrow().kinds()).containsExactly("VoteStrategy");
    assertThat(shelf.kept("5".repeat(64))).isEmpty();
    // It may be what the link leads to once that is there again.
    Files.createSymbolicLink(plugins.resolve("link.war"), Path.of("/nowhere/x.war"));
    assertThat(shelf.holds("3".repeat(64))).isTrue();
  }

  @Test
  void a_file_that_was_changed_under_its_date_is_another_one() throws IOException {
    Path file = plugins.resolve("signed.war");
    String first = shelf.lying("signed.war").orElseThrow().sha256();
    FileTime date = Files.getLastModifiedTime(file);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] ^= 1;
    Files.write(file, bytes);
    Files.setLastModifiedTime(file, date);

    assertThat(shelf.is("signed.war", first)).isFalse();
    assertThat(shelf.is("signed.war", Inspection.sha256(file))).isTrue();
    assertThat(shelf.is("nowhere.war", first)).isFalse();
  }
}

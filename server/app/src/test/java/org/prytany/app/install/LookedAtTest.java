package org.prytany.app.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.governance.installation.UploadedPlugin;
import org.prytany.host.inspect.Inspection;

/** A file is hashed once, however often it is asked for, and again when it is another one. */
class LookedAtTest {

  @TempDir private Path folder;
  private final AtomicInteger read = new AtomicInteger();
  private Path file;
  private final LookedAt<UploadedPlugin> lookedAt =
      new LookedAt<>(
          war -> {
            read.incrementAndGet();
            return new UploadedPlugin(
                Inspection.sha256(war), "votes", "1.0", Set.of("VoteStrategy"));
          });

  @BeforeEach
  void aFile() throws IOException {
    file = Files.writeString(folder.resolve("votes.war"), "one");
  }

  @Test
  void a_file_that_is_asked_for_a_hundred_times_is_read_once() throws IOException {
    for (int i = 0; i < 100; i++) {
      assertThat(lookedAt.file(file).sha256()).isEqualTo(Inspection.sha256(file));
    }
    assertThat(read).hasValue(1);
  }

  @Test
  void another_file_of_the_same_length_and_date_is_read() throws IOException {
    String first = lookedAt.file(file).sha256();
    FileTime date = Files.getLastModifiedTime(file);
    Path other = Files.writeString(folder.resolve("other"), "two");
    Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
    Files.setLastModifiedTime(file, date);

    assertThat(lookedAt.file(file).sha256()).isNotEqualTo(first);
  }

  @Test
  void a_file_that_grew_or_was_written_later_is_read() throws IOException {
    lookedAt.file(file);
    Files.writeString(file, "longer");
    assertThat(lookedAt.file(file).sha256()).isEqualTo(Inspection.sha256(file));
    Files.setLastModifiedTime(file, FileTime.fromMillis(1));
    lookedAt.file(file);
    assertThat(read).hasValue(3);
  }
}

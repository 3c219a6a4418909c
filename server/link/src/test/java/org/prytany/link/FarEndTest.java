package org.prytany.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FarEndTest {

  @TempDir private Path folder;

  @Test
  void whoListenedLeavesNoSocketBehindAndNoFolderThatWasForItAlone() throws IOException {
    Path own = Files.createDirectory(folder.resolve("own"));
    Path shared = Files.createDirectory(folder.resolve("shared"));
    Path other = Files.writeString(shared.resolve("messages.log"), "said");

    new FarEnd(new OtherProcess(), own.resolve("link")).close();
    new FarEnd(new OtherProcess(), shared.resolve("link")).close();

    assertThat(own).doesNotExist();
    assertThat(shared.resolve("link")).doesNotExist();
    assertThat(other).exists();
  }
}

package org.prytany.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatorFileTest {

  @TempDir private Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("prytany.properties"), text, StandardCharsets.UTF_8);
  }

  @Test
  void textBeyondAsciiIsReadAsItStands() throws IOException {
    OperatorFile read = OperatorFile.read(file("prytany.dao.demo.name=Κεραμεικός\n"));

    assertThat(read.values()).containsEntry("prytany.dao.demo.name", "Κεραμεικός");
  }

  @Test
  void aKeySetTwiceIsNotedBecauseOnlyOneLineCouldCount() throws IOException {
    OperatorFile read = OperatorFile.read(file("prytany.daos=a\nprytany.daos=b\n"));

    assertThat(read.repeated()).containsExactly("prytany.daos");
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> OperatorFile.read(folder.resolve("absent.properties")))
        .hasMessageContaining("absent.properties")
        .hasMessageContaining("--config");
  }

  @Test
  void aFileThatIsNoUtf8IsRefused() throws IOException {
    Path file = Files.write(folder.resolve("latin.properties"), new byte[] {'a', '=', (byte) 0xe4});

    assertThatThrownBy(() -> OperatorFile.read(file)).hasMessageContaining("save it as UTF-8");
  }
}

package org.prytany.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileRightsTest {

  @TempDir private Path folder;

  private Path file(String rights) throws IOException {
    Path file = Files.writeString(folder.resolve("key.json"), "{}");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-------", "r--------", "rwx------", "rwx--x--x"})
  void aFileOfItsOwnerAloneIsFine(String rights) throws IOException {
    assertThat(FileRights.problem("the keystore", file(rights))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "r--r--r--"})
  void aFileThatOthersMayReadIsNamedWithTheCommandThatMendsIt(String rights) throws IOException {
    Path file = file(rights);

    assertThat(FileRights.problem("the keystore", file))
        .contains("Other accounts of this machine may read the keystore: run chmod 600 " + file);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw--w----", "rw-----w-", "rw-rw-rw-"})
  void aFileThatOthersMayChangeIsNamedAsSuch(String rights) throws IOException {
    assertThat(FileRights.problem("the keystore", file(rights)).orElseThrow())
        .contains("may change the keystore");
  }

  @Test
  void aLinkIsAsOpenAsWhatItLeadsTo() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), file("rw-r--r--"));

    assertThat(FileRights.problem("the keystore", link)).isPresent();
  }

  @Test
  void whatIsNoFileButIsReadLikeOneIsAsOpenAsItsRights() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    Files.setPosixFilePermissions(pipe, PosixFilePermissions.fromString("rw-rw-rw-"));
    assertThat(FileRights.problem("the keystore", pipe).orElseThrow())
        .contains("may change the keystore");
    Files.setPosixFilePermissions(pipe, PosixFilePermissions.fromString("rw-------"));
    assertThat(FileRights.problem("the keystore", pipe)).isEmpty();
  }

  @Test
  void whoOwnsAFileOrAFolderMayChangeItWhateverItsRights() throws IOException {
    Path file = file("rw-------");
    int own = FileOwner.of(file).orElseThrow();
    assertThat(FileOwner.mine()).hasValue(own);
    for (Path path : List.of(file, folder)) {
      assertThat(FileOwner.problem("the keystore", path, Set.of(own))).isEmpty();
      assertThat(FileOwner.problem("the keystore", path, Set.of(own + 1)).orElseThrow())
          .contains("belongs to another account")
          .contains("may change it")
          .contains("chown")
          .contains(path.toString());
    }
  }

  @Test
  void aFileThatIsNotThereIsLeftToWhoeverReadsIt() {
    assertThat(FileRights.problem("the keystore", folder.resolve("absent"))).isEmpty();
  }
}

package org.prytany.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.cli.CommandFailure;
import org.prytany.cli.Subcommand;
import org.prytany.governance.signing.KeyBounds;
import org.prytany.settings.OperatorFile;
import org.prytany.settings.Settings;
import org.prytany.settings.SettingsSource;
import org.prytany.signer.RevokedKeys;
import org.prytany.spi.Address;
import picocli.CommandLine;

class KeyCommandTest {

  private static final String VOTER = "0x4444444444444444444444444444444444444444";

  @TempDir private Path folder;
  private Path config;
  private String said = "";

  @BeforeEach
  void files() throws IOException {
    config =
        write(
            "prytany.properties",
            "prytany.data-dir=data\nprytany.daos=demo\nprytany.dao.demo.chain-id=31337\n"
                + "prytany.dao.demo.rpc-url=http://127.0.0.1:8545\nprytany.dao.demo.governor="
                + VOTER
                + "\nprytany.dao.demo.treasury="
                + VOTER
                + "\nprytany.dao.demo.voter="
                + VOTER
                + "\nprytany.signer.socket=run/signer.sock\n");
    write("signer.properties", "prytany.signer.dir=own\nprytany.key.voting.file=voting.json\n");
  }

  @Test
  void theLauncherOffersIt() {
    assertThat(ServiceLoader.load(Subcommand.class))
        .anyMatch(command -> command instanceof KeyCommand);
  }

  @Test
  void revokingWritesToTheSignersOwnFolderAlone() throws IOException {
    assertThat(run("revoke", "voting", "--config", config.toString())).as(said).isZero();
    Path revoked = folder.resolve("own/revoked-keys");
    assertThat(RevokedKeys.read(revoked)).containsExactly("voting");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(revoked)))
        .isEqualTo("rw-------");
    assertThat(said).contains("is revoked in " + revoked, "it sees it when it starts");

    assertThat(run("revoke", VOTER, "--config", config.toString())).as(said).isZero();
    assertThat(RevokedKeys.read(revoked)).containsExactly("voting", VOTER);
  }

  /** A slip of the pen revokes nothing silently. */
  @Test
  void aNameThatIsNoKeyIsRefused() {
    assertThat(run("revoke", "votign", "--config", config.toString())).isNotZero();
    assertThat(said).contains("has no key 'votign'");
    assertThat(folder.resolve("own")).doesNotExist();
  }

  @Test
  void whereNoSignerAnswersNothingIsListed() {
    assertThat(run("list", "--config", config.toString())).isNotZero();
    assertThat(said).contains("The signer does not answer");
  }

  @Test
  void checkingSaysHowLongAKeyStillVotes() {
    Settings settings =
        SettingsSource.read(Optional.of(OperatorFile.read(config)), name -> Optional.empty());
    Instant end = Instant.parse("2027-06-30T00:00:00Z");
    KeyBounds key =
        new KeyBounds(
            "voting", new Address(VOTER), true, Set.of("demo"), Optional.of(end), Optional.empty());
    assertThat(SignerCheck.keys(settings, List.of(key), end.minusSeconds(8 * 86_400)))
        .containsExactly(
            Remark.ok(
                "signer",
                "The voter of DAO 'demo': Key 'voting' of "
                    + VOTER
                    + " may only vote, until 2027-06-30T00:00:00Z: 8 days are left."));
    assertThat(SignerCheck.keys(settings, List.of(key), end.minusSeconds(86_401)))
        .extracting(Remark::grade)
        .containsExactly(Remark.Grade.NOTE);
    assertThat(SignerCheck.keys(settings, List.of(key), end))
        .extracting(Remark::grade)
        .containsExactly(Remark.Grade.WRONG);
  }

  private Path write(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return file;
  }

  private int run(String... arguments) {
    StringWriter out = new StringWriter();
    CommandLine line = new CommandLine(new KeyCommand());
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
    line.setExecutionExceptionHandler(
        (failure, its, parsed) -> {
          if (failure instanceof CommandFailure known) {
            its.getErr().println(known.getMessage() + " " + known.remedy());
            return 2;
          }
          throw failure;
        });
    int code = line.execute(arguments);
    said = out.toString();
    return code;
  }
}

package org.prytany.signerd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.governance.signing.KeyBounds;
import org.prytany.signer.RevokedKeys;
import org.prytany.signer.wire.SignerClient;
import org.prytany.signerd.guard.Clocks;
import org.prytany.spi.Address;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Wallet;

/** The signer as it starts, with a real keystore, and what it says over its socket. */
class BoundedKeyHouseTest {

  private static final Instant END = Instant.parse("2099-06-30T00:00:00Z");

  @TempDir Path folder;
  private Path common;
  private Path own;
  private Address account;

  @BeforeEach
  void files() throws Exception {
    ECKeyPair pair = Keys.createEcKeyPair();
    account = new Address("0x" + Keys.getAddress(pair));
    write(
        "season.json",
        JsonMapper.builder().build().writeValueAsString(Wallet.createLight("a password", pair)));
    common = write("prytany.properties", dao("voter"));
    own =
        write(
            "signer.properties",
            "prytany.key.season.file=season.json\nprytany.key.season.password=a password\n"
                + "prytany.key.season.only=vote\nprytany.key.season.daos=demo\n"
                + "prytany.key.season.until=2099-06-30T02:00:00+02:00\n");
  }

  private String dao(String role) {
    String stem = "prytany.dao.demo.";
    return "prytany.daos=demo\n"
        + stem
        + "chain-id=31337\n"
        + stem
        + "rpc-url=http://127.0.0.1:1\n"
        + stem
        + "governor=0x"
        + "22".repeat(20)
        + "\n"
        + stem
        + "treasury=0x"
        + "33".repeat(20)
        + "\n"
        + stem
        + "approval-threshold=1\n"
        + stem
        + "treasurers="
        + account
        + "\n"
        + stem
        + role
        + "="
        + account
        + "\n";
  }

  private Path write(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return file;
  }

  private SignerHouse open() {
    PrintStream out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    SignerHouse house = SignerHouse.open(SignerFile.read(common, own), false, Clocks.system(), out);
    Thread.ofPlatform().daemon().start(house::serve);
    return house;
  }

  private KeyBounds asked(SignerHouse house) {
    try (SignerClient client = new SignerClient(house.socket(), Duration.ofMinutes(2))) {
      assertThat(client.bounds()).hasSize(1);
      return client.bounds().getFirst();
    }
  }

  @Test
  void theRunningSignerSaysWhatItsKeyMayAndSeesARevocationAtOnce() throws IOException {
    try (SignerHouse house = open()) {
      assertThat(asked(house))
          .isEqualTo(
              new KeyBounds(
                  "season", account, true, Set.of("demo"), Optional.of(END), Optional.empty()));
      RevokedKeys.add(RevokedKeys.in(folder.resolve("signer")), "season");
      assertThat(asked(house).revokedAt()).isPresent();
    }
    Files.delete(RevokedKeys.in(folder.resolve("signer")));
    try (SignerHouse again = open()) {
      assertThat(asked(again).revokedAt()).as("noted for good").isPresent();
    }
  }

  @Test
  void itDoesNotStartWhereSuchAKeyIsToPay() throws IOException {
    common = write("prytany.properties", dao("executor"));
    assertThatThrownBy(this::open).hasMessageContaining("is the executor of DAO 'demo'");
  }
}

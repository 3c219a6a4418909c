package org.prytany.signerd.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.spi.Address;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Wallet;
import org.web3j.crypto.exception.CipherException;
import org.web3j.protocol.ObjectMapperFactory;

class KeyRingTest {

  private static final String PASSWORD = "correct-horse-battery";
  private static final ECKeyPair VOTER = ECKeyPair.create(BigInteger.valueOf(4_711));
  private static final ECKeyPair EXECUTOR = ECKeyPair.create(BigInteger.valueOf(4_712));

  private static final String PRIVATE_KEY = VOTER.getPrivateKey().toString(16);

  @TempDir Path directory;
  private Path keystore;
  private final StringWriter said = new StringWriter();
  private final Handler listener = new Listener();
  private Level before;

  @BeforeEach
  void listenToEverything() {
    keystore = keystore(directory, "voter.json", VOTER);
    Logger root = Logger.getLogger("");
    before = root.getLevel();
    root.setLevel(Level.ALL);
    root.addHandler(listener);
  }

  /** Whatever a test did: no password and no key in any log record or failure. */
  @AfterEach
  void nothingSecretWasSaid() {
    Logger root = Logger.getLogger("");
    root.removeHandler(listener);
    root.setLevel(before);
    assertThat(said.toString().toLowerCase(java.util.Locale.ROOT))
        .doesNotContain(PASSWORD)
        .doesNotContain("wrong-pa55word")
        .doesNotContain(PRIVATE_KEY)
        .doesNotContain(VOTER.getPrivateKey().toString());
  }

  @Test
  void aKeyIsLoadedWithItsPasswordFromTheConfigurationOrFromAFile() throws IOException {
    assertThat(load(keystore, Optional.empty(), Optional.of(PASSWORD)).accounts())
        .containsExactly(address(VOTER));
    Path passwords = Files.writeString(directory.resolve("password"), PASSWORD + "\r\n");
    assertThat(load(keystore, Optional.of(passwords), Optional.empty()).accounts())
        .containsExactly(address(VOTER));
  }

  @Test
  void aWrongPasswordIsRefusedNamingTheFileToCheck() throws IOException {
    refused(keystore, Optional.empty(), Optional.of("wrong-pa55word"), "password does not fit");
    Path passwords = Files.writeString(directory.resolve("password"), "wrong-pa55word");
    refused(keystore, Optional.of(passwords), Optional.empty(), "the password file " + passwords);
  }

  @Test
  void aMissingKeystoreOrPasswordIsRefusedNamingIt() throws IOException {
    Path missing = directory.resolve("nowhere.json");
    refused(missing, Optional.empty(), Optional.of(PASSWORD), missing + " does not exist");
    Path noPasswords = directory.resolve("nowhere");
    refused(keystore, Optional.of(noPasswords), Optional.empty(), noPasswords + " does not exist");
    Path empty = Files.writeString(directory.resolve("empty"), "");
    refused(keystore, Optional.of(empty), Optional.empty(), empty + " is empty");
    refused(keystore, Optional.empty(), Optional.empty(), "has no password");
  }

  @Test
  void aKeystoreThatNeedsMoreMemoryThanThereIsIsRefusedInWordsBeforeItTakesAny()
      throws IOException {
    for (String cost : List.of("\"n\":1073741824", "\"n\":2147483647")) {
      Path file =
          Files.writeString(
              directory.resolve("dear.json"),
              Files.readString(keystore).replaceAll("\"n\":[0-9]+", cost));
      refused(file, Optional.empty(), Optional.of(PASSWORD), file + " needs");
    }
  }

  @Test
  void whatIsNoKeystoreIsRefusedWithoutBeingQuoted() throws IOException {
    for (String content :
        new String[] {
          "",
          "null",
          "[]",
          PRIVATE_KEY,
          "{\"version\":3,\"crypto\":\"" + PRIVATE_KEY + "\"}",
          "{\"version\":3}",
          "{\"version\":1,\"crypto\":{}}",
          "{\"version\":3,\"crypto\":{\"cipher\":\"" + PRIVATE_KEY + "\"}}",
          Files.readString(keystore).replace("\"cipher\":\"aes-128-ctr\"", "\"cipher\":\"x\""),
          Files.readString(keystore).replaceAll("\"salt\":\"[^\"]*\"", "\"salt\":\"zz\"")
        }) {
      Path file = Files.writeString(directory.resolve("odd.json"), content);
      refused(file, Optional.empty(), Optional.of(PASSWORD), file.toString());
    }
  }

  @Test
  void aKeystoreThatNamesAnotherAddressThanItsKeysIsRefused() throws IOException {
    String renamed =
        Files.readString(keystore)
            .replace(address(VOTER).hex().substring(2), address(EXECUTOR).hex().substring(2));
    Path file = Files.writeString(directory.resolve("renamed.json"), renamed);
    refused(file, Optional.empty(), Optional.of(PASSWORD), "names another address");
  }

  @Test
  void nothingThatHoldsSecretsPrintsThem() {
    KeystoreSettings settings =
        new KeystoreSettings("1", keystore, Optional.empty(), Optional.of(PASSWORD));
    KeyRing ring = KeyRing.load(List.of(settings));
    said.append(settings.toString()).append(ring.toString());
    assertThat(ring.toString()).contains(address(VOTER).hex());
  }

  private KeyRing load(Path file, Optional<Path> passwordFile, Optional<String> password) {
    return KeyRing.load(List.of(new KeystoreSettings("1", file, passwordFile, password)));
  }

  private void refused(
      Path file, Optional<Path> passwordFile, Optional<String> password, String why) {
    Throwable refusal = catchThrowable(() -> load(file, passwordFile, password));
    assertThat(refusal)
        .isInstanceOfSatisfying(
            PrytanyException.class,
            e -> assertThat(e.code()).isEqualTo(FailureCode.KEY_UNAVAILABLE))
        .hasMessageContaining(why);
    refusal.printStackTrace(new PrintWriter(said, true));
  }

  private static Address address(ECKeyPair pair) {
    return new Address("0x" + Keys.getAddress(pair));
  }

  private static Path keystore(Path directory, String name, ECKeyPair pair) {
    try {
      Path file = directory.resolve(name);
      ObjectMapperFactory.getObjectMapper()
          .writeValue(file.toFile(), Wallet.createLight(PASSWORD, pair));
      return file;
    } catch (IOException | CipherException e) {
      throw new IllegalStateException(e);
    }
  }

  private final class Listener extends Handler {
    @Override
    public synchronized void publish(LogRecord record) {
      said.append(record.getMessage());
      Object[] parameters = record.getParameters();
      said.append(parameters == null ? "" : java.util.Arrays.toString(parameters));
      if (record.getThrown() != null) {
        record.getThrown().printStackTrace(new PrintWriter(said, true));
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}

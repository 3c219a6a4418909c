package org.prytany.signerd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.signerd.guard.KeyRules;
import org.prytany.signerd.guard.Limits;
import org.prytany.signerd.keys.KeyLimit;
import org.prytany.spi.Address;

class SignerFileTest {

  private static final String VOTER = "0x4444444444444444444444444444444444444444";

  @TempDir Path folder;
  private Path common;

  @BeforeEach
  void common() throws IOException {
    common =
        write(
            "prytany.properties",
            "prytany.daos=demo\nprytany.dao.demo.chain-id=31337\n"
                + "prytany.dao.demo.rpc-url=http://127.0.0.1:8545\nprytany.dao.demo.governor="
                + VOTER
                + "\nprytany.dao.demo.treasury="
                + VOTER
                + "\nprytany.dao.demo.voter="
                + VOTER
                + "\n");
  }

  @Test
  void whatIsLeftOutHasSafeDefaults() throws IOException {
    SignerSettings settings = SignerFile.read(common, write("signer.properties", ""));
    assertThat(settings.folder()).isEqualTo(folder.resolve("signer"));
    assertThat(settings.witness()).isEqualTo(folder.resolve("signer.witness"));
    assertThat(settings.furthestCount()).isEqualTo(1_000);
    assertThat(settings.dayFeesWei())
        .isEqualTo(settings.maxFeeWei().multiply(java.math.BigInteger.valueOf(20)));
    assertThat(settings.serverUser()).isEmpty();
    assertThat(settings.endpoints()).isEmpty();
  }

  @Test
  void whoHasYetToWriteItIsToldWhatIsWrongWithTheOtherFileToo() throws IOException {
    Path careless =
        write(
            "careless.properties",
            Files.readString(common).replace("http://127.0.0.1:8545", "not an address"));

    assertThatThrownBy(() -> SignerFile.read(careless, folder.resolve("signer.properties")))
        .hasMessageContaining("signer.properties does not exist: write it with the keys")
        .hasMessageContaining("prytany.dao.demo.rpc-url");
  }

  @Test
  void aDayThatHasNoRoomToTakeOneTransactionBackIsRefused() throws IOException {
    String fee = "prytany.signer.transaction-fee-wei=1000\nprytany.signer.daily-fee-wei=";
    assertThatThrownBy(() -> SignerFile.read(common, write("signer.properties", fee + "3999\n")))
        .hasMessageContaining("prytany.signer.daily-fee-wei")
        .hasMessageContaining("4000");
    assertThat(SignerFile.read(common, write("signer.properties", fee + "4000\n")).dayFeesWei())
        .isEqualTo(4_000);
  }

  @Test
  void aKeyThatMayOnlyVoteHasItsDaosAndItsEnd() throws IOException {
    SignerSettings settings =
        SignerFile.read(
            common,
            write(
                "signer.properties",
                "prytany.key.voting.only=vote\nprytany.key.voting.daos=demo\n"
                    + "prytany.key.voting.until=2027-06-30T02:00:00+02:00\n"
                    + "prytany.key.voting.account="
                    + VOTER
                    + "\n"));
    assertThat(settings.keystores()).isEmpty();
    assertThat(settings.bounded())
        .containsExactly(
            new KeyLimit(
                "voting",
                Optional.of(new Address(VOTER)),
                Set.of("demo"),
                Set.of(),
                Instant.parse("2027-06-30T00:00:00Z")));
  }

  /** Invariant: nobody who means to bound a key has one that is not bounded. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          only=votes;daos=demo;until=2027-06-30T00:00:00Z | vote is the only thing
          only=vote;until=2027-06-30T00:00:00Z            | name the DAOs
          only=vote;daos=demo                             | say until when
          only=vote;daos=other;until=2027-06-30T00:00:00Z | which prytany.daos does not
          only=vote;daos=demo,;until=2027-06-30T00:00:00Z | which prytany.daos does not
          only=vote;daos=demo;until=2027-06-30            | with their zone
          only=vote;daos=demo;until=2027-06-30T00:00:00   | with their zone
          only=;daos=demo;until=2027-06-30T00:00:00Z      | has no value
          daos=demo                                       | bounds nothing without
          until=2027-06-30T00:00:00Z                      | bounds nothing without
          onyl=vote                                       | Unknown key
          """)
  void aBoundThatIsNotWholeIsRefused(String lines, String why) throws IOException {
    StringBuilder text = new StringBuilder("prytany.key.voting.account=" + VOTER + "\n");
    for (String line : lines.split(";", -1)) {
      text.append("prytany.key.voting.").append(line).append('\n');
    }
    Path own = write("signer.properties", text.toString());
    assertThatThrownBy(() -> SignerFile.read(common, own)).hasMessageContaining(why);
  }

  /** Attack: the file that the server reads names the key for what it may not do. */
  @Test
  void aKeyIsConfiguredForNothingButWhatItMayDo() throws IOException {
    String bound =
        "prytany.key.voting.only=vote\nprytany.key.voting.daos=demo\n"
            + "prytany.key.voting.until=2027-06-30T00:00:00Z\nprytany.key.voting.account="
            + VOTER
            + "\n";
    Path own = write("signer.properties", bound);
    Set<Address> held = Set.of(new Address(VOTER));
    SignerSettings right = SignerFile.read(common, own);
    assertThat(BoundedKeys.of(right, Map.of(), held).bounds())
        .extracting(KeyRules.Bound::account)
        .containsExactly(new Address(VOTER));
    assertThatThrownBy(() -> BoundedKeys.of(right, Map.of(), Set.of()))
        .hasMessageContaining("whose key the signer does not hold");
    assertThatThrownBy(
            () ->
                BoundedKeys.of(right, Map.of("voting", new Address("0x" + "55".repeat(20))), held))
        .hasMessageContaining("is not that of its file");

    String more =
        Files.readString(common).replace("prytany.daos=demo", "prytany.daos=demo,two")
            + "prytany.dao.two.chain-id=31337\nprytany.dao.two.rpc-url=http://127.0.0.1:8545\n"
            + "prytany.dao.two.governor=0x"
            + "88".repeat(20)
            + "\nprytany.dao.two.treasury="
            + VOTER
            + "\nprytany.dao.two.voter="
            + VOTER
            + "\nprytany.dao.demo.executor="
            + VOTER
            + "\nprytany.dao.demo.approval-threshold=1\nprytany.dao.demo.treasurers="
            + VOTER
            + "\n";
    SignerSettings wrong = SignerFile.read(write("more.properties", more), own);
    assertThatThrownBy(() -> BoundedKeys.of(wrong, Map.of(), held))
        .hasMessageContaining("is the executor of DAO 'demo'")
        .hasMessageContaining("is the voter of DAO 'two'")
        .hasMessageContaining("prytany.key.voting.daos");
  }

  @Test
  void limitsAreReadInBaseUnitsAndTimes() throws IOException {
    SignerSettings settings =
        SignerFile.read(
            common,
            write(
                "signer.properties",
                "prytany.signer.limit.demo.1=native 5000 30d\nprytany.signer.limit.demo.usd="
                    + VOTER
                    + " 7 90s\nprytany.signer.recipients.demo="
                    + VOTER
                    + "\nprytany.signer.objection-window.demo=6h\n"));
    Limits.OfDao bounds = Optional.ofNullable(settings.limits().byDao().get("demo")).orElseThrow();
    assertThat(bounds.amounts())
        .containsExactlyInAnyOrder(
            new Limits.Amount(Address.ZERO, BigInteger.valueOf(5_000), Duration.ofDays(30)),
            new Limits.Amount(new Address(VOTER), BigInteger.valueOf(7), Duration.ofSeconds(90)));
    assertThat(bounds.recipients()).containsExactly(new Address(VOTER));
    assertThat(bounds.objectionWindow()).isEqualTo(Duration.ofHours(6));
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", ",", " , ", "%s,", ",%s", "%s,,%s"})
  void aListOfRecipientsWithAnEmptyPlaceAllowsNobodyInsteadOfEverybody(String list) {
    refused(
        "prytany.signer.recipients.demo=" + list.replace("%s", VOTER),
        "prytany.signer.recipients.demo",
        "remove");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "prytany.signer.objection-window.demo=",
        "prytany.signer.first-payment-delay.demo=  ",
        "prytany.signer.limit.demo.1=",
        "prytany.signer.server-user=",
        "prytany.signer.daily-fee-wei=",
        "prytany.signer.rpc.1="
      })
  void aKeyWithoutAValueIsNamedInsteadOfLeftOut(String line) {
    refused(line, line.substring(0, line.indexOf('=')), "has no value");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0s", "0d", "000m"})
  void aLimitWithoutAPeriodLimitsNothingAndIsRefused(String period) {
    refused(
        "prytany.signer.limit.demo.1=native 5 " + period, "prytany.signer.limit.demo.1", "period");
  }

  @ParameterizedTest
  @ValueSource(strings = {"10000000000000000000", "99999999999999999999", "4294967297", "0", "-1"})
  void aNumberThatCannotBeIsNamedWithWhatCan(String number) {
    refused(
        "prytany.signer.furthest-count=" + number,
        "prytany.signer.furthest-count",
        "from 1 to 4294967296");
  }

  @Test
  void theSignersFolderIsNobodyElses() throws IOException {
    Path own = write("signer.properties", "");
    Path signer = Files.createDirectory(folder.resolve("signer"));
    for (String rights : List.of("rwxrwx---", "rwxr-xr-x", "rwx--x---", "rwx---rwx")) {
      Files.setPosixFilePermissions(signer, PosixFilePermissions.fromString(rights));
      assertThatThrownBy(() -> SignerFile.read(common, own))
          .as(rights)
          .hasMessageContaining("prytany.signer.dir")
          .hasMessageContaining("chmod 700 " + signer);
    }
    Files.setPosixFilePermissions(signer, PosixFilePermissions.fromString("rwx------"));
    for (String name : List.of("signer.journal", "seal.key")) {
      Path file = write("signer/" + name, "");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
      assertThatThrownBy(() -> SignerFile.read(common, own))
          .hasMessageContaining("chmod 600 " + file);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
    assertThat(SignerFile.read(common, own).folder()).isEqualTo(signer);
  }

  @Test
  void whereKeysOrTheWitnessLieNobodyElseMayPutOthersInTheirPlace() throws IOException {
    Path real =
        write("real.properties", Files.readString(common).replace("chain-id=31337", "chain-id=1"));
    Path own =
        write(
            "signer.properties",
            "prytany.signer.witness=apart/signer.witness\nprytany.key.1.file=keys/k.json\n"
                + "prytany.key.1.password-file=k.password\n");
    for (String name : List.of("apart", "keys")) {
      Files.createDirectory(folder.resolve(name));
    }
    write("keys/k.json", "{}");
    write("k.password", "hunter2\n");
    assertThat(SignerFile.read(real, own).keystores()).hasSize(1);
    for (Path open : List.of(folder, folder.resolve("apart"), folder.resolve("keys"))) {
      Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxr-x"));
      assertThatThrownBy(() -> SignerFile.read(real, own))
          .hasMessageContaining("chmod go-w " + open);
      Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    assertThat(SignerFile.read(real, own).keystores()).hasSize(1);
  }

  /** A vote off chain counts, also where every DAO of the file is on a chain to play with. */
  @Test
  void whereVotesOffChainAreSignedNobodyElseMayPutOtherKeysInTheirPlace() throws IOException {
    Path own =
        write(
            "signer.properties",
            "prytany.key.1.file=keys/k.json\nprytany.key.1.password-file=keys/k.password\n");
    Path keys = Files.createDirectory(folder.resolve("keys"));
    write("keys/k.json", "{}");
    write("keys/k.password", "hunter2\n");
    Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rwxrwxr-x"));
    assertThat(SignerFile.read(common, own).keystores()).hasSize(1);
    String space =
        "prytany.snapshots=s\nprytany.snapshot.s.hub-url=https://hub.example/graphql\n"
            + "prytany.snapshot.s.sequencer-url=https://seq.example\n"
            + "prytany.snapshot.s.space=demo.eth\n";
    Path read = write("read.properties", Files.readString(common) + space);
    assertThat(SignerFile.read(read, own).keystores()).hasSize(1);
    Path votes =
        write("votes.properties", Files.readString(read) + "prytany.snapshot.s.voter=" + VOTER);
    assertThatThrownBy(() -> SignerFile.read(votes, own))
        .hasMessageContaining("chmod go-w " + keys);
  }

  @Test
  void whereALinkLeadsNobodyElseMayPutAnotherInItsPlaceEither() throws IOException {
    Path real =
        write("real.properties", Files.readString(common).replace("chain-id=31337", "chain-id=1"));
    Path own =
        write(
            "signer.properties",
            "prytany.signer.witness=keys/signer.witness\nprytany.key.1.file=keys/k.json\n"
                + "prytany.key.1.password-file=keys/k.password\n");
    for (String name : List.of("keys", "apart")) {
      Files.createDirectory(folder.resolve(name));
    }
    write("keys/k.password", "hunter2\n");
    write("apart/k.json", "{}");
    Files.createSymbolicLink(folder.resolve("keys/k.json"), Path.of("../apart/k.json"));
    assertThat(SignerFile.read(real, own).keystores()).hasSize(1);
    Path apart = folder.resolve("apart");
    Files.setPosixFilePermissions(apart, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThatThrownBy(() -> SignerFile.read(real, own))
        .hasMessageContaining("chmod go-w " + apart.toRealPath());
  }

  @Test
  void aCommonFileThatSaysTwoThingsIsRefusedAsByTheServer() throws IOException {
    String text = Files.readString(common);
    Path twice =
        write(
            "twice.properties",
            text
                + "\nprytany.dao.demo.approval-threshold=1\n"
                + "prytany.dao.demo.approval-threshold=2\n");
    Path own = write("signer.properties", "");
    assertThatThrownBy(() -> SignerFile.read(twice, own))
        .hasMessageContaining("more than once")
        .hasMessageContaining("prytany.dao.demo.approval-threshold");
  }

  private void refused(String line, String... words) {
    var refusal =
        assertThatThrownBy(() -> SignerFile.read(common, write("signer.properties", line + "\n")));
    refusal.isInstanceOf(PrytanyException.class);
    for (String word : words) {
      refusal.hasMessageContaining(word);
    }
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnceAndNoSecret() throws IOException {
    Path own =
        write(
            "signer.properties",
            "prytany.signer.rpc.1=ftp://hunter2\nprytany.signer.limit.demo.1=lots\n"
                + "prytany.signer.limit.other.1=native 1 1d\nprytany.signer.dri=x\n"
                + "prytany.key.1.file=k.json\nprytany.signer.witness=signer/w\n"
                + "prytany.signer.objection-window.demo=soon\n");
    assertThatThrownBy(() -> SignerFile.read(common, own))
        .hasMessageContaining("prytany.signer.rpc.1")
        .hasMessageContaining("prytany.signer.limit.demo.1 is 'lots'")
        .hasMessageContaining("'other'")
        .hasMessageContaining("Unknown key 'prytany.signer.dri'")
        .hasMessageContaining("prytany.key.1.password-file")
        .hasMessageContaining("put it elsewhere")
        .hasMessageContaining("'soon'")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void aRealChainIsNotAskedInPlainHttpOnAnotherMachine() throws IOException {
    Path plain = write("plain.properties", "prytany.signer.rpc.1=http://node.example/hunter2\n");
    assertThatThrownBy(() -> SignerFile.read(common, plain))
        .hasMessageContaining("prytany.signer.rpc.1 is plain http to another machine")
        .hasMessageNotContaining("hunter2");
    Path fine =
        write(
            "fine.properties",
            "prytany.signer.rpc.1=https://node.example\nprytany.signer.rpc.10=http://127.0.0.1:1\n"
                + "prytany.signer.rpc.31337=http://node.example\n");
    assertThat(SignerFile.read(common, fine).endpoints()).hasSize(3);
  }

  @Test
  void filesThatOthersMayReadAreRefused() throws IOException {
    Path own =
        write(
            "signer.properties",
            "prytany.key.1.file=k.json\nprytany.key.1.password-file=k.password\n");
    Path keystore = write("k.json", "{}");
    write("k.password", "hunter2\n");
    assertThat(SignerFile.read(common, own).keystores()).hasSize(1);
    Files.setPosixFilePermissions(keystore, PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(() -> SignerFile.read(common, own)).hasMessageContaining("chmod 600");
    Files.setPosixFilePermissions(keystore, PosixFilePermissions.fromString("rw-------"));
    Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rw-rw----"));
    assertThatThrownBy(() -> SignerFile.read(common, own))
        .hasMessageContaining("the signer's file");
  }

  @Test
  void aPipeInAFilesPlaceIsLookedAtAsAFileIs() throws Exception {
    Path own =
        write(
            "signer.properties",
            "prytany.key.1.file=k.json\nprytany.key.1.password-file=k.password\n");
    write("k.password", "hunter2\n");
    Path pipe = folder.resolve("k.json");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    Files.setPosixFilePermissions(pipe, PosixFilePermissions.fromString("rw-rw-rw-"));
    assertThatThrownBy(() -> SignerFile.read(common, own))
        .hasMessageContaining("chmod 600 " + pipe);
  }

  private Path write(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return file;
  }
}

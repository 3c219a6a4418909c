package org.prytany.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.cli.CommandFailure;
import org.prytany.cli.Subcommand;
import org.prytany.governance.audit.AuditEntry;
import org.prytany.governance.audit.AuditHead;
import org.prytany.governance.audit.AuditLog;
import org.prytany.governance.audit.WitnessedStart;
import org.prytany.governance.duty.Lane;
import org.prytany.store.Restored;
import org.prytany.store.Store;
import org.prytany.store.StoreCopy;
import org.prytany.store.StoreSettings;
import org.prytany.store.embedded.EmbeddedStore;
import org.prytany.store.witness.FileWitness;
import picocli.CommandLine;

/** An operator who backs up a server, loses it, and restores it elsewhere or in its place. */
class BackupAndRestoreTest {

  private static final String SECRET = "word-that-nobody-may-read";

  @TempDir private Path folder;
  private Path here;
  private Path there;
  private Path archive;
  private String said = "";

  @BeforeEach
  void twoServers() throws IOException {
    here = server("here", List.of());
    there = server("there", List.of());
    archive = folder.resolve("monday.tar.gz");
    Files.writeString(here.resolve("policy.yaml"), "rules: []\n");
    Files.createDirectory(here.resolve("abis"));
    Files.writeString(here.resolve("abis/0xab-1.json"), "[]");
    Path model = Files.createDirectories(here.resolve("models/small"));
    Files.writeString(model.resolve("prytany-model.json"), "{\"name\":\"small\"}");
    Files.writeString(model.resolve("weights.onnx"), "heavy");
    Filled.add(Filled.embedded(here.resolve("data")), here.resolve("data/audit-witness"), 1, 40);
  }

  private Path server(String name, List<String> more) throws IOException {
    Path home = Files.createDirectory(folder.resolve(name));
    List<String> lines =
        new ArrayList<>(
            List.of(
                "# an endpoint that was tried: http://old:" + SECRET + "@127.0.0.1",
                "prytany.data-dir=data",
                "prytany.policy.file=policy.yaml",
                "prytany.digest.key=" + SECRET + "-and-long-enough-for-a-key",
                "prytany.daos=grants",
                "prytany.dao.grants.chain-id=31337",
                "prytany.dao.grants.rpc-url=http://127.0.0.1:1/" + SECRET,
                "prytany.dao.grants.governor=" + Filled.GOVERNOR,
                "prytany.dao.grants.treasury=0x" + "0b".repeat(20)));
    lines.removeIf(line -> more.stream().anyMatch(other -> same(line, other)));
    lines.addAll(more);
    Path config = Files.write(home.resolve("prytany.properties"), lines);
    Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-------"));
    return home;
  }

  private static boolean same(String line, String other) {
    return line.substring(0, line.indexOf('=') + 1)
        .equals(other.substring(0, other.indexOf('=') + 1));
  }

  @Test
  void theLauncherOffersBoth() {
    assertThat(ServiceLoader.load(Subcommand.class))
        .hasAtLeastOneElementOfType(BackupCommand.class)
        .hasAtLeastOneElementOfType(RestoreCommand.class);
  }

  @Test
  void whatIsRestoredElsewhereIsAllThatWasThereAndTheNextStartKnowsIt() throws IOException {
    backup(here);
    assertThat(said).contains("40 proposals, 40 duties, 40 audit entries", "up to entry 40");
    assertThat(Files.getPosixFilePermissions(archive))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));

    restore(there, "--dry-run");
    assertThat(said).contains("The backup is whole", "Nothing was changed", "would be made in");
    assertThat(there.resolve("data")).doesNotExist();
    assertThat(there.resolve("policy.yaml")).doesNotExist();

    restore(there);
    assertThat(Files.getPosixFilePermissions(there.resolve("data/prytany.store")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(said)
        .contains("restored 120 of 120", "store.restored", "A model was registered: small");
    assertThat(Filled.all(Filled.embedded(there.resolve("data"))))
        .isEqualTo(Filled.all(Filled.embedded(here.resolve("data"))));
    for (String file :
        List.of("policy.yaml", "abis/0xab-1.json", "data/audit-witness/audit.witness")) {
      assertThat(there.resolve(file)).hasSameBinaryContentAs(here.resolve(file));
      assertThat(said).contains(there.resolve(file).toString());
    }
    try (Store store = Store.open(Filled.embedded(there.resolve("data")))) {
      Restored restored = store.restored().orElseThrow();
      assertThat(restored.backup()).isEqualTo(Sha256.of(archive));
      assertThat(restored.proposals()).isEqualTo(40);
      assertThat(restored.auditHead()).startsWith("40:0x");
      assertThat(store.proposals().find(Filled.proposal(7).key()).orElseThrow().content())
          .isEqualTo(Filled.proposal(7).content());
    }
    Filled.add(Filled.embedded(there.resolve("data")), there.resolve("data/audit-witness"), 41, 1);
  }

  @Test
  void secretsKeysAndWeightsAreNotInItUnlessTheyAreAskedFor() throws IOException {
    Path signer = Files.createDirectory(here.resolve("signer"));
    Files.writeString(signer.resolve("signer.journal"), "{\"a\":1}\n{\"half\":");
    Files.writeString(signer.resolve("seal.key"), SECRET);
    Files.writeString(here.resolve("signer.witness"), SECRET);
    backup(here);
    assertThat(content(archive))
        .contains("settings/prytany.properties", "31337", "\"small\"")
        .doesNotContain(SECRET, "heavy", "\"half\"");

    archive = folder.resolve("secret.tar.gz");
    backup(here, "--with-secrets", "--with-signer-journal");
    assertThat(said).contains("It has the configuration's passwords");
    assertThat(content(archive))
        .contains("prytany.dao.grants.rpc-url=http://127.0.0.1:1/" + SECRET, "{\"a\":1}\n")
        .doesNotContain("heavy", "\"half\"", "seal.key", "signer.witness");

    restore(there);
    assertThat(said).contains("signer's journal, which is not touched");
    assertThat(there.resolve("signer")).doesNotExist();
  }

  @Test
  void anExistingFileIsNotOverwrittenByABackupAndWhatIsThereNotByARestore() throws IOException {
    Files.writeString(archive, "mine");
    refused(() -> backup(here), "There is a file");
    assertThat(archive).hasContent("mine");
    Files.delete(archive);

    backup(here);
    Files.writeString(there.resolve("policy.yaml"), "rules: [mine]\n");
    restore(there);
    assertThat(there.resolve("policy.yaml")).hasContent("rules: [mine]\n");
    assertThat(said).contains("another one than in the backup: " + there.resolve("policy.yaml"));
    assertThat(leftOvers()).isEmpty();
  }

  @Test
  void aStoreThatIsNotEmptyIsReplacedOnlyWhereThatIsSaid() throws IOException {
    backup(here);
    Filled.add(Filled.embedded(here.resolve("data")), here.resolve("data/audit-witness"), 41, 2);
    Map<String, List<String>> before = Filled.all(Filled.embedded(here.resolve("data")));

    refused(() -> restore(here), "is not empty");
    refused(() -> restore(here, "--dry-run"), "is not empty");
    assertThat(Filled.all(Filled.embedded(here.resolve("data")))).isEqualTo(before);

    restore(here, "--replace");
    assertThat(said).contains("Moved aside: ").contains("the backup lacks the last 2");
    assertThat(Filled.all(Filled.embedded(here.resolve("data"))).get("proposals")).hasSize(40);
  }

  @Test
  void theAuditLogIsNotWoundBackInSilence() throws IOException {
    backup(here);
    Path data = here.resolve("data");
    Filled.add(Filled.embedded(data), data.resolve("audit-witness"), 41, 3);
    restore(here, "--replace");

    try (Store store = Store.open(Filled.embedded(data));
        FileWitness witness =
            FileWitness.open(data.resolve("audit-witness"), InstantSource.system(), false)) {
      assertThat(witness.last().orElseThrow().sequence()).isEqualTo(43);
      assertThatThrownBy(
              () ->
                  new WitnessedStart(
                          store.audit(), witness, Optional.empty(), InstantSource.system())
                      .open(false))
          .hasMessageContaining("the witness has seen entry 43")
          .hasMessageContaining(WitnessedStart.ACCEPT_KEY + "=40:");
      AuditEntry last = store.audit().last().orElseThrow();
      AuditHead head = new AuditHead(last.sequence(), last.hash());
      AuditLog log =
          new WitnessedStart(store.audit(), witness, Optional.of(head), InstantSource.system())
              .open(false);
      assertThat(log.latest(entry -> entry.act().equals("audit.problem-accepted"))).isPresent();
    }
  }

  @Test
  void forARealChainTheLineThatAcceptsTheOlderLogIsSaid() throws IOException {
    Path real =
        server(
            "real",
            List.of(
                "prytany.dao.grants.chain-id=1",
                "prytany.dao.grants.rpc-url=https://127.0.0.1:1/",
                "prytany.store.allow-embedded-for-real-chains=true"));
    StoreSettings settings =
        new StoreSettings(
            Optional.empty(),
            StoreSettings.DEFAULT_DATABASE,
            real.resolve("data"),
            Set.of(1L),
            true);
    Filled.add(settings, real.resolve("data/audit-witness"), 1, 2);
    backup(real);
    Filled.add(settings, real.resolve("data/audit-witness"), 3, 2);

    restore(real, "--replace");
    assertThat(said)
        .contains(
            "has seen entry 4", "the backup lacks the last 2", "prytany.audit.accept-head=2:0x");
  }

  @Test
  void aRunningServerIsNotRestoredUnder() throws IOException {
    backup(here);
    Path data = here.resolve("data");
    try (FileWitness running =
        FileWitness.open(data.resolve("audit-witness"), InstantSource.system(), false)) {
      assertThat(running.last()).isPresent();
      refused(() -> restore(here, "--replace"), "in use by another server");
    }
    try (EmbeddedStore running = EmbeddedStore.open(data, false)) {
      assertThat(running.file()).exists();
      refused(() -> restore(here, "--replace"), "in use");
      archive = folder.resolve("other.tar.gz");
      refused(() -> backup(here), "in use");
    }
    assertThat(archive).doesNotExist();
    assertThat(leftOvers()).isEmpty();
  }

  @Test
  void aRestoreThatWasKilledLeavesNothingToStartOnAndIsRepeated() throws IOException {
    backup(here);
    try (StoreCopy store = StoreCopy.open(Filled.embedded(there.resolve("data")))) {
      store.begin();
      store.write("proposals", Filled.all(Filled.embedded(here.resolve("data"))).get("proposals"));
    }
    assertThatThrownBy(() -> Store.open(Filled.embedded(there.resolve("data"))))
        .hasMessageContaining("did not end");
    Files.move(archive, folder.resolve("good.tar.gz"));
    refused(() -> backup(there), "did not end");
    Files.move(folder.resolve("good.tar.gz"), archive);

    restore(there);
    assertThat(Filled.all(Filled.embedded(there.resolve("data"))))
        .isEqualTo(Filled.all(Filled.embedded(here.resolve("data"))));
  }

  @Test
  void aDamagedStoreIsMovedAside() throws IOException {
    backup(here);
    Path file = here.resolve("data/prytany.store");
    Files.write(file, new byte[9000]);

    refused(() -> restore(here), "damaged");
    restore(here, "--replace");
    assertThat(Filled.all(Filled.embedded(here.resolve("data"))).get("audit")).hasSize(40);

    Files.delete(file);
    restore(here);
    assertThat(Filled.all(Filled.embedded(here.resolve("data"))).get("audit")).hasSize(40);
  }

  @Test
  void aMongodbIsBackedUpWhileItIsInUseAndRestoredIntoAnother() throws IOException {
    try (EmbeddedStore first = EmbeddedStore.open(folder.resolve("m1"), false);
        EmbeddedStore second = EmbeddedStore.open(folder.resolve("m2"), false)) {
      Path one = server("one", List.of("prytany.store.uri=" + uri(first)));
      Path two = server("two", List.of("prytany.store.uri=" + uri(second)));
      Filled.add(mongo(first), one.resolve("data/audit-witness"), 1, 3);
      try (Store running = Store.open(mongo(first));
          FileWitness held =
              FileWitness.open(one.resolve("data/audit-witness"), InstantSource.system(), false)) {
        assertThat(held.last()).isPresent();
        running
            .duties()
            .claim(
                new Lane(Filled.CHAIN, Filled.GOVERNOR, Lane.Work.VOTING),
                "node-a",
                Instant.now(),
                Duration.ofDays(1));
        backup(one);
      }
      restore(two);
      assertThat(Filled.all(mongo(second))).isEqualTo(Filled.all(mongo(first)));

      refused(() -> restore(one, "--replace"), "works on a duty");
      refused(() -> restore(two, "--replace"), "works on a duty");
    }
  }

  private static String uri(EmbeddedStore store) {
    return "mongodb://127.0.0.1:" + store.address().getPort() + "/?retryWrites=false";
  }

  private static StoreSettings mongo(EmbeddedStore store) {
    return new StoreSettings(
        Optional.of(uri(store)),
        StoreSettings.DEFAULT_DATABASE,
        Path.of("nowhere"),
        Set.of(Filled.CHAIN),
        false);
  }

  private List<Path> leftOvers() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(path -> path.toString().endsWith(".unfinished")).toList();
    }
  }

  private static String content(Path archive) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(archive))) {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  private void backup(Path home, String... more) {
    run(new BackupCommand(), home, List.of("--out", archive.toString()), more);
  }

  private void restore(Path home, String... more) {
    run(new RestoreCommand(), home, List.of(archive.toString()), more);
  }

  private void run(Subcommand command, Path home, List<String> first, String... more) {
    StringWriter out = new StringWriter();
    CommandLine line = new CommandLine(command);
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
    List<Exception> failed = new ArrayList<>();
    line.setExecutionExceptionHandler(
        (e, at, parsed) -> {
          failed.add(e);
          return 2;
        });
    List<String> words = new ArrayList<>(first);
    words.addAll(List.of("--config", home.resolve("prytany.properties").toString()));
    words.addAll(List.of(more));
    int code = line.execute(words.toArray(String[]::new));
    said = out.toString();
    if (!failed.isEmpty() && failed.getFirst() instanceof CommandFailure known) {
      throw known;
    }
    assertThat(failed).isEmpty();
    assertThat(code).as(said).isZero();
  }

  private static void refused(Runnable command, String why) {
    assertThatThrownBy(command::run)
        .isInstanceOfSatisfying(CommandFailure.class, e -> assertThat(e.remedy()).isNotBlank())
        .hasMessageContaining(why);
  }
}

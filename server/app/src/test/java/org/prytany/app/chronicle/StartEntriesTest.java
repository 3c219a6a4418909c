package org.prytany.app.chronicle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.governance.audit.AuditEntry;
import org.prytany.settings.Settings;
import org.prytany.settings.SettingsReader;
import org.prytany.store.Restored;

class StartEntriesTest {

  private static final String A = "0x00000000000000000000000000000000000000a1";
  private static final String B = "0x00000000000000000000000000000000000000b2";

  @TempDir private Path folder;

  private final Map<String, String> values = new HashMap<>();
  private final EntriesInMemory entries = new EntriesInMemory();

  @BeforeEach
  void aDao() {
    values.put("prytany.daos", "demo");
    values.put("prytany.dao.demo.chain-id", "31337");
    values.put("prytany.dao.demo.rpc-url", "http://127.0.0.1:8545/hunter2");
    values.put("prytany.dao.demo.governor", A);
    values.put("prytany.dao.demo.treasury", B);
    values.put("prytany.dao.demo.treasurers", A);
    values.put("prytany.dao.demo.approval-threshold", "1");
  }

  private List<AuditEntry> start() {
    int before = entries.all.size();
    Settings settings =
        SettingsReader.read(
            values,
            new SettingsReader.Surroundings(
                folder, folder.resolve("data"), Optional.empty(), 8123, Optional.empty()));
    new StartEntries(entries.log(), "node-1", "0.1.0").started(settings);
    return List.copyOf(entries.all.subList(before, entries.all.size()));
  }

  private static AuditEntry only(List<AuditEntry> entries, String act) {
    List<AuditEntry> found = entries.stream().filter(entry -> entry.act().equals(act)).toList();
    assertThat(found).as(act).hasSize(1);
    return found.getFirst();
  }

  @Test
  void aFirstStartSaysVersionConfigurationAndPeople() {
    List<AuditEntry> said = start();

    assertThat(only(said, "server.started").details()).containsEntry("version", "0.1.0");
    assertThat(only(said, "configuration.loaded").details())
        .containsEntry("prytany.dao.demo.rpc-url", "set")
        .containsKey("prytany.dao.demo.treasurers");
    assertThat(only(said, "dao.configured").details())
        .containsEntry("treasurers", A)
        .containsEntry("threshold", "1")
        .containsEntry("voter", "");
    assertThat(said.toString()).doesNotContain("hunter2");
  }

  @Test
  void aStoreThatWasRestoredIsSaidToBe() {
    new StartEntries(entries.log(), "node-1", "0.1.0")
        .restored(
            new Restored(
                "a".repeat(64),
                Instant.parse("2026-01-01T00:00:00Z"),
                Instant.parse("2026-01-02T00:00:00Z"),
                7,
                "812:0xab"));

    AuditEntry entry = only(entries.all, "store.restored");
    assertThat(entry.subject()).isEqualTo("812:0xab");
    assertThat(entry.details())
        .containsEntry("backup", "a".repeat(64))
        .containsEntry("madeAt", "2026-01-01T00:00:00Z")
        .containsEntry("proposals", "7");
  }

  @Test
  void asLongAsNothingChangesOnlyTheStartAndTheConfigurationAreSaid() {
    start();

    List<AuditEntry> said = start();

    assertThat(said)
        .extracting(AuditEntry::act)
        .containsExactly("server.started", "configuration.loaded");
    assertThat(only(said, "configuration.loaded").details())
        .containsEntry("changed", "")
        .containsEntry("added", "")
        .containsEntry("removed", "");
  }

  @Test
  void otherTreasurersThresholdGovernorAndVoterAreSaidWithWhatTheyWere() {
    start();
    values.put("prytany.dao.demo.treasurers", B + "," + A);
    values.put("prytany.dao.demo.approval-threshold", "2");
    values.put("prytany.dao.demo.governor", B);
    values.put("prytany.dao.demo.voter", A);

    List<AuditEntry> said = start();

    assertThat(only(said, "dao.configured").details())
        .containsEntry("changed", "governor,threshold,treasurers,voter")
        .containsEntry("treasurers", A + "," + B)
        .containsEntry("treasurers.before", A)
        .containsEntry("threshold.before", "1")
        .containsEntry("governor.before", A)
        .containsEntry("voter.before", "");
    assertThat(only(said, "configuration.loaded").details())
        .containsEntry(
            "changed",
            "prytany.dao.demo.approval-threshold,prytany.dao.demo.governor,prytany.dao.demo.treasurers")
        .containsEntry("added", "prytany.dao.demo.voter");
    assertThat(start()).extracting(AuditEntry::act).doesNotContain("dao.configured");
  }

  @Test
  void aDaoThatIsNoLongerServedIsSaidAndIsNewWhenItComesBack() {
    start();
    Map<String, String> kept = new HashMap<>(values);
    values.clear();

    assertThat(only(start(), "dao.removed").subject()).isEqualTo("demo");
    values.putAll(kept);
    assertThat(only(start(), "dao.configured").details()).containsEntry("changed", "");
  }

  @Test
  void anotherPolicyFileIsSaidWithBothHashes() throws IOException {
    Files.writeString(folder.resolve("policy.yaml"), "rules: []");
    values.put("prytany.policy.file", "policy.yaml");
    String first = only(start(), "policy.loaded").details().get("sha256");
    assertThat(only(start(), "policy.loaded").details()).doesNotContainKey("before");
    Files.writeString(folder.resolve("policy.yaml"), "rules: [one]");

    AuditEntry said = only(start(), "policy.loaded");

    assertThat(said.subject()).isEqualTo("policy.yaml");
    assertThat(said.details()).containsEntry("before", String.valueOf(first));
    assertThat(said.details().get("sha256")).hasSize(64).isNotEqualTo(first);
  }

  @Test
  void anAbiThatWasAddedOrChangedIsSaid() throws IOException {
    Path abis = Files.createDirectory(folder.resolve("abis"));
    Files.writeString(abis.resolve("Pool.json"), "[]");
    values.put("prytany.decode.abi-dir", "abis");
    String first = only(start(), "abis.loaded").details().get("sha256");
    assertThat(only(start(), "abis.loaded").details()).doesNotContainKey("before");
    Files.move(abis.resolve("Pool.json"), abis.resolve("Vault.json"));

    assertThat(only(start(), "abis.loaded").details())
        .containsEntry("before", String.valueOf(first));
  }
}

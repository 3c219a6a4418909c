package org.prytany.governance.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.world.MemoryStore;

class WitnessTest {

  private static final InstantSource CLOCK = () -> Instant.ofEpochSecond(1_800_000_000L);

  private final MemoryStore.Audit entries = new MemoryStore.Audit();
  private final MemoryWitness witness = new MemoryWitness();
  private AuditLog log = started();

  private AuditLog started() {
    return accepting("").open(false);
  }

  private WitnessedStart accepting(String head) {
    return new WitnessedStart(entries, witness, AuditHead.parse(head), CLOCK);
  }

  private void write(AuditLog to, int count) {
    for (int i = 0; i < count; i++) {
      to.append("server", "act", "subject", Map.of("n", Integer.toString(i)));
    }
  }

  private void write(int count) {
    write(log, count);
  }

  @Test
  void anHonestLogIsWitnessedFromItsFirstEntry() {
    write(5);

    assertThat(log.verify()).isEqualTo(intact(5, log));
    assertThat(log.witnessed().orElseThrow().hash()).isEqualTo(log.head().hash());
  }

  @Test
  void aCutTailIsNamedWithBothEnds() {
    write(840);
    entries.entries.subList(812, 840).clear();

    assertThat(log.verify().problem())
        .startsWith("the log ends at 812, but the witness has seen entry 840 (on ");
    assertThatThrownBy(this::started)
        .isInstanceOfSatisfying(
            PrytanyException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.STORE_CORRUPT))
        .hasMessageContaining("the log ends at 812, but the witness has seen entry 840")
        .hasMessageContaining("prytany.audit.accept-head=812:0x");
  }

  @Test
  void nothingIsAppendedToALogWhoseTailWasCutWhileTheServerRuns() {
    write(5);
    entries.entries.removeLast();

    assertThatThrownBy(() -> write(1)).hasMessageContaining("ends with entry 4");
    assertThat(entries.entries).hasSize(4);
  }

  @Test
  void nothingIsAppendedToALogThatWasRewrittenAndMadeLongerWhileTheServerRuns() {
    write(5);
    entries.entries.clear();
    write(new AuditLog(entries, () -> Instant.ofEpochSecond(1_800_000_500L)), 6);

    assertThatThrownBy(() -> write(1)).hasMessageContaining("does not have what the witness saw");
    assertThat(entries.entries).hasSize(6);
  }

  @Test
  void whatAnotherNodeWroteIsGoneOnFrom() {
    write(5);
    write(new AuditLog(entries, () -> Instant.ofEpochSecond(1_800_000_500L)), 3);

    write(1);

    assertThat(log.verify().intact()).isTrue();
    assertThat(log.head().sequence()).isEqualTo(9);
  }

  @Test
  void aLogThatGoesOnFromAnOlderCopyIsNamed() {
    write(7);
    List<AuditEntry> older = new ArrayList<>(entries.entries.subList(0, 4));
    entries.entries.clear();
    entries.entries.addAll(older);
    write(new AuditLog(entries, () -> Instant.ofEpochSecond(1_800_000_500L)), 9);

    assertThat(log.verify().problem())
        .startsWith("entry 5 is not the one that the witness saw on ")
        .endsWith("it was rewritten, or the log goes on from an older copy");
  }

  @Test
  void aLogThatWasWrittenAnewFromTheMiddleIsNamedByTheFirstEntryThatDiffers() {
    write(9);
    Tampering.resealFrom(entries.entries, 3, entry -> Tampering.withActor(entry, "somebody"));

    assertThat(new AuditLog(entries, CLOCK).verify().intact())
        .as("the chain of hashes alone does not notice")
        .isTrue();
    assertThat(log.verify().problem()).startsWith("entry 4 is not the one that the witness saw");
    assertThat(log.verify().intactEntries()).isEqualTo(3);
  }

  @Test
  void aCrashBetweenTheStoreAndTheWitnessLeavesTheWitnessOneBehindAndTheActUndone() {
    write(3);
    witness.dies = true;
    List<String> done = new ArrayList<>();

    assertThatThrownBy(
            () -> log.announced("server", "vote.sending", "p", Map.of(), () -> done.add("sent")))
        .isInstanceOf(MemoryWitness.Died.class);

    assertThat(done).isEmpty();
    assertThat(entries.entries).hasSize(4);
    assertThat(witness.seen).hasSize(3);
    witness.dies = false;
    AuditLog again = started();
    assertThat(witness.last().orElseThrow().sequence()).isEqualTo(5);
    assertThat(entries.acts()).endsWith("audit.witness-caught-up");
    assertThat(again.verify()).isEqualTo(intact(5, again));
    write(again, 2);
    assertThat(again.verify().intactEntries()).isEqualTo(7);
  }

  @Test
  void aWitnessThatFailedOnceGoesOnWithTheNextEntry() {
    write(2);
    witness.dies = true;
    assertThatThrownBy(() -> write(1)).isInstanceOf(MemoryWitness.Died.class);
    witness.dies = false;
    write(2);

    assertThat(log.verify().intact()).isTrue();
    assertThat(log.verify().unseen()).isEqualTo(new Verification.Unseen(1, 3, 3));
  }

  @Test
  void anEntryThatSomebodyElseAddedIsOneThatTheWitnessDidNotSee() {
    write(4);
    write(new AuditLog(entries, CLOCK), 2);

    assertThat(log.verify().intact()).isTrue();
    assertThat(log.verify().unseen()).isEqualTo(new Verification.Unseen(2, 5, 6));
    started();
    assertThat(entries.entries.getLast().act()).isEqualTo("audit.witness-caught-up");
    assertThat(entries.entries.getLast().details())
        .containsEntry("seenBefore", "4")
        .containsEntry("seenNow", "6");
  }

  private static Verification intact(long count, AuditLog log) {
    return new Verification(count, true, "", log.head(), 1, Verification.Unseen.NONE);
  }

  @Test
  void twoServersEachWitnessTheirOwnEntriesAndEitherNoticesACutBelowThem() {
    MemoryWitness other = new MemoryWitness();
    AuditLog second = new AuditLog(entries, other, Optional.empty(), CLOCK);
    for (int i = 0; i < 10; i++) {
      write(log, 1);
      write(second, 1);
    }

    assertThat(log.verify().intact()).isTrue();
    assertThat(second.verify().intact()).isTrue();
    assertThat(witness.seen).hasSize(10);
    assertThat(other.seen).hasSize(10);
    entries.entries.removeLast();
    assertThat(second.verify().problem()).startsWith("the log ends at 19, but the witness has");
    entries.entries.removeLast();
    assertThat(log.verify().problem()).startsWith("the log ends at 18, but the witness has");
  }

  @Test
  void aWitnessThatWasTakenAwayComesBackWithAnEntryThatSaysSo() {
    write(3);
    witness.seen.clear();

    started();

    assertThat(entries.acts()).endsWith("audit.witness-begins");
    assertThat(witness.seen).hasSize(2);
    started();
    assertThat(entries.acts()).containsOnlyOnce("audit.witness-begins");
  }

  @Test
  void anOperatorMayGoOnFromARestoredBackupByNamingItsHead() {
    write(8);
    entries.entries.subList(5, 8).clear();
    String head = AuditHead.of(entries.last()).text();
    assertThatThrownBy(() -> accepting("4:" + entries.entries.get(3).hash()).open(false))
        .hasMessageContaining("the log ends at 5");

    AuditLog accepted = accepting(head).open(false);

    AuditEntry noted = entries.entries.getLast();
    assertThat(noted.act()).isEqualTo("audit.problem-accepted");
    assertThat(noted.details()).containsEntry("witnessSawLast", "8");
    assertThat(witness.aside).hasSize(8);
    write(accepted, 3);
    assertThat(accepting(head).open(false).verify().intact()).isTrue();
    entries.entries.removeLast();
    assertThatThrownBy(() -> accepting(head).open(false))
        .as("accepting once accepts nothing that happens later")
        .hasMessageContaining("the log ends at 8, but the witness has seen entry 9");
  }

  @Test
  void anAcceptedLogIsStillTheOneThatWasAccepted() {
    write(6);
    entries.entries.set(2, Tampering.withActor(entries.entries.get(2), "somebody"));
    String head = AuditHead.of(entries.last()).text();
    write(accepting(head).open(false), 2);
    Tampering.resealFrom(entries.entries, 5, entry -> Tampering.withActor(entry, "again"));

    assertThatThrownBy(() -> accepting(head).open(false))
        .hasMessageContaining("entry 6 is not the one that was accepted");
  }

  @Test
  void whatWasTakenAsItStandsIsNotChangedAfterwards() {
    write(8);
    entries.entries.set(1, Tampering.withActor(entries.entries.get(1), "somebody"));
    entries.entries.subList(5, 8).clear();
    String head = AuditHead.of(entries.last()).text();
    write(accepting(head).open(false), 3);
    write(accepting(head).open(false), 3);
    assertThat(accepting(head).open(false).verify().intact()).isTrue();
    List<AuditEntry> accepted = List.copyOf(entries.entries);
    for (int i = 0; i < 5; i++) {
      entries.entries.set(i, Tampering.withActor(accepted.get(i), "again"));
      refusedAsChanged(head);
      entries.entries.clear();
      entries.entries.addAll(accepted);
    }
    entries.entries.remove(2);
    refusedAsChanged(head);
    entries.entries.clear();
    entries.entries.addAll(accepted);
    assertThat(accepting(head).open(false).verify().intact()).isTrue();
  }

  private void refusedAsChanged(String head) {
    assertThatThrownBy(() -> accepting(head).open(false))
        .hasMessageContaining("entries up to 5 were changed after they were accepted");
  }

  @Test
  void onALocalChainALogThatDoesNotFitBeginsAnewAndSaysSo() {
    write(6);
    entries.entries.clear();

    AuditLog anew = accepting("").open(true);

    assertThat(entries.acts()).containsExactly("audit.problem-accepted");
    assertThat(anew.verify().intact()).isTrue();
    assertThat(started().verify().intact()).isTrue();
  }

  @Test
  void sightingsOutOfOrderShowThatTheWitnessItselfWasChanged() {
    write(5);
    java.util.Collections.swap(witness.seen, 1, 2);

    assertThat(log.verify().problem())
        .isEqualTo("the witness's sightings are out of order at entry 2: its file was changed");
  }
}

package org.prytany.governance.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.prytany.governance.world.MemoryStore;

class AuditLogTest {

  private final MemoryStore.Audit entries = new MemoryStore.Audit();
  private final AuditLog log = new AuditLog(entries, () -> Instant.ofEpochSecond(1_800_000_000L));

  private void three() {
    for (int i = 0; i < 3; i++) {
      log.append("server", "act." + i, "subject", Map.of("n", Integer.toString(i)));
    }
  }

  @Test
  void aLogThatNobodyTouchedIsIntact() {
    three();

    assertThat(log.verify()).isEqualTo(intact(3));
  }

  @Test
  void linesAppendedTogetherFollowEachOtherAlsoWhereOthersWriteBetween() {
    entries.beforeAppending =
        entry -> {
          if (entry.sequence() == 3) {
            entries.beforeAppending = none -> {};
            new AuditLog(entries, () -> Instant.EPOCH).append("other", "act", "s", Map.of());
          }
        };

    List<AuditEntry> appended =
        log.appendAll(
            IntStream.range(0, 5)
                .mapToObj(i -> new AuditLog.Line("server", "act." + i, "s", Map.of()))
                .toList());

    assertThat(appended).extracting(AuditEntry::act).containsExactlyElementsOf(acts(5));
    assertThat(appended).extracting(AuditEntry::sequence).containsExactly(1L, 2L, 4L, 5L, 6L);
    assertThat(log.verify()).isEqualTo(intact(6));
  }

  private static List<String> acts(int count) {
    return IntStream.range(0, count).mapToObj(i -> "act." + i).toList();
  }

  @Test
  void aChangedEntryIsFound() {
    three();
    AuditEntry second = entries.entries.get(1);
    entries.entries.set(
        1,
        new AuditEntry(
            2,
            second.at(),
            "somebody",
            second.act(),
            second.subject(),
            second.details(),
            second.previousHash(),
            second.hash()));

    assertThat(log.verify().intact()).isFalse();
    assertThat(log.verify().problem()).isEqualTo("entry 2 was changed after it was written");
  }

  @Test
  void aResealedEntryBreaksTheOneAfterIt() {
    three();
    AuditEntry second = entries.entries.get(1);
    entries.entries.set(
        1,
        AuditEntry.sealed(
            2,
            second.at(),
            "somebody",
            second.act(),
            second.subject(),
            second.details(),
            second.previousHash()));

    assertThat(log.verify().intactEntries()).isEqualTo(2);
    assertThat(log.verify().problem()).isEqualTo("entry 3 does not follow the entry before it");
  }

  @Test
  void aMissingEntryIsFound() {
    three();
    entries.entries.remove(1);

    assertThat(log.verify().problem()).isEqualTo("entry 2 is missing: the next one found is 3");
  }

  @Test
  void whoeverIsFasterIsFollowed() {
    three();
    AuditRepository racing =
        new AuditRepository() {
          private int refusals = 60;

          @Override
          public java.util.Optional<AuditEntry> last() {
            return entries.last();
          }

          @Override
          public boolean append(AuditEntry entry) {
            if (refusals-- > 0) {
              log.append("other", "faster", "subject", new TreeMap<>());
            }
            return entries.append(entry);
          }

          @Override
          public java.util.List<AuditEntry> from(long sequence, int limit) {
            return entries.from(sequence, limit);
          }
        };

    new AuditLog(racing, () -> Instant.ofEpochSecond(1_800_000_001L))
        .append("server", "slow", "subject", Map.of());

    assertThat(log.verify()).isEqualTo(intact(64));
  }

  @Test
  void aHoleLongerThanAPageIsFound() {
    for (int i = 0; i < 1_200; i++) {
      log.append("server", "act." + i, "subject", Map.of());
    }
    entries.entries.subList(10, 800).clear();
    AuditRepository asStored =
        new AuditRepository() {
          @Override
          public java.util.Optional<AuditEntry> last() {
            return entries.last();
          }

          @Override
          public boolean append(AuditEntry entry) {
            return entries.append(entry);
          }

          // A store looks entries up by their numbers, so a page may come back empty.
          @Override
          public java.util.List<AuditEntry> from(long sequence, int limit) {
            return entries.from(sequence, limit).stream()
                .filter(entry -> entry.sequence() < sequence + limit)
                .toList();
          }
        };

    Verification found =
        new AuditLog(asStored, () -> Instant.ofEpochSecond(1_800_000_000L)).verify();

    assertThat(found.problem()).isEqualTo("entry 11 is missing: the log goes on to 1200");
  }

  @Test
  void theLatestEntryOfAKindIsFoundFromTheEnd() {
    for (int i = 0; i < 1_200; i++) {
      log.append("server", i % 500 == 7 ? "rare" : "common", "n" + i, Map.of());
    }

    assertThat(log.latest(entry -> entry.act().equals("rare")).orElseThrow().subject())
        .isEqualTo("n1007");
    assertThat(log.latest(entry -> entry.act().equals("never"))).isEmpty();
  }

  @Test
  void whatIsAnnouncedStandsInTheLogBeforeItIsDone() {
    java.util.List<Long> seen = new java.util.ArrayList<>();

    log.announced("server", "vote.sending", "p", Map.of(), () -> seen.add(log.head().sequence()));

    assertThat(seen).containsExactly(1L);
  }

  private Verification intact(long count) {
    return new Verification(count, true, "", log.head(), 0, Verification.Unseen.NONE);
  }
}

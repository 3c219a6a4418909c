package org.prytany.governance.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.prytany.governance.world.MemoryStore;

/**
 * Somebody who can write to the store changes every field of every entry, deletes, reorders,
 * inserts, cuts and rolls back, with hashes left as they are and with all hashes made to fit. None
 * of it goes unnoticed.
 */
class TamperedLogTest {

  private static final int ENTRIES = 12;
  private static final Instant START = Instant.ofEpochSecond(1_800_000_000L);
  private static final String ZEROS = AuditEntry.GENESIS;

  private final MemoryWitness witness = new MemoryWitness();
  private final MemoryStore.Audit entries = new MemoryStore.Audit();

  /** Changes of one entry, each of another field or in another way. */
  private static Map<String, UnaryOperator<AuditEntry>> changes() {
    Map<String, UnaryOperator<AuditEntry>> changes = new LinkedHashMap<>();
    changes.put("sequence up", e -> Tampering.withSequence(e, e.sequence() + 1));
    changes.put("sequence down", e -> Tampering.withSequence(e, e.sequence() - 1));
    changes.put("sequence far", e -> Tampering.withSequence(e, e.sequence() + 10_000));
    changes.put("time later", e -> Tampering.withTime(e, e.at().plusMillis(1)));
    changes.put("time earlier", e -> Tampering.withTime(e, e.at().minusSeconds(3_600)));
    changes.put("actor", e -> Tampering.withActor(e, "0x" + "9".repeat(40)));
    changes.put("actor empty", e -> Tampering.withActor(e, ""));
    changes.put("act", e -> Tampering.withAct(e, "treasurer.approve"));
    changes.put("act into actor", e -> Tampering.withAct(Tampering.withActor(e, "serverv"), "ote"));
    changes.put("subject", e -> Tampering.withSubject(e, "2:0xabc:7"));
    changes.put("detail changed", e -> Tampering.withDetails(e, d -> put(d, "n", "changed")));
    changes.put("detail added", e -> Tampering.withDetails(e, d -> put(d, "more", "")));
    changes.put(
        "detail removed",
        e ->
            Tampering.withDetails(
                e,
                d -> {
                  d.remove("n");
                  return d;
                }));
    changes.put(
        "detail renamed",
        e -> Tampering.withDetails(e, d -> put(d, "m", String.valueOf(d.remove("n")))));
    changes.put("previous hash", e -> Tampering.withLinks(e, "0x" + "1".repeat(64), e.hash()));
    changes.put("hash", e -> Tampering.withLinks(e, e.previousHash(), "0x" + "2".repeat(64)));
    changes.put("hash zero", e -> Tampering.withLinks(e, e.previousHash(), ZEROS));
    return changes;
  }

  private static java.util.SortedMap<String, String> put(
      java.util.SortedMap<String, String> details, String key, String value) {
    details.put(key, value);
    return details;
  }

  /** Every way of tampering with a log of {@link #ENTRIES} entries, by its name. */
  private static Map<String, Consumer<List<AuditEntry>>> cases() {
    Map<String, Consumer<List<AuditEntry>>> cases = new LinkedHashMap<>();
    for (int entry = 0; entry < ENTRIES; entry++) {
      int at = entry;
      changes()
          .forEach(
              (name, change) -> {
                String what = name + " of entry " + (at + 1);
                cases.put(what, log -> log.set(at, change.apply(log.get(at))));
                if (!name.startsWith("hash")) {
                  cases.put(
                      what + ", its own hash made to fit",
                      log -> {
                        AuditEntry changed = change.apply(log.get(at));
                        log.set(at, Tampering.resealed(changed, changed.previousHash()));
                      });
                }
              });
      cases.put(
          "actor of entry " + (at + 1) + ", all hashes made to fit",
          log -> Tampering.resealFrom(log, at, e -> Tampering.withActor(e, "other")));
      cases.put(
          "detail of entry " + (at + 1) + ", all hashes made to fit",
          log ->
              Tampering.resealFrom(
                  log, at, e -> Tampering.withDetails(e, d -> put(d, "n", "other"))));
      cases.put("entry " + (at + 1) + " deleted", log -> log.remove(at));
      cases.put(
          "entry " + (at + 1) + " deleted, all made to fit",
          log -> {
            log.remove(at);
            Tampering.resealFrom(log, at);
          });
      cases.put(
          "entry " + (at + 1) + " doubled, all made to fit",
          log -> {
            log.add(at, log.get(at));
            Tampering.resealFrom(log, at);
          });
      cases.put("cut after " + at, log -> log.subList(at, ENTRIES).clear());
      cases.put(
          "rolled back to " + at + " and gone on",
          log -> {
            log.subList(at, ENTRIES).clear();
            for (int i = at; i < ENTRIES + 3; i++) {
              log.add(entry(i, "gone on", log));
            }
          });
    }
    for (int entry = 0; entry < ENTRIES - 1; entry++) {
      int at = entry;
      cases.put("entries swapped at " + (at + 1), log -> Collections.swap(log, at, at + 1));
      cases.put(
          "contents swapped at " + (at + 1) + ", all made to fit",
          log -> {
            Collections.swap(log, at, at + 1);
            Tampering.resealFrom(log, at);
          });
    }
    cases.put("an entry put before all", log -> prepend(log));
    cases.put("emptied", List::clear);
    return cases;
  }

  private static void prepend(List<AuditEntry> log) {
    log.addFirst(log.getFirst());
    Tampering.resealFrom(log, 0);
  }

  private static AuditEntry entry(int index, String act, List<AuditEntry> before) {
    return AuditEntry.sealed(
        index + 1,
        START.plusSeconds(index),
        "server",
        act,
        "1:0xabc:" + index,
        new java.util.TreeMap<>(Map.of("n", "v" + index)),
        before.isEmpty() ? ZEROS : before.getLast().hash());
  }

  @Test
  void noTamperingOfTheStoreGoesUnnoticed() {
    for (int i = 0; i < ENTRIES; i++) {
      AuditEntry entry = entry(i, "vote.sent", entries.entries);
      entries.append(entry);
      witness.saw(entry);
    }
    List<AuditEntry> honest = List.copyOf(entries.entries);
    AuditLog log = new AuditLog(entries, witness, Optional.empty(), () -> START);
    assertThat(log.verify().intact()).isTrue();
    List<String> unnoticed = new ArrayList<>();
    List<String> onlyUnseen = new ArrayList<>();
    Map<String, Consumer<List<AuditEntry>>> cases = cases();

    cases.forEach(
        (name, tamper) -> {
          entries.entries.clear();
          entries.entries.addAll(honest);
          tamper.accept(entries.entries);
          if (entries.entries.equals(honest)) {
            throw new AssertionError(name + " changes nothing");
          }
          Verification found = log.verify();
          if (found.intact() && found.unseen().count() == 0) {
            unnoticed.add(name);
          }
          if (found.intact()) {
            onlyUnseen.add(name);
          }
        });

    assertThat(unnoticed).isEmpty();
    assertThat(onlyUnseen).as("added at the end, which another server may do").hasSize(1);
    assertThat(cases.size()).isGreaterThanOrEqualTo(490);
    System.out.println("tampered audit log: " + cases.size() + " cases, 0 unnoticed");
  }
}

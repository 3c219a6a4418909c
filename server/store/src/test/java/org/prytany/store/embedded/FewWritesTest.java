package org.prytany.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prytany.store.Samples.NOW;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.governance.audit.AuditLog;
import org.prytany.governance.duty.Duty;
import org.prytany.governance.duty.DutyKind;
import org.prytany.store.Samples;
import org.prytany.store.Store;
import org.prytany.store.StoreSettings;

/** What is stored together costs the disk little more than one of it. */
class FewWritesTest {

  private static final int MANY = 1_000;

  @TempDir Path directory;

  /** Every write that is on the disk makes a version. */
  private long versions() throws IOException {
    byte[] witness = Files.readAllBytes(EmbeddedStore.versionFile(directory));
    return ByteBuffer.wrap(witness).getLong();
  }

  private static Duty digest(long number) {
    return new Duty(
        Samples.key(number), DutyKind.DIGEST, NOW, NOW, NOW, Optional.empty(), NOW, 0, "");
  }

  @Test
  void aThousandProposalsWithTheirEntriesAndDutiesAreAFewWrites() throws IOException {
    try (Store store = Store.open(StoreSettings.embedded(directory, Set.of(Samples.CHAIN)))) {
      AuditLog log = new AuditLog(store.audit(), Clock.systemUTC());
      store.proposals().insert(Samples.fresh(MANY));
      log.append("server", "act", "subject", Map.of());
      store.duties().schedule(digest(MANY));
      long before = versions();

      store.proposals().insertAll(LongStream.range(0, MANY).mapToObj(Samples::fresh).toList());
      log.appendAll(
          LongStream.range(0, MANY)
              .mapToObj(i -> new AuditLog.Line("server", "act", "subject " + i, Map.of()))
              .toList());
      store
          .duties()
          .scheduleAll(LongStream.range(0, MANY).mapToObj(FewWritesTest::digest).toList());

      assertThat(versions() - before).isBetween(3L, MANY / 50L);
      assertThat(store.proposals().summaries(Samples.CHAIN, Samples.GOVERNOR)).hasSize(MANY + 1);
      assertThat(log.verify().intactEntries()).isEqualTo(MANY + 1);
      assertThat(store.duties().open()).hasSize(MANY + 1);
      assertThat(store.audit().last().orElseThrow().sequence()).isEqualTo(MANY + 1);
    }
  }
}

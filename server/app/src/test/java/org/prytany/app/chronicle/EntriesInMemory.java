package org.prytany.app.chronicle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.prytany.governance.audit.AuditEntry;
import org.prytany.governance.audit.AuditLog;
import org.prytany.governance.audit.AuditRepository;

/** An audit log in memory. */
final class EntriesInMemory implements AuditRepository {

  final List<AuditEntry> all = new ArrayList<>();
  boolean away;

  AuditLog log() {
    return new AuditLog(this, () -> Instant.ofEpochSecond(1_800_000_000L));
  }

  List<String> acts() {
    return all.stream().map(entry -> entry.act() + " " + entry.subject()).toList();
  }

  @Override
  public Optional<AuditEntry> last() {
    return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
  }

  @Override
  public boolean append(AuditEntry entry) {
    if (away) {
      throw new IllegalStateException("the store is away");
    }
    return all.add(entry);
  }

  @Override
  public List<AuditEntry> from(long sequence, int limit) {
    return all.stream().filter(entry -> entry.sequence() >= sequence).limit(limit).toList();
  }
}

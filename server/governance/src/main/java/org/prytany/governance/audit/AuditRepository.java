package org.prytany.governance.audit;

import java.util.List;
import java.util.Optional;

/** Keeps the audit log. Append only: it offers no change and no deletion. */
public interface AuditRepository {

  Optional<AuditEntry> last();

  /**
   * Appends; false if the sequence number is taken, in which case the caller reads last() again.
   */
  boolean append(AuditEntry entry);

  /** Entries from a sequence number on, ascending. */
  List<AuditEntry> from(long sequence, int limit);
}

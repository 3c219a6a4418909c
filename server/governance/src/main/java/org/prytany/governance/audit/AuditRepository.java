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

  /**
   * Appends entries that follow each other, in few writes, up to the first whose sequence number is
   * taken.
   *
   * @return how many were appended
   */
  default int appendAll(List<AuditEntry> following) {
    int appended = 0;
    while (appended < following.size() && append(following.get(appended))) {
      appended++;
    }
    return appended;
  }

  /** Entries from a sequence number on, ascending. */
  List<AuditEntry> from(long sequence, int limit);
}

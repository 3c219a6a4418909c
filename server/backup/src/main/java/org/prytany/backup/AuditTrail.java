package org.prytany.backup;

import org.bson.Document;
import org.prytany.governance.audit.AuditEntry;

/**
 * Follows the audit log's entries from the first to the last: its head, and whether one is missing.
 */
final class AuditTrail {

  private long number;
  private String hash = AuditEntry.GENESIS;
  private String gap = "";

  void next(Document entry) {
    long id = entry.get("_id") instanceof Long sequence ? sequence : -1;
    if (gap.isEmpty() && (id != number + 1 || !hash.equals(entry.get("previousHash")))) {
      gap = "entry " + (number + 1) + " is missing or does not follow the one before it";
    }
    number = id;
    hash = String.valueOf(entry.get("hash"));
  }

  /** "number:hash" of the last entry. */
  String head() {
    return number + ":" + hash;
  }

  /** "" if each entry names the one before it; else where one does not. */
  String gap() {
    return gap;
  }
}

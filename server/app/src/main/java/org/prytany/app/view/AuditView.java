package org.prytany.app.view;

import java.util.Map;
import java.util.Optional;
import org.prytany.governance.audit.AuditEntry;

/** An act in the log. */
public record AuditView(
    long sequence,
    String at,
    String actor,
    String act,
    String subject,
    Map<String, String> details,
    String previousHash,
    String hash) {

  public static AuditView of(AuditEntry entry) {
    return new AuditView(
        entry.sequence(),
        entry.at().toString(),
        entry.actor(),
        entry.act(),
        entry.subject(),
        entry.details(),
        entry.previousHash(),
        entry.hash());
  }

  /** Whether the chain of hashes holds. */
  public record Verification(boolean intact, long entries, Optional<Long> firstBroken) {}
}

package org.prytany.governance.audit;

import org.prytany.governance.hash.CanonicalBytes;

/**
 * One hash over entries as they stand, whether or not their own hashes fit: of a log that an
 * operator accepted although something is wrong with it, nothing can be changed later either.
 *
 * @param hash "0x" and 64 digits, see docs/audit-log.md
 */
record AsItStands(String hash) {

  /** The detail of an acceptance that has it. */
  static final String DETAIL = "asItStands";

  /** Of no entries. */
  static final AsItStands NOTHING = new AsItStands(AuditEntry.GENESIS);

  private static final String DOMAIN = "prytany-audit-accepted-1";

  /** With one more entry. */
  AsItStands and(AuditEntry entry) {
    return new AsItStands(
        new CanonicalBytes(DOMAIN).add(hash).add(entry.computedHash()).add(entry.hash()).sha256());
  }
}

package org.prytany.governance.signing;

import java.util.Optional;

/** The "already signed" ledger. Entries are never changed or deleted. */
public interface SigningLedger {

  /**
   * Records an entry unless its unique key is taken.
   *
   * @return the entry that now stands in the ledger: this one, or the earlier one
   */
  LedgerEntry recordOrFind(LedgerEntry entry);

  /** The entry under a {@link LedgerEntry#uniqueKey}; empty if nothing was signed for that act. */
  Optional<LedgerEntry> find(String uniqueKey);
}

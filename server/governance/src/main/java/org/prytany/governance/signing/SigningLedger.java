package org.prytany.governance.signing;

/** The "already signed" ledger. Entries are never changed or deleted. */
public interface SigningLedger {

  /**
   * Records an entry unless its unique key is taken.
   *
   * @return the entry that now stands in the ledger: this one, or the earlier one
   */
  LedgerEntry recordOrFind(LedgerEntry entry);
}

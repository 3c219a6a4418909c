package org.prytany.store;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.signing.LedgerEntry;
import org.prytany.governance.signing.SigningLedger;
import org.prytany.spi.Address;
import org.prytany.store.document.LedgerDocument;

/** The "already signed" ledger: the unique key is the document's id. */
final class StoredLedger implements SigningLedger {

  private final Documents documents;

  StoredLedger(Documents documents) {
    this.documents = documents;
  }

  @Override
  public LedgerEntry recordOrFind(LedgerEntry entry) {
    if (documents.insert(document(entry))) {
      return entry;
    }
    return find(entry.uniqueKey())
        .orElseThrow(
            () ->
                new PrytanyException(
                    FailureCode.STORE_CORRUPT,
                    "The signing ledger's entry "
                        + entry.uniqueKey()
                        + " was there and is gone. Entries are never deleted: restore the store"
                        + " from a backup."));
  }

  @Override
  public Optional<LedgerEntry> find(String uniqueKey) {
    return documents.find(LedgerDocument.class, uniqueKey).map(StoredLedger::entry);
  }

  private static LedgerDocument document(LedgerEntry entry) {
    return new LedgerDocument(
        entry.uniqueKey(),
        Json.SCHEMA,
        entry.chainId(),
        entry.contract().hex(),
        entry.proposalId().toString(),
        entry.contentHash(),
        entry.act().name(),
        entry.account().hex(),
        entry.nonce(),
        entry.to().hex(),
        entry.valueWei().toString(),
        entry.data(),
        entry.signedAt().toString());
  }

  private static LedgerEntry entry(LedgerDocument document) {
    Json.checkSchema(document.schema(), "ledger/" + document.id());
    return new LedgerEntry(
        document.chainId(),
        new Address(document.contract()),
        new BigInteger(document.proposalId()),
        document.contentHash(),
        ActKind.valueOf(document.act()),
        new Address(document.account()),
        document.nonce(),
        new Address(document.target()),
        new BigInteger(document.valueWei()),
        document.data(),
        Instant.parse(document.signedAt()));
  }
}

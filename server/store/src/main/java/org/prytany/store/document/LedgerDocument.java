package org.prytany.store.document;

import jakarta.nosql.Column;
import jakarta.nosql.Entity;
import jakarta.nosql.Id;

/**
 * One signature that was given. Never changed, never deleted.
 *
 * @param id LedgerEntry.uniqueKey()
 * @param target called contract
 * @param valueWei decimal
 * @param signedAt ISO-8601
 */
@Entity("ledger")
public record LedgerDocument(
    @Id String id,
    @Column int schema,
    @Column long chainId,
    @Column String contract,
    @Column String proposalId,
    @Column String contentHash,
    @Column String act,
    @Column String account,
    @Column long nonce,
    @Column String target,
    @Column String valueWei,
    @Column String data,
    @Column String signedAt) {}

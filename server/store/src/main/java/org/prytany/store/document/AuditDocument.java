package org.prytany.store.document;

import jakarta.nosql.Column;
import jakarta.nosql.Entity;
import jakarta.nosql.Id;

/**
 * One entry of the audit log.
 *
 * @param id the sequence number
 * @param at Unix milliseconds
 * @param details JSON object
 */
@Entity("audit")
public record AuditDocument(
    @Id long id,
    @Column int schema,
    @Column long at,
    @Column String actor,
    @Column String act,
    @Column String subject,
    @Column String details,
    @Column String previousHash,
    @Column String hash) {}

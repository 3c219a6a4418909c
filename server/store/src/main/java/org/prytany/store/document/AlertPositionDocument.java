package org.prytany.store.document;

import jakarta.nosql.Column;
import jakarta.nosql.Entity;
import jakarta.nosql.Id;

/**
 * How far the audit log was read for alerts; there is one.
 *
 * @param since Unix milliseconds
 */
@Entity("alertposition")
public record AlertPositionDocument(
    @Id String id, @Column int schema, @Column long sequence, @Column long since) {}

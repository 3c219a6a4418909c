package org.prytany.store.document;

import jakarta.nosql.Column;
import jakarta.nosql.Entity;
import jakarta.nosql.Id;

/**
 * How far the audit log was read for one channel and one DAO.
 *
 * @param id channel and DAO, with an "@" between them
 * @param since Unix milliseconds
 * @param silent for how many milliseconds no server had it, counted in looks
 * @param looked the last look that counted, Unix milliseconds
 */
@Entity("alertreaders")
public record AlertReaderDocument(
    @Id String id,
    @Column int schema,
    @Column String channel,
    @Column String dao,
    @Column long sequence,
    @Column long since,
    @Column long silent,
    @Column long looked) {}

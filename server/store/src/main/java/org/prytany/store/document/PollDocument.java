package org.prytany.store.document;

import jakarta.nosql.Column;
import jakarta.nosql.Entity;
import jakarta.nosql.Id;

/**
 * One vote off chain.
 *
 * @param id Poll.key()
 * @param schema form of the document
 * @param version for compare-and-swap
 * @param space the operator's word for the space
 * @param endsAt Unix seconds at which voting ends
 * @param body JSON of {@link org.prytany.store.body.PollBody}
 */
@Entity("polls")
public record PollDocument(
    @Id String id,
    @Column int schema,
    @Column long version,
    @Column String space,
    @Column long endsAt,
    @Column String body) {}

package org.prytany.store.document;

import jakarta.nosql.Column;
import jakarta.nosql.Entity;
import jakarta.nosql.Id;
import org.jspecify.annotations.Nullable;

/**
 * How far a governor's logs were read.
 *
 * @param id "chainId:governor"
 * @param recent JSON list of blocks
 * @param begun JSON of a block; null before it is known
 */
@Entity("cursors")
public record CursorDocument(
    @Id String id,
    @Column int schema,
    @Column long version,
    @Column long chainId,
    @Column String governor,
    @Column long nextBlock,
    @Column String recent,
    @Column @Nullable String begun) {}

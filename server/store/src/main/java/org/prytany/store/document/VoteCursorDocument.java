package org.prytany.store.document;

import jakarta.nosql.Column;
import jakarta.nosql.Entity;
import jakarta.nosql.Id;
import org.jspecify.annotations.Nullable;

/**
 * How far a governor's votes were read.
 *
 * @param id "chainId:governor"
 * @param era VoteCursor.era()
 * @param first block at which reading began
 * @param ended JSON of the last block that was read; null before
 */
@Entity("votecursors")
public record VoteCursorDocument(
    @Id String id,
    @Column int schema,
    @Column long version,
    @Column long chainId,
    @Column String governor,
    @Column long era,
    @Column long first,
    @Column long nextBlock,
    @Column @Nullable String ended) {}

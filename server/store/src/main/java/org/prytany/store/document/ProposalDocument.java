package org.prytany.store.document;

import jakarta.nosql.Column;
import jakarta.nosql.Entity;
import jakarta.nosql.Id;

/**
 * One proposal: what is searched for stands outside, the rest in a versioned JSON body.
 *
 * @param id ProposalKey.text()
 * @param schema form of the document
 * @param version for compare-and-swap
 * @param proposalId decimal, 256 bits
 * @param state IGovernor state as last read; "" if never read
 * @param body JSON of {@link org.prytany.store.body.ProposalBody}
 */
@Entity("proposals")
public record ProposalDocument(
    @Id String id,
    @Column int schema,
    @Column long version,
    @Column long chainId,
    @Column String governor,
    @Column String proposalId,
    @Column String contentHash,
    @Column long block,
    @Column String state,
    @Column boolean removedByReorg,
    @Column String body) {}

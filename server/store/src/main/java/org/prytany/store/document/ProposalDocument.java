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
 * @param actionsHash of its calls
 * @param hasCalls whether it makes any
 * @param atRest whether nothing follows for it
 * @param digestedWith what its digest is bound to; "" without one
 * @param minedAt the highest block that shows what became of an act of ours; 0 if none does
 * @param acts "VOTE=CONFIRMED,QUEUE=SENT": how far each act is that it has
 * @param reckoned "PAYOUT=MET,VOTE=MISSED": what became of its duties
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
    @Column String actionsHash,
    @Column boolean hasCalls,
    @Column boolean atRest,
    @Column String digestedWith,
    @Column long minedAt,
    @Column String acts,
    @Column String reckoned,
    @Column String body) {}

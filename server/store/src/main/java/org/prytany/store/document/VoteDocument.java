package org.prytany.store.document;

import jakarta.nosql.Column;
import jakarta.nosql.Entity;
import jakarta.nosql.Id;

/**
 * One log of a vote on the chain.
 *
 * @param id VoteLog.id(), "@" and the era
 * @param schema form of the document
 * @param era of the cursor by which it was read
 * @param governor "chainId:governor"
 * @param proposal ProposalKey.text()
 * @param parts "for=400 7=2": how much went where
 * @param place position in the block
 */
@Entity("votes")
public record VoteDocument(
    @Id String id,
    @Column int schema,
    @Column long era,
    @Column String governor,
    @Column String proposal,
    @Column String voter,
    @Column String parts,
    @Column String reason,
    @Column String transactionHash,
    @Column long block,
    @Column long place) {}

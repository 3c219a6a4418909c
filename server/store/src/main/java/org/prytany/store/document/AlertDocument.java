package org.prytany.store.document;

import jakarta.nosql.Column;
import jakarta.nosql.Entity;
import jakarta.nosql.Id;
import org.jspecify.annotations.Nullable;

/**
 * One alert on its way through one channel.
 *
 * @param id Delivery.id()
 * @param alert Alert.id()
 * @param at Unix milliseconds
 * @param proposal ProposalKey.text(); "" without one
 * @param poll PollKey.text(); "" without one; null where an earlier version stored it
 * @param next null where an earlier version stored it
 * @param deadline Unix milliseconds; 0 if there is none
 * @param notBefore Unix milliseconds
 * @param leaseOwner "" if nobody
 * @param leaseUntil Unix milliseconds; 0 if nobody holds it
 */
@Entity("alerts")
public record AlertDocument(
    @Id String id,
    @Column int schema,
    @Column String alert,
    @Column String channel,
    @Column String kind,
    @Column long at,
    @Column String dao,
    @Column String proposal,
    @Column @Nullable String poll,
    @Column String headline,
    @Column String detail,
    @Column @Nullable String next,
    @Column long deadline,
    @Column String status,
    @Column long notBefore,
    @Column String leaseOwner,
    @Column long leaseUntil,
    @Column int attempts,
    @Column String lastProblem) {}

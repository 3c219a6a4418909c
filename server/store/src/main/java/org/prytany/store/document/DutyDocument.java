package org.prytany.store.document;

import jakarta.nosql.Column;
import jakarta.nosql.Entity;
import jakarta.nosql.Id;
import org.jspecify.annotations.Nullable;

/**
 * One duty; whoever holds its lease works on it.
 *
 * @param id Duty.id()
 * @param proposal ProposalKey.text()
 * @param notBefore Unix milliseconds
 * @param latestSafe Unix milliseconds
 * @param over Unix milliseconds; null where an earlier version stored it
 * @param leaseOwner "" if nobody
 * @param leaseUntil Unix milliseconds; 0 if nobody holds it
 */
@Entity("duties")
public record DutyDocument(
    @Id String id,
    @Column int schema,
    @Column String proposal,
    @Column String kind,
    @Column long notBefore,
    @Column long latestSafe,
    @Column @Nullable Long over,
    @Column String leaseOwner,
    @Column long leaseUntil,
    @Column int attempts,
    @Column String lastProblem) {}

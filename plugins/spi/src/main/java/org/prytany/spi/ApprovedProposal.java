package org.prytany.spi;

/**
 * A queued proposal that enough treasurers approved.
 *
 * @param etaSeconds Unix time from which the timelock executes it
 */
public record ApprovedProposal(ProposalSnapshot proposal, ProposalCalls calls, long etaSeconds) {}

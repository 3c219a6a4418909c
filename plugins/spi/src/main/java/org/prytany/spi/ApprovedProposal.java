package org.prytany.spi;

/**
 * A proposal that enough treasurers approved: queued, or passed where nothing is queued.
 *
 * @param etaSeconds Unix time from which the timelock executes it; 0 where there is none
 * @param family the kind of governor, by a word of docs/governors.md; more may come
 */
public record ApprovedProposal(
    ProposalSnapshot proposal, ProposalCalls calls, long etaSeconds, String family) {

  /** Of a governor of OpenZeppelin's kind with a timelock. */
  public ApprovedProposal(ProposalSnapshot proposal, ProposalCalls calls, long etaSeconds) {
    this(proposal, calls, etaSeconds, "openzeppelin");
  }
}

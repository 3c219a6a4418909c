package org.prytany.spi;

/**
 * A proposal that the vote passed (IGovernor state Succeeded).
 *
 * @param family the kind of governor, by a word of docs/governors.md; more may come
 */
public record PassedProposal(ProposalSnapshot proposal, ProposalCalls calls, String family) {

  /** Of a governor of OpenZeppelin's kind with a timelock. */
  public PassedProposal(ProposalSnapshot proposal, ProposalCalls calls) {
    this(proposal, calls, "openzeppelin");
  }
}

package org.prytany.spi;

/** A proposal that the vote passed (IGovernor state Succeeded). */
public record PassedProposal(ProposalSnapshot proposal, ProposalCalls calls) {}

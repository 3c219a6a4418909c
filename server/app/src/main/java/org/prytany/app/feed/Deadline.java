package org.prytany.app.feed;

import java.time.Instant;
import org.prytany.governance.proposal.Proposal;

/**
 * A moment that somebody has to know of.
 *
 * @param what in a few words, e.g. "Voting ends"; it names the moment among those of a proposal
 * @param headline of the proposal, in strangers' words
 * @param page where the proposal is shown
 */
public record Deadline(Proposal proposal, Instant at, String what, String headline, String page) {}

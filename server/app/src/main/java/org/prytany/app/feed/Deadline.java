package org.prytany.app.feed;

import java.time.Instant;

/**
 * A moment that somebody has to know of.
 *
 * @param about an IRI of what it is a moment of, which stays the same when the moment moves
 * @param what in a few words, e.g. "Voting ends"; it names the moment among those of a proposal
 * @param headline of the proposal, in strangers' words
 * @param page where the proposal is shown
 */
public record Deadline(String about, Instant at, String what, String headline, String page) {}

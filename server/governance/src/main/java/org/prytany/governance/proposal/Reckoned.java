package org.prytany.governance.proposal;

import java.time.Instant;

/**
 * What became of a duty that a proposal made for this server. A proposal has at most one of each,
 * so none is counted twice.
 *
 * @param reason plain English; "" where nothing has to be said
 * @param at when it was reckoned
 */
public record Reckoned(What what, Came came, String reason, Instant at) {

  /** What there is to do for a proposal, seen from outside. */
  public enum What {
    VOTE,
    PAYOUT
  }

  /** How it came out. What was met or missed was due; the rest was not, or not any more. */
  public enum Came {
    MET,
    MISSED,
    /** It fell due, and was then taken from this server: cancelled, refrained, done by hand. */
    DROPPED,
    /** It never fell due here: the text failed, voting ended before this server was there. */
    NEVER_DUE
  }
}

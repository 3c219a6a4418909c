package org.prytany.governance.poll;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * How a vote stands, as the hub said last.
 *
 * @param scores for each choice, in votes
 * @param total of all choices
 * @param voters how many voted
 * @param flagged whether the hub warns of it
 * @param gone whether the hub does not have it any more
 * @param at when that was read
 */
public record Standing(
    List<BigDecimal> scores,
    BigDecimal total,
    long voters,
    boolean flagged,
    boolean gone,
    Instant at) {

  public Standing {
    scores = List.copyOf(scores);
  }

  /** The same, with the hub's warning or without. */
  public Standing flagged(boolean warns) {
    return new Standing(scores, total, voters, warns, gone, at);
  }

  /** The same, when the hub had it no longer. */
  public Standing removed(Instant when) {
    return new Standing(scores, total, voters, flagged, true, when);
  }
}

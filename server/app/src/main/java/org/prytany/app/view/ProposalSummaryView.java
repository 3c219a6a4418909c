package org.prytany.app.view;

import java.util.Optional;

/**
 * A proposal in a list.
 *
 * @param headline the author's title
 * @param happens what will happen, in at most 90 characters; empty where only the title says
 * @param opens when voting opens, as long as it has not
 * @param executes what it executes in one line; empty until it is simulated
 * @param blocked whether a finding stops it
 * @param overridden whether treasurers lifted all that stops it: now, or, of what is over, when it
 *     ended
 */
public record ProposalSummaryView(
    String dao,
    String id,
    String headline,
    Optional<String> happens,
    String state,
    String proposer,
    long block,
    String contentHash,
    VotesView votes,
    Optional<String> opens,
    Optional<String> deadline,
    boolean blocked,
    boolean overridden,
    FindingCounts findings,
    Optional<String> executes,
    Optional<NextDuty> nextDuty,
    Optional<String> updatedAt) {

  /** Findings by severity. */
  public record FindingCounts(long red, long amber, long note) {}

  /**
   * What is due next.
   *
   * @param latestSafe until when it is safely done in time; empty where it can be done at any time
   */
  public record NextDuty(String kind, String notBefore, Optional<String> latestSafe) {}
}

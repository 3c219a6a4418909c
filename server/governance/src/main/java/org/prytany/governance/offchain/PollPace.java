package org.prytany.governance.offchain;

import java.time.Duration;
import java.time.Instant;
import org.prytany.governance.poll.HubProposal;

/**
 * How votes off chain are paced.
 *
 * @param margin how long before the end of voting a vote has to be on its way
 * @param patience after which a vote that the hub took and does not show is handed in again
 */
public record PollPace(Duration margin, Duration patience) {

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);

  /** Up to 32 minutes. */
  private static final int MOST_DOUBLINGS = 6;

  /** For hubs of others. */
  public static PollPace standard() {
    return new PollPace(Duration.ofMinutes(5), Duration.ofMinutes(2));
  }

  /** How long to wait before a vote that did not get through is handed in again. */
  public Duration pause(int attempts) {
    return FIRST_PAUSE.multipliedBy(1L << Math.min(Math.max(attempts, 1) - 1, MOST_DOUBLINGS));
  }

  /** The margin before voting ends, or a tenth of a voting period that is too short for that. */
  public Instant latestSafe(HubProposal proposal) {
    return Instant.ofEpochSecond(proposal.end() - margin(proposal));
  }

  /** Twice as long before voting ends: from then on a vote is due. */
  Instant lastCall(HubProposal proposal) {
    return Instant.ofEpochSecond(proposal.end() - 2 * margin(proposal));
  }

  private long margin(HubProposal proposal) {
    long period = Math.max(0, proposal.end() - proposal.start());
    return Math.min(margin.toSeconds(), period / 10);
  }
}

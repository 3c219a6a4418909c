package org.prytany.governance.pace;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.prytany.governance.proposal.ChainView;
import org.prytany.governance.proposal.Proposal;

/**
 * How fast the line works, and how a governor's clock relates to ours.
 *
 * @param lease how long a worker holds a duty; longer than any single step takes
 * @param recheck pause before something under way is looked at again
 * @param firstBackoff pause after the first step that did not get through; doubles each time
 * @param longestBackoff the longest such pause
 * @param voteMargin how long before the end of voting a vote has to be on its way
 * @param blockTime seconds per block where that was not measured
 */
public record Pace(
    Duration lease,
    Duration recheck,
    Duration firstBackoff,
    Duration longestBackoff,
    Duration voteMargin,
    Duration blockTime) {

  /** For a server on a public chain. */
  public static Pace standard() {
    return new Pace(
        Duration.ofMinutes(2),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        Duration.ofMinutes(1),
        Duration.ofMinutes(5),
        Duration.ofSeconds(12));
  }

  /**
   * Seconds until voting ends by the governor's clock, as the governor says now; negative once it
   * ended.
   */
  public long secondsToVoteEnd(Proposal proposal, ChainView view) {
    return seconds(view, voteEnd(proposal, view) - view.clock());
  }

  /** A late quorum moves the end of voting, and what a log said of it is no proof. */
  private static long voteEnd(Proposal proposal, ChainView view) {
    return view.deadline().orElse(proposal.content().voteEnd());
  }

  private long seconds(ChainView view, long timepoints) {
    return view.clockIsTimestamp()
        ? timepoints
        : (long)
            Math.floor(
                timepoints * view.pulse().secondsPerTimepoint().orElse(blockTime.toSeconds()));
  }

  /** The pause before attempt {@code attempts + 1}. */
  public Duration backoff(int attempts) {
    Duration pause = firstBackoff.multipliedBy(1L << Math.min(Math.max(attempts, 0), 16));
    return pause.compareTo(longestBackoff) > 0 ? longestBackoff : pause;
  }

  /**
   * The latest time at which a vote is safely on its way, by our clock: {@link #voteMargin} before
   * voting ends, or a tenth of a voting period that is too short for that.
   */
  public Instant lastVote(Proposal proposal, ChainView view, Instant now) {
    return voteEnd(proposal, view, now).minusSeconds(margin(proposal, view));
  }

  /**
   * When a vote is decided without what is still missing, by our clock: twice as long before voting
   * ends as {@link #lastVote}.
   */
  public Instant lastCall(Proposal proposal, ChainView view, Instant now) {
    return voteEnd(proposal, view, now).minusSeconds(2 * margin(proposal, view));
  }

  private long margin(Proposal proposal, ChainView view) {
    long period = seconds(view, voteEnd(proposal, view) - proposal.content().voteStart());
    return Math.min(voteMargin.toSeconds(), Math.max(0, period / 10));
  }

  /**
   * When voting ends, by our clock. A development chain may run ahead of us (its time was moved),
   * or have an old head (nobody sent anything): the later of the two clocks is taken for the
   * chain's.
   */
  public Instant voteEnd(Proposal proposal, ChainView view, Instant now) {
    if (view.clockIsTimestamp()) {
      long chainNow = Math.max(view.clock(), now.getEpochSecond());
      return now.plusSeconds(voteEnd(proposal, view) - chainNow);
    }
    return now.plusSeconds(secondsToVoteEnd(proposal, view));
  }

  /** When the timelock lets a queued proposal through, by our clock. */
  public static Instant eta(ChainView view, Instant now) {
    Instant at = ours(view, view.etaSeconds().orElse(view.at().timestamp()), now);
    return at.isAfter(now) ? at : now;
  }

  /** When the timelock lets a queued proposal through no more, by our clock. */
  public static Optional<Instant> lapse(ChainView view, Instant now) {
    return view.lapsesSeconds().isPresent()
        ? Optional.of(ours(view, view.lapsesSeconds().getAsLong(), now))
        : Optional.empty();
  }

  private static Instant ours(ChainView view, long seconds, Instant now) {
    long head = view.at().timestamp();
    boolean ahead = head > now.getEpochSecond();
    return ahead ? now.plusSeconds(seconds - head) : Instant.ofEpochSecond(seconds);
  }
}

package org.prytany.governance.approval;

import java.time.Duration;
import java.time.Instant;
import org.prytany.governance.proposal.Proposal;

/** How long approvals and overrides count, on the chain's clock. */
public final class Expiry {

  /** How long after the timelock opens an approval counts if nothing else is asked for. */
  public static final Duration MARGIN = Duration.ofDays(7);

  /** The same before it is known when the timelock opens. */
  public static final Duration BEFORE_QUEUED = Duration.ofDays(21);

  /** The most after the later of now and the opening of the timelock. */
  public static final Duration LONGEST = Duration.ofDays(30);

  private Expiry() {}

  /** Unix seconds that are proposed to a treasurer. */
  public static long usual(Proposal proposal, Instant chainTime) {
    return opens(proposal, chainTime) > 0
        ? Math.max(opens(proposal, chainTime), chainTime.getEpochSecond()) + MARGIN.toSeconds()
        : chainTime.plus(BEFORE_QUEUED).getEpochSecond();
  }

  /** The latest Unix second that is accepted. */
  public static long latest(Proposal proposal, Instant chainTime) {
    return Math.max(opens(proposal, chainTime), chainTime.getEpochSecond()) + LONGEST.toSeconds();
  }

  private static long opens(Proposal proposal, Instant chainTime) {
    long most = chainTime.plus(Duration.ofDays(365)).getEpochSecond();
    return proposal.chain().map(view -> Math.min(view.etaSeconds().orElse(0), most)).orElse(0L);
  }
}

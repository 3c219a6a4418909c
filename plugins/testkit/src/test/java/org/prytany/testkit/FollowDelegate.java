package org.prytany.testkit;

import java.util.List;
import java.util.Optional;
import org.prytany.spi.Address;
import org.prytany.spi.Support;
import org.prytany.spi.VoteDecision;
import org.prytany.spi.VoteStrategy;
import org.prytany.spi.Voting;
import org.prytany.spi.VotingSituation;

/** Votes as a delegate does, once the delegate has voted. */
record FollowDelegate(Address delegate) implements VoteStrategy {

  private static final String RULE = "follow-delegate";

  /** So long before the end it waits no more, in seconds. */
  private static final long LAST_CALL = 3_600;

  @Override
  public String id() {
    return "strategy-follow-delegate";
  }

  @Override
  public String version() {
    return "1.0.0";
  }

  @Override
  public List<Address> followed() {
    return List.of(delegate);
  }

  @Override
  public VoteDecision decide(VotingSituation situation) {
    Optional<Voting.CastVote> vote =
        situation.circumstances().voting().flatMap(voting -> voting.of(delegate));
    if (vote.isEmpty()) {
      return situation.secondsToDeadline() > LAST_CALL
          ? new VoteDecision.NotYet(RULE, delegate + " has not voted yet.")
          : new VoteDecision.Escalate(RULE, delegate + " has not voted, and the end is near.");
    }
    Optional<Support> support = vote.get().support().filter(situation.supports()::contains);
    return support.isPresent()
        ? new VoteDecision.Cast(support.get(), RULE, "As " + delegate + " voted.")
        : new VoteDecision.Escalate(RULE, delegate + " voted in a way that cannot be followed.");
  }
}

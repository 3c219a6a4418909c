package com.example.follow;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.prytany.spi.Address;
import org.prytany.spi.Support;
import org.prytany.spi.VoteDecision;
import org.prytany.spi.VoteStrategy;
import org.prytany.spi.Voting;
import org.prytany.spi.VotingSituation;

/** Votes as a delegate does, once the delegate has voted. */
@ApplicationScoped
public class FollowDelegate implements VoteStrategy {

  private static final String RULE = "follow-delegate";

  /** So long before the end it waits no more, in seconds. */
  private static final long LAST_CALL = 3_600;

  private final Address delegate;

  /** For the container's proxy, which asks nothing of it. */
  FollowDelegate() {
    this(Address.ZERO.hex());
  }

  /** FOLLOW_DELEGATE names the account; without it the plugin does not start, and says so. */
  @Inject
  FollowDelegate(@ConfigProperty(name = "follow.delegate") String delegate) {
    this.delegate = new Address(delegate);
  }

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

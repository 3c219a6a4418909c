package org.prytany.app.feed;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.prytany.governance.act.ActStatus;
import org.prytany.governance.poll.Poll;
import org.prytany.governance.poll.PollVote;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.spi.ProposalKey;

/** What of a DAO's or a space's proposals a feed has; a reader follows what concerns them. */
public enum FeedKind {
  PROPOSALS("proposals"),
  STOPPED("stopped proposals"),
  WAITING("what waits for people"),
  VOTES("votes cast here"),
  PAYOUTS("what was executed");

  /** Off chain nothing is executed. */
  public static final Set<FeedKind> OFF_CHAIN =
      Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(PAYOUTS)));

  private final String words;

  FeedKind(String words) {
    this.words = words;
  }

  /** As in an address. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** As in a feed's title. */
  public String words() {
    return words;
  }

  public static Optional<FeedKind> named(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
  }

  /** Whether what it has is said by the moment, and not by the proposals alone. */
  public boolean isOfNow() {
    return this == STOPPED || this == WAITING;
  }

  /**
   * @param now what is stopped, or what people have to do something for, whichever is asked for
   */
  public boolean takes(Proposal proposal, Set<ProposalKey> now) {
    return switch (this) {
      case PROPOSALS -> true;
      case STOPPED, WAITING -> now.contains(proposal.key());
      case VOTES ->
          proposal.ballot().filter(act -> act.status() == ActStatus.CONFIRMED).isPresent();
      case PAYOUTS ->
          proposal.chain().filter(its -> its.state() == ProposalState.EXECUTED).isPresent();
    };
  }

  /**
   * The same of a vote off chain.
   *
   * @param isStopped whether no rule votes on it, whatever it says
   */
  public boolean takes(Poll poll, Predicate<Poll> isStopped, Instant now) {
    return switch (this) {
      case PROPOSALS -> true;
      case STOPPED -> isStopped.test(poll);
      case WAITING -> poll.waitsForPeople(now);
      case VOTES ->
          poll.vote().filter(vote -> vote.status() == PollVote.Status.CONFIRMED).isPresent();
      case PAYOUTS -> false;
    };
  }
}

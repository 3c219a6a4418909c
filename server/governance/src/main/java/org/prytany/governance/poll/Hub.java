package org.prytany.governance.poll;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Asks a hub and hands votes in. What it answers is a stranger's word: sizes are bounded, ids and
 * spaces are checked, and what does not fit is no answer. Every method throws PrytanyException
 * HUB_UNAVAILABLE when the hub does not answer, and HUB_ANSWER_INVALID when it answers something
 * else.
 */
public interface Hub {

  /** A proposal and how it stands. */
  record Read(HubProposal proposal, Standing standing) {}

  /** A page of a space. */
  record Page(List<Read> read, List<String> unreadable) {
    public Page {
      read = List.copyOf(read);
      unreadable = List.copyOf(unreadable);
    }
  }

  /** A vote that the hub has of an account. */
  record Shown(String id, String ipfs, String choice, long created) {}

  /** What came of handing a vote in. */
  sealed interface Sent {
    /** It is taken. */
    record Taken(Receipt receipt) implements Sent {}

    /** The hub had exactly this vote before. */
    record Known() implements Sent {}

    /** It is not taken, in the hub's words. */
    record Refused(String why) implements Sent {}
  }

  /** Those whose voting ends after a time, the newest first, with one line for each unreadable. */
  Page proposals(Space space, Instant endsAfter);

  /** Empty if the hub does not have it. */
  Optional<Read> proposal(Space space, String id);

  /** The vote of the space's voter; empty if the hub shows none. */
  Optional<Shown> vote(Space space, HubProposal proposal);

  /** Votes of the space's voter, as the hub counts them for this proposal. */
  BigDecimal power(Space space, HubProposal proposal);

  /**
   * Hands a vote in. When this throws, it is not known whether it was taken.
   *
   * @param signature "0x"-hex
   */
  Sent send(Space space, VoteEnvelope envelope, String signature);
}

package org.prytany.governance.offchain;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.prytany.governance.audit.AuditLog;
import org.prytany.governance.poll.Hub;
import org.prytany.governance.poll.HubProposal;
import org.prytany.governance.poll.Poll;
import org.prytany.governance.poll.PollRepository;
import org.prytany.governance.poll.Space;
import org.prytany.governance.poll.Standing;

/**
 * Reads what a hub publishes of a space and stores it as it was first seen: what it says otherwise
 * later is kept beside it, and is told.
 */
final class PollReading {

  /** Results are final soon after voting ends; so long they are read again. */
  private static final Duration AFTER_THE_END = Duration.ofHours(6);

  private final Hub hub;
  private final PollRepository polls;
  private final PollTransitions transitions;
  private final AuditLog audit;
  private final InstantSource clock;

  PollReading(
      Hub hub,
      PollRepository polls,
      PollTransitions transitions,
      AuditLog audit,
      InstantSource clock) {
    this.hub = hub;
    this.polls = polls;
    this.transitions = transitions;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * @return one line for each proposal that could not be read
   */
  List<String> read(Space space) {
    Instant since = clock.instant().minus(AFTER_THE_END);
    Hub.Page page = hub.proposals(space, since);
    Set<String> seen = new HashSet<>();
    for (Hub.Read read : page.read()) {
      seen.add(read.proposal().id());
      adopt(space, read.proposal(), read.standing());
    }
    for (Poll poll : polls.of(space.id())) {
      boolean open = poll.content().end() > since.getEpochSecond() && !poll.standing().gone();
      if (open && !seen.contains(poll.content().id())) {
        look(space, poll);
      }
    }
    return page.unreadable();
  }

  /** One that the list does not have is asked for by itself before anything is concluded. */
  void look(Space space, Poll poll) {
    Optional<Hub.Read> read = hub.proposal(space, poll.content().id());
    if (read.isPresent()) {
      adopt(space, read.get().proposal(), read.get().standing());
      return;
    }
    if (!poll.standing().gone()) {
      audit.append(AuditLog.SERVER, "poll.gone", poll.key(), Map.of("space", space.name()));
      transitions.apply(
          poll.key(),
          now -> Optional.of(now.with(now.since(), now.standing().removed(clock.instant()))));
    }
  }

  private void adopt(Space space, HubProposal read, Standing standing) {
    String key = Poll.key(space.id(), read.id());
    Optional<Poll> known = polls.find(key);
    if (known.isEmpty()) {
      audit.append(
          AuditLog.SERVER,
          "poll.read",
          key,
          Map.of("space", space.name(), "contentHash", read.contentHash()));
      polls.insert(Poll.fresh(space.id(), read, standing));
      return;
    }
    Poll before = known.get();
    boolean same = read.contentHash().equals(before.now().contentHash());
    if (same && sameStanding(before.standing(), standing)) {
      return;
    }
    if (!same) {
      audit.append(
          AuditLog.SERVER,
          "poll.changed",
          key,
          Map.of("was", before.now().contentHash(), "is", read.contentHash()));
    }
    transitions.apply(key, now -> Optional.of(now.with(since(now, read), standing)));
  }

  private static Optional<HubProposal> since(Poll poll, HubProposal read) {
    boolean first = read.contentHash().equals(poll.content().contentHash());
    // Changed and changed back stays told: what was there between is what people may have read.
    return first && poll.since().isEmpty() ? Optional.empty() : Optional.of(read);
  }

  private static boolean sameStanding(Standing one, Standing other) {
    return one.scores().equals(other.scores())
        && one.total().equals(other.total())
        && one.voters() == other.voters()
        && one.flagged() == other.flagged()
        && one.gone() == other.gone();
  }
}

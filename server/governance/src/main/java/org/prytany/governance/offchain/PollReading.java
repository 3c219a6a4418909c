package org.prytany.governance.offchain;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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

  /** A space with more is no space that anybody votes in. */
  private static final int MOST_OPEN = 300;

  /** A warning is taken at once, and stays so long: a hub could fill the log with to and fro. */
  private static final Duration WARNING_STAYS = Duration.ofHours(1);

  private final Hub hub;
  private final PollRepository polls;
  private final PollTransitions transitions;
  private final AuditLog audit;
  private final InstantSource clock;

  /** When a hub began to warn of a vote. */
  private final Map<String, Instant> warned = new ConcurrentHashMap<>();

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
    List<String> problems = new ArrayList<>(page.unreadable());
    List<Poll> before = polls.of(space.id());
    // Those that are gone count as well: a hub could show others each time.
    long room =
        MOST_OPEN
            - before.stream().filter(poll -> poll.content().end() > since.getEpochSecond()).count();
    int leftOut = 0;
    for (Hub.Read read : page.read()) {
      seen.add(read.proposal().id());
      boolean known = polls.find(Poll.key(space.id(), read.proposal().id())).isPresent();
      if (!known && room <= 0) {
        leftOut++;
        continue;
      }
      room -= known ? 0 : 1;
      adopt(space, read.proposal(), read.standing());
    }
    if (leftOut > 0) {
      problems.add(
          "More than "
              + MOST_OPEN
              + " votes of the space are open, and "
              + leftOut
              + " are left out: look at the hub.");
    }
    for (Poll poll : before) {
      if (isOpen(poll, since) && !seen.contains(poll.content().id())) {
        look(space, poll);
      }
    }
    return problems;
  }

  private static boolean isOpen(Poll poll, Instant since) {
    return poll.content().end() > since.getEpochSecond() && !poll.standing().gone();
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

  private void adopt(Space space, HubProposal read, Standing shown) {
    String key = Poll.key(space.id(), read.id());
    Optional<Poll> known = polls.find(key);
    if (known.isEmpty()) {
      audit.append(
          AuditLog.SERVER,
          "poll.read",
          key,
          Map.of("space", space.name(), "contentHash", read.contentHash()));
      polls.insert(Poll.fresh(space.id(), read, shown));
      return;
    }
    Poll before = known.get();
    Standing standing = shown.flagged(isFlagged(key, before, shown));
    boolean same = read.contentHash().equals(before.now().contentHash());
    if (same && sameStanding(before.standing(), standing)) {
      return;
    }
    // A hub that says something else each time is not to fill the log: what was told is told.
    if (!same && (before.since().isEmpty() || before.decision().isPresent())) {
      audit.append(
          AuditLog.SERVER,
          "poll.changed",
          key,
          Map.of("was", before.now().contentHash(), "is", read.contentHash()));
    }
    boolean flagged = standing.flagged();
    if (flagged != before.standing().flagged()) {
      audit.append(
          AuditLog.SERVER, "poll.warned", key, Map.of("flagged", Boolean.toString(flagged)));
    }
    transitions.apply(key, now -> Optional.of(now.with(since(now, read), standing)));
  }

  /** Whether the hub warns of a vote, or did a while ago. */
  private boolean isFlagged(String key, Poll before, Standing shown) {
    Instant now = clock.instant();
    if (shown.flagged()) {
      if (!before.standing().flagged()) {
        warned.put(key, now);
      }
      return true;
    }
    return before.standing().flagged()
        && now.isBefore(warned.getOrDefault(key, Instant.EPOCH).plus(WARNING_STAYS));
  }

  private static Optional<HubProposal> since(Poll poll, HubProposal read) {
    boolean first = read.contentHash().equals(poll.content().contentHash());
    // Changed and changed back stays told: what was there between is what people may have read.
    return first && poll.since().isEmpty() ? Optional.empty() : Optional.of(read);
  }

  private static boolean sameStanding(Standing one, Standing other) {
    return one.scores().equals(other.scores())
        && one.total().compareTo(other.total()) == 0
        && one.voters() == other.voters()
        && one.flagged() == other.flagged()
        && one.gone() == other.gone();
  }
}

package org.prytany.app.feed;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.prytany.app.sheet.PollSheets;
import org.prytany.app.view.Checksummed;
import org.prytany.app.view.PollViews;
import org.prytany.governance.poll.HubProposal;
import org.prytany.governance.poll.Poll;
import org.prytany.governance.poll.Space;
import org.prytany.governance.proposal.Digested;

/**
 * Votes off chain as entries of a feed and moments of a calendar, in the words of those on a chain.
 *
 * @param latestSafe until when a vote has to be on its way
 * @param isStopped whether no rule votes on it, whatever it says
 * @param lastChange of a vote by the log
 * @param digests empty before it is made
 * @param page where a vote is shown
 * @param now a hub's clock is that of the day
 */
public record OffChain(
    Space space,
    Function<HubProposal, Instant> latestSafe,
    Predicate<Poll> isStopped,
    Function<Poll, Optional<Instant>> lastChange,
    Function<HubProposal, Optional<Digested>> digests,
    Function<Poll, String> page,
    Instant now) {

  /** What changed last first. */
  public List<FeedEntry> entries(List<Poll> polls, FeedKind kind, int most) {
    return polls.stream()
        .filter(poll -> kind.takes(poll, isStopped, now))
        .map(poll -> new Dated(poll, updated(poll)))
        .sorted(
            Comparator.comparing(Dated::updated).reversed().thenComparing(its -> its.poll().key()))
        .limit(most)
        .map(this::entry)
        .toList();
  }

  private record Dated(Poll poll, Instant updated) {}

  private FeedEntry entry(Dated dated) {
    Poll poll = dated.poll();
    HubProposal content = poll.now();
    return new FeedEntry(
        FeedEntry.idOf(content),
        dated.updated(),
        Optional.of(Instant.ofEpochSecond(content.created())),
        Checksummed.of(content.author()),
        poll.standing().gone() ? "GONE" : PollViews.state(content, now).toUpperCase(Locale.ROOT),
        PollViews.BINDING,
        page.apply(poll),
        PollSheets.of(space, poll, latestSafe.apply(content), digests.apply(content), now));
  }

  /**
   * When what an entry says last changed; that votes are opened, and over, is no entry of the log.
   */
  private Instant updated(Poll poll) {
    HubProposal content = poll.now();
    Instant end = Instant.ofEpochSecond(content.end());
    return Stream.of(
            lastChange.apply(poll),
            Optional.of(Instant.ofEpochSecond(content.created())),
            Optional.of(Instant.ofEpochSecond(content.start())),
            Optional.of(end),
            // Votes are shown once they are all there.
            Optional.of(poll.standing().at()).filter(at -> !at.isBefore(end)))
        .flatMap(Optional::stream)
        .filter(at -> !at.isAfter(now))
        .max(Comparator.naturalOrder())
        .orElse(Instant.EPOCH);
  }

  /** Soonest first: of what is over, or the hub has no longer, there is none. */
  public List<Deadline> deadlines(List<Poll> polls) {
    List<Deadline> all = new ArrayList<>();
    for (Poll poll : polls) {
      HubProposal content = poll.now();
      Instant start = Instant.ofEpochSecond(content.start());
      Instant end = Instant.ofEpochSecond(content.end());
      if (poll.standing().gone() || !now.isBefore(end)) {
        continue;
      }
      if (now.isBefore(start)) {
        all.add(deadline(poll, start, "Voting opens"));
      }
      if (poll.waitsForPeople(now)) {
        all.add(deadline(poll, latestSafe.apply(content), "Last moment for operators to choose"));
      }
      all.add(deadline(poll, end, "Voting ends"));
    }
    return all.stream().sorted(Comparator.comparing(Deadline::at)).toList();
  }

  private Deadline deadline(Poll poll, Instant at, String what) {
    return new Deadline(
        FeedEntry.idOfVote(poll.now()), at, what, PollSheets.title(poll), page.apply(poll));
  }
}

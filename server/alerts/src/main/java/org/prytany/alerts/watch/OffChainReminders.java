package org.prytany.alerts.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.prytany.governance.alert.Alert.Kind;
import org.prytany.governance.poll.Poll;
import org.prytany.governance.poll.PollDecision;
import org.prytany.governance.poll.PollVote;
import org.prytany.governance.poll.Space;

/** Votes off chain whose end comes nearer, while they are open. */
final class OffChainReminders {
  private final Watch.OffChain stored;
  private final Nearing nearing;
  private final boolean ends;

  /**
   * @param ends whether somebody is told when voting ends, whatever our vote
   */
  OffChainReminders(Watch.OffChain stored, Nearing nearing, boolean ends) {
    this.stored = stored;
    this.nearing = nearing;
    this.ends = ends;
  }

  /**
   * @param since what was due before is not told
   */
  List<Reminder> due(Instant since, Instant now) {
    List<Reminder> due = new ArrayList<>();
    for (Space space : stored.spaces()) {
      for (Poll poll : stored.polls().of(space.id())) {
        if (isOpen(poll, now)) {
          vote(space, poll, since, now).ifPresent(due::add);
          ending(poll, since, now).ifPresent(due::add);
        }
      }
    }
    return due;
  }

  private static boolean isOpen(Poll poll, Instant now) {
    return !poll.standing().gone()
        && poll.now().start() <= now.getEpochSecond()
        && now.getEpochSecond() < poll.now().end();
  }

  private Optional<Reminder> vote(Space space, Poll poll, Instant since, Instant now) {
    if (space.voter().isEmpty()) {
      return Optional.empty();
    }
    Instant deadline = stored.latestSafe().apply(poll.now());
    return missing(poll)
        .flatMap(
            what ->
                nearing
                    .reached(deadline, since, now)
                    .map(time -> reminder(Kind.VOTE_DUE, poll, time, now, deadline, what)));
  }

  /** What is not done of our vote; empty where nothing is to do any more. */
  private static Optional<String> missing(Poll poll) {
    Optional<PollDecision> decision = poll.decision();
    if (poll.vote().isPresent()) {
      return poll.vote().filter(vote -> !vote.status().isFinal()).map(OffChainReminders::unseen);
    }
    if (decision.filter(its -> its.kind() == PollDecision.Kind.REFRAIN).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        decision.filter(its -> its.kind() == PollDecision.Kind.CAST).isPresent()
            ? "It is decided how to vote, and the vote is not cast yet."
            : ("It is not decided how to vote. " + decision.map(PollDecision::reason).orElse(""))
                .strip());
  }

  private static String unseen(PollVote vote) {
    return ("The hub does not show our vote yet. " + vote.told()).strip();
  }

  private Optional<Reminder> ending(Poll poll, Instant since, Instant now) {
    Instant end = Instant.ofEpochSecond(poll.now().end());
    return nearing
        .reached(end, since, now)
        .filter(time -> ends)
        .map(
            time ->
                reminder(
                    Kind.VOTING_ENDS,
                    poll,
                    time,
                    now,
                    end,
                    "Who wants to vote has to do it before then."));
  }

  private static Reminder reminder(
      Kind kind, Poll poll, Duration time, Instant now, Instant deadline, String detail) {
    return new Reminder(
        OffChainReading.alert(
            Nearing.id(kind, time, poll.key(), deadline),
            kind,
            now,
            poll.key(),
            poll.now().title(),
            detail,
            Optional.of(deadline)),
        Nearing.same(kind, time, poll.key(), deadline));
  }
}

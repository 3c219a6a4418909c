package org.prytany.governance.offchain;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.prytany.governance.audit.AuditLog;
import org.prytany.governance.poll.Choice;
import org.prytany.governance.poll.EnvelopeRequest;
import org.prytany.governance.poll.EnvelopeSigner;
import org.prytany.governance.poll.Hub;
import org.prytany.governance.poll.HubProposal;
import org.prytany.governance.poll.Poll;
import org.prytany.governance.poll.PollDecision;
import org.prytany.governance.poll.PollVote;
import org.prytany.governance.poll.PollVote.Status;
import org.prytany.governance.poll.Receipt;
import org.prytany.governance.poll.Space;
import org.prytany.governance.poll.VoteEnvelope;

/**
 * Takes a vote from its intent to what the hub shows. The intent is stored with everything that is
 * signed, its time too, before the signer is asked; and the hub is asked what it has of the account
 * before anything is handed in. So whatever is sent again is the same message, and a vote that
 * somebody cast by hand is never replaced.
 */
final class PollVotes {

  private static final int LONGEST_TOLD = 300;

  private final Hub hub;
  private final EnvelopeSigner signer;
  private final PollTransitions transitions;
  private final AuditLog audit;
  private final PollPace pace;
  private final InstantSource clock;

  PollVotes(
      Hub hub,
      EnvelopeSigner signer,
      PollTransitions transitions,
      AuditLog audit,
      PollPace pace,
      InstantSource clock) {
    this.hub = hub;
    this.signer = signer;
    this.transitions = transitions;
    this.audit = audit;
    this.pace = pace;
    this.clock = clock;
  }

  /** Stores what will be signed; only a decision to vote leads here. */
  Poll intend(Space space, Poll poll) {
    PollDecision decided = poll.decision().orElseThrow();
    VoteEnvelope envelope =
        envelope(
            space,
            poll.now(),
            decided.choice().orElseThrow(),
            clock.instant().getEpochSecond(),
            decided.reason());
    log(
        poll,
        "poll.vote-intended",
        Map.of("choice", envelope.choice().text(), "id", envelope.id()));
    return transitions.apply(
        poll.key(),
        now ->
            now.vote().isPresent() || !now.decision().equals(poll.decision())
                ? Optional.empty()
                : Optional.of(now.with(PollVote.intended(envelope, clock.instant()))));
  }

  /** Asks the hub first, and then does what is next. */
  Poll proceed(Space space, Poll poll) {
    PollVote vote = poll.vote().orElseThrow();
    Optional<Hub.Shown> shown = hub.vote(space, poll.now());
    if (shown.isPresent()) {
      return shown.get().id().equals(vote.id())
          ? confirmed(poll, shown.get())
          : elsewhere(poll, shown.get());
    }
    Instant now = clock.instant();
    if (now.getEpochSecond() > poll.now().end()) {
      log(
          poll,
          "poll.vote-missed",
          Map.of("id", vote.id(), "reason", vote.told(), "title", poll.now().title()));
      return with(
          poll,
          its ->
              its.with(
                  Status.MISSED,
                  "Voting ended, and the hub does not show the vote. " + its.told(),
                  now));
    }
    if (!poll.now().contentHash().equals(poll.decision().orElseThrow().contentHash())) {
      return changedSince(poll);
    }
    if (vote.status() == Status.SENT && now.isBefore(vote.at().plus(pace.patience()))) {
      return poll;
    }
    if (vote.status() == Status.SIGNED
        && vote.attempts() > 0
        && now.isBefore(vote.at().plus(pace.pause(vote.attempts())))
        && now.isBefore(pace.latestSafe(poll.now()))) {
      return poll;
    }
    Poll signed = vote.status() == Status.INTENDED ? signed(space, poll) : poll;
    return sent(space, signed);
  }

  /** A vote is bound to what was read: on another text the choices may mean something else. */
  private Poll changedSince(Poll poll) {
    if (poll.vote().orElseThrow().status() == Status.INTENDED) {
      log(poll, "poll.vote-dropped", Map.of("contentHash", poll.now().contentHash()));
      return transitions.apply(
          poll.key(),
          now ->
              now.vote().filter(its -> its.status() == Status.INTENDED).map(its -> now.undone()));
    }
    return with(
        poll,
        its ->
            its.with(
                its.status(),
                "The proposal was changed after the vote was signed: it is not handed in again."
                    + " Vote by hand if it is not at the hub.",
                its.at()));
  }

  /** A vote that the hub shows and nobody here intended. */
  Poll seen(Poll poll, Hub.Shown shown) {
    PollVote none =
        new PollVote(
            shown.choice(),
            shown.created(),
            "",
            shown.id(),
            Status.ELSEWHERE,
            "",
            Optional.of(new Receipt(shown.id(), shown.ipfs(), "", "")),
            "The account voted " + shown.choice() + " by other means; that is left as it is.",
            0,
            clock.instant());
    log(poll, "poll.vote-elsewhere", Map.of("id", shown.id(), "choice", shown.choice()));
    return transitions.apply(
        poll.key(), now -> now.vote().isPresent() ? Optional.empty() : Optional.of(now.with(none)));
  }

  private Poll signed(Space space, Poll poll) {
    PollVote vote = poll.vote().orElseThrow();
    PollDecision decided = poll.decision().orElseThrow();
    String signature =
        signer.signVote(
            new EnvelopeRequest(
                space.id(),
                poll.now(),
                vote.choice(),
                vote.timestamp(),
                vote.reason(),
                decided.support(),
                decided.person()));
    log(poll, "poll.vote-signed", Map.of("id", vote.id()));
    return with(poll, its -> its.signed(signature, clock.instant()));
  }

  private Poll sent(Space space, Poll poll) {
    PollVote vote = poll.vote().orElseThrow();
    log(poll, "poll.vote-sent", Map.of("id", vote.id()));
    Poll attempted = with(poll, its -> its.attempt(clock.instant()));
    Hub.Sent answer =
        hub.send(
            space,
            envelope(space, poll.now(), vote.choice(), vote.timestamp(), vote.reason()),
            vote.signature());
    Instant now = clock.instant();
    return switch (answer) {
      case Hub.Sent.Taken taken -> {
        Map<String, String> details = new TreeMap<>();
        details.put("id", taken.receipt().id());
        details.put("ipfs", taken.receipt().ipfs());
        details.put("relayer", taken.receipt().relayer());
        details.put("receipt", taken.receipt().signature());
        log(poll, "poll.vote-taken", details);
        yield readBack(
            space, with(attempted, its -> its.received(Status.SENT, taken.receipt(), now)));
      }
      case Hub.Sent.Known known ->
          readBack(space, with(attempted, its -> its.with(Status.SENT, "", now)));
      case Hub.Sent.Refused refused -> {
        log(poll, "poll.vote-refused", Map.of("id", vote.id(), "why", shortened(refused.why())));
        yield with(
            attempted,
            its ->
                its.with(
                    Status.SIGNED,
                    "The hub does not take the vote (\u201c"
                        + shortened(refused.why())
                        + "\u201d); it is tried again until voting ends.",
                    now));
      }
    };
  }

  private Poll readBack(Space space, Poll poll) {
    Optional<Hub.Shown> shown = hub.vote(space, poll.now());
    return shown.filter(its -> its.id().equals(poll.vote().orElseThrow().id())).isPresent()
        ? confirmed(poll, shown.get())
        : poll;
  }

  private Poll confirmed(Poll poll, Hub.Shown shown) {
    log(poll, "poll.vote-confirmed", Map.of("id", shown.id(), "ipfs", shown.ipfs()));
    return with(
        poll,
        its ->
            its.received(
                Status.CONFIRMED, new Receipt(shown.id(), shown.ipfs(), "", ""), clock.instant()));
  }

  private Poll elsewhere(Poll poll, Hub.Shown shown) {
    log(poll, "poll.vote-elsewhere", Map.of("id", shown.id(), "choice", shown.choice()));
    return with(
        poll,
        its ->
            its.with(
                Status.ELSEWHERE,
                "The hub shows another vote of the account ("
                    + shown.choice()
                    + "), which is left as it is.",
                clock.instant()));
  }

  private static VoteEnvelope envelope(
      Space space, HubProposal proposal, String choice, long timestamp, String reason) {
    return new VoteEnvelope(
        space.voter().orElseThrow(),
        space.name(),
        timestamp,
        proposal.id(),
        Choice.read(proposal.system().orElseThrow(), choice, proposal.choices().size()),
        reason);
  }

  private Poll with(Poll poll, java.util.function.UnaryOperator<PollVote> change) {
    return transitions.apply(
        poll.key(),
        now -> now.vote().filter(its -> !its.status().isFinal()).map(change).map(now::with));
  }

  private void log(Poll poll, String act, Map<String, String> details) {
    audit.append(AuditLog.SERVER, act, poll.key(), details);
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_TOLD ? text : text.substring(0, LONGEST_TOLD) + "…";
  }
}

package org.prytany.governance.ballot;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.prytany.governance.act.Act;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.act.ActRunner;
import org.prytany.governance.act.Readback;
import org.prytany.governance.audit.AuditLog;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.decision.Decided;
import org.prytany.governance.digest.DigestService;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.proposal.StageOutcome;
import org.prytany.governance.proposal.Transitions;
import org.prytany.governance.tally.GovernorReader;
import org.prytany.spi.Address;
import org.prytany.spi.Support;
import org.prytany.spi.VoteDecision;

/** Casts the decided vote, once, and reads it back. */
public final class BallotService {

  private final GovernorReader reader;
  private final GovernorCalls calls;
  private final DigestService digests;
  private final Transitions transitions;
  private final ActRunner runner;
  private final AuditLog audit;
  private final InstantSource clock;

  public BallotService(
      GovernorReader reader,
      GovernorCalls calls,
      DigestService digests,
      Transitions transitions,
      ActRunner runner,
      AuditLog audit,
      InstantSource clock) {
    this.reader = reader;
    this.calls = calls;
    this.digests = digests;
    this.transitions = transitions;
    this.runner = runner;
    this.audit = audit;
    this.clock = clock;
  }

  /** Takes the vote as far as it goes now. May be repeated at any time. */
  public StageOutcome step(Dao dao, Proposal proposal) {
    if (proposal.ballot().isPresent()) {
      return resume(dao, proposal, proposal.ballot().get());
    }
    if (dao.voter().isEmpty()) {
      return new StageOutcome.Done("This server does not vote for " + dao.name() + ".");
    }
    if (!(proposal.decision().map(Decided::decision).orElse(null)
        instanceof VoteDecision.Cast cast)) {
      return new StageOutcome.Done("No vote is decided.");
    }
    if (proposal.removedByReorg()) {
      return new StageOutcome.Done("The proposal is no longer part of the chain.");
    }
    if (!proposal.decision().orElseThrow().contentHash().equals(proposal.content().contentHash())) {
      return new StageOutcome.Done("The decision is about another content.");
    }
    ProposalState state = reader.view(dao, proposal.content()).state();
    if (state == ProposalState.PENDING) {
      return new StageOutcome.Held("Voting has not started.");
    }
    if (state != ProposalState.ACTIVE) {
      return missed(proposal, state);
    }
    return castIt(dao, proposal, cast);
  }

  private StageOutcome castIt(Dao dao, Proposal proposal, VoteDecision.Cast cast) {
    Address account = dao.voter().orElseThrow();
    // State moves: what was decided on must still be what would execute.
    Proposal fresh = digests.refreshEffects(dao, proposal);
    if (!fresh.decision().equals(proposal.decision())) {
      return new StageOutcome.Done("The effects changed; the vote is decided again.");
    }
    Integer number = reader.supports(dao).get(cast.support());
    if (number == null) {
      return new StageOutcome.NeedsPeople(
          "The governor's COUNTING_MODE has no number for " + cast.support() + ".");
    }
    Optional<Act> act =
        runner.intend(
            Act.intended(
                ActKind.VOTE,
                fresh.key(),
                fresh.content().contentHash(),
                account,
                calls.vote(dao, fresh.content(), number, cast.reason()),
                "vote " + cast.support() + " by rule " + cast.rule(),
                clock.instant()),
            current -> current.decision().equals(fresh.decision()));
    if (act.isEmpty()) {
      return new StageOutcome.Done("The decision was taken back; the vote is decided again.");
    }
    return runner.step(dao, act.get(), readback(dao, fresh, account, cast.support()));
  }

  private StageOutcome resume(Dao dao, Proposal proposal, Act act) {
    if (!act.settled() && !act.sent()) {
      // Surely not sent: what was decided on must still be what would execute.
      Proposal fresh = digests.refreshEffects(dao, proposal);
      if (fresh.ballot().isEmpty()) {
        runner.forget(dao, act);
        return new StageOutcome.Done("The effects changed; the vote is decided again.");
      }
      Act now = fresh.ballot().get();
      if (now.outcome().equals(Optional.of(DigestService.SIGNED_FOR_OTHER_EFFECTS))) {
        Optional<Readback.Found> found = readback(dao, fresh, now.account(), decided(fresh)).find();
        if (found.isEmpty()) {
          return runner.giveUp(dao, now, DigestService.SIGNED_FOR_OTHER_EFFECTS.why());
        }
      }
    }
    return runner.step(dao, act, readback(dao, proposal, act.account(), decided(proposal)));
  }

  private StageOutcome missed(Proposal proposal, ProposalState state) {
    audit.append(
        AuditLog.SERVER,
        "vote.missed",
        proposal.key().text(),
        Map.of("state", state.name(), "contentHash", proposal.content().contentHash()));
    return new StageOutcome.Done("Missed: a vote was decided, but the proposal is " + state + ".");
  }

  private static Support decided(Proposal proposal) {
    if (proposal.decision().map(Decided::decision).orElse(null) instanceof VoteDecision.Cast cast) {
      return cast.support();
    }
    throw new PrytanyException(
        FailureCode.INTERNAL, "a vote on " + proposal.key() + " is under way without a decision");
  }

  private Readback readback(Dao dao, Proposal proposal, Address account, Support decided) {
    return new Readback() {
      @Override
      public Optional<Found> find() {
        return reader
            .voteOf(dao, proposal.content(), account)
            .map(
                vote ->
                    new Found(
                        vote.transactionHash().isEmpty()
                            ? Optional.empty()
                            : Optional.of(vote.transactionHash()),
                        vote.account(),
                        vote.support() == decided,
                        "voted " + vote.support() + " with weight " + vote.weight()));
      }

      @Override
      public Optional<String> tooLate() {
        ProposalState state = reader.view(dao, proposal.content()).state();
        return state == ProposalState.ACTIVE || state == ProposalState.PENDING
            ? Optional.empty()
            : Optional.of("Voting is over: the proposal is " + state + ".");
      }
    };
  }
}

package org.prytany.governance.ballot;

import java.math.BigInteger;
import java.time.InstantSource;
import java.util.Optional;
import org.prytany.governance.act.Act;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.digest.DigestService;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.governor.GovernorCalls;
import org.prytany.governance.governor.GovernorReader;
import org.prytany.governance.governor.GovernorReader.CastVote;
import org.prytany.governance.governor.VoteCall;
import org.prytany.governance.proposal.Decided;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.proposal.StageOutcome;
import org.prytany.governance.proposal.Transitions;
import org.prytany.governance.sending.ActRunner;
import org.prytany.governance.sending.Mandate;
import org.prytany.governance.signing.Seals;
import org.prytany.spi.Address;
import org.prytany.spi.PlannedCall;
import org.prytany.spi.VoteDecision;

/** Casts the decided vote, once, and reads it back. */
public final class BallotService {

  private final GovernorReader reader;
  private final GovernorCalls calls;
  private final DigestService digests;
  private final Transitions transitions;
  private final Seals seals;
  private final ActRunner runner;
  private final InstantSource clock;

  public BallotService(
      GovernorReader reader,
      GovernorCalls calls,
      DigestService digests,
      Transitions transitions,
      Seals seals,
      ActRunner runner,
      InstantSource clock) {
    this.reader = reader;
    this.calls = calls;
    this.digests = digests;
    this.transitions = transitions;
    this.seals = seals;
    this.runner = runner;
    this.clock = clock;
  }

  /** Takes the vote as far as it goes now. May be repeated at any time. */
  public StageOutcome step(Dao dao, Proposal proposal) {
    Optional<Act> standing = proposal.ballot().filter(act -> !act.wasTakenBack());
    if (standing.isPresent()) {
      Act act = standing.get();
      if (HandVotes.isOne(act)) {
        return new StageOutcome.Done("The account " + act.account() + " " + act.detail() + ".");
      }
      return runner.step(dao, act, new VoteMandate(dao, proposal, act.account(), vote(act)));
    }
    if (dao.voter().isEmpty()) {
      return new StageOutcome.Done("This server does not vote for " + dao.name() + ".");
    }
    if (!(proposal.decision().map(Decided::decision).orElse(null)
        instanceof VoteDecision.Vote vote)) {
      return new StageOutcome.Done("No vote is decided.");
    }
    if (proposal.removedByReorg()) {
      return new StageOutcome.Done("The proposal is no longer part of the chain.");
    }
    Decided decided = proposal.decision().orElseThrow();
    if (!decided.contentHash().equals(proposal.content().contentHash())) {
      return new StageOutcome.Done("The decision is about another content.");
    }
    ProposalState state = reader.view(dao, proposal.content()).state();
    if (state != ProposalState.ACTIVE && state != ProposalState.PENDING) {
      return new StageOutcome.Over(
          "Missed: a vote was decided, but the proposal is " + state + ".");
    }
    Address account = dao.voter().get();
    return switch (VoteCall.of(reader, calls, dao, proposal.content(), account, vote)) {
      case VoteCall.Cannot cannot -> new StageOutcome.NeedsPeople(cannot.why());
      case VoteCall.Made made -> begin(dao, proposal, decided, vote, account, made.call());
    };
  }

  private StageOutcome begin(
      Dao dao,
      Proposal proposal,
      Decided decided,
      VoteDecision.Vote decision,
      Address account,
      PlannedCall call) {
    Act.Vote vote = new Act.Vote(decision.shares(), decided.canonical());
    Act intended =
        Act.intended(
                ActKind.VOTE,
                proposal.key(),
                proposal.content().contentHash(),
                account,
                call,
                "vote " + decision.shares().words() + " by rule " + decision.rule(),
                clock.instant())
            .forVote(vote);
    var mandate = new VoteMandate(dao, proposal, account, vote);
    return runner
        .recover(dao, intended, mandate)
        .orElseGet(() -> runner.begin(dao, intended, mandate));
  }

  private static Act.Vote vote(Act act) {
    return act.vote()
        .orElseThrow(
            () ->
                new PrytanyException(
                    FailureCode.INTERNAL,
                    "a vote on " + act.proposal() + " is under way without a direction"));
  }

  /** A vote may go while the decision that it follows from stands, and voting is open. */
  private final class VoteMandate implements Mandate {

    private final Dao dao;
    private final Proposal proposal;
    private final Address account;
    private final Act.Vote vote;

    /** What the signer says was decided here last; asked before anything leaves. */
    private Optional<String> sealed = Optional.empty();

    private boolean asked;

    VoteMandate(Dao dao, Proposal proposal, Address account, Act.Vote vote) {
      this.dao = dao;
      this.proposal = proposal;
      this.account = account;
      this.vote = vote;
    }

    @Override
    public Optional<Found> find() {
      return reader
          .voteOf(dao, proposal.content(), account)
          .map(
              cast -> {
                BigInteger votes = votes(cast);
                return new Found(
                    Optional.of(cast.transactionHash()).filter(hash -> !hash.isEmpty()),
                    cast.account(),
                    cast.is(vote.shares(), votes),
                    cast.what(vote.shares(), votes));
              });
    }

    /** Only where parts are counted may some of an account's votes be left. */
    private BigInteger votes(CastVote cast) {
      return reader.inParts(dao)
          ? reader.votingPower(dao, account, proposal.content().voteStart())
          : cast.weight();
    }

    @Override
    public Optional<String> tooLate() {
      if (transitions.current(proposal.key()).removedByReorg()) {
        // The governor knows no such proposal now, and it may come back: that forbids, and no more.
        return Optional.empty();
      }
      ProposalState state = reader.view(dao, proposal.content()).state();
      return state == ProposalState.ACTIVE || state == ProposalState.PENDING
          ? Optional.empty()
          : Optional.of("Voting is over: the proposal is " + state + ".");
    }

    @Override
    public Optional<String> notYet() {
      // State moves: what was decided on must still be what would execute.
      Proposal fresh = digests.refreshEffects(dao, transitions.current(proposal.key()));
      sealed =
          fresh
              .decision()
              .filter(
                  its ->
                      seals.stands(
                          fresh.key(), Seals.Subject.DECISION, its.canonical(), its.seal()))
              .map(Decided::canonical);
      asked = true;
      return reader.view(dao, proposal.content()).state() == ProposalState.PENDING
          ? Optional.of("Voting has not started.")
          : Optional.empty();
    }

    @Override
    public Optional<String> forbidden(Proposal stored) {
      if (stored.removedByReorg()) {
        return Optional.of("The proposal is no longer part of the chain.");
      }
      if (!dao.voter().equals(Optional.of(account))) {
        return Optional.of("Account " + account + " is no longer the one that votes here.");
      }
      boolean stands =
          stored.decision().map(Decided::canonical).equals(Optional.of(vote.decision()))
              && (!asked || sealed.equals(Optional.of(vote.decision())));
      return stands
          ? Optional.empty()
          : Optional.of("The decision that it follows from does not stand any more.");
    }
  }
}

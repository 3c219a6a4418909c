package org.prytany.governance.ballot;

import java.math.BigInteger;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.prytany.governance.act.Act;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.act.ActOutcome;
import org.prytany.governance.audit.AuditLog;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.decision.PersonalDecisions;
import org.prytany.governance.governor.GovernorReader;
import org.prytany.governance.governor.GovernorReader.CastVote;
import org.prytany.governance.proposal.ActSlots;
import org.prytany.governance.proposal.ChainView;
import org.prytany.governance.proposal.Decided;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.proposal.Transitions;
import org.prytany.spi.Address;
import org.prytany.spi.PlannedCall;
import org.prytany.spi.ProposalKey;
import org.prytany.spi.VoteDecision;

/**
 * Notices votes that the voting account cast from outside this server. Where a vote of this server
 * is decided or under way, its own reading back finds them.
 */
public final class HandVotes {

  private final GovernorReader reader;
  private final Transitions transitions;
  private final PersonalDecisions people;
  private final AuditLog audit;
  private final InstantSource clock;

  /** With which tally the chain was asked last: a vote that counts changes it. */
  private final Map<ProposalKey, List<BigInteger>> asked = new ConcurrentHashMap<>();

  public HandVotes(
      GovernorReader reader,
      Transitions transitions,
      PersonalDecisions people,
      AuditLog audit,
      InstantSource clock) {
    this.reader = reader;
    this.transitions = transitions;
    this.people = people;
    this.audit = audit;
    this.clock = clock;
  }

  /** Whether an act is the record of such a vote; nothing of ours was ever intended for it. */
  public static boolean isOne(Act act) {
    return act.kind() == ActKind.VOTE
        && act.vote().isEmpty()
        && act.outcome().filter(ActOutcome.DoneElsewhere.class::isInstance).isPresent();
  }

  /**
   * Asks the chain if the tally has changed, and records what it shows.
   *
   * @param before the state before it was read last: a vote may have come between
   * @return the proposal as it now stands
   * @throws org.prytany.governance.failure.PrytanyException as GovernorReader says
   */
  public Proposal look(Dao dao, Proposal proposal, Optional<ProposalState> before) {
    ChainView view = proposal.chain().orElseThrow();
    boolean voting =
        view.state() == ProposalState.ACTIVE || before.equals(Optional.of(ProposalState.ACTIVE));
    if (dao.voter().isEmpty() || proposal.removedByReorg() || !voting) {
      asked.remove(proposal.key());
      return proposal;
    }
    Optional<Act> standing = proposal.ballot().filter(act -> !act.wasTakenBack());
    List<BigInteger> tally = List.of(view.forVotes(), view.againstVotes(), view.abstainVotes());
    boolean ours = standing.isPresent() ? !isOne(standing.get()) : castDecided(proposal);
    if (ours || tally.equals(asked.get(proposal.key()))) {
      return proposal;
    }
    Address voter = dao.voter().get();
    Optional<CastVote> vote = reader.voteOf(dao, proposal.content(), voter);
    if (vote.isEmpty() && standing.isPresent()) {
      // Asked again in the next turn: an endpoint whose logs lag behind says the same.
      return undone(proposal, standing.get());
    }
    asked.put(proposal.key(), tally);
    return vote.isPresent() && standing.isEmpty() ? found(dao, proposal, vote.get()) : proposal;
  }

  private static boolean castDecided(Proposal proposal) {
    return proposal
        .decision()
        .map(Decided::decision)
        .filter(VoteDecision.Vote.class::isInstance)
        .isPresent();
  }

  private Proposal found(Dao dao, Proposal proposal, CastVote vote) {
    Optional<String> transaction =
        Optional.of(vote.transactionHash()).filter(hash -> !hash.isEmpty());
    Act act =
        Act.intended(
                ActKind.VOTE,
                proposal.key(),
                proposal.content().contentHash(),
                vote.account(),
                new PlannedCall(dao.governor(), BigInteger.ZERO, "0x"),
                vote.what() + ", elsewhere",
                clock.instant())
            .withOutcome(new ActOutcome.DoneElsewhere(transaction, vote.account().hex()));
    audit.append(
        AuditLog.SERVER,
        "vote.elsewhere",
        proposal.key().text(),
        Map.of(
            "account", vote.account().hex(),
            "support", vote.support().map(Enum::name).orElse(""),
            "what", vote.what(),
            "transaction", vote.transactionHash(),
            "contentHash", proposal.content().contentHash()));
    Proposal stored =
        transitions.apply(
            proposal.key(),
            "ballot",
            current ->
                ActSlots.free(current, ActKind.VOTE)
                    ? Optional.of(ActSlots.withSlot(current, act))
                    : Optional.empty());
    people.wake(stored);
    return stored;
  }

  private Proposal undone(Proposal proposal, Act gone) {
    audit.append(
        AuditLog.SERVER,
        "vote.undone",
        proposal.key().text(),
        Map.of("account", gone.account().hex(), "what", gone.detail()));
    return transitions.apply(
        proposal.key(),
        "ballot",
        current ->
            current.ballot().equals(Optional.of(gone))
                ? Optional.of(ActSlots.withoutSlot(current, ActKind.VOTE))
                : Optional.empty());
  }
}

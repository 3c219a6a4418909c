package org.prytany.governance.decision;

import java.math.BigInteger;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.approval.ApprovalState;
import org.prytany.governance.approval.DecisionRules.Standing;
import org.prytany.governance.audit.AuditLog;
import org.prytany.governance.comparison.Agreement;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.digest.DigestService;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.governor.Announcements;
import org.prytany.governance.governor.GovernorReader;
import org.prytany.governance.pace.Pace;
import org.prytany.governance.plugin.Plugins;
import org.prytany.governance.proposal.ActSlots;
import org.prytany.governance.proposal.ChainView;
import org.prytany.governance.proposal.Decided;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.proposal.Seen;
import org.prytany.governance.proposal.StageOutcome;
import org.prytany.governance.proposal.Transitions;
import org.prytany.governance.signing.Seals;
import org.prytany.governance.statement.OperatorDecision;
import org.prytany.spi.Address;
import org.prytany.spi.Bounds;
import org.prytany.spi.ProposalKey;
import org.prytany.spi.VoteDecision;
import org.prytany.spi.VoteStrategy;
import org.prytany.spi.VotingSituation;

/**
 * Asks the vote strategy and holds its answer against the house's rules: what a text says may hold
 * a vote; it casts one only by a rule that the operator opted in by name.
 */
public final class DecisionService {

  /** The rule's name where the host decided itself. */
  public static final String HOST = "host";

  /** So many are dropped because effects changed before no more are taken for the log alone. */
  private static final int MOST_DECISIONS = 5;

  // The same at each turn: people are told once.
  private static final String UNREAD =
      " What its proposer proposed before could not be read so far. Look at it now: the server goes"
          + " on trying, and at the last call this is left to people without it.";

  private final GovernorReader reader;
  private final Plugins plugins;
  private final DigestService digests;
  private final Transitions transitions;
  private final Seals seals;
  private final AuditLog audit;
  private final InstantSource clock;
  private final Pace pace;
  private final Situations situations;
  private final ProposerHistory histories;
  private final VoteLabel label;

  /** How many final decisions were taken on a proposal since the start. */
  private final Map<ProposalKey, Integer> taken = new ConcurrentHashMap<>();

  /** For which people were told that what its proposer proposed before is not read. */
  private final Set<ProposalKey> unread = ConcurrentHashMap.newKeySet();

  private final PersonalDecisions people;

  public DecisionService(
      GovernorReader reader,
      Announcements announcements,
      Plugins plugins,
      DigestService digests,
      Transitions transitions,
      Seals seals,
      AuditLog audit,
      InstantSource clock,
      Pace pace,
      PersonalDecisions people,
      VoteLabel label) {
    this.label = label;
    this.reader = reader;
    this.plugins = plugins;
    this.digests = digests;
    this.transitions = transitions;
    this.seals = seals;
    this.audit = audit;
    this.clock = clock;
    this.pace = pace;
    this.people = people;
    this.situations = new Situations(reader);
    this.histories = new ProposerHistory(announcements, clock);
  }

  /** Decides if nothing is decided for this content yet, or the strategy had asked for time. */
  public StageOutcome step(Dao dao, Proposal proposal) {
    if (dao.voter().isEmpty()) {
      return new StageOutcome.Done("This server does not vote for " + dao.name() + ".");
    }
    if (proposal.removedByReorg()) {
      return new StageOutcome.Done("The proposal is no longer part of the chain.");
    }
    if (!ActSlots.free(proposal, ActKind.VOTE)) {
      return new StageOutcome.Done("It is decided.");
    }
    boolean settled =
        isDecided(proposal)
            && stands(proposal)
            && follows(proposal, people.standing(dao, proposal));
    Optional<VoteDecision.Escalate> escalated =
        proposal
            .decision()
            .map(Decided::decision)
            .filter(VoteDecision.Escalate.class::isInstance)
            .map(VoteDecision.Escalate.class::cast);
    if (settled && escalated.isEmpty()) {
      return new StageOutcome.Done("It is decided.");
    }
    ChainView view = reader.view(dao, proposal.content());
    if (view.state() == ProposalState.PENDING) {
      if (asksForHistory()) {
        histories.ahead(dao, view.at());
      }
      return new StageOutcome.Held("Voting has not started.");
    }
    if (view.state() != ProposalState.ACTIVE) {
      return new StageOutcome.Over("Voting is over: the proposal is " + view.state() + ".");
    }
    if (settled) {
      // It stays due until an operator decides, or votes by hand.
      return new StageOutcome.NeedsPeople(escalated.orElseThrow().reason());
    }
    if (view.timeIsUnknown()) {
      return new StageOutcome.Held(
          "The governor counts another chain's blocks, and how fast they come was not seen yet, so"
              + " it is not known how much time is left.");
    }
    if (isUnread(proposal) && !isLastCall(proposal, view)) {
      return new StageOutcome.Held("The digest is not made yet.");
    }
    return decide(dao, digests.refreshEffects(dao, proposal), view);
  }

  private static boolean isUnread(Proposal proposal) {
    return proposal.digest().isEmpty() || proposal.verdict().isEmpty();
  }

  /** Whether a decision can wait no longer for what is missing. */
  private boolean isLastCall(Proposal proposal, ChainView view) {
    Instant now = clock.instant();
    return !now.isBefore(pace.lastCall(proposal, view, now));
  }

  /** Whether decisions on it were dropped again and again because its effects changed. */
  private boolean isRestless(Proposal proposal) {
    return taken.getOrDefault(proposal.key(), 0) >= MOST_DECISIONS;
  }

  /**
   * What a strategy was told when it decided about a stored proposal or, where none decided, what
   * it would have been told when voting began. Asks the chain only what the governor counts.
   *
   * @return empty while the proposal's effects are not known
   * @throws PrytanyException CHAIN_UNAVAILABLE, CHAIN_ANSWER_INVALID
   */
  public Optional<Recalled> recall(Dao dao, Proposal proposal) {
    return proposal
        .effects()
        .map(
            report ->
                situations.recalled(
                    dao,
                    proposal,
                    report,
                    ApprovalState.of(dao, proposal, clock.instant()).stop(proposal)));
  }

  /** Whether the stored decision is final for the present content. */
  public static boolean isDecided(Proposal proposal) {
    return proposal
        .decision()
        .filter(decided -> decided.contentHash().equals(proposal.content().contentHash()))
        .map(decided -> !(decided.decision() instanceof VoteDecision.NotYet))
        .orElse(false);
  }

  /** Whether the stored decision is the one that was made here last. */
  private boolean stands(Proposal proposal) {
    return proposal
        .decision()
        .filter(
            decided ->
                seals.stands(
                    proposal.key(), Seals.Subject.DECISION, decided.canonical(), decided.seal()))
        .isPresent();
  }

  /**
   * Has an operator's signed decision kept by the signer, and records it in place of an escalation
   * or of no decision. The vote is then cast like any other.
   *
   * @return the proposal as it now stands
   * @throws PrytanyException APPROVAL_REFUSED naming what is wrong; NOT_ALLOWED when nothing is to
   *     be decided any more; SIGNER_UNAVAILABLE
   */
  public Proposal decideByPerson(Dao dao, Proposal proposal, OperatorDecision decision) {
    requireOpen(dao, proposal);
    people.keep(dao, proposal, decision);
    Proposal stored =
        switch (people.standing(dao, proposal)) {
          case Standing.Decided decided -> recordPerson(dao, proposal, decided.decision());
          // Kept in this moment and lapsed since: the duty finds out why.
          case Standing.Lapsed lapsed -> proposal;
          case Standing.None none -> proposal;
        };
    people.wake(stored);
    return stored;
  }

  private void requireOpen(Dao dao, Proposal proposal) {
    if (proposal.removedByReorg()) {
      throw notAllowed("The block that proposed it is no longer part of the chain.");
    }
    if (!ActSlots.free(proposal, ActKind.VOTE)) {
      throw notAllowed("The vote on " + proposal.key() + " is under way already.");
    }
    ProposalState state = reader.view(dao, proposal.content()).state();
    if (state == ProposalState.PENDING) {
      // How many votes the account has is not known before.
      throw new PrytanyException(
          FailureCode.NOT_ALLOWED,
          "Voting has not started, and the rules may still decide: come back when it has.");
    }
    if (state != ProposalState.ACTIVE) {
      throw notAllowed("Voting is over: the proposal is " + state + ".");
    }
  }

  private static PrytanyException notAllowed(String why) {
    return new PrytanyException(
        FailureCode.NOT_ALLOWED, "There is nothing to decide any more. " + why);
  }

  private Proposal recordPerson(Dao dao, Proposal proposal, OperatorDecision decision) {
    ChainView view = reader.view(dao, proposal.content());
    Decided decided =
        new Decided(
            cast(decision),
            "operator " + decision.operator(),
            proposal.content().contentHash(),
            view.at().number(),
            reader.votingPower(dao, decision.voter(), proposal.content().voteStart()),
            clock.instant());
    Map<String, String> signed =
        Map.of(
            "counter", Long.toString(decision.counter()),
            "expiry", Long.toString(decision.expiry()),
            "effectsHash", decision.effectsHash(),
            "signature", decision.signature(),
            "kept", Long.toString(decision.sequence()));
    return record(proposal, decided, decision.operator().hex(), signed, true);
  }

  private static VoteDecision.Cast cast(OperatorDecision decision) {
    return new VoteDecision.Cast(decision.support(), OperatorDecision.RULE, decision.reason());
  }

  /** Whether what is stored is what people's decisions, or their absence, ask for. */
  private static boolean follows(Proposal proposal, Standing standing) {
    Optional<VoteDecision> stored = proposal.decision().map(Decided::decision);
    return switch (standing) {
      case Standing.None none ->
          stored.filter(its -> its.rule().equals(OperatorDecision.RULE)).isEmpty();
      case Standing.Decided decided -> stored.equals(Optional.of(cast(decided.decision())));
      case Standing.Lapsed lapsed ->
          stored.filter(VoteDecision.Escalate.class::isInstance).isPresent();
    };
  }

  private StageOutcome decide(Dao dao, Proposal proposal, ChainView view) {
    return switch (people.standing(dao, proposal)) {
      case Standing.None none -> decideByRules(dao, proposal, view);
      case Standing.Decided decided -> {
        OperatorDecision decision = decided.decision();
        recordPerson(dao, proposal, decision);
        yield new StageOutcome.Done(
            "Vote " + decision.support() + " by " + decision.operator() + ".");
      }
      case Standing.Lapsed lapsed -> {
        VoteDecision.Escalate again =
            HouseRules.escalate(
                "What "
                    + lapsed.decision().operator()
                    + " decided does not count any more. "
                    + lapsed.why());
        Address voter = dao.voter().orElseThrow();
        Decided decided =
            new Decided(
                again,
                HOST,
                proposal.content().contentHash(),
                view.at().number(),
                reader.votingPower(dao, voter, proposal.content().voteStart()),
                clock.instant());
        record(proposal, decided, AuditLog.SERVER, Map.of(), true);
        yield new StageOutcome.NeedsPeople(again.reason());
      }
    };
  }

  private StageOutcome decideByRules(Dao dao, Proposal proposal, ChainView view) {
    boolean restless = isRestless(proposal);
    if (restless && !isLastCall(proposal, view)) {
      return new StageOutcome.NeedsPeople(
          "What its calls would do changes all the time, so none of "
              + MOST_DECISIONS
              + " decisions held. An operator can decide; the rules are asked once more shortly"
              + " before voting ends, and then cannot vote for it.");
    }
    VoteStrategy strategy = StrategyInUse.of(plugins, isLastCall(proposal, view));
    BigInteger power =
        reader.votingPower(dao, dao.voter().orElseThrow(), proposal.content().voteStart());
    TreasuryShare share = situations.share(dao, proposal);
    boolean decides = power.signum() > 0;
    List<Address> followed =
        decides ? asked(strategy::followed, List.of(), proposal, view) : List.of();
    Optional<ProposerHistory.Answer> history =
        decides && asked(strategy::asksForHistory, false, proposal, view)
            ? Optional.of(history(dao, proposal, view))
            : Optional.empty();
    VotingSituation seen =
        situations.of(
            dao,
            proposal,
            view,
            power,
            pace.secondsToVoteEnd(proposal, view),
            share,
            followed,
            history.flatMap(ProposerHistory.Answer::known));
    if (!knowsAll(seen, followed) && isInTime(proposal, view)) {
      return new StageOutcome.Held(
          "An account whose vote the rules ask for votes just now; its vote is looked at again.");
    }
    VotingSituation situation =
        restless || isUnread(proposal) ? Situations.withoutText(seen) : seen;
    VoteDecision answer =
        power.signum() == 0
            ? new VoteDecision.Refrain(HOST, "The voting account has no votes at the snapshot.")
            : label.on(
                StrategyInUse.asked(
                    () -> isInTime(proposal, view),
                    () ->
                        HouseRules.decide(
                            strategy,
                            situation,
                            new HouseRules.Case(
                                restless,
                                share.unknown(),
                                ApprovalState.of(dao, proposal, clock.instant()).stop(proposal),
                                dao.textRules(),
                                Agreement.of(proposal)))),
                proposal,
                strategy);
    if (answer instanceof VoteDecision.Escalate escalate
        && history.orElse(null) instanceof ProposerHistory.Answer.NotYet notYet
        && !isLastCall(proposal, view)) {
      if (notYet.standsStill()) {
        unread.add(proposal.key());
      }
      return unread.contains(proposal.key())
          ? new StageOutcome.NeedsPeople(escalate.reason() + UNREAD)
          : new StageOutcome.Held(notYet.why());
    }
    VoteDecision decision = saying(answer, history.flatMap(ProposerHistory.Answer::reason));
    Decided decided =
        new Decided(
                decision,
                restless ? Decided.WHATEVER_THE_EFFECTS : StrategyInUse.mark(strategy, decision),
                proposal.content().contentHash(),
                view.at().number(),
                power,
                clock.instant())
            .having(
                new Seen(
                    situation.secondsToDeadline(),
                    view.forVotes(),
                    view.againstVotes(),
                    view.abstainVotes(),
                    view.quorum(),
                    situation.circumstances().history()));
    record(proposal, decided, strategy.id(), Map.of(), false);
    if (!(decision instanceof VoteDecision.NotYet)) {
      taken.merge(proposal.key(), 1, Integer::sum);
    }
    return switch (decision) {
      case VoteDecision.Vote vote ->
          new StageOutcome.Done("Vote " + vote.shares().words() + " by rule " + vote.rule() + ".");
      case VoteDecision.Refrain refrain ->
          new StageOutcome.Done("No vote, by rule " + refrain.rule() + ".");
      case VoteDecision.Escalate escalate -> new StageOutcome.NeedsPeople(escalate.reason());
      case VoteDecision.NotYet notYet -> new StageOutcome.Held("Not yet: " + notYet.reason());
    };
  }

  /** What became of the proposer's earlier proposals, as far as there is time to find it out. */
  private ProposerHistory.Answer history(Dao dao, Proposal proposal, ChainView view) {
    return isInTime(proposal, view)
        ? histories.of(dao, proposal.content(), view.at(), isLastCall(proposal, view))
        : new ProposerHistory.Answer.Unknown("No time was left to read it.");
  }

  private boolean asksForHistory() {
    try {
      return plugins.strategy().filter(VoteStrategy::asksForHistory).isPresent();
    } catch (PrytanyException e) {
      // It is asked again when voting has begun.
      return false;
    }
  }

  /** What people are to decide, with the reason why something was not known to the rules. */
  private static VoteDecision saying(VoteDecision decision, Optional<String> unknown) {
    if (unknown.isEmpty() || !(decision instanceof VoteDecision.Escalate escalate)) {
      return decision;
    }
    String why = " What its proposer proposed before is not known: " + unknown.orElseThrow();
    String reason = escalate.reason();
    int room = Math.max(0, Bounds.LONGEST_REASON - why.length());
    return new VoteDecision.Escalate(
        escalate.rule(), reason.substring(0, Math.min(reason.length(), room)) + why);
  }

  /**
   * What a strategy wants to know.
   *
   * @param nothing where it cannot say, and no time is left to ask it again
   */
  private <T> T asked(Supplier<T> wanted, T nothing, Proposal proposal, ChainView view) {
    try {
      return wanted.get();
    } catch (PrytanyException e) {
      if (isInTime(proposal, view)) {
        throw e;
      }
      return nothing;
    }
  }

  private static boolean knowsAll(VotingSituation situation, List<Address> followed) {
    return situation.circumstances().voting().orElseThrow().asked().containsAll(followed);
  }

  private boolean isInTime(Proposal proposal, ChainView view) {
    Instant now = clock.instant();
    return now.isBefore(pace.lastVote(proposal, view, now));
  }

  private Proposal record(
      Proposal proposal,
      Decided decided,
      String actor,
      Map<String, String> signed,
      boolean replace) {
    boolean repeated =
        proposal.decision().map(Decided::decision).equals(Optional.of(decided.decision()));
    if (!repeated) {
      Map<String, String> details = new HashMap<>(signed);
      details.put("decision", decided.decision().toString());
      details.put("plugin", decided.plugin());
      details.put("contentHash", decided.contentHash());
      details.put("block", Long.toString(decided.block()));
      decided
          .seen()
          .flatMap(Seen::history)
          .ifPresent(its -> details.put("proposerHistory", its.toString()));
      audit.append(actor, "decision.recorded", proposal.key().text(), details);
    }
    return transitions.apply(
        proposal.key(),
        "decision",
        current -> {
          boolean same = current.content().contentHash().equals(decided.contentHash());
          boolean effectsMoved = !effectsHash(current).equals(effectsHash(proposal));
          if (!same || effectsMoved || !ActSlots.free(current, ActKind.VOTE)) {
            return Optional.empty();
          }
          if (!replace && isDecided(current) && stands(current)) {
            return Optional.empty();
          }
          String seal = seals.seal(current.key(), Seals.Subject.DECISION, decided.canonical());
          return Optional.of(current.change().decision(Optional.of(decided.sealed(seal))).build());
        });
  }

  private static Optional<String> effectsHash(Proposal proposal) {
    return proposal.effects().map(report -> report.effects().effectsHash());
  }
}

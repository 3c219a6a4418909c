package org.prytany.governance.decision;

import java.math.BigInteger;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.approval.ApprovalState;
import org.prytany.governance.audit.AuditLog;
import org.prytany.governance.comparison.Agreement;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.digest.DigestService;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.governor.GovernorReader;
import org.prytany.governance.pace.Pace;
import org.prytany.governance.plugin.Plugins;
import org.prytany.governance.proposal.ActSlots;
import org.prytany.governance.proposal.ChainView;
import org.prytany.governance.proposal.Decided;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.proposal.StageOutcome;
import org.prytany.governance.proposal.Transitions;
import org.prytany.governance.signing.Seals;
import org.prytany.spi.Address;
import org.prytany.spi.Support;
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

  private static final int LONGEST_REASON = 280;

  private final GovernorReader reader;
  private final Plugins plugins;
  private final DigestService digests;
  private final Transitions transitions;
  private final Seals seals;
  private final AuditLog audit;
  private final InstantSource clock;
  private final Pace pace;
  private final Situations situations;

  public DecisionService(
      GovernorReader reader,
      Plugins plugins,
      DigestService digests,
      Transitions transitions,
      Seals seals,
      AuditLog audit,
      InstantSource clock,
      Pace pace) {
    this.reader = reader;
    this.plugins = plugins;
    this.digests = digests;
    this.transitions = transitions;
    this.seals = seals;
    this.audit = audit;
    this.clock = clock;
    this.pace = pace;
    this.situations = new Situations(reader);
  }

  /** Decides if nothing is decided for this content yet, or the strategy had asked for time. */
  public StageOutcome step(Dao dao, Proposal proposal) {
    if (dao.voter().isEmpty()) {
      return new StageOutcome.Done("This server does not vote for " + dao.name() + ".");
    }
    if (proposal.removedByReorg()) {
      return new StageOutcome.Done("The proposal is no longer part of the chain.");
    }
    if (!ActSlots.free(proposal, ActKind.VOTE) || (isDecided(proposal) && stands(proposal))) {
      return new StageOutcome.Done("It is decided.");
    }
    ChainView view = reader.view(dao, proposal.content());
    if (view.state() == ProposalState.PENDING) {
      return new StageOutcome.Held("Voting has not started.");
    }
    if (view.state() != ProposalState.ACTIVE) {
      return new StageOutcome.Done("Voting is over: the proposal is " + view.state() + ".");
    }
    if (proposal.digest().isEmpty() || proposal.verdict().isEmpty()) {
      return new StageOutcome.Held("The digest is not made yet.");
    }
    return decide(dao, digests.refreshEffects(dao, proposal), view);
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
   * Records what a person decided, in place of an escalation or of no decision.
   *
   * @param person who decided; the caller has checked that they may
   * @throws PrytanyException NOT_ALLOWED when the vote is under way already
   */
  public Proposal decideByPerson(
      Dao dao, Proposal proposal, Address person, Support support, String reason) {
    if (reason.isBlank()) {
      throw new PrytanyException(
          FailureCode.INVALID_INPUT, "A decision needs a reason in your own words.");
    }
    if (reason.length() > LONGEST_REASON) {
      throw new PrytanyException(
          FailureCode.INVALID_INPUT,
          "The reason goes on the chain with the vote: write at most "
              + LONGEST_REASON
              + " characters, not "
              + reason.length()
              + ".");
    }
    Address voter =
        dao.voter()
            .orElseThrow(
                () ->
                    new PrytanyException(
                        FailureCode.NOT_ALLOWED,
                        "This server has no voting account for " + dao.name() + "."));
    ChainView view = reader.view(dao, proposal.content());
    Decided decided =
        new Decided(
            new VoteDecision.Cast(support, "person", reason),
            "person " + person,
            proposal.content().contentHash(),
            view.at().number(),
            reader.votingPower(dao, voter, proposal.content().voteStart()),
            clock.instant());
    return record(proposal, decided, person.hex(), true);
  }

  private StageOutcome decide(Dao dao, Proposal proposal, ChainView view) {
    VoteStrategy strategy =
        plugins
            .strategy()
            .orElseThrow(
                () ->
                    new PrytanyException(
                        FailureCode.PLUGIN_UNAVAILABLE,
                        "No policy plugin is running; deploy one to decide votes."));
    BigInteger power =
        reader.votingPower(dao, dao.voter().orElseThrow(), proposal.content().voteStart());
    VotingSituation situation =
        situations.of(dao, proposal, view, power, pace.secondsToVoteEnd(proposal, view));
    VoteDecision decision =
        power.signum() == 0
            ? new VoteDecision.Refrain(HOST, "The voting account has no votes at the snapshot.")
            : checked(dao, proposal, strategy, situation);
    Decided decided =
        new Decided(
            decision,
            strategy.id() + " " + strategy.version(),
            proposal.content().contentHash(),
            view.at().number(),
            power,
            clock.instant());
    record(proposal, decided, strategy.id(), false);
    return switch (decision) {
      case VoteDecision.Cast cast ->
          new StageOutcome.Done("Vote " + cast.support() + " by rule " + cast.rule() + ".");
      case VoteDecision.Refrain refrain ->
          new StageOutcome.Done("No vote, by rule " + refrain.rule() + ".");
      case VoteDecision.Escalate escalate -> new StageOutcome.NeedsPeople(escalate.reason());
      case VoteDecision.NotYet notYet -> new StageOutcome.Held("Not yet: " + notYet.reason());
    };
  }

  private VoteDecision checked(
      Dao dao, Proposal proposal, VoteStrategy strategy, VotingSituation situation) {
    VoteDecision first = ask(strategy, situation);
    if (!(first instanceof VoteDecision.Cast cast)) {
      return first;
    }
    if (!situation.supports().contains(cast.support())) {
      return escalate("The governor does not take " + cast.support() + " votes.");
    }
    boolean blocked = ApprovalState.of(dao, proposal, clock.instant()).stop(proposal).isPresent();
    if (blocked && cast.support() == Support.FOR) {
      return escalate(
          "Rule "
              + cast.rule()
              + " would vote FOR, but the comparison of text and effects blocks automation.");
    }
    // The text must not be what tips the vote: without it, the answer has to be the same.
    VoteDecision second = ask(strategy, Situations.withoutText(situation));
    if (second instanceof VoteDecision.Cast again && again.support() == cast.support()) {
      return shortened(cast);
    }
    String because = "Rule " + cast.rule() + " votes " + cast.support() + " because of the text; ";
    if (!dao.textRules().contains(cast.rule())) {
      return escalate(because + "that needs the rule's name in the DAO's text-rules.");
    }
    Optional<Agreement> agreement = Agreement.of(proposal);
    if (!agreement.map(found -> found.kind().isJudged()).orElse(false)) {
      return escalate(
          because
              + "whether the calls do what it says is not known here, and a person has to decide. "
              + agreement.map(Agreement::words).orElse("They were not compared yet."));
    }
    return shortened(cast);
  }

  /** The reason goes on chain and costs gas by the byte; what is recorded is what is signed. */
  private static VoteDecision.Cast shortened(VoteDecision.Cast cast) {
    return cast.reason().length() <= LONGEST_REASON
        ? cast
        : new VoteDecision.Cast(
            cast.support(), cast.rule(), cast.reason().substring(0, LONGEST_REASON - 1) + "…");
  }

  private static VoteDecision ask(VoteStrategy strategy, VotingSituation situation) {
    try {
      return strategy.decide(situation);
    } catch (RuntimeException e) {
      String why = e instanceof PrytanyException known ? known.getMessage() : null;
      return escalate(
          "The strategy "
              + strategy.id()
              + " failed: "
              + (why == null ? e.getClass().getSimpleName() : why));
    }
  }

  private static VoteDecision escalate(String reason) {
    return new VoteDecision.Escalate(HOST, reason);
  }

  private Proposal record(Proposal proposal, Decided decided, String actor, boolean replace) {
    boolean repeated =
        proposal.decision().map(Decided::decision).equals(Optional.of(decided.decision()));
    if (!repeated) {
      Map<String, String> details = new HashMap<>();
      details.put("decision", decided.decision().toString());
      details.put("plugin", decided.plugin());
      details.put("contentHash", decided.contentHash());
      details.put("block", Long.toString(decided.block()));
      audit.append(actor, "decision.recorded", proposal.key().text(), details);
    }
    return transitions.apply(
        proposal.key(),
        "decision",
        current -> {
          boolean same = current.content().contentHash().equals(decided.contentHash());
          boolean effectsMoved = !replace && !effectsHash(current).equals(effectsHash(proposal));
          if (replace && !ActSlots.free(current, ActKind.VOTE)) {
            throw new PrytanyException(
                FailureCode.NOT_ALLOWED, "The vote on " + current.key() + " is under way already.");
          }
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

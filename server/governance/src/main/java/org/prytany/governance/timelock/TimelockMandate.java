package org.prytany.governance.timelock;

import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.prytany.governance.approval.ApprovalService;
import org.prytany.governance.approval.ApprovalState;
import org.prytany.governance.approval.ChainTime;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.digest.DigestService;
import org.prytany.governance.effects.EffectsReport;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.findings.Verdict;
import org.prytany.governance.governor.GovernorReader;
import org.prytany.governance.governor.GovernorReader.LifecycleEvent;
import org.prytany.governance.proposal.ChainView;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.proposal.Transitions;
import org.prytany.governance.sending.Mandate;
import org.prytany.governance.statement.Roster;
import org.prytany.governance.statement.SignatureCheck;

/**
 * What queueing and execution share: they are read back whoever did them, and they stop when the
 * proposal's content, its place on the chain or the executing account is another one.
 */
public abstract class TimelockMandate implements Mandate {

  private static final Set<ProposalState> PAST_QUEUE =
      Set.of(ProposalState.QUEUED, ProposalState.EXECUTED, ProposalState.EXPIRED);

  private final GovernorReader reader;
  protected final Dao dao;
  protected final Proposal proposal;
  private final LifecycleEvent.Kind kind;
  private final DigestService digests;
  private final ApprovalService approvals;
  private final Transitions transitions;
  private final InstantSource clock;
  private final SignatureCheck signatures;
  private Roster roster;
  private Optional<String> lapsed = Optional.empty();
  private Optional<Simulated> simulated = Optional.empty();
  private Optional<Simulated> comparedToLeave = Optional.empty();
  private Optional<ChainView> seen = Optional.empty();

  private record Simulated(
      String block, Optional<EffectsReport> effects, Optional<Verdict> verdict) {

    static Simulated of(ChainView view, Proposal stored) {
      return new Simulated(view.at().hash(), stored.effects(), stored.verdict());
    }
  }

  /**
   * @param kind QUEUED or EXECUTED
   */
  protected TimelockMandate(Stage stage, Dao dao, Proposal proposal, LifecycleEvent.Kind kind) {
    this.reader = stage.reader;
    this.digests = stage.digests;
    this.approvals = stage.approvals;
    this.transitions = stage.transitions;
    this.clock = stage.clock;
    this.signatures = stage.signatures;
    this.dao = dao;
    this.proposal = proposal;
    this.kind = kind;
    this.roster = Roster.of(dao);
  }

  /** What a stage gives its mandates. */
  public record Stage(
      GovernorReader reader,
      DigestService digests,
      ApprovalService approvals,
      Transitions transitions,
      SignatureCheck signatures,
      InstantSource clock) {}

  /**
   * Looks at the newest block. What a governor says at one block, by its hash, is always the same,
   * so that only the question which block is the newest is asked each time.
   */
  protected final ChainView look() {
    ChainView view = reader.view(dao, proposal.content());
    seen = Optional.of(view);
    return view;
  }

  /** What was seen last. */
  public final Optional<ChainView> seen() {
    return seen;
  }

  /** Why the governor does not take the call, by its state and by the time; empty if it does. */
  protected abstract Optional<String> closed(ChainView view);

  /**
   * Looks once more. Where the chain has gone on so that there is nothing to do now, by whomever it
   * was done, or so that its time is still to come, nothing leaves, and what it came to is found
   * out by asking again. On another block than the one that its effects were simulated on they are
   * simulated once more for this handing over. They are not stored, so that the compare-and-swap
   * goes on unless they forbid it.
   */
  @Override
  public final Optional<String> forbiddenNow(Proposal stored) {
    ChainView view = look();
    if (!stored.removedByReorg()) {
      closed(view).ifPresent(TimelockMandate::lookAgain);
    }
    Optional<Simulated> known = Optional.of(Simulated.of(view, stored));
    if (!simulated.equals(known) && !comparedToLeave.equals(known)) {
      roster = approvals.roster(dao);
      Proposal fresh = digests.withPresentEffects(dao, approvals.mirrored(dao, stored));
      confirm(fresh);
      if (forbidden(stored).isEmpty()) {
        forbidden(fresh).ifPresent(TimelockMandate::lookAgain);
      }
      comparedToLeave = known;
    }
    return forbidden(stored);
  }

  private static void lookAgain(String why) {
    throw new PrytanyException(
        FailureCode.CONCURRENT_CHANGE, "The chain went on: " + why + " It is looked at again.");
  }

  /**
   * State moves, and people speak: brings effects and statements up to date. State moves with
   * blocks: what was simulated in this step stands while the newest block is the same and nobody
   * touched what came of it.
   */
  protected final Proposal refreshed(ChainView view) {
    Proposal before = approvals.mirrored(dao, transitions.current(proposal.key()));
    roster = approvals.roster(dao);
    Proposal fresh =
        simulated.equals(Optional.of(Simulated.of(view, before)))
            ? before
            : digests.refreshEffects(dao, before);
    simulated = Optional.of(Simulated.of(view, fresh));
    confirm(fresh);
    return fresh;
  }

  private void confirm(Proposal fresh) {
    // Contracts that signed are asked again: their owners may be others now.
    ApprovalState now =
        ApprovalState.of(dao, fresh, roster, ChainTime.of(fresh, clock), signatures);
    ApprovalState trusted = approval(fresh);
    boolean weaker =
        (kind == LifecycleEvent.Kind.EXECUTED && trusted.approved() && !now.approved())
            || (trusted.stop(fresh).isEmpty() && now.stop(fresh).isPresent());
    lapsed =
        weaker
            ? Optional.of("A treasurer's contract does not confirm what it signed any more.")
            : Optional.empty();
  }

  /** Where the treasurers stand, by what is stored. */
  protected final ApprovalState approval(Proposal stored) {
    return ApprovalState.of(
        dao, stored, roster, ChainTime.of(stored, clock), SignatureCheck.TRUSTED);
  }

  @Override
  public Optional<Found> find() {
    if (transitions.current(proposal.key()).removedByReorg()) {
      return Optional.empty();
    }
    ProposalState state = look().state();
    boolean reached =
        kind == LifecycleEvent.Kind.QUEUED
            ? PAST_QUEUE.contains(state)
            : state == ProposalState.EXECUTED;
    if (!reached) {
      return Optional.empty();
    }
    return reader.lifecycle(dao, proposal.content()).stream()
        .filter(event -> event.kind() == kind)
        .reduce((first, second) -> second)
        .map(
            event ->
                new Found(Optional.of(event.transactionHash()), event.sender(), true, kind.name()));
  }

  @Override
  public Optional<String> tooLate() {
    if (transitions.current(proposal.key()).removedByReorg()) {
      // The governor knows no such proposal now, and it may come back: that forbids, and no more.
      return Optional.empty();
    }
    ProposalState state = seen.orElseGet(this::look).state();
    boolean possible =
        state == ProposalState.SUCCEEDED
            || (kind == LifecycleEvent.Kind.EXECUTED && state == ProposalState.QUEUED);
    return possible || !state.isFinal()
        ? Optional.empty()
        : Optional.of("The proposal is " + state + ".");
  }

  /**
   * Why nothing may follow from the stored proposal.
   *
   * @param known what else stands against it by what is stored: that needs no chain that answers
   * @throws PrytanyException CHAIN_UNAVAILABLE if nothing is known against it, and the governor
   *     does not tell who executes it
   */
  protected final Optional<String> against(Proposal stored, Optional<String> known) {
    if (stored.removedByReorg()) {
      return Optional.of("The proposal is no longer part of the chain.");
    }
    if (lapsed.isPresent()) {
      return lapsed;
    }
    if (dao.executor().isEmpty()) {
      return Optional.of("This server does not queue or execute for " + dao.name() + " any more.");
    }
    try {
      return reader
          .executedElsewhere(dao, proposal.content(), seen.orElseGet(this::look).at())
          .or(() -> known);
    } catch (PrytanyException e) {
      if (known.isEmpty()) {
        throw e;
      }
      return known;
    }
  }
}

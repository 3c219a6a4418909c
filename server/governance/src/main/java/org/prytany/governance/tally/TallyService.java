package org.prytany.governance.tally;

import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.prytany.governance.act.Act;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.act.ActOutcome;
import org.prytany.governance.audit.AuditLog;
import org.prytany.governance.ballot.HandVotes;
import org.prytany.governance.chain.BlockRef;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.decision.PersonalDecisions;
import org.prytany.governance.governor.GovernorCalls;
import org.prytany.governance.governor.GovernorReader;
import org.prytany.governance.governor.GovernorReader.LifecycleEvent;
import org.prytany.governance.intake.CursorRepository;
import org.prytany.governance.intake.IntakeCursor;
import org.prytany.governance.proposal.ActSlots;
import org.prytany.governance.proposal.ChainView;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.proposal.Transitions;
import org.prytany.spi.PlannedCall;

/** Keeps a proposal's state and tally as the chain has them, and notices what strangers did. */
public final class TallyService {

  private static final int MOST_BLOCKS_BEHIND = 1_000;

  /** Nodes that keep no history still know the state of so many blocks. */
  private static final int STATES_KEPT = 100;

  private final GovernorReader reader;
  private final GovernorCalls calls;
  private final CursorRepository cursors;
  private final Transitions transitions;
  private final AuditLog audit;
  private final InstantSource clock;
  private final HandVotes handVotes;

  public TallyService(
      GovernorReader reader,
      GovernorCalls calls,
      CursorRepository cursors,
      Transitions transitions,
      PersonalDecisions people,
      AuditLog audit,
      InstantSource clock) {
    this.handVotes = new HandVotes(reader, transitions, people, audit, clock);
    this.reader = reader;
    this.calls = calls;
    this.cursors = cursors;
    this.transitions = transitions;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Reads the chain and stores what changed.
   *
   * @return the proposal as it now stands
   * @throws org.prytany.governance.failure.PrytanyException as GovernorReader says
   */
  public Proposal refresh(Dao dao, Proposal proposal) {
    Optional<ChainView> seen = settled(dao, proposal, reader.glance(dao, proposal.content()));
    if (seen.isEmpty()) {
      return proposal;
    }
    ChainView view = seen.get();
    Optional<ProposalState> before = proposal.chain().map(ChainView::state);
    Proposal stored =
        transitions.apply(
            proposal.key(),
            "chain",
            current -> {
              ChainView next = current.chain().map(view::after).orElse(view);
              return current.chain().filter(known -> notNewer(next, known)).isPresent()
                  ? Optional.empty()
                  : Optional.of(current.change().chain(next).build());
            });
    Optional<ProposalState> now = stored.chain().map(ChainView::state);
    if (!before.equals(now) && now.equals(Optional.of(view.state()))) {
      audit.append(
          AuditLog.SERVER,
          "proposal.state",
          proposal.key().text(),
          Map.of(
              "from", before.map(Enum::name).orElse(""),
              "to", view.state().name(),
              "block", Long.toString(view.at().number())));
    }
    return handVotes.look(dao, reconcileStrangers(dao, withoutUndone(stored)), before);
  }

  /**
   * A view that may be stored. What is final is looked at no more, so it is believed at a block
   * that intake has read: of that one, intake notices when it is the chain's no longer. Empty if it
   * is not known to be final there yet. While a long history is read, what is final was so long
   * before.
   */
  private Optional<ChainView> settled(Dao dao, Proposal proposal, ChainView view) {
    if (!view.state().isFinal()) {
      return Optional.of(view);
    }
    List<BlockRef> read =
        cursors.find(dao.chainId(), dao.governor()).map(IntakeCursor::recent).orElse(List.of());
    if (read.isEmpty()) {
      return Optional.empty();
    }
    long ahead = view.at().number() - read.getLast().number();
    if (ahead <= 0 || ahead > MOST_BLOCKS_BEHIND) {
      return Optional.of(view);
    }
    return ahead > STATES_KEPT
        ? Optional.empty()
        : reader
            .viewAt(dao, proposal.content(), read.getLast())
            .filter(its -> its.state().isFinal());
  }

  /**
   * Whether a view says nothing new; an answer from a somewhat older block of the same branch never
   * does. One that is far older shows that the known one was never there.
   */
  private static boolean notNewer(ChainView view, ChainView known) {
    long behind = known.at().number() - view.at().number();
    return view.equals(known) || (behind > 0 && behind <= MOST_BLOCKS_BEHIND);
  }

  /**
   * What a stranger did and the chain shows no more, because a reorg took it, is asked about again:
   * otherwise nobody would ever queue or execute it here.
   */
  private Proposal withoutUndone(Proposal proposal) {
    ChainView view = proposal.chain().orElseThrow();
    ProposalState state = view.state();
    Optional<ActKind> kind =
        view.isToBeQueued()
            ? Optional.of(ActKind.QUEUE)
            : view.isToBeExecuted() ? Optional.of(ActKind.EXECUTE) : Optional.empty();
    Optional<Act> undone =
        kind.flatMap(its -> ActSlots.slot(proposal, its)).filter(TallyService::isDoneElsewhere);
    if (undone.isEmpty()) {
      return proposal;
    }
    audit.append(
        AuditLog.SERVER,
        undone.get().kind().name().toLowerCase(Locale.ROOT) + ".undone",
        proposal.key().text(),
        Map.of("state", state.name()));
    return transitions.apply(
        proposal.key(),
        "chain",
        current -> {
          Optional<Act> act = ActSlots.slot(current, undone.get().kind());
          if (!act.equals(undone)) {
            return Optional.empty();
          }
          return Optional.of(
              act.get().submission().isEmpty()
                  ? ActSlots.withoutSlot(current, act.get().kind())
                  : ActSlots.withSlot(
                      current,
                      act.get()
                          .withOutcome(
                              new ActOutcome.Unknown(
                                  "The chain shows it no more; it is being asked again."))));
        });
  }

  private static boolean isDoneElsewhere(Act act) {
    return act.outcome().filter(ActOutcome.DoneElsewhere.class::isInstance).isPresent();
  }

  /** Whether nothing of ours can be done any more, and still somebody else may have done it. */
  private static boolean isOpenToOthers(Optional<Act> act) {
    return act.isEmpty()
        || act.get()
            .outcome()
            .filter(
                outcome ->
                    outcome instanceof ActOutcome.Reverted
                        || outcome instanceof ActOutcome.Abandoned
                        || outcome instanceof ActOutcome.Recalled)
            .isPresent();
  }

  /**
   * Queue and execute are open to anyone. Where we have no act of our own under way and the chain
   * shows that it was done, it is recorded as done elsewhere. An act of ours that is under way
   * finds that out by itself.
   */
  private Proposal reconcileStrangers(Dao dao, Proposal proposal) {
    ProposalState state = proposal.chain().orElseThrow().state();
    boolean queued = state == ProposalState.QUEUED || state == ProposalState.EXECUTED;
    boolean executed = state == ProposalState.EXECUTED;
    if (!(queued && isOpenToOthers(proposal.queue()))
        && !(executed && isOpenToOthers(proposal.execution()))) {
      return proposal;
    }
    List<LifecycleEvent> events = reader.lifecycle(dao, proposal.content());
    Proposal result = proposal;
    for (LifecycleEvent event : events) {
      result =
          switch (event.kind()) {
            case QUEUED ->
                doneElsewhere(
                    result, ActKind.QUEUE, event, calls.queue(dao, proposal.content()), "queue");
            case EXECUTED ->
                doneElsewhere(
                    result,
                    ActKind.EXECUTE,
                    event,
                    calls.execute(dao, proposal.content()),
                    "execute");
            case CANCELED -> result;
          };
    }
    return result;
  }

  private Proposal doneElsewhere(
      Proposal proposal, ActKind kind, LifecycleEvent event, PlannedCall call, String verb) {
    Optional<Act> ours = ActSlots.slot(proposal, kind);
    if (!isOpenToOthers(ours)) {
      return proposal;
    }
    var outcome =
        new ActOutcome.DoneElsewhere(Optional.of(event.transactionHash()), event.sender().hex());
    Act act =
        ours.map(failed -> failed.withOutcome(outcome))
            .orElseGet(
                () ->
                    Act.intended(
                            kind,
                            proposal.key(),
                            proposal.content().contentHash(),
                            event.sender(),
                            call,
                            verb + ", done by " + event.sender(),
                            clock.instant())
                        .withOutcome(outcome));
    audit.append(
        AuditLog.SERVER,
        verb + ".done-elsewhere",
        proposal.key().text(),
        Map.of("by", event.sender().hex(), "transaction", event.transactionHash()));
    return transitions.apply(
        proposal.key(),
        verb,
        current ->
            ActSlots.slot(current, kind).equals(ours)
                ? Optional.of(ActSlots.withSlot(current, act))
                : Optional.empty());
  }
}

package org.prytany.governance.sending;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.prytany.governance.act.Act;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.proposal.ActSlots;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.Transitions;

/**
 * A stored act that this worker took up. Every change is compared with the fence that it set when
 * it took it: after another worker took it over, because this one was paused for longer than its
 * lease, nothing of this one goes through.
 */
final class HeldAct {

  private final Transitions transitions;
  private Act act;

  private HeldAct(Transitions transitions, Act act) {
    this.transitions = transitions;
    this.act = act;
  }

  /**
   * Takes an act up.
   *
   * @throws PrytanyException CONCURRENT_CHANGE if another act stands in its place
   */
  static HeldAct take(Transitions transitions, Act known) {
    Proposal stored =
        transitions.apply(
            known.proposal(),
            ActSlots.name(known.kind()),
            current -> {
              Act now = standing(current, known);
              return now.settled()
                  ? Optional.empty()
                  : Optional.of(ActSlots.withSlot(current, now.taken(current.version() + 1)));
            });
    return new HeldAct(transitions, standing(stored, known));
  }

  /** The act as this worker last stored or read it. */
  Act act() {
    return act;
  }

  /**
   * Changes the stored act.
   *
   * @throws PrytanyException CONCURRENT_CHANGE if another worker took it over; nothing is changed
   *     then
   */
  Act change(UnaryOperator<Act> how) {
    changeUnless(stored -> Optional.empty(), how);
    return act;
  }

  /**
   * Changes the stored act, unless something stands against it in that moment.
   *
   * @param against asked inside the compare-and-swap
   * @return what stood against it; empty if it was changed
   */
  Optional<String> changeUnless(
      Function<Proposal, Optional<String>> against, UnaryOperator<Act> how) {
    List<String> obstacle = new ArrayList<>();
    Proposal stored =
        transitions.apply(
            act.proposal(),
            ActSlots.name(act.kind()),
            current -> {
              Act now = requireMine(current);
              // Asked again after a race: the last answer counts.
              obstacle.clear();
              against.apply(current).ifPresent(obstacle::add);
              Act next = obstacle.isEmpty() ? how.apply(now) : now;
              return next.equals(now)
                  ? Optional.empty()
                  : Optional.of(ActSlots.withSlot(current, next));
            });
    act = standing(stored, act);
    return obstacle.stream().findFirst();
  }

  /** Takes the act out of the proposal; it was never signed. */
  void remove() {
    transitions.apply(
        act.proposal(),
        ActSlots.name(act.kind()),
        current -> {
          requireMine(current);
          return Optional.of(ActSlots.withoutSlot(current, act.kind()));
        });
  }

  /**
   * Asked right before something leaves.
   *
   * @throws PrytanyException CONCURRENT_CHANGE if another worker took it over meanwhile
   */
  void requireStillMine() {
    requireMine(transitions.current(act.proposal()));
  }

  private Act requireMine(Proposal current) {
    Act now = standing(current, act);
    if (now.fence() != act.fence()) {
      throw new PrytanyException(
          FailureCode.CONCURRENT_CHANGE,
          "Another worker took over the "
              + ActSlots.name(act.kind())
              + " of "
              + act.proposal()
              + "; this one stops.");
    }
    return now;
  }

  private static Act standing(Proposal current, Act known) {
    return ActSlots.slot(current, known.kind())
        .filter(now -> now.id().equals(known.id()))
        .orElseThrow(
            () ->
                new PrytanyException(
                    FailureCode.CONCURRENT_CHANGE,
                    "The "
                        + ActSlots.name(known.kind())
                        + " of "
                        + known.proposal()
                        + " was replaced while it was worked on."));
  }
}

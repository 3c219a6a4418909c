package org.prytany.chain.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.prytany.chain.rpc.ChainLog;
import org.prytany.governance.effects.Change;
import org.prytany.governance.effects.FlatEffects;
import org.prytany.governance.effects.Reason;
import org.prytany.spi.Address;
import org.prytany.spi.DecodedAction;
import org.prytany.spi.Effect;
import org.prytany.spi.StateDifference;

/**
 * The unknown calls among the effects of a run. Those that the run has made are judged by what is
 * written; those that come later, and code that is lent the treasury's own rights, never are.
 */
final class UnknownCalls {
  private final List<Effect> net;
  private final List<Effect> waiting;

  /**
   * @param net what the run leaves behind
   * @param waiting effects of calls that run another day
   */
  UnknownCalls(List<Effect> net, List<Effect> waiting) {
    this.net = net;
    this.waiting = waiting;
  }

  /** Whether there is none that a state difference could explain. */
  boolean isEmpty() {
    return net.stream().noneMatch(this::isJudged);
  }

  private boolean isJudged(Effect effect) {
    return effect.kind() == Effect.Kind.UNKNOWN_CALL
        && !effect.isElsewhere()
        && FlatEffects.read(effect) instanceof Change.Unexplained call
        && !(call.reason() instanceof Reason.Lent)
        && !(call.reason() instanceof Reason.Unread)
        && waiting.stream().noneMatch(later -> isSame(later, effect));
  }

  private static boolean isSame(Effect one, Effect other) {
    return one.kind() == other.kind()
        && one.contract().equals(other.contract())
        && one.subject().equals(other.subject());
  }

  /**
   * What the calls write that nothing explains.
   *
   * @param calls every call of the proposal, as the run made them
   * @param actions the same calls decoded
   * @param called who is called, on whatever level
   */
  StateDifference difference(
      StateDifferences differences,
      List<SimulatedRun.Call> calls,
      SimulatedRun run,
      List<DecodedAction> actions,
      Set<Address> called) {
    List<SimulatedRun.Call> known = new ArrayList<>();
    Map<Address, Integer> events = new TreeMap<>();
    for (int i = 0; i < calls.size(); i++) {
      if (!isUnknown(actions.get(i))) {
        known.add(calls.get(i));
        continue;
      }
      for (ChainLog log : run.calls().get(i).logs()) {
        if (EventEffects.of(log).isEmpty()) {
          events.merge(log.emitter(), 1, Integer::sum);
        }
      }
    }
    // What happens on another chain writes nothing on this one.
    List<Effect> here = net.stream().filter(effect -> !effect.isElsewhere()).toList();
    return differences.read(calls, known, here, called, events);
  }

  private boolean isUnknown(DecodedAction action) {
    return net.stream()
            .anyMatch(
                effect ->
                    effect.kind() == Effect.Kind.UNKNOWN_CALL
                        && effect.chain().equals(action.chain())
                        && effect.contract().equals(action.target()))
        || action.nested().stream().anyMatch(this::isUnknown);
  }

  private static Effect accounted(Effect effect) {
    return FlatEffects.read(effect) instanceof Change.Unexplained call
        ? FlatEffects.written(new Change.Unexplained(call.contract(), call.reason(), true, ""))
        : effect;
  }

  /** The effects, with a mark at the unknown calls of which every change is explained. */
  List<Effect> marked(StateDifference difference) {
    return net.stream()
        .map(effect -> difference.isExplained() && isJudged(effect) ? accounted(effect) : effect)
        .toList();
  }
}

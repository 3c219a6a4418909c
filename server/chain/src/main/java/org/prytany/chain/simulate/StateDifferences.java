package org.prytany.chain.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.prytany.chain.rpc.JsonRpc;
import org.prytany.chain.rpc.RpcErrorException;
import org.prytany.chain.writes.ExplainedWrites;
import org.prytany.chain.writes.PrestateAnswer;
import org.prytany.chain.writes.Surroundings;
import org.prytany.chain.writes.Writes;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.spi.Address;
import org.prytany.spi.Effect;
import org.prytany.spi.StateDifference;
import org.prytany.spi.StateDifference.Unread;

/**
 * Asks what the calls of a proposal write, all of them in one transaction from the treasury, and
 * what of it the effects of the same calls leave unexplained.
 */
final class StateDifferences {
  private static final String TRACER = "prestateTracer";

  private final JsonRpc rpc;
  private final Address treasury;
  private final Optional<Address> executor;
  private final Map<String, Object> overrides;
  private final String block;

  /**
   * @param executor who will begin the transaction; empty where nobody is configured to
   * @param overrides the state that the simulation needs; the values that it puts are nobody's
   * @param block as a quantity
   */
  StateDifferences(
      JsonRpc rpc,
      Address treasury,
      Optional<Address> executor,
      Map<String, Object> overrides,
      String block) {
    this.rpc = rpc;
    this.treasury = treasury;
    this.executor = executor;
    this.overrides = overrides;
    this.block = block;
  }

  /**
   * What an endpoint tells of it. An endpoint that refuses, or answers what makes no sense, has
   * told nothing.
   *
   * @param all every call of the proposal
   * @param known those of them that are understood
   * @param effects the net effects of all calls
   * @param called who is called, on whatever level
   * @param events by account, how many events of unknown calls are not understood
   */
  StateDifference read(
      List<SimulatedRun.Call> all,
      List<SimulatedRun.Call> known,
      List<Effect> effects,
      Set<Address> called,
      Map<Address, Integer> events) {
    try {
      Batch batch = Batch.at(rpc, treasury, executor, block);
      Optional<Writes> writes = writes(batch, all);
      if (writes.isEmpty()) {
        return StateDifference.notTold(
            "Traced in one transaction, as they are executed, the calls fail.");
      }
      Writes alone =
          known.isEmpty()
              ? new Writes(Map.of())
              : writes(batch, known).orElse(new Writes(Map.of()));
      List<Unread> left = ExplainedWrites.leftOver(writes.get(), effects, called, alone, placed());
      return StateDifference.read(joined(left, events, asked(batch, all)));
    } catch (RpcErrorException e) {
      return StateDifference.notTold(
          "The chain's endpoint does not show what calls write (debug_traceCall with the"
              + " prestateTracer): "
              + (e.methodMissing() ? "it does not have that method" : e.said())
              + ".");
    } catch (PrytanyException | IllegalArgumentException e) {
      return StateDifference.notTold(
          "The chain's endpoint was asked what the calls write (debug_traceCall with the"
              + " prestateTracer), and its answer is of no use: "
              + e.getMessage());
    }
  }

  /** What calls write; empty if one of them fails. */
  private Optional<Writes> writes(Batch batch, List<SimulatedRun.Call> calls) {
    Map<Address, Writes.Account> accounts =
        new HashMap<>(PrestateAnswer.difference(trace(batch, calls, true)).accounts());
    Writes.Account own = accounts.remove(treasury);
    if (own == null || !own.slots().containsKey(Batch.MARK)) {
      return Optional.empty();
    }
    Map<BigInteger, Writes.Change> slots = new HashMap<>(own.slots());
    slots.remove(Batch.MARK);
    accounts.put(
        treasury, new Writes.Account(own.balance(), own.nonce(), own.code(), own.ended(), slots));
    Writes.Account sender = accounts.remove(batch.sender());
    if (sender != null && !isOnlyCounted(sender)) {
      accounts.put(batch.sender(), sender);
    }
    return Optional.of(new Writes(accounts));
  }

  /** The sender's transactions are counted, whatever they do. */
  private static boolean isOnlyCounted(Writes.Account sender) {
    return sender.balance().isEmpty()
        && !sender.code()
        && !sender.ended()
        && sender.slots().isEmpty();
  }

  private JsonNode trace(Batch batch, List<SimulatedRun.Call> calls, boolean difference) {
    Map<String, Object> asked = new LinkedHashMap<>();
    asked.put("tracer", TRACER);
    asked.put("tracerConfig", Map.of("diffMode", difference));
    asked.put("stateOverrides", batch.overrides(overrides));
    return rpc.ask("debug_traceCall", batch.transaction(calls), block, asked);
  }

  /** What the code that ran asks for that is otherwise in a simulation, by account. */
  private Map<Address, Set<String>> asked(Batch batch, List<SimulatedRun.Call> calls) {
    Map<Address, Set<String>> asked = new TreeMap<>();
    PrestateAnswer.codes(trace(batch, calls, false))
        .forEach(
            (account, code) -> {
              Set<String> what = Surroundings.asked(code, batch.hidesItsSize());
              if (!what.isEmpty() && !batch.is(account)) {
                asked.put(account, what);
              }
            });
    return asked;
  }

  /** Slots that the overrides fill: what calls leave there is the simulation's own. */
  private Map<Address, Set<BigInteger>> placed() {
    Map<Address, Set<BigInteger>> placed = new HashMap<>();
    overrides.forEach(
        (account, override) -> {
          Set<BigInteger> slots = new HashSet<>();
          if (override instanceof Map<?, ?> parts
              && parts.get("stateDiff") instanceof Map<?, ?> stored) {
            stored.keySet().forEach(slot -> slots.add(number(slot.toString())));
          }
          placed.put(new Address(account), slots);
        });
    return placed;
  }

  private static BigInteger number(String hex) {
    return new BigInteger(hex.substring(2), 16);
  }

  private static List<Unread> joined(
      List<Unread> left, Map<Address, Integer> events, Map<Address, Set<String>> asked) {
    Map<Address, Unread> all = new TreeMap<>();
    left.forEach(unread -> all.put(unread.account(), unread));
    events.forEach(
        (account, count) ->
            add(
                all,
                account,
                "it emits "
                    + (count == 1 ? "an event" : count + " events")
                    + " that other programs or chains may act upon"));
    asked.forEach(
        (account, what) ->
            add(all, account, "its code asks for " + String.join(" and ", new TreeSet<>(what))));
    return List.copyOf(all.values());
  }

  private static void add(Map<Address, Unread> all, Address account, String what) {
    Unread before = all.getOrDefault(account, new Unread(account, 0, List.of()));
    List<String> further = new ArrayList<>(before.further());
    further.add(what);
    all.put(account, new Unread(account, before.values(), further));
  }
}

package org.prytany.chain.simulate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.rpc.ChainLog;
import org.prytany.spi.Address;

/**
 * Tells the events of an execution apart by the call that they are of.
 *
 * @param treasury who makes the calls
 * @param calls how many, at least one
 */
record Parts(Address treasury, int calls) {
  /** What a timelock says after each call: OpenZeppelin's, and Compound's. */
  private static final List<String> DONE =
      List.of(
          AbiBytes.topic("CallExecuted(bytes32,uint256,address,uint256,bytes)"),
          AbiBytes.topic("ExecuteTransaction(bytes32,address,uint256,string,bytes,uint256)"));

  /** By what a timelock says after each call; empty where it does not say so of each. */
  Optional<List<List<ChainLog>>> announced(List<ChainLog> logs) {
    if (calls > 1 && logs.stream().filter(this::isDone).count() != calls) {
      return Optional.empty();
    }
    List<List<ChainLog>> parts = none();
    int at = 0;
    for (ChainLog log : logs) {
      parts.get(at).add(log);
      at = isDone(log) ? Math.min(at + 1, calls - 1) : at;
    }
    return Optional.of(parts);
  }

  /** By the same events of another run; what that one does not have is of the last call. */
  List<List<ChainLog>> like(List<ChainLog> logs, SimulatedRun run) {
    List<List<ChainLog>> parts = none();
    List<ChainLog> left = new ArrayList<>(logs);
    for (int i = 0; i < calls; i++) {
      for (ChainLog known : run.calls().get(i).logs()) {
        Optional<ChainLog> same = left.stream().filter(log -> isSame(log, known)).findFirst();
        if (same.isPresent()) {
          left.remove(same.get());
          parts.get(i).add(same.get());
        }
      }
    }
    parts.getLast().addAll(left);
    return parts;
  }

  private List<List<ChainLog>> none() {
    List<List<ChainLog>> parts = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      parts.add(new ArrayList<>());
    }
    return parts;
  }

  private boolean isDone(ChainLog log) {
    return log.emitter().equals(treasury) && DONE.contains(log.topic0());
  }

  private static boolean isSame(ChainLog one, ChainLog other) {
    return one.emitter().equals(other.emitter())
        && one.topics().equals(other.topics())
        && Arrays.equals(one.data(), other.data());
  }
}

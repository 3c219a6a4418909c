package org.prytany.chain.simulate;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.family.GovernanceCaller;
import org.prytany.chain.rpc.JsonRpc;
import org.prytany.chain.rpc.RpcErrorException;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.spi.Address;

/**
 * Lets a simulation call a governor's own functions as execute would. OpenZeppelin's governor notes
 * the calls to itself in a queue (`_governanceCall`) while it executes, and onlyGovernance takes
 * them from there: a timelock calling out of the blue is refused. So the queue is put into the
 * simulated state. Its storage slot differs between contracts; it is found by trying which slot
 * makes a harmless governance call pass.
 *
 * <p>Source: OpenZeppelin Governor._checkGovernance, DoubleEndedQueue.Bytes32Deque.
 */
final class ExecutionPermit {
  private static final int SLOTS_TRIED = 64;

  private final Map<String, Optional<BigInteger>> slots = new ConcurrentHashMap<>();

  /** Calls of the proposal to its governor need the queue, unless the governor calls itself. */
  static boolean needed(Dao dao, ProposalContent proposal) {
    return !dao.governor().equals(dao.treasury()) && proposal.targets().contains(dao.governor());
  }

  /**
   * State overrides for eth_call and eth_simulateV1; empty when none are needed or the slot is not
   * found.
   */
  Map<String, Object> overrides(Dao dao, JsonRpc rpc, ProposalContent proposal, String block) {
    if (!needed(dao, proposal)) {
      return Map.of();
    }
    List<String> calls = new ArrayList<>();
    for (int i = 0; i < proposal.targets().size(); i++) {
      if (proposal.targets().get(i).equals(dao.governor())) {
        calls.add(proposal.calldatas().get(i));
      }
    }
    return slot(dao, rpc, block).map(slot -> diff(dao.governor(), slot, calls)).orElse(Map.of());
  }

  private Optional<BigInteger> slot(Dao dao, JsonRpc rpc, String block) {
    String key = dao.chainId() + ":" + dao.governor();
    Optional<BigInteger> known = slots.get(key);
    if (known != null) {
      return known;
    }
    try {
      Optional<BigInteger> found = search(dao, rpc, block);
      slots.put(key, found);
      return found;
    } catch (RpcErrorException e) {
      // An endpoint that takes no overrides, or none just now: asked again next time.
      return Optional.empty();
    }
  }

  private static Optional<BigInteger> search(Dao dao, JsonRpc rpc, String block) {
    Map<String, Object> call =
        Map.of(
            "from",
            dao.treasury().hex(),
            "to",
            dao.governor().hex(),
            "data",
            GovernanceCaller.HARMLESS);
    for (BigInteger slot : candidates()) {
      try {
        rpc.ask(
            "eth_call",
            call,
            block,
            diff(dao.governor(), slot, List.of(GovernanceCaller.HARMLESS)));
        return Optional.of(slot);
      } catch (RpcErrorException e) {
        if (!e.reverted()) {
          throw e;
        }
      }
    }
    return Optional.empty();
  }

  private static List<BigInteger> candidates() {
    List<BigInteger> slots = new ArrayList<>();
    // Upgradeable governors since 5.0 keep their state in a namespace (ERC-7201), the queue third.
    BigInteger name =
        new BigInteger(AbiBytes.topic("openzeppelin.storage.Governor").substring(2), 16);
    String inner = AbiBytes.word(name.subtract(BigInteger.ONE));
    BigInteger namespace =
        new BigInteger(AbiBytes.keccak(AbiBytes.parse("0x" + inner)).substring(2), 16)
            .andNot(BigInteger.valueOf(0xff));
    for (int slot = 0; slot < SLOTS_TRIED; slot++) {
      slots.add(BigInteger.valueOf(slot));
    }
    slots.add(8, namespace.add(BigInteger.TWO));
    return slots;
  }

  /** A queue of these calls: first index 0 in the low half of the slot, end in the high half. */
  private static Map<String, Object> diff(
      Address governor, BigInteger slot, List<String> calldatas) {
    Map<String, Object> stored = new LinkedHashMap<>();
    stored.put(
        "0x" + AbiBytes.word(slot),
        "0x" + AbiBytes.word(BigInteger.valueOf(calldatas.size()).shiftLeft(128)));
    String mapping = AbiBytes.word(slot.add(BigInteger.ONE));
    for (int i = 0; i < calldatas.size(); i++) {
      String key = "0x" + AbiBytes.word(BigInteger.valueOf(i)) + mapping;
      stored.put(
          AbiBytes.keccak(AbiBytes.parse(key)), AbiBytes.keccak(AbiBytes.parse(calldatas.get(i))));
    }
    return Map.of(governor.hex(), Map.of("stateDiff", stored));
  }
}

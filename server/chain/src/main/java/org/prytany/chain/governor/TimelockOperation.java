package org.prytany.chain.governor;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.abi.AbiType;
import org.prytany.chain.family.ProposalLists;
import org.prytany.chain.rpc.ChainLog;
import org.prytany.chain.rpc.Views;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.governor.GovernorReader.LifecycleEvent;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.spi.Address;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.generated.Bytes32;

/**
 * A proposal as the timelock knows it. Whoever has the role may schedule, cancel and execute there
 * without the governor, which then logs nothing.
 *
 * <p>Source: OpenZeppelin TimelockController.hashOperationBatch; GovernorTimelockControl, whose
 * salt is the text's hash, from 5.0 on mixed with the governor's address.
 */
public final class TimelockOperation {
  private static final String SCHEDULED =
      AbiBytes.topic("CallScheduled(bytes32,uint256,address,uint256,bytes,bytes32,uint256)");
  private static final String EXECUTED =
      AbiBytes.topic("CallExecuted(bytes32,uint256,address,uint256,bytes)");
  private static final String CANCELLED = AbiBytes.topic("Cancelled(bytes32)");

  /** What getTimestamp answers of an operation that is done. */
  private static final BigInteger DONE = BigInteger.ONE;

  private final Address timelock;
  private final List<String> ids;

  private TimelockOperation(Address timelock, List<String> ids) {
    this.timelock = timelock;
    this.ids = List.copyOf(ids);
  }

  /**
   * The operations that a proposal is, by the versions of the library; none if it is malformed. The
   * timelock is the governor's own; what holds the DAO's funds may be another contract.
   */
  public static TimelockOperation of(Dao dao, ProposalContent content, Views views) {
    Address timelock =
        views
            .values(dao.governor(), "timelock()", List.of(new AbiType.Account()))
            .map(values -> values.getFirst().asAddress())
            .orElse(dao.treasury());
    return new TimelockOperation(timelock, ids(dao, content));
  }

  private static List<String> ids(Dao dao, ProposalContent content) {
    try {
      byte[] description = AbiBytes.parse(content.descriptionHash());
      byte[] salted = description.clone();
      byte[] governor = AbiBytes.parse(dao.governor().hex());
      for (int i = 0; i < governor.length; i++) {
        salted[i] ^= governor[i];
      }
      return List.of(id(content, salted), id(content, description));
    } catch (UnsupportedOperationException | IllegalArgumentException e) {
      // What no governor can have taken, no timelock has.
      return List.of();
    }
  }

  @SuppressWarnings("rawtypes") // As web3j declares it.
  private static String id(ProposalContent content, byte[] salt) {
    List<Type> all = new ArrayList<>(ProposalLists.of(content).subList(0, 3));
    all.add(new Bytes32(new byte[32]));
    all.add(new Bytes32(salt));
    return AbiBytes.keccak(AbiBytes.parse("0x" + FunctionEncoder.encodeConstructor(all)));
  }

  /** Where it is kept. */
  Address timelock() {
    return timelock;
  }

  /** The logs that tell of it, as eth_getLogs takes topics; empty if there can be none. */
  Optional<List<Object>> topics() {
    return ids.isEmpty()
        ? Optional.empty()
        : Optional.of(List.of(List.of(SCHEDULED, EXECUTED, CANCELLED), ids));
  }

  /** What a log of the timelock says of it; empty if it is about something else. */
  Optional<LifecycleEvent.Kind> kind(ChainLog log) {
    if (log.topics().size() < 2 || !ids.contains(log.topics().get(1).toLowerCase(Locale.ROOT))) {
      return Optional.empty();
    }
    if (log.topic0().equals(SCHEDULED)) {
      return Optional.of(LifecycleEvent.Kind.QUEUED);
    }
    if (log.topic0().equals(EXECUTED)) {
      return Optional.of(LifecycleEvent.Kind.EXECUTED);
    }
    return log.topic0().equals(CANCELLED)
        ? Optional.of(LifecycleEvent.Kind.CANCELED)
        : Optional.empty();
  }

  /** Whether a log of the timelock says that it was executed. */
  public boolean isExecutedBy(ChainLog log) {
    return log.emitter().equals(timelock)
        && kind(log).equals(Optional.of(LifecycleEvent.Kind.EXECUTED));
  }

  /** How the timelock has it. */
  sealed interface Standing {

    /** It may be executed from a time on, in Unix seconds. */
    record Scheduled(BigInteger eta) implements Standing {}

    /** It was executed. */
    record Done() implements Standing {}
  }

  /** How the timelock has it at a block; empty if it has it not, or is no timelock. */
  Optional<Standing> standing(Views views) {
    for (String id : ids) {
      Optional<BigInteger> timestamp =
          views.number(timelock, "getTimestamp(bytes32)", id.substring(2));
      if (timestamp.isEmpty()) {
        return Optional.empty();
      }
      if (timestamp.get().signum() > 0) {
        return Optional.of(
            timestamp.get().equals(DONE)
                ? new Standing.Done()
                : new Standing.Scheduled(timestamp.get()));
      }
    }
    return Optional.empty();
  }
}

package org.prytany.chain.family;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.rpc.Question;
import org.prytany.chain.rpc.Views;
import org.prytany.governance.dao.Dao;
import org.prytany.spi.Address;

/**
 * Which account a governor without a timelock executes from. No function tells it, but some may be
 * called by that account alone: one of them is tried, from the governor itself and from the
 * configured treasury. Nothing is sent.
 *
 * <p>Source: OpenZeppelin Governor._checkGovernance and relay, of versions 4 and 5.
 */
public final class GovernanceCaller {
  static final String RELAY = "relay(address,uint256,bytes)";

  /** A call to the identity precompile: relay is there since 4.4 and changes nothing here. */
  public static final String HARMLESS =
      AbiBytes.selector(RELAY)
          + AbiBytes.word(BigInteger.valueOf(4))
          + AbiBytes.word(BigInteger.ZERO)
          + AbiBytes.word(BigInteger.valueOf(96))
          + AbiBytes.word(BigInteger.ZERO);

  private static final String ONLY_EXECUTOR = AbiBytes.selector("GovernorOnlyExecutor(address)");

  /** Error(string) of version 4. */
  private static final String ONLY_GOVERNANCE =
      AbiBytes.selector("Error(string)")
          + AbiBytes.word(BigInteger.valueOf(32))
          + AbiBytes.word(BigInteger.valueOf(24))
          + "476f7665726e6f723a206f6e6c79476f7665726e616e6365";

  /** What comes behind the door, where it is called out of turn, and of 4.4 to 4.7. */
  private static final List<String> BEHIND =
      List.of(
          AbiBytes.selector("Panic(uint256)") + AbiBytes.word(BigInteger.valueOf(0x31)),
          AbiBytes.selector("QueueEmpty()"),
          AbiBytes.selector("Empty()"),
          // "Address: call to non-contract"
          AbiBytes.selector("Error(string)")
              + AbiBytes.word(BigInteger.valueOf(32))
              + AbiBytes.word(BigInteger.valueOf(29))
              + "416464726573733a2063616c6c20746f206e6f6e2d636f6e7472616374");

  /** What became of a caller. */
  private enum Door {
    LET_IN,
    REFUSED,
    /** It failed in words that say nothing, or in none. */
    NOT_TOLD
  }

  private GovernanceCaller() {}

  /** What is asked together for {@link #of}. */
  static List<Question> ahead(Views views, Dao dao) {
    return Stream.of(dao.governor(), dao.treasury())
        .distinct()
        .map(caller -> question(views, dao, caller))
        .toList();
  }

  /**
   * The governor where it lets itself in, or the treasury where it refuses itself and lets that in.
   *
   * @param relays whether the governor may have the function; one that is known to have none is
   *     taken to execute from itself
   * @throws org.prytany.governance.failure.PrytanyException CHAIN_UNAVAILABLE where the contract
   *     did not answer, but an endpoint failed
   */
  static Executor of(Views views, Dao dao, boolean relays) {
    return switch (door(views, dao, dao.governor())) {
      case LET_IN -> new Executor.Account(dao.governor());
      case NOT_TOLD -> relays ? new Executor.NotTold() : new Executor.Account(dao.governor());
      case REFUSED ->
          switch (door(views, dao, dao.treasury())) {
            case LET_IN -> new Executor.Account(dao.treasury());
            case NOT_TOLD -> new Executor.NotTold();
            case REFUSED -> new Executor.Neither();
          };
    };
  }

  private static Door door(Views views, Dao dao, Address caller) {
    Optional<String> failed = views.failure(question(views, dao, caller));
    if (failed.isEmpty() || BEHIND.stream().anyMatch(failed.get()::startsWith)) {
      return Door.LET_IN;
    }
    return failed.get().startsWith(ONLY_EXECUTOR) || failed.get().startsWith(ONLY_GOVERNANCE)
        ? Door.REFUSED
        : Door.NOT_TOLD;
  }

  private static Question question(Views views, Dao dao, Address caller) {
    return views
        .question(Map.of("from", caller.hex(), "to", dao.governor().hex(), "data", HARMLESS))
        .thatReadsFailure();
  }
}

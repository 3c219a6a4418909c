package org.prytany.chain.governor;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.abi.AbiReader;
import org.prytany.chain.abi.AbiType;
import org.prytany.chain.abi.AbiValue;
import org.prytany.chain.abi.MalformedAbiException;
import org.prytany.chain.rpc.ChainLog;
import org.prytany.governance.governor.GovernorReader.CastVote;
import org.prytany.spi.Address;
import org.prytany.spi.Support;

/**
 * Adds up what an account voted on one proposal, in one event or several: with fractional counting
 * an account may vote in parts, and in several directions.
 *
 * <p>Source: OpenZeppelin IGovernor.VoteCast and VoteCastWithParams; GovernorCountingFractional,
 * whose support 255 has three packed uint128 as parameters: against, for, abstain. Compound
 * GovernorAlpha.VoteCast.
 */
final class CastVotes {
  static final String VOTE_CAST = AbiBytes.topic("VoteCast(address,uint256,uint8,uint256,string)");
  static final String VOTE_CAST_WITH_PARAMS =
      AbiBytes.topic("VoteCastWithParams(address,uint256,uint8,uint256,string,bytes)");

  /** Of GovernorAlpha, where the account is in the data, and direction is a bool. */
  static final String VOTE_CAST_BY_ALPHA = AbiBytes.topic("VoteCast(address,uint256,bool,uint256)");

  private static final List<AbiType> BY_ALPHA =
      List.of(
          new AbiType.Account(),
          new AbiType.Unsigned(256),
          new AbiType.Unsigned(256),
          new AbiType.Unsigned(256));

  private static final BigInteger FRACTIONAL = BigInteger.valueOf(255);
  private static final int PACKED = 48;
  private static final AbiType UINT = new AbiType.Unsigned(256);
  private static final List<AbiType> HEAD = List.of(UINT, UINT, UINT);
  private static final List<AbiType> WITH_PARAMS =
      List.of(UINT, UINT, UINT, new AbiType.Blob(true), new AbiType.Blob(false));

  private final Address account;
  private final BigInteger proposalId;
  private final Map<Support, Integer> numbers;
  private final Map<Support, BigInteger> weights = new EnumMap<>(Support.class);
  private final Set<String> others = new LinkedHashSet<>();
  private BigInteger total = BigInteger.ZERO;
  private Optional<ChainLog> last = Optional.empty();

  /**
   * @param numbers the contract's numbers for what one may vote; empty where they are not known
   */
  CastVotes(Address account, BigInteger proposalId, Map<Support, Integer> numbers) {
    this.account = account;
    this.proposalId = proposalId;
    this.numbers = numbers;
  }

  /** Takes a log of the governor into account if it is the account's vote on the proposal. */
  void add(ChainLog log) {
    List<AbiValue> values = values(log);
    if (values.isEmpty() || !values.getFirst().asInt().equals(proposalId)) {
      return;
    }
    last = Optional.of(log);
    BigInteger number = values.get(1).asInt();
    BigInteger weight = values.get(2).asInt();
    total = total.add(weight);
    Optional<Support> support =
        numbers.entrySet().stream()
            .filter(entry -> BigInteger.valueOf(entry.getValue()).equals(number))
            .map(Map.Entry::getKey)
            .findFirst();
    if (support.isPresent()) {
      weights.merge(support.get(), weight, BigInteger::add);
    } else if (!addFractions(number, log)) {
      others.add("the governor's number " + number + " with weight " + weight);
    }
  }

  /** Proposal, direction and weight; empty where it is no vote of the account. */
  private List<AbiValue> values(ChainLog log) {
    if (!log.topic0().equals(VOTE_CAST_BY_ALPHA)) {
      return read(HEAD, log.data());
    }
    List<AbiValue> values = read(BY_ALPHA, log.data());
    return values.isEmpty() || !values.getFirst().asAddress().equals(account)
        ? List.of()
        : values.subList(1, values.size());
  }

  private boolean addFractions(BigInteger number, ChainLog log) {
    if (!number.equals(FRACTIONAL) || !log.topic0().equals(VOTE_CAST_WITH_PARAMS)) {
      return false;
    }
    List<AbiValue> values = read(WITH_PARAMS, log.data());
    if (values.isEmpty() || values.get(4).asBytes().length != PACKED) {
      return false;
    }
    byte[] packed = values.get(4).asBytes();
    Support[] order = {Support.AGAINST, Support.FOR, Support.ABSTAIN};
    for (int i = 0; i < order.length; i++) {
      BigInteger part = new BigInteger(1, packed, i * 16, 16);
      if (part.signum() > 0) {
        weights.merge(order[i], part, BigInteger::add);
      }
    }
    return true;
  }

  private static List<AbiValue> read(List<AbiType> types, byte[] data) {
    try {
      return AbiReader.read(types, data).values();
    } catch (MalformedAbiException e) {
      return List.of();
    }
  }

  /** The vote that the events come to; empty if there was none on the proposal. */
  Optional<CastVote> of() {
    return last.map(
        log ->
            new CastVote(
                account,
                weights.size() == 1 && others.isEmpty()
                    ? Optional.of(weights.keySet().iterator().next())
                    : Optional.empty(),
                words(),
                total,
                log.transactionHash(),
                log.block()));
  }

  private String words() {
    List<String> parts = new ArrayList<>();
    weights.forEach((support, weight) -> parts.add(support + " with weight " + weight));
    parts.addAll(others);
    return parts.isEmpty() ? "voted with no weight" : "voted " + String.join(" and ", parts);
  }
}

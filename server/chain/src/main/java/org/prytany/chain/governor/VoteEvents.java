package org.prytany.chain.governor;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.abi.AbiReader;
import org.prytany.chain.abi.AbiType;
import org.prytany.chain.abi.AbiValue;
import org.prytany.chain.abi.MalformedAbiException;
import org.prytany.chain.family.Fractions;
import org.prytany.chain.family.GovernorForm;
import org.prytany.chain.family.VoteParams;
import org.prytany.chain.rpc.ChainLog;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.dao.Family;
import org.prytany.governance.voters.VoteLog;
import org.prytany.governance.voters.VoteLog.Part;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;
import org.prytany.spi.Support;

/**
 * Reads what governors log about votes.
 *
 * <p>Source: OpenZeppelin IGovernor.VoteCast and VoteCastWithParams; GovernorCountingFractional,
 * OpenZeppelin's, whose support 255 has three packed uint128 as parameters: against, for, abstain,
 * and ScopeLift's (Flexible Voting), which counts such parameters with any support and logs the
 * account's whole weight with each part of it; GovernorCountingOverridable.OverrideVoteCast and
 * VoteReduced. Compound GovernorAlpha.VoteCast.
 */
final class VoteEvents {
  private static final String CAST =
      AbiBytes.topic("VoteCast(address,uint256,uint8,uint256,string)");
  private static final String CAST_WITH_PARAMS =
      AbiBytes.topic("VoteCastWithParams(address,uint256,uint8,uint256,string,bytes)");
  private static final String OVERRIDDEN =
      AbiBytes.topic("OverrideVoteCast(address,uint256,uint8,uint256,string)");
  private static final String REDUCED =
      AbiBytes.topic("VoteReduced(address,uint256,uint8,uint256)");

  /** Of GovernorAlpha, where the account is in the data, and direction is a bool. */
  private static final String CAST_BY_ALPHA =
      AbiBytes.topic("VoteCast(address,uint256,bool,uint256)");

  private static final AbiType UINT = new AbiType.Unsigned(256);
  private static final List<AbiType> BY_ALPHA = List.of(new AbiType.Account(), UINT, UINT, UINT);
  private static final List<AbiType> HEAD = List.of(UINT, UINT, UINT);
  private static final List<AbiType> WITH_REASON =
      List.of(UINT, UINT, UINT, new AbiType.Blob(true));
  private static final List<AbiType> WITH_PARAMS =
      List.of(UINT, UINT, UINT, new AbiType.Blob(true), new AbiType.Blob(false));

  private final Dao dao;
  private final Map<Support, Integer> numbers;
  private final VoteParams params;

  /**
   * @param numbers the contract's numbers for what one may vote; empty where they are not known
   * @param params what the contract makes of parameters
   */
  VoteEvents(Dao dao, Map<Support, Integer> numbers, VoteParams params) {
    this.dao = dao;
    this.numbers = numbers;
    this.params = params;
  }

  static VoteEvents of(Dao dao, GovernorForm form) {
    return new VoteEvents(dao, form.supports().orElse(Map.of()), form.params());
  }

  /** As eth_getLogs takes them, for the votes that an account cast itself. */
  static List<Object> cast(Family family, Address account) {
    return family == Family.ALPHA
        ? List.of(CAST_BY_ALPHA)
        : List.of(List.of(CAST, CAST_WITH_PARAMS), "0x" + AbiBytes.word(account));
  }

  /** As eth_getLogs takes them, for all that changes anybody's votes. */
  static List<Object> all(Family family) {
    return family == Family.ALPHA
        ? List.of(CAST_BY_ALPHA)
        : List.of(List.of(CAST, CAST_WITH_PARAMS, OVERRIDDEN, REDUCED));
  }

  /** The word by which a direction stands in a vote. */
  static String word(Support support) {
    return support.name().toLowerCase(Locale.ROOT);
  }

  /** Empty where it is no log about a vote, or none that can be read. */
  Optional<VoteLog> read(ChainLog log) {
    boolean byAlpha = log.topic0().equals(CAST_BY_ALPHA);
    if (log.topics().size() != (byAlpha ? 1 : 2)) {
      return Optional.empty();
    }
    try {
      List<AbiValue> values = AbiReader.read(byAlpha ? BY_ALPHA : HEAD, log.data()).values();
      return byAlpha
          ? vote(log, values.getFirst().asAddress(), values.subList(1, values.size()))
          : vote(log, AbiBytes.addressIn(log.topics().get(1)), values);
    } catch (MalformedAbiException e) {
      return Optional.empty();
    }
  }

  private Optional<VoteLog> vote(ChainLog log, Address voter, List<AbiValue> vote) {
    return parts(log, vote.get(1).asInt(), vote.get(2).asInt())
        .map(
            parts ->
                new VoteLog(
                    new ProposalKey(dao.chainId(), dao.governor(), vote.getFirst().asInt()),
                    voter,
                    parts,
                    reason(log),
                    log.transactionHash(),
                    log.block(),
                    log.index()));
  }

  private Optional<List<Part>> parts(ChainLog log, BigInteger number, BigInteger weight) {
    String kind = log.topic0();
    if (kind.equals(REDUCED)) {
      return Optional.of(List.of(new Part(direction(number), weight.negate())));
    }
    if (kind.equals(CAST_WITH_PARAMS) && params != VoteParams.IGNORED) {
      return Optional.of(withParams(log, number, weight));
    }
    boolean known = List.of(CAST, CAST_WITH_PARAMS, OVERRIDDEN, CAST_BY_ALPHA).contains(kind);
    return known ? Optional.of(List.of(new Part(direction(number), weight))) : Optional.empty();
  }

  /** Where the contract counts parameters, the number for support says nothing. */
  private List<Part> withParams(ChainLog log, BigInteger number, BigInteger weight) {
    List<AbiValue> values = values(WITH_PARAMS, log);
    byte[] given = values.isEmpty() ? new byte[0] : values.get(4).asBytes();
    return params == VoteParams.FRACTIONS && Fractions.areIn(given)
        ? Fractions.read(given).entrySet().stream()
            .map(part -> new Part(word(part.getKey()), part.getValue()))
            .toList()
        : List.of(new Part(number.toString(), weight));
  }

  private String direction(BigInteger number) {
    return numbers.entrySet().stream()
        .filter(entry -> BigInteger.valueOf(entry.getValue()).equals(number))
        .map(entry -> word(entry.getKey()))
        .findFirst()
        .orElse(number.toString());
  }

  /** The voter's words; none where there are none to be read. */
  private static String reason(ChainLog log) {
    if (log.topic0().equals(CAST_BY_ALPHA) || log.topic0().equals(REDUCED)) {
      return "";
    }
    List<AbiValue> values = values(WITH_REASON, log);
    return values.isEmpty() ? "" : new String(values.getLast().asBytes(), StandardCharsets.UTF_8);
  }

  private static List<AbiValue> values(List<AbiType> types, ChainLog log) {
    try {
      return AbiReader.read(types, log.data()).values();
    } catch (MalformedAbiException e) {
      return List.of();
    }
  }
}

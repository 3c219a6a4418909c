package org.prytany.chain.intake;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.abi.AbiReader;
import org.prytany.chain.abi.AbiType;
import org.prytany.chain.abi.AbiValue;
import org.prytany.chain.abi.MalformedAbiException;
import org.prytany.chain.family.CreatedEvents;
import org.prytany.chain.rpc.ChainLog;
import org.prytany.governance.governor.Announcements.Announced;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.spi.ProposalKey;

/**
 * Decodes ProposalCreated from raw log data. The description stays bytes: a library that makes a
 * string of it would change invalid UTF-8, and with it the hash that queue and execute need.
 *
 * <p>Source: OpenZeppelin IGovernor.ProposalCreated, the same as GovernorBravo's; Venus has one
 * more field behind the others, and so have Agora's governors, which put id and proposer into
 * topics. An event's signature does not say which of its fields are topics; a log's number of
 * topics says how many.
 */
public final class ProposalCreated {
  /** All forms that are read. */
  static final List<String> TOPICS = List.of(CreatedEvents.PLAIN, CreatedEvents.TYPED);

  /** All forms that begin with a proposal's id and its proposer. */
  public static final List<String> ANNOUNCING =
      List.of(
          CreatedEvents.PLAIN,
          CreatedEvents.TYPED,
          CreatedEvents.BY_MODULE,
          CreatedEvents.BY_MODULE_UNTYPED);

  /** Forms of which a third field, the module, is one word, and may stand in a topic. */
  private static final List<String> BY_MODULE =
      List.of(CreatedEvents.BY_MODULE, CreatedEvents.BY_MODULE_UNTYPED);

  private static final List<AbiType> TYPES =
      Stream.of(
              "uint256",
              "address",
              "address[]",
              "uint256[]",
              "string[]",
              "bytes[]",
              "uint256",
              "uint256",
              "string")
          .map(AbiType::parse)
          .toList();

  /** Leading fields that governors put into topics: the id, the proposer, or both. */
  static final int MOST_IN_TOPICS = 2;

  /** Bytes. */
  private static final int WORD = 32;

  private static final int ADDRESS_BITS = 160;

  /** No governor counts further, and no account that proposes has so many leading zeros. */
  private static final int COUNTED_BITS = 64;

  private ProposalCreated() {}

  /** Whether a log announces a proposal in a form that is read here. */
  public static boolean isOne(ChainLog log) {
    return TOPICS.contains(log.topic0());
  }

  /** How many fields stand in topics. */
  static int inTopics(ChainLog log) {
    return log.topics().size() - 1;
  }

  /**
   * @throws MalformedAbiException if the data is not what the event's signature says
   */
  public static ProposalContent decode(long chainId, ChainLog log) {
    List<AbiValue> values = values(log.topics(), log.data(), TYPES);
    byte[] description = values.get(8).asBytes();
    return new ProposalContent(
        new ProposalKey(chainId, log.emitter(), values.get(0).asInt()),
        values.get(1).asAddress(),
        values.get(2).asItems().stream().map(AbiValue::asAddress).toList(),
        values.get(3).asItems().stream().map(AbiValue::asInt).toList(),
        BravoCalldata.joined(values.get(4).asItems(), values.get(5).asItems()),
        AbiBytes.hex(description),
        AbiBytes.keccak(description),
        timepoint(values.get(6).asInt()),
        timepoint(values.get(7).asInt()),
        log.transactionHash(),
        log.block(),
        log.blockHash(),
        log.time() > 0 ? OptionalLong.of(log.time()) : OptionalLong.empty());
  }

  /** Id and proposer of a log of one of {@link #ANNOUNCING}; empty where they cannot be read. */
  public static Optional<Announced> announced(ChainLog log) {
    try {
      boolean byModule = BY_MODULE.contains(log.topic0()) && inTopics(log) == MOST_IN_TOPICS + 1;
      List<String> topics = byModule ? log.topics().subList(0, MOST_IN_TOPICS + 1) : log.topics();
      List<AbiValue> values = values(topics, log.data(), TYPES.subList(0, MOST_IN_TOPICS));
      return Optional.of(new Announced(values.get(0).asInt(), values.get(1).asAddress()));
    } catch (MalformedAbiException e) {
      return Optional.empty();
    }
  }

  /** The first fields, or all of them. */
  private static List<AbiValue> values(List<String> topics, byte[] data, List<AbiType> fields) {
    int inTopics = topics.size() - 1;
    if (inTopics > MOST_IN_TOPICS) {
      throw new MalformedAbiException(inTopics + " fields in topics");
    }
    boolean isProposerAlone = inTopics == 1 && isProposer(topics.get(1), data);
    int first = isProposerAlone ? 1 : 0;
    List<AbiValue> fromTopics = new ArrayList<>();
    List<AbiType> inData = new ArrayList<>(fields);
    for (String topic : topics.subList(1, topics.size())) {
      AbiType type = inData.remove(first);
      fromTopics.addAll(AbiReader.read(List.of(type), AbiBytes.parse(topic)).values());
    }
    List<AbiValue> values = new ArrayList<>(AbiReader.read(inData, data).values());
    values.addAll(first, fromTopics);
    return values;
  }

  /**
   * Whether the one field in a topic is the proposer, and the id stands in the data, by what can be
   * an address and what a number that was counted: an id is a hash or a small number.
   */
  private static boolean isProposer(String topic, byte[] data) {
    BigInteger inTopic = new BigInteger(1, AbiBytes.parse(topic));
    BigInteger first = new BigInteger(1, Arrays.copyOf(data, Math.min(data.length, WORD)));
    return inTopic.bitLength() <= ADDRESS_BITS
        && (first.bitLength() > ADDRESS_BITS
            || (first.bitLength() <= COUNTED_BITS && inTopic.bitLength() > COUNTED_BITS));
  }

  private static long timepoint(BigInteger value) {
    if (value.bitLength() > 48) {
      throw new MalformedAbiException("a timepoint beyond uint48");
    }
    return value.longValue();
  }
}

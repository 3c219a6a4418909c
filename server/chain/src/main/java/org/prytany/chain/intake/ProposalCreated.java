package org.prytany.chain.intake;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.abi.AbiReader;
import org.prytany.chain.abi.AbiType;
import org.prytany.chain.abi.AbiValue;
import org.prytany.chain.abi.MalformedAbiException;
import org.prytany.chain.family.CreatedEvents;
import org.prytany.chain.rpc.ChainLog;
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

  /** Leading fields that governors put into topics: the id, or the id and the proposer. */
  private static final int MOST_IN_TOPICS = 2;

  private ProposalCreated() {}

  /** Whether a log announces a proposal in a form that is read here. */
  public static boolean isOne(ChainLog log) {
    return TOPICS.contains(log.topic0());
  }

  /**
   * @throws MalformedAbiException if the data is not what the event's signature says
   */
  public static ProposalContent decode(long chainId, ChainLog log) {
    List<AbiValue> values = values(log);
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

  private static List<AbiValue> values(ChainLog log) {
    int inTopics = log.topics().size() - 1;
    if (inTopics > MOST_IN_TOPICS) {
      throw new MalformedAbiException(inTopics + " fields in topics");
    }
    List<AbiValue> values = new ArrayList<>();
    for (int i = 0; i < inTopics; i++) {
      byte[] topic = AbiBytes.parse(log.topics().get(i + 1));
      values.addAll(AbiReader.read(TYPES.subList(i, i + 1), topic).values());
    }
    values.addAll(AbiReader.read(TYPES.subList(inTopics, TYPES.size()), log.data()).values());
    return values;
  }

  private static long timepoint(BigInteger value) {
    if (value.bitLength() > 48) {
      throw new MalformedAbiException("a timepoint beyond uint48");
    }
    return value.longValue();
  }
}

package org.prytany.chain.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.abi.MalformedAbiException;
import org.prytany.chain.family.CreatedEvents;
import org.prytany.chain.rpc.ChainLog;
import org.prytany.governance.governor.Announcements.Announced;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.spi.Address;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.TypeEncoder;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint8;
import org.web3j.utils.Numeric;

/**
 * The same announcement, with its first fields in the data or in topics: an event's signature does
 * not tell the two apart. Agora's governors have id and proposer in topics.
 */
class FieldsInTopicsTest {
  private static final String PROPOSER = "0x70000000000000000000000000000000000000b0";
  private static final String PAYEE = "0x00000000000000000000000000000000000a11ce";
  private static final BigInteger ID = BigInteger.TWO.pow(255).add(BigInteger.TEN);

  private static ChainLog announced(boolean typed, int inTopics) {
    return announced(ID, typed, inTopics);
  }

  @SuppressWarnings("rawtypes") // As web3j declares it.
  private static ChainLog announced(BigInteger id, boolean typed, int inTopics) {
    List<Type> fields =
        new ArrayList<>(
            List.of(
                new Uint256(id),
                new org.web3j.abi.datatypes.Address(PROPOSER),
                new DynamicArray<>(
                    org.web3j.abi.datatypes.Address.class,
                    List.of(new org.web3j.abi.datatypes.Address(PAYEE))),
                new DynamicArray<>(Uint256.class, List.of(new Uint256(7))),
                new DynamicArray<>(Utf8String.class, List.of(new Utf8String(""))),
                new DynamicArray<>(DynamicBytes.class, List.of(new DynamicBytes(new byte[] {1}))),
                new Uint256(11),
                new Uint256(22),
                new Utf8String("# Pay")));
    if (typed) {
      fields.add(new Uint8(3));
    }
    List<String> topics = new ArrayList<>();
    topics.add(typed ? CreatedEvents.TYPED : CreatedEvents.PLAIN);
    fields.subList(0, inTopics).forEach(field -> topics.add("0x" + TypeEncoder.encode(field)));
    String data = FunctionEncoder.encodeConstructor(fields.subList(inTopics, fields.size()));
    return new ChainLog(
        new Address(PAYEE),
        topics,
        Numeric.hexStringToByteArray(data),
        5,
        AbiBytes.topic("block()"),
        AbiBytes.topic("transaction()"),
        0,
        9);
  }

  @ParameterizedTest
  @CsvSource({"false, 1", "false, 2", "true, 0", "true, 1", "true, 2"})
  void anAnnouncementIsReadWhereverItsFirstFieldsAre(boolean typed, int inTopics) {
    ProposalContent plain = ProposalCreated.decode(1, announced(false, 0));

    ProposalContent read = ProposalCreated.decode(1, announced(typed, inTopics));

    assertThat(read).isEqualTo(plain);
    assertThat(read.key().proposalId()).isEqualTo(ID);
    assertThat(read.proposer()).isEqualTo(new Address(PROPOSER));
    assertThat(read.targets()).containsExactly(new Address(PAYEE));
    assertThat(ProposalCreated.announced(announced(typed, inTopics)))
        .contains(new Announced(ID, new Address(PROPOSER)));
  }

  /** Of what a module proposes the calls are not read; who proposed it is. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void whoProposedIsReadWhateverFollows(int inTopics) {
    int read = Math.min(inTopics, 2);
    ChainLog log = announced(false, read);
    List<String> topics = new ArrayList<>(log.topics());
    if (inTopics == 3) {
      topics.add("0x" + TypeEncoder.encode(new org.web3j.abi.datatypes.Address(PAYEE)));
    }
    byte[] fields = Arrays.copyOf(log.data(), 32 * (2 - read) + 5);
    for (String form : List.of(CreatedEvents.BY_MODULE, CreatedEvents.BY_MODULE_UNTYPED)) {
      topics.set(0, form);
      assertThat(ProposalCreated.ANNOUNCING).contains(form);
      assertThat(ProposalCreated.announced(of(log, topics, fields)))
          .contains(new Announced(ID, new Address(PROPOSER)));
      assertThat(ProposalCreated.announced(of(log, List.of(form), new byte[32]))).isEmpty();
    }
  }

  /** Attack: read as the id, the proposer would make every proposal another's, and none seen. */
  @ParameterizedTest
  @ValueSource(strings = {"1", "77", "57896044618658097711785492504343953926634992332820282019738"})
  void theProposerAloneInATopicIsNotTakenForTheId(BigInteger id) {
    ProposalContent plain = ProposalCreated.decode(1, announced(id, false, 0));
    ChainLog log = announced(id, false, 1);
    ChainLog proposerAlone =
        with(
            log,
            List.of(log.topics().getFirst(), "0x" + "0".repeat(24) + PROPOSER.substring(2)),
            Numeric.toHexString(log.data()).substring(2 + 64),
            id);

    ProposalContent read = ProposalCreated.decode(1, proposerAlone);

    assertThat(read).isEqualTo(plain);
    assertThat(ProposalCreated.decode(1, log)).isEqualTo(plain);
    assertThat(read.key().proposalId()).isEqualTo(id);
    assertThat(read.proposer()).isEqualTo(new Address(PROPOSER));
    assertThat(ProposalCreated.announced(proposerAlone))
        .contains(new Announced(id, new Address(PROPOSER)));
  }

  private static ChainLog with(ChainLog log, List<String> topics, String rest, BigInteger first) {
    return of(
        log, topics, Numeric.hexStringToByteArray(TypeEncoder.encode(new Uint256(first)) + rest));
  }

  private static ChainLog of(ChainLog log, List<String> topics, byte[] data) {
    return new ChainLog(
        log.emitter(),
        topics,
        data,
        log.block(),
        log.blockHash(),
        log.transactionHash(),
        log.index(),
        log.time());
  }

  @Test
  void listsInTopicsAreOnlyHashesAndAreNotRead() {
    ChainLog log = announced(false, 2);
    List<String> topics = new ArrayList<>(log.topics());
    topics.add(AbiBytes.topic("a hash of a list"));
    ChainLog odd = of(log, topics, log.data());
    assertThat(ProposalCreated.announced(odd)).isEmpty();

    assertThatThrownBy(() -> ProposalCreated.decode(1, odd))
        .isInstanceOf(MalformedAbiException.class)
        .hasMessageContaining("3 fields in topics");
  }
}

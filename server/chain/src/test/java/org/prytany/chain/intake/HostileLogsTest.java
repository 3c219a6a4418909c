package org.prytany.chain.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.prytany.chain.LocalDao;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.contracts.generated.HostileGovernor;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.proposal.ProposalContent;
import org.web3j.crypto.Hash;

class HostileLogsTest {
  private static LocalDao local;
  private static HostileGovernor governor;
  private static Dao dao;

  @BeforeAll
  static void deploy() {
    local = new LocalDao();
    governor = local.demo.deployHostileGovernor();
    dao = local.daoAt(local.chain.chainId(), governor.getContractAddress());
  }

  @AfterAll
  static void end() {
    local.close();
  }

  private static List<ProposalContent> read(long from) {
    return local.adapters.logs().proposals(dao, from, local.head());
  }

  private static void emit(
      long id,
      List<String> targets,
      List<BigInteger> values,
      List<String> signatures,
      List<byte[]> calldatas,
      byte[] description)
      throws Exception {
    governor
        .emitProposalCreated(
            BigInteger.valueOf(id),
            local.chain.account(1),
            targets,
            values,
            signatures,
            calldatas,
            BigInteger.ONE,
            BigInteger.TWO,
            description)
        .send();
  }

  @Test
  void listsOfUnequalLengthAreKeptAndCalledMalformed() throws Exception {
    long from = local.head() + 1;
    emit(
        1,
        List.of(local.chain.account(2), local.chain.account(3)),
        List.of(BigInteger.TEN),
        List.of(),
        List.of(),
        "unequal".getBytes());

    ProposalContent content = read(from).getFirst();

    assertThat(content.targets()).hasSize(2);
    assertThat(content.valuesWei()).containsExactly(BigInteger.TEN);
    assertThat(content.malformed()).isPresent();
    var actions = local.adapters.decoder().decode(dao, content);
    assertThat(actions).hasSize(2);
    var effects = local.adapters.simulator().simulate(dao, content, actions);
    assertThat(effects.succeeded()).isFalse();
    assertThat(effects.revertReason().orElseThrow()).contains("differ in length");
  }

  @Test
  void descriptionBytesSurviveAsTheyAre() throws Exception {
    long from = local.head() + 1;
    byte[] invalid = {(byte) 0xff, (byte) 0xfe, 'a', (byte) 0xc3, 0, (byte) 0x80};
    emit(2, List.of(), List.of(), List.of(), List.of(), invalid);
    emit(3, List.of(), List.of(), List.of(), List.of(), new byte[0]);

    List<ProposalContent> read = read(from);

    assertThat(read.get(0).descriptionHex()).isEqualTo(AbiBytes.hex(invalid));
    assertThat(read.get(0).descriptionHash()).isEqualTo(AbiBytes.hex(Hash.sha3(invalid)));
    assertThat(read.get(1).descriptionHex()).isEqualTo("0x");
    assertThat(read.get(1).description()).isEmpty();
  }

  @Test
  void aMillionBytesOfDescriptionAreRead() throws Exception {
    long from = local.head() + 1;
    governor
        .emitLongDescription(BigInteger.valueOf(4), new byte[] {'x'}, BigInteger.valueOf(1_000_000))
        .send();

    assertThat(read(from).getFirst().description()).isEqualTo("x".repeat(1_000_000));
  }

  @Test
  void signaturesOfTheBravoFamilyBecomeSelectors() throws Exception {
    long from = local.head() + 1;
    String account = local.chain.account(2);
    emit(
        5,
        List.of(account, account),
        List.of(BigInteger.ZERO, BigInteger.ZERO),
        List.of("transfer(address,uint256)", ""),
        List.of(new byte[64], new byte[] {1, 2, 3, 4}),
        "bravo".getBytes());

    assertThat(read(from).getFirst().calldatas())
        .containsExactly("0xa9059cbb" + "0".repeat(128), "0x01020304");
  }

  @Test
  void undecodableEventsAreSkippedAndTheOthersRead() throws Exception {
    long from = local.head() + 1;
    emit(6, List.of(), List.of(), List.of(), List.of(), "before".getBytes());
    governor.emitRaw(new byte[] {1, 2, 3}).send();
    governor.emitRaw(new byte[9 * 32]).send();
    byte[] absurd = new byte[20 * 32];
    java.util.Arrays.fill(absurd, 64, absurd.length, (byte) 0xff);
    governor.emitRaw(absurd).send();
    emit(7, List.of(), List.of(), List.of(), List.of(), "after".getBytes());

    assertThat(read(from))
        .extracting(ProposalContent::description)
        .containsExactly("before", "after");
  }

  @Test
  void reorganisedBlocksShowAnotherHashAndParent() {
    long number = local.head();
    local.chain.mine(2);
    var before = local.adapters.logs().block(dao, number + 2).orElseThrow();
    assertThat(before.parentHash())
        .isEqualTo(local.adapters.logs().block(dao, number + 1).orElseThrow().hash());

    local.chain.reorg(2);

    var after = local.adapters.logs().block(dao, number + 2).orElseThrow();
    assertThat(after.hash()).isNotEqualTo(before.hash());
    assertThat(after.parentHash()).isNotEqualTo(before.parentHash());
    assertThat(local.adapters.logs().block(dao, number + 1_000)).isEmpty();
  }
}

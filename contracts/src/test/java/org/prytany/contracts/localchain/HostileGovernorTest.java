package org.prytany.contracts.localchain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.prytany.contracts.generated.HostileGovernor;
import org.prytany.contracts.generated.PrytanyGovernor;
import org.web3j.abi.EventEncoder;
import org.web3j.protocol.core.methods.response.Log;
import org.web3j.protocol.core.methods.response.TransactionReceipt;

class HostileGovernorTest {
  private static LocalChain chain;
  private static HostileGovernor governor;

  @BeforeAll
  static void deploy() {
    chain = LocalChain.start();
    governor = DemoDao.deploy(chain).deployHostileGovernor();
  }

  @AfterAll
  static void endChain() {
    chain.close();
  }

  private static Log onlyLog(TransactionReceipt receipt) {
    assertThat(receipt.getLogs()).hasSize(1);
    Log log = receipt.getLogs().getFirst();
    assertThat(log.getTopics())
        .containsExactly(EventEncoder.encode(PrytanyGovernor.PROPOSALCREATED_EVENT));
    return log;
  }

  @Test
  void arraysOfUnequalLengthReachTheLog() throws Exception {
    TransactionReceipt receipt =
        governor
            .emitProposalCreated(
                BigInteger.ONE,
                chain.account(1),
                List.of(chain.account(2), chain.account(3)),
                List.of(BigInteger.TEN),
                List.of(),
                List.of(),
                BigInteger.ONE,
                BigInteger.TWO,
                "unequal".getBytes())
            .send();

    onlyLog(receipt);
    var event = PrytanyGovernor.getProposalCreatedEvents(receipt).getFirst();
    assertThat(event.targets).hasSize(2);
    assertThat(event.values).hasSize(1);
    assertThat(event.calldatas).isEmpty();
  }

  @Test
  void bytesThatAreNoTextReachTheLog() throws Exception {
    TransactionReceipt receipt =
        governor
            .emitProposalCreated(
                BigInteger.TWO,
                chain.account(1),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                BigInteger.ONE,
                BigInteger.TWO,
                new byte[] {(byte) 0xff, (byte) 0xfe, (byte) 0x80})
            .send();

    assertThat(onlyLog(receipt).getData()).endsWith("fffe80" + "0".repeat(58));
  }

  @Test
  void descriptionOfAMillionBytesFitsOneBlock() throws Exception {
    TransactionReceipt receipt =
        governor
            .emitLongDescription(
                BigInteger.valueOf(3), new byte[] {'x'}, BigInteger.valueOf(1_000_000))
            .send();

    assertThat(onlyLog(receipt).getData().length()).isGreaterThan(2_000_000);
    var event = PrytanyGovernor.getProposalCreatedEvents(receipt).getFirst();
    assertThat(event.description).isEqualTo("x".repeat(1_000_000));
  }

  @Test
  void dataOfNoShapeReachesTheLog() throws Exception {
    TransactionReceipt receipt = governor.emitRaw(new byte[] {1, 2, 3}).send();

    assertThat(onlyLog(receipt).getData()).isEqualTo("0x010203");
  }
}

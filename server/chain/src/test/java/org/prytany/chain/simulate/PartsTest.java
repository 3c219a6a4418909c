package org.prytany.chain.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.rpc.ChainLog;
import org.prytany.spi.Address;

/**
 * Invariant: each event of an execution is of exactly one call, and what cannot be told apart is
 * left out of none.
 */
class PartsTest {
  private static final Address TIMELOCK = new Address("0x0000000000000000000000000000000000071e10");
  private static final Address TOKEN = new Address("0x0000000000000000000000000000000000071e11");
  private static final String DONE =
      AbiBytes.topic("CallExecuted(bytes32,uint256,address,uint256,bytes)");

  private static ChainLog log(Address emitter, String topic, int data) {
    return new ChainLog(emitter, List.of(topic), new byte[] {(byte) data}, 0, "", "", 0, 0);
  }

  private static ChainLog moved(int data) {
    return log(TOKEN, "0x01", data);
  }

  private static List<List<Integer>> of(List<List<ChainLog>> parts) {
    return parts.stream()
        .map(part -> part.stream().map(one -> (int) one.data()[0]).toList())
        .toList();
  }

  @Test
  void aTimelockSaysWhatItHasDone() {
    List<ChainLog> logs =
        List.of(moved(1), log(TIMELOCK, DONE, 9), moved(2), log(TIMELOCK, DONE, 8), moved(3));

    assertThat(of(new Parts(TIMELOCK, 2).announced(logs).orElseThrow()))
        .isEqualTo(List.of(List.of(1, 9), List.of(2, 8, 3)));
  }

  @Test
  void whoeverElseSaysSoIsNotBelieved() {
    List<ChainLog> forged = List.of(moved(1), log(TOKEN, DONE, 9), log(TIMELOCK, DONE, 8));
    List<ChainLog> more =
        List.of(log(TIMELOCK, DONE, 9), log(TIMELOCK, DONE, 8), log(TIMELOCK, DONE, 7));

    assertThat(new Parts(TIMELOCK, 2).announced(forged)).isEmpty();
    assertThat(new Parts(TIMELOCK, 2).announced(more)).isEmpty();
  }

  @Test
  void withoutATimelockAnEventIsOfTheCallThatAnotherRunHasItIn() {
    SimulatedRun run =
        SimulatedRun.succeeded(
            Arrays.asList(List.of(moved(1), moved(4)), List.of(moved(1), moved(2))));

    assertThat(of(new Parts(TOKEN, 2).like(List.of(moved(1), moved(1), moved(2), moved(3)), run)))
        .isEqualTo(List.of(List.of(1), List.of(1, 2, 3)));
  }
}

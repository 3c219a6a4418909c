package org.prytany.chain.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.prytany.spi.Address;

/** Calls that were tried one by one still share the coin of who makes them. */
class SpentCoinTest {

  private static final Address PAYER = new Address("0x" + "7".repeat(40));

  @Test
  void aCallFailsOnceThoseBeforeItHaveSpentTheCoin() {
    assertThat(succeed(2, 1, 0, 1, 1)).containsExactly(true, true, true, false);
    assertThat(succeed(3, 1, 0, 1, 1)).containsExactly(true, true, true, true);
    assertThat(succeed(0, 0, 0)).containsExactly(true, true);
  }

  private static List<Boolean> succeed(long had, long... values) {
    List<SimulatedRun.Call> calls =
        IntStream.range(0, values.length)
            .mapToObj(i -> new SimulatedRun.Call(PAYER, PAYER, BigInteger.valueOf(values[i]), "0x"))
            .toList();
    SimulatedRun alone =
        new SimulatedRun(
            calls.stream()
                .map(call -> new SimulatedRun.Result(true, "0x", "", "0x", List.of()))
                .toList());
    return alone.spending(calls, BigInteger.valueOf(had)).calls().stream()
        .map(SimulatedRun.Result::succeeded)
        .toList();
  }
}

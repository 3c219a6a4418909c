package org.prytany.chain.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.spi.Address;
import org.prytany.spi.Effect;

class ProbesTest {
  private static final Address TREASURY = new Address("0x0000000000000000000000000000000000071e10");
  private static final Address CALLED = new Address("0x000000000000000000000000000000000000ca11");

  private static String number(long value) {
    return AbiBytes.word(BigInteger.valueOf(value));
  }

  private static SimulatedRun.Result answer(String words) {
    return new SimulatedRun.Result(true, "0x", "", "0x" + words, List.of());
  }

  private static List<SimulatedRun.Result> state(long treasury, long called, long codeOfCalled) {
    return List.of(
        answer(number(treasury) + number(9)),
        answer(number(called) + number(codeOfCalled)),
        answer(number(0)));
  }

  @Test
  void codeThatIsGoneAfterwardsHasEnded() {
    Probes probes = new Probes(Set.of(TREASURY), List.of(), Set.of(CALLED), Set.of());
    assertThat(probes.calls()).hasSize(3);

    probes.read(state(5, 7, 100), state(5, 7, 0));

    assertThat(probes.ended()).containsExactly(CALLED);
  }

  @Test
  void codeThatStaysOrNeverWasHasNotEnded() {
    Probes probes = new Probes(Set.of(TREASURY), List.of(), Set.of(CALLED), Set.of());
    probes.read(state(5, 7, 100), state(5, 7, 100));
    assertThat(probes.ended()).isEmpty();

    probes.read(state(5, 7, 0), state(5, 7, 0));
    assertThat(probes.ended()).isEmpty();
  }

  @Test
  void coinThatMovesWithoutATransferIsToldFromBothSides() {
    Probes probes = new Probes(Set.of(TREASURY), List.of(), Set.of(CALLED), Set.of());

    probes.read(state(50, 7, 100), state(10, 47, 100));

    assertThat(probes.unexplained(List.of(), List.of()))
        .extracting(Effect::amount)
        .containsExactly(BigInteger.valueOf(40), BigInteger.valueOf(40));
  }

  @Test
  void coinThatATransferExplainsIsNotToldAgain() {
    Probes probes = new Probes(Set.of(TREASURY), List.of(), Set.of(CALLED), Set.of());
    Effect sent =
        Changes.transfer(
            Address.ZERO,
            java.util.Optional.of(TREASURY),
            java.util.Optional.of(CALLED),
            BigInteger.valueOf(40));

    probes.read(state(50, 7, 100), state(10, 47, 100));

    assertThat(probes.unexplained(List.of(sent), List.of())).isEmpty();
  }
}

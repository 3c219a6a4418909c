package org.prytany.governance.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prytany.governance.comparison.Calls.ALICE;
import static org.prytany.governance.comparison.Calls.BOB;
import static org.prytany.governance.comparison.Calls.CAROL;
import static org.prytany.governance.comparison.Calls.USDC;
import static org.prytany.governance.comparison.Calls.USDC_AT;
import static org.prytany.governance.comparison.Calls.under;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.prytany.governance.effects.ChainFacts;
import org.prytany.governance.effects.EffectsReport;
import org.prytany.spi.Address;
import org.prytany.spi.SimulatedEffects;
import org.prytany.spi.Token;

/** Payments that work one by one need not work together. */
class TogetherCheckTest {

  private static final BigInteger ETHER = BigInteger.TEN.pow(18);

  @Test
  void threeCoinsDoNotComeOutOfTwo() {
    assertThat(found(coins(), "eth_call", Map.of(Address.ZERO, ETHER.multiply(BigInteger.TWO))))
        .contains("RED MORE_THAN_HELD", "AMBER CALLS_TRIED_ALONE");
    assertThat(found(coins(), "eth_call", Map.of(Address.ZERO, BigInteger.ZERO)))
        .contains("RED MORE_THAN_HELD");
  }

  @Test
  void tokensAreCountedToo() {
    Calls calls = tokens();

    assertThat(found(calls, "eth_call", Map.of(USDC_AT, BigInteger.valueOf(1_099_999_999))))
        .contains("RED MORE_THAN_HELD");
    assertThat(found(calls, "eth_call", Map.of(USDC_AT, BigInteger.valueOf(1_100_000_000))))
        .doesNotContain("RED MORE_THAN_HELD");
  }

  @Test
  void whatComesInCanGoOut() {
    Calls calls = tokens().payFrom(CAROL, USDC, "1000", Calls.TREASURY);

    assertThat(found(calls, "eth_call", Map.of(USDC_AT, BigInteger.valueOf(100_000_000))))
        .doesNotContain("RED MORE_THAN_HELD");
  }

  @Test
  void whatWasRunTogetherOrIsNotKnownIsNotSuspected() {
    assertThat(found(coins(), "eth_simulateV1", Map.of(Address.ZERO, ETHER)))
        .doesNotContain("RED MORE_THAN_HELD", "AMBER CALLS_TRIED_ALONE");
    assertThat(found(coins(), "eth_call", Map.of())).doesNotContain("RED MORE_THAN_HELD");
  }

  private static Calls coins() {
    return under("We pay 1 ETH each.")
        .call(ALICE, "0x")
        .call(BOB, "0x")
        .call(CAROL, "0x")
        .pay(Token.NATIVE, "1", ALICE)
        .pay(Token.NATIVE, "1", BOB)
        .pay(Token.NATIVE, "1", CAROL);
  }

  private static Calls tokens() {
    return under("We pay 500 and 600 USDC.").pay(USDC, "500", ALICE).pay(USDC, "600", BOB);
  }

  private static List<String> found(Calls calls, String method, Map<Address, BigInteger> holdings) {
    EffectsReport report = calls.report();
    SimulatedEffects seen = report.effects();
    SimulatedEffects effects =
        new SimulatedEffects(
            true, seen.revertReason(), seen.effects(), seen.effectsHash(), seen.block(), method);
    return ClaimCheck.standard()
        .compare(
            Calls.DAO,
            calls.content(),
            List.of(),
            new EffectsReport(
                report.contentHash(),
                report.actions(),
                effects,
                new ChainFacts(List.of(), holdings)))
        .findings()
        .stream()
        .map(finding -> finding.severity() + " " + finding.code())
        .toList();
  }
}

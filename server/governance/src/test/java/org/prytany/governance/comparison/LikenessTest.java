package org.prytany.governance.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prytany.governance.comparison.Calls.USDC;
import static org.prytany.governance.comparison.Calls.red;
import static org.prytany.governance.comparison.Calls.under;

import java.math.BigInteger;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.findings.Verdict;
import org.prytany.spi.Address;
import org.prytany.spi.Effect;

/** Which addresses a hurried reader takes for each other, and wherever that matters. */
class LikenessTest {

  private static final Address KNOWN = new Address("0x3fa9c1d27b6e4850a1c2d3e4f5a6b7c8d9e02b74");
  private static final Dao DAO = Calls.DAO.withLabels(Map.of(KNOWN, "the print shop"));

  @ParameterizedTest
  @CsvSource({
    // both ends
    "3fa9,2b74,true",
    "3fa,b74,true",
    "3f,2b74,true",
    "3fa9,74,true",
    // one end
    "3fa9c1d27b6e,5555,true",
    "3fa9c1d,5555,true",
    "5555,9e02b74,true",
    // what happens by accident
    "3fa9,5555,false",
    "5555,2b74,false",
    "3f,74,false",
    "3fa9c,5555,false",
    "3,2b74,false"
  })
  void sharedDigitsCountAtEitherEnd(String first, String last, boolean alike) {
    Address other =
        new Address("0x" + first + "6".repeat(40 - first.length() - last.length()) + last);

    assertThat(LookAlikes.isAlike(KNOWN, other)).isEqualTo(alike);
    assertThat(LookAlikes.isAlike(other, KNOWN)).isEqualTo(alike);
  }

  @ParameterizedTest
  @CsvSource({
    "0x0000000000071821e8033345a7be174647be0706,0x00000000000c2e074ec69a0dfb2997ba6c7d2e1e",
    "0x4200000000000000000000000000000000000006,0x4200000000000000000000000000000000000010",
    "0x7777777f279eba3d3ad8f4e708545291a6fdba8b,0x7777777b9a1e06f4e5d5a3c2b1908f7e6d5c4b3a",
    "0x3fa9c1d27b6e4850a1c2d3e4f5a6b7c8d9e02b74,0x3fa9c1d27b6e4850a1c2d3e4f5a6b7c8d9e02b74"
  })
  void vanityAndTheSameAddressAreNoLikeness(String one, String other) {
    assertThat(LookAlikes.isAlike(new Address(one), new Address(other))).isFalse();
  }

  static Stream<Arguments> gains() {
    Address fake = new Address("0x3fa9c1d27b6e4850111111111111111111111111");
    return Stream.of(
        Arguments.of("payment", under("We pay 500 USDC to " + fake).pay(USDC, "500", fake)),
        Arguments.of("payment to nobody named", under("We pay 500 USDC.").pay(USDC, "500", fake)),
        Arguments.of(
            "bounded allowance",
            under("We pay 500 USDC to " + fake)
                .approve(USDC, BigInteger.valueOf(500_000_000), fake)),
        Arguments.of("unlimited allowance", under("Approve it.").approve(USDC, Calls.MAX, fake)),
        Arguments.of(
            "ownership",
            under("The ownership of the registry goes to " + fake)
                .effect(Effect.Kind.OWNERSHIP, Calls.address(0x77), fake, "", "")),
        Arguments.of(
            "role",
            under("We grant the minter role to " + fake)
                .effect(Effect.Kind.ROLE_GRANTED, Calls.address(0x77), fake, "MINTER_ROLE", "")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("gains")
  void whoGainsAndLooksLikeAKnownAccountStopsTheProposal(String what, Calls calls) {
    assertThat(red(calls.compared(DAO))).contains("LOOKALIKE_ADDRESS");
  }

  @Test
  void theKnownAccountItselfIsNoSuspect() {
    Verdict verdict = under("We pay 500 USDC to " + KNOWN).pay(USDC, "500", KNOWN).compared(DAO);

    assertThat(red(verdict)).isEmpty();
  }

  @Test
  void ofTwoThatTheTextAloneKnowsTheOneThatIsPaidIsSuspected() {
    Address fake = new Address("0x3fa9111111111111111111111111111111112b74");
    Verdict verdict =
        under("Last year " + KNOWN + " was paid. Now we pay 500 USDC to " + fake)
            .pay(USDC, "500", fake)
            .compared();

    assertThat(red(verdict)).contains("LOOKALIKE_ADDRESS");
  }
}

package org.prytany.store.body;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.prytany.spi.Address;
import org.prytany.spi.Claim;
import org.prytany.spi.Span;

class ClaimBodyTest {

  private static final Span SPAN = new Span(3, 9);
  private static final Address ALICE = new Address("0xa11ce00000000000000000000000000000000a11");

  static Stream<Claim> claims() {
    return Stream.of(
        new Claim.Payment(new BigDecimal("25000.50"), "USDC", Optional.of(ALICE), SPAN),
        new Claim.MentionedAddress(ALICE, SPAN),
        new Claim.Parameter("quorum", "4%", SPAN),
        new Claim.Authority(Claim.Authority.Kind.UPGRADE, Optional.empty(), SPAN),
        new Claim.Stream(
            new BigDecimal("10000"),
            "USDC",
            Claim.Unit.MONTH,
            OptionalInt.of(6),
            Optional.of(ALICE),
            SPAN),
        new Claim.Stream(
            BigDecimal.ONE, "ETH", Claim.Unit.WEEK, OptionalInt.empty(), Optional.empty(), SPAN),
        new Claim.Term(new BigDecimal("1.5"), Claim.Unit.YEAR, SPAN),
        new Claim.Day(LocalDate.of(2026, 2, 28), SPAN));
  }

  @ParameterizedTest
  @MethodSource("claims")
  void aClaimIsReadBackAsItWasStored(Claim claim) {
    assertThat(ClaimBody.of(claim).toDomain()).isEqualTo(claim);
  }
}

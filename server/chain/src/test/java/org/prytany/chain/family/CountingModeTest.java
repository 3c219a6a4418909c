package org.prytany.chain.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.prytany.chain.LocalDao;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.spi.Support;

class CountingModeTest {
  private static final Map<Support, Integer> BRAVO =
      Map.of(Support.AGAINST, 0, Support.FOR, 1, Support.ABSTAIN, 2);

  @Test
  void bravoSupportIsAgainstForAbstainInThatOrder() {
    assertThat(CountingMode.supports("support=bravo&quorum=for,abstain")).contains(BRAVO);
    assertThat(CountingMode.supports("quorum=bravo&support=bravo")).contains(BRAVO);
    assertThat(
            CountingMode.supports("support=bravo,fractional&quorum=for,abstain&params=fractional"))
        .contains(BRAVO);
  }

  @Test
  void anUnknownModeIsNeverGuessed() {
    assertThat(CountingMode.supports("support=quadratic&quorum=for")).isEmpty();
    assertThat(CountingMode.supports("quorum=for,abstain")).isEmpty();
    assertThat(CountingMode.supports("support=bravo2")).isEmpty();
    assertThat(CountingMode.supports("")).isEmpty();
  }

  @Test
  void aContractWithoutCountingModeGetsNoVote() {
    try (LocalDao local = new LocalDao()) {
      var dao = local.daoAt(local.chain.chainId(), local.stablecoin().hex());

      PrytanyException failure =
          catchThrowableOfType(PrytanyException.class, () -> local.adapters.reader().supports(dao));

      assertThat(failure.code()).isEqualTo(FailureCode.GOVERNOR_NOT_SERVED);
      assertThat(failure).hasMessageContaining("COUNTING_MODE");
    }
  }
}

package org.prytany.chain.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
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
  void whatBecomesOfParametersIsTakenFromTheModeAndNeverGuessed() {
    assertThat(CountingMode.params("support=bravo&quorum=for,abstain"))
        .isEqualTo(VoteParams.IGNORED);
    assertThat(CountingMode.params("support=bravo,override&quorum=for,abstain&params=override"))
        .isEqualTo(VoteParams.IGNORED);
    for (String mode :
        List.of(
            "support=bravo&quorum=for,abstain&params=fractional",
            "support=bravo,fractional&quorum=for,abstain&params=fractional",
            "support=bravo&quorum=against,abstain&quorum=for,abstain&params=fractional")) {
      assertThat(CountingMode.params(mode)).as(mode).isEqualTo(VoteParams.FRACTIONS);
    }
    for (String mode :
        List.of(
            "support=bravo&quorum=bravo&params=fractional",
            "support=bravo&quorum=for,abstain&params=weighted",
            "support=bravo&quorum=for,abstain&params=fractional&params=weighted")) {
      assertThat(CountingMode.params(mode)).as(mode).isEqualTo(VoteParams.UNKNOWN);
    }
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

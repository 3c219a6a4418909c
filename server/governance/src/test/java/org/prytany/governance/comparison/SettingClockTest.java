package org.prytany.governance.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.findings.Finding;
import org.prytany.governance.findings.Verdict;

/** What settings count time in, by their names, their governor's clock and their chain. */
class SettingClockTest {

  private static final String TEXT = "The voting period becomes 7 days.";

  private static Verdict governors(long chain, String blocks) {
    Dao dao = Dao.onlyRead("d", "D", chain, Calls.GOVERNOR, Calls.TREASURY);
    return Calls.under(TEXT)
        .set("votingPeriod", blocks)
        .voteEnd(21_000_000)
        .compared(dao, List.of());
  }

  private static List<String> codes(Verdict verdict) {
    return verdict.findings().stream().map(Finding::code).toList();
  }

  private static Verdict set(String name, String value, String text) {
    return Calls.under(text).set(name, value).compared(Calls.DAO, List.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"302400", "120960", "40320", "604800"})
  void whereClockAndChainAreKnownOnlyItsBlocksAreRight(String blocks) {
    assertThat(codes(governors(1, "50400"))).isEmpty();
    assertThat(Calls.red(governors(1, blocks))).contains("PARAMETER_CONTRADICTED");
  }

  @ParameterizedTest
  @CsvSource({
    "42220, 604800",
    "43114, 604800",
    "324, 604800",
    "43114, 302400",
    "59144, 302400",
    "59144, 201600",
    "56, 201600",
    "534352, 201600",
    "5000, 302400"
  })
  void onAChainWhoseBlocksAreNotKnownNothingIsRed(long chain, String blocks) {
    assertThat(Calls.red(governors(chain, blocks))).isEmpty();
    assertThat(Calls.red(governors(chain, "51000"))).contains("PARAMETER_CONTRADICTED");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "delayInHours | 48 | 172800 | The delay in hours becomes 48 hours.",
        "delayMinutes | 30 | 1800 | The delay in minutes becomes 30 minutes.",
        "cooldownDays | 7 | 604800 | The cooldown days become 7 days.",
        "votingPeriodDays | 7 | 604800 | The voting period, in days, becomes 7 days.",
        "withdrawalDelaySeconds | 604800 | 50400 | The withdrawal delay, in seconds, becomes 7 days.",
      })
  void aUnitInItsNameDecides(String name, String right, String wrong, String text) {
    assertThat(codes(set(name, right, text))).isEmpty();
    assertThat(Calls.red(set(name, wrong, text))).contains("PARAMETER_CONTRADICTED");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "withdrawalDelayBlocks | 50400 | The withdrawal delay blocks are set to 7 days.",
        "unstakingDelayBlocks | 50400 | Set the unstaking delay, in blocks, to 7 days.",
        "cooldownEpochs | 7 | The cooldown epochs become 7 days, of one epoch each.",
      })
  void whatCountsBlocksOrEpochsIsAmberWhereTheirLengthIsNotKnown(
      String name, String value, String text) {
    assertThat(Calls.red(set(name, value, text))).isEmpty();
    assertThat(codes(set(name, value, text))).isNotEmpty();
    assertThat(Calls.red(set(name, "604801", text))).isNotEmpty();
  }
}

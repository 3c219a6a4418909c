package org.prytany.governance.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.governance.findings.Finding;

/** Two values for one setting: which is the old one, and what is said where no word tells. */
class OldOrNewValueTest {

  private static List<String> codes(String text, String name, String value) {
    return Calls.under(text.replace("\\n", "\n")).set(name, value).compared().findings().stream()
        .map((Finding finding) -> finding.severity() + " " + finding.code())
        .toList();
  }

  private static List<String> delay(String text, int days) {
    return codes(text, "minDelay", String.valueOf(days * 86_400));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The timelock delay of 2 days becomes 4 days.",
        "The timelock delay of 2 days is raised to 4 days.",
        "The timelock delay of 2 days is too short. It becomes 4 days.",
        "The timelock delay is 2 days today. We set it to 4 days.",
        "The timelock delay is now 2 days. We set it to 4 days.",
        "The timelock delay, which is 2 days, becomes 4 days.",
        "We double the timelock delay (2 days) to 4 days.",
        "The timelock delay goes up by 2 days to 4 days.",
        "The timelock delay has been 2 days since launch. It becomes 4 days.",
        "The timelock delay is set at 2 days at the moment; we raise it to 4 days.",
        "The new timelock delay is 4 days (2 days before).",
        "The timelock delay becomes 4 days (before: 2 days).",
        "The timelock delay becomes 4 days (currently set to 2 days).",
        "Timelock delay: 2 days → now 4 days",
        "Timelock delay: 2 days -> **new:** 4 days",
        "Timelock delay: 2 days ~> 4 days",
        "Timelock delay: 2 days ⟼ 4 days",
        "| Setting | Before | Now |\\n|---|---|---|\\n| Timelock delay | 2 days | 4 days |",
        "| Setting | Previously | Now |\\n|---|---|---|\\n| Timelock delay | 2 days | 4 days |",
        "| Setting | Today | Tomorrow |\\n|---|---|---|\\n| Timelock delay | 2 days | 4 days |",
        "| Setting | Current | Revised |\\n|---|---|---|\\n| Timelock delay | 2 days | 4 days |",
        "| Setting | Current | Recommendation |\\n"
            + "|---|---|---|\\n"
            + "| Timelock delay | 2 days | 4 days |",
        "| Setting | Existing | Modified |\\n|---|---|---|\\n| Timelock delay | 2 days | 4 days |",
        "| Setting | Old value | Value |\\n|---|---|---|\\n| Timelock delay | 2 days | 4 days |",
        "| Setting | Current Value | Change |\\n"
            + "|---|---|---|\\n"
            + "| Timelock delay | 2 days | 4 days |",
        "| What | |\\n"
            + "|---|---|\\n"
            + "| Old timelock delay | 2 days |\\n"
            + "| Why | short |\\n"
            + "| Who | council |\\n"
            + "| New timelock delay | 4 days |"
      })
  void theOldOneIsNotAgreedWithAndTheNewOneIs(String text) {
    assertThat(delay(text, 4)).as("new").isEmpty();
    assertThat(delay(text, 2))
        .as("old")
        .containsAnyOf("RED PARAMETER_CONTRADICTED", "AMBER PARAMETER_NOT_NAMED");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Timelock delay: 2 days / 4 days (old / new)",
        "Timelock delay: 2 days > 4 days",
        "Old and new timelock delay: 2 days, 4 days",
        "| Setting | One | Two |\\n|---|---|---|\\n| Timelock delay | 2 days | 4 days |",
        "| Timelock delay | 2 days | 4 days |"
      })
  void whereNothingTellsNeitherIsAgreedWith(String text) {
    assertThat(delay(text, 2)).contains("AMBER PARAMETER_NOT_NAMED");
    assertThat(delay(text, 4)).contains("AMBER PARAMETER_NOT_NAMED");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The voting delay is 2 days, the timelock delay is 4 days.",
        "Timelock delay: 4 days, voting period: 7 days, voting delay: 1 day",
        "We set 4 days for the timelock delay and 7 days for the voting period.",
        "The timelock delay becomes 4 days after a review of 7 days.",
        "Set the timelock delay to 4 days (96 hours, 28,800 blocks) in 30 days.",
        "Set the timelock delay to 4 days in 2 steps.",
        "| Voting delay | Timelock delay |\\n|---|---|\\n| 2 days | 4 days |",
        "Replace the timelock delay with 4 days.",
        "Replace the timelock delay by 4 days.",
        "Replace the current timelock delay with 4 days.",
        "This replaces the timelock delay with 4 days.",
        "Replacing the timelock delay: 4 days.",
        "Replace the 2 days of timelock delay by 4 days.",
        "Update the existing timelock delay: 4 days",
        "Our existing timelock's new delay is 4 days.",
        "The current proposal's timelock delay: 4 days",
        "Set the timelock delay as in the earlier vote: 4 days.",
        "The actual timelock delay: 4 days",
        "The existing timelock delay (2 days) is replaced by 4 days.",
        "Original timelock delay 2 days, new timelock delay 4 days.",
        "Prior to execution there is a timelock delay of 4 days.",
        "Starting in May, the timelock delay starts at 4 days."
      })
  void anHonestValueAgrees(String text) {
    assertThat(delay(text, 4)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "votingDelay | 172800 | Set the voting delay so that voting starts 2 days after a"
            + " proposal.",
        "votingDelay | 172800 | Voting delay: 2 days. Votes start 2 days after the proposal.",
        "votingPeriod | 604800 | Voting period: the vote starts and lasts 7 days.",
        "quorumNumerator | 4 | Quorum starts at 4 %.",
        "quorumNumerator | 4 | Set the present quorum at 4 %.",
        "quorumNumerator | 4 | The original proposal's quorum: 4 %",
        "quorumNumerator | 4 | Raise the current quorum of 3 % to 4 %.",
        "proposalThreshold | 50000000000000000000000 | Proposal threshold: start at 50,000 tokens."
      })
  void wordsThatOnlyLookLikeOldOnesAreNone(String name, String value, String text) {
    assertThat(codes(text, name, value)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The current timelock delay is 4 days.",
        "Current timelock delay: 4 days",
        "The timelock delay was 4 days."
      })
  void theOnlyValueIsAmberWhereItCountsAsOld(String text) {
    assertThat(delay(text, 4)).containsExactly("AMBER PARAMETER_NOT_NAMED");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The timelock delay is not lowered to 4 days.",
        "The timelock delay goes from 4 days to 5 days."
      })
  void whatIsDeniedOrReplacedStaysRed(String text) {
    assertThat(delay(text, 4)).contains("RED PARAMETER_CONTRADICTED");
  }
}

package org.prytany.governance.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.findings.Finding;
import org.prytany.governance.findings.Verdict;
import org.prytany.spi.Address;
import org.prytany.spi.Claim;

/** In which unit, for whom, and instead of what a text gives a setting its value. */
class SettingsInTextTest {

  private static final Address PROTOCOL = Calls.address(0xa1);
  private static final Address TREASURERS = Calls.address(0xa2);
  private static final Dao DAO =
      Calls.labelled(Map.of(PROTOCOL, "Protocol Timelock", TREASURERS, "Treasury Timelock"));

  private static List<String> codes(Calls calls) {
    return codes(calls.compared(Calls.DAO, List.<Claim>of()));
  }

  private static List<String> codes(Verdict verdict) {
    return verdict.findings().stream().map(Finding::code).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "minDelay | Set the timelock delay to 1 day. | 86400 | 43200",
        "delay | Set the delay to 1 day. | 86400 | 17280",
        "gracePeriod | The grace period becomes two weeks. | 1209600 | 100800",
        "minDelay | The timelock delay becomes 48 hours. | 172800 | 14400",
      })
  void aDelayIsInSeconds(String name, String text, String honest, String inBlocks) {
    assertThat(codes(Calls.under(text).set(name, honest))).isEmpty();
    assertThat(codes(Calls.under(text).set(name, inBlocks))).contains("PARAMETER_CONTRADICTED");
  }

  @Test
  void aPeriodWhoseClockIsNotKnownMayBeInBlocksAndThatIsSaid() {
    String text = "The voting period becomes 7 days.";

    assertThat(codes(Calls.under(text).set("votingPeriod", "604800"))).isEmpty();
    Calls counted =
        Calls.under(text)
            .set("votingPeriod", "50400")
            .decoded(PROTOCOL, "setVotingPeriod(uint256)", List.of());
    Verdict blocks = counted.compared(DAO, List.of());
    assertThat(codes(blocks)).containsExactly("PARAMETER_IN_BLOCKS");
    assertThat(blocks.blocked()).isFalse();
    assertThat(blocks.findings().getFirst().text()).contains("takes 12 seconds");
    assertThat(Agreement.of(blocks, text, counted.report().actions()).kind())
        .isEqualTo(Agreement.Kind.NOT_COMPARED);
    Calls seconds =
        Calls.under(text)
            .set("votingPeriod", "604800")
            .decoded(PROTOCOL, "setVotingPeriod(uint256)", List.of());
    assertThat(
            Agreement.of(seconds.compared(DAO, List.of()), text, seconds.report().actions()).kind())
        .isEqualTo(Agreement.Kind.AGREES);
    assertThat(codes(Calls.under(text).set("votingPeriod", "51000")))
        .contains("PARAMETER_CONTRADICTED");
  }

  @Test
  void aGovernorsPeriodIsInItsClock() {
    String text = "The voting period becomes 7 days.";
    Dao mainnet = Dao.onlyRead("d", "D", 1, Calls.GOVERNOR, Calls.TREASURY);

    assertThat(
            codes(
                Calls.under(text)
                    .set("votingPeriod", "50400")
                    .voteEnd(21_000_000)
                    .compared(mainnet, List.of())))
        .isEmpty();
    assertThat(
            codes(
                Calls.under(text)
                    .set("votingPeriod", "604800")
                    .voteEnd(21_000_000)
                    .compared(mainnet, List.of())))
        .contains("PARAMETER_CONTRADICTED");
    assertThat(
            codes(
                Calls.under(text)
                    .set("votingPeriod", "50400")
                    .voteEnd(1_760_000_000)
                    .compared(mainnet, List.of())))
        .contains("PARAMETER_CONTRADICTED");
    assertThat(
            codes(
                Calls.under("The voting period becomes 50,400 blocks, about 7 days.")
                    .set("votingPeriod", "50400")))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Instead of the current 2 days, the timelock delay becomes 4 days.",
        "Instead of the current delay of 2 days, the timelock delay becomes 4 days.",
        "In place of the present 2 days the timelock delay becomes 4 days.",
        "Replacing the existing timelock delay of 2 days, the timelock delay will be 4 days.",
        "Timelock delay: 2 days ➜ 4 days",
        "Timelock delay: **2 days** → **4 days**",
        "Timelock delay: `2 days` => `4 days`",
        "Timelock delay: 2 days ⟹ 4 days",
        "Timelock delay: 2 days ➡️ 4 days",
        "Timelock delay: 4 days ← 2 days",
        "The current timelock delay is 2 days. The new timelock delay is 4 days.",
        "Current timelock delay: 2 days. New timelock delay: 4 days.",
        "| Setting | Was | Becomes |\n|---|---|---|\n| Timelock delay | 2 days | 4 days |",
        "| Setting | From | To |\n|---|---|---|\n| Timelock delay | 2 days | 4 days |",
        "| Setting | Current | Proposed |\n|---|---|---|\n| Timelock delay | 2 days | 4 days |",
        "| Setting | Old | New |\n|---|---|---|\n| Timelock delay | 2 days | 4 days |",
        "| Setting | New | Old |\n|---|---|---|\n| Timelock delay | 4 days | 2 days |",
        "| Setting | Bisher | Künftig |\n|---|---|---|\n| Timelock delay | 2 days | 4 days |",
        "| Setting | Antes | Después |\n|---|---|---|\n| Timelock delay | 2 days | 4 days |",
        "| Setting | Actuel | Proposé |\n|---|---|---|\n| Timelock delay | 2 days | 4 days |",
        "| Setting | Atual | Proposto |\n|---|---|---|\n| Timelock delay | 2 days | 4 days |",
        "| Setting | Было | Станет |\n|---|---|---|\n| Timelock delay | 2 days | 4 days |",
        "| Setting | 当前 | 提议 |\n|---|---|---|\n| Timelock delay | 2 days | 4 days |",
        "| Setting | 現在 | 変更後 |\n|---|---|---|\n| Timelock delay | 2 days | 4 days |",
        "| Current timelock delay | 2 days |\n|---|---|\n| New timelock delay | 4 days |",
      })
  void anOldValueIsNoneThatTheTextAsksFor(String text) {
    assertThat(codes(Calls.under(text).setFrom("minDelay", "259200", "345600"))).isEmpty();
    Verdict old =
        Calls.under(text).setFrom("minDelay", "259200", "172800").compared(Calls.DAO, List.of());
    assertThat(Calls.red(old)).contains("PARAMETER_CONTRADICTED");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Instead of a vote on each upgrade, set the timelock delay to 4 days.",
        "The current timelock delay is too short: it becomes 4 days.",
        "Raise the current timelock delay to 4 days.",
        "Previously the delay was not set. The timelock delay becomes 4 days.",
        "From now on the timelock delay is 4 days.",
        "| Setting | Value |\n|---|---|\n| Timelock delay | 4 days |",
        "| Step | To do |\n|---|---|\n| 1 | Set the timelock delay to 4 days |",
      })
  void aNewValueIsNotTakenForAnOldOne(String text) {
    assertThat(codes(Calls.under(text).setFrom("minDelay", "172800", "345600"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Set the delay of the Treasury Timelock to 2 days.",
        "The Treasury Timelock's delay becomes 2 days.",
        "Set the Treasury Timelock delay to 2 days. Everything else stays.",
        "Set the delay of the Treasury Timelock to 2 days and that of the Protocol Timelock to 3"
            + " days.",
        "Set the delay to 2 days for the Treasury Timelock, and to 3 days for the Protocol"
            + " Timelock.",
        "Set the delay of 0xa2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2 to 2 days.",
      })
  void aValueForOneContractIsNoneForAnother(String text) {
    assertThat(codes(on(TREASURERS, text))).isEmpty();
    assertThat(Calls.red(on(PROTOCOL, text))).contains("PARAMETER_CONTRADICTED");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Set the delay to 2 days.",
        "Set the delay of the Protocol Timelock to 2 days.",
        "Set the delay of the Treasury Timelock and the Protocol Timelock to 2 days.",
        "Set the delay of the Protocol Timelock to 2 days, as"
            + " 0xa11ce00000000000000000000000000000000a11 asked.",
        "The Treasury Timelock pays for the audit. The delay of the Protocol Timelock becomes 2"
            + " days.",
        "The delay becomes 2 days. The Treasury Timelock is not changed.",
      })
  void aValueForAContractOrForNoneInParticularIsOne(String text) {
    assertThat(codes(on(PROTOCOL, text))).isEmpty();
  }

  private static Verdict on(Address contract, String text) {
    return Calls.under(text).setOn(contract, "delay", "172800").compared(DAO, List.of());
  }
}

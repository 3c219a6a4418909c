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

/** Whose setting a value is: by the sentence, and by what stands over and beside it. */
class SettingOwnersTest {

  private static final Address PROTOCOL = Calls.address(0xa1);
  private static final Address TREASURERS = Calls.address(0xa2);
  private static final Address STRANGER = Calls.address(0xb7);
  private static final Dao DAO =
      Calls.labelled(Map.of(PROTOCOL, "Protocol Timelock", TREASURERS, "Treasury Timelock"));

  private static Verdict on(Address contract, String text) {
    return Calls.under(text).setOn(contract, "delay", "172800").compared(DAO, List.of());
  }

  private static List<String> codes(Verdict verdict) {
    return verdict.findings().stream().map(Finding::code).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "## Treasury Timelock\n\n- delay: 2 days",
        "## Treasury Timelock\n\nThe delay becomes 2 days.",
        "## Treasury Timelock\n\n### Settings\n\n- delay: 2 days",
        "Treasury Timelock:\n- grace: 9\n- delay: 2 days",
        "**Treasury Timelock**\n\n- delay: 2 days",
        "- Treasury Timelock\n  - delay: 2 days",
        "The Treasury Timelock gets a new setting. Its delay becomes 2 days.",
        "Set the delay to 2 days. This concerns the Treasury Timelock only.",
        "| Contract | delay |\n|---|---|\n| Treasury Timelock | 2 days |",
        "| Contract | delay |\n|---|---|\n| Treasury Timelock | 2 days |\n| Protocol Timelock | 3 days |",
        "| Contract | Setting | Value |\n|---|---|---|\n| Treasury Timelock | delay | 2 days |\n| Protocol Timelock | delay | 3 days |",
        "Delay:\n- Treasury Timelock: 2 days",
        "Delays:\n1. Treasury Timelock: 2 days\n2. Protocol Timelock: 3 days",
        "Only the Treasury Timelock, not the Protocol Timelock, gets a delay of 2 days.",
        "Set the delay of the Treasury Timelock, unlike the Protocol Timelock, to 2 days.",
        "As with the Protocol Timelock, set the delay of the Treasury Timelock to 2 days.",
        "Following step 1 for the Protocol Timelock, set the delay of the Treasury Timelock to 2 days.",
        "Set the delay of the [Timelock](https://etherscan.io/address/0xa2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2) to 2 days.",
        "Set the delay: 0xa2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2 → 2 days.",
        "Call setDelay(172800) on 0xa2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2",
        "`0xa2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2.setDelay(172800)`",
        "Set the delay of the Treasury-Timelock to 2 days.",
        "Set the delay of TreasuryTimelock to 2 days.",
        "To match the Protocol Timelock (3 days), set the delay of the Treasury Timelock to 2 days.",
        "As the Protocol Timelock has since 2021, the delay of the Treasury Timelock becomes 2 days.",
        "In 2024 the Protocol Timelock got 3 days of delay; the Treasury Timelock now gets 2 days.",
        "The delay of the Treasury Timelock (owned by the Protocol Timelock) becomes 2 days.",
        "Set the delay to 2 days on the Treasury Timelock, which the Protocol Timelock owns.",
        "The Protocol Timelock asks: set the delay of the Treasury Timelock to 2 days.",
        "For the Treasury Timelock, the delay becomes 2 days; the Protocol Timelock is not changed.",
      })
  void aValueBelongsToTheContractThatIsNamedForIt(String text) {
    assertThat(Calls.red(on(TREASURERS, text))).as("its own").isEmpty();
    assertThat(Calls.red(on(PROTOCOL, text))).contains("PARAMETER_CONTRADICTED");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "| Contract | delay |\n|---|---|\n| Treasury Timelock | 2 days |\n| Protocol Timelock | 3 days |",
        "## Treasury Timelock\n\n- delay: 2 days\n\n## Protocol Timelock\n\n- delay: 3 days\n",
        "Set the delay of the Treasury Timelock to 2 days and the delay of the Protocol Timelock to 3 days.",
        "- Treasury Timelock\n  - delay: 2 days\n- Protocol Timelock\n  - delay: 3 days\n",
      })
  void twoValuesThatAreSwappedAreRed(String text) {
    Calls right =
        Calls.under(text).setOn(TREASURERS, "delay", "172800").setOn(PROTOCOL, "delay", "259200");
    Calls swapped =
        Calls.under(text).setOn(PROTOCOL, "delay", "172800").setOn(TREASURERS, "delay", "259200");

    assertThat(codes(right.compared(DAO, List.of()))).isEmpty();
    assertThat(Calls.red(swapped.compared(DAO, List.of())))
        .containsExactly("PARAMETER_CONTRADICTED", "PARAMETER_CONTRADICTED");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Set the delay to 2 days at the request of 0xa11ce00000000000000000000000000000000a11.",
        "Set the delay to 2 days, under supervision of the guardian"
            + " 0xa11ce00000000000000000000000000000000a11.",
        "Set the delay to 2 days, says the proposer of 0xa11ce00000000000000000000000000000000a11.",
        "Set the delay of the Treasury Timelock, on behalf of"
            + " 0xa11ce00000000000000000000000000000000a11, to 2 days.",
        "Set the delay via the Protocol Timelock to 2 days.",
        "The Protocol Timelock executes it: we set the delay to 2 days.",
        "Set the delay to 2 days through the Protocol Timelock.",
      })
  void whoAsksExecutesOrGuardsOwnsNothing(String text) {
    assertThat(codes(on(TREASURERS, text))).isEmpty();
  }

  @Test
  void aValueOfAnAccountThatNobodyKnowsIsAmber() {
    String text = "Set the delay of the contract " + STRANGER + " to 2 days.";

    assertThat(codes(on(TREASURERS, text))).containsExactly("PARAMETER_NOT_NAMED");
    assertThat(on(TREASURERS, text).blocked()).isFalse();
    assertThat(codes(on(STRANGER, text))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Comet USDC, Comet WETH",
    "Protocol Governor, Treasury Governor",
    "Core Pool, Lido Pool",
    "Main Market, Side Market"
  })
  void aNameThatSharesAWordWithTheContractsOwnIsAContracts(String one, String other) {
    Dao dao = Calls.labelled(Map.of(PROTOCOL, one, TREASURERS, other));
    String text = "Set the supply cap of the " + other + " to 5,000.";

    assertThat(
            Calls.red(
                Calls.under(text).setOn(PROTOCOL, "supplyCap", "5000").compared(dao, List.of())))
        .contains("PARAMETER_CONTRADICTED");
    assertThat(
            codes(
                Calls.under(text).setOn(TREASURERS, "supplyCap", "5000").compared(dao, List.of())))
        .isEmpty();
  }

  @Test
  void aNameOfAnAccountThatIsCalledIsAContracts() {
    Dao dao = Calls.labelled(Map.of(PROTOCOL, "Harbour", TREASURERS, "Lighthouse"));
    String text = "Set the supply cap of the Lighthouse to 5,000 and its rate to 7.";
    Calls both =
        Calls.under(text).setOn(PROTOCOL, "supplyCap", "5000").setOn(TREASURERS, "rate", "7");

    assertThat(Calls.red(both.compared(dao, List.of()))).containsExactly("PARAMETER_CONTRADICTED");
  }

  /** A person's name beside a setting makes it nobody else's. */
  @Test
  void anAccountThatIsNoContractOwnsNothing() {
    Dao dao = Calls.labelled(Map.of(PROTOCOL, "Protocol Timelock", Calls.ALICE, "Alice Brown"));
    String text = "Alice Brown: this proposal sets the delay to 2 days.";

    assertThat(codes(Calls.under(text).setOn(PROTOCOL, "delay", "172800").compared(dao, List.of())))
        .isEmpty();
  }
}

package org.prytany.reading.modality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sentences that cannot be shown alone are told by what they lean on. */
class LeaningTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "true | The Lodger is a decentralised vault for small treasuries.",
        "true | LDG is the native token of the guild.",
        "true | Rent refers to what a lodger pays.",
        "true | The treasury will pay two teams:",
        "true | How the rent is paid",
        "false | The fee is a problem for small lodgers.",
        "false | The main reason is to lower the fee.",
        "false | This proposal is a test of the bridge.",
        "false | The plan is a wind-down of four months.",
        "false | Raising the fee would pay for the audit.",
        "false | How the rent is paid, and when, is for the guild to say.",
        "false | The guild pays an auditor, who is a member.",
        "false | We propose to raise the fee, which is the first of two steps."
      })
  void whatDefinesAnnouncesOrOnlyAsksTellsLittle(boolean little, String sentence) {
    assertThat(Leaning.tellsLittle(sentence)).isEqualTo(little);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "QUESTION | Should the treasury pay the auditors?",
        "ANNOUNCEMENT | The treasury will pay two teams:",
        "CODE | vault.setLimit(LIMIT);",
        "TEMPLATE | Please describe what the grant will be used for.",
        "TEMPLATE | Test vectors: TODO",
        "GREETING | Hello everyone, we are the wallet team.",
        "GREETING | Thanks to the guild for its patience.",
        "LEGAL | Nothing here is investment advice, and no author is liable for losses.",
        "LEGAL | The text is released under a free licence.",
        "EXAMPLE | For example, the vault could hold 10 ETH.",
        "CASE | If the audit fails, the payment is returned.",
        "CASE | In the event that a signer leaves, the others appoint one.",
        "REFERENCE | This would lower the fee.",
        "REFERENCE | It also pays the second team.",
        "REFERENCE | Therefore the fee falls to 2%.",
        "REFERENCE | Both of them will be paid monthly.",
        "REFERENCE | Their work will end in June.",
        "REFERENCE | The second payment will follow in June.",
        "CASE | In this case the vault will be closed.",
        "POINTER | The table below shows the limits.",
        "POINTER | The budget is listed above.",
        "POINTER | See section 4 for the limits.",
        "REJECTED | An alternative is to pay the team in ETH.",
        "REJECTED | We also considered a fee of 3%.",
        "REJECTED | A simpler approach would be to pay monthly.",
        "HEDGE | Perhaps the fee should fall.",
        "HEDGE | Perhaps we propose to raise the fee to 2% next year.",
        "NONE | I believe we should pay, so we propose to pay the wallet team 5,000 USDC.",
        "HEDGE | In the future, the guild will run the vault.",
        "FRAGMENT | Wallet of the guild",
        "PAST | In May the guild was founded by two teams.",
        "NONE | We propose to pay the wallet team 5,000 USDC.",
        "NONE | This proposal pays the wallet team 5,000 USDC.",
        "NONE | Increase the fee of the vault from 1% to 2%.",
        "NONE | It is proposed that the guild runs the vault.",
        "NONE | If approved, the proposal pays the wallet team 5,000 USDC.",
        "NONE | This change raises the limit of the vault.",
        "NONE | There is no limit on what the vault pays.",
        "NONE | Both the guild and the vault pay the same fee.",
        "NONE | We propose to pay the team the amounts listed below, 5,000 USDC in all.",
        "NONE | The guild hereby commissions five auditors for the vault.",
        "REFERENCE | It requests 5,000 USDC for the team.",
        "NONE | The vault lacks a limit, so one error can empty it."
      })
  void aSentenceIsToldByWhatItLeansOn(Leaning expected, String sentence) {
    assertThat(Leaning.of(sentence)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "However, the fee is too high. | The fee is too high.",
        "However, cbBTC is too scarce. | cbBTC is too scarce.",
        "Therefore, stETH-2 is added. | stETH-2 is added.",
        "Specifically, we propose to close the vault. | We propose to close the vault.",
        "However the fee moves, the vault pays. | However the fee moves, the vault pays.",
        "We propose, finally, to close it. | We propose, finally, to close it."
      })
  void aWordThatOnlyGoesOnIsLeftOut(String sentence, String expected) {
    assertThat(Leaning.withoutConnective(sentence)).isEqualTo(expected);
  }

  @Test
  void nothingLeansOnNothing() {
    assertThat(Leaning.of("")).isEqualTo(Leaning.FRAGMENT);
  }

  @Test
  void aNameThatTheRulesLackIsRefused() {
    assertThatThrownBy(() -> Rules.of("leaning.rules").words("nowhere"))
        .hasMessageContaining("leaning.rules");
  }
}

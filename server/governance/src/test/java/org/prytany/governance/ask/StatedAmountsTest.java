package org.prytany.governance.ask;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.governance.proposal.Asked;
import org.prytany.reading.Reading;
import org.prytany.spi.TextDigest;

/** Amounts and settings that the line says as facts: rather none than one that is not asked for. */
class StatedAmountsTest {

  private static Asked read(String text) {
    return AskReader.of(
        Reading.of(text),
        new TextDigest("", List.of(), List.of(), List.of(), List.of(), "test"),
        text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "We request 40,000 USDC for the audit. | 40,000 USDC",
        "The guild is requesting a budget of 40,000 USDC. | 40,000 USDC",
        "Total funding request: 40,000 USDC | 40,000 USDC",
        "The budget request for this work is 40,000 USDC. | 40,000 USDC",
        "The council proposes that the treasury transfer 40,000 USDC to the guild. | 40,000 USDC",
        "The DAO will pay 40,000 USDC to the guild. | 40,000 USDC",
        "Transfer 40,000 USDC to the guild. | 40,000 USDC",
        "We request ~40,000 CELO, at the rate of today. | ~40,000 CELO"
      })
  void whatIsRequestedOrOrderedIsSaid(String text, String amount) {
    assertThat(read(text).payment()).isEqualTo(amount);
  }

  /** Prices, limits, examples, others' sums and what is done already. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "The treasury grows. After the change the dearest asset transfer will cost about $0.0015.",
        "The treasury grows. A transfer fee of 0.5 ETH is kept.",
        "The treasury grows. The call is built to send 1 ADA to the wallet.",
        "The treasury grows. Alice wants to send 5 ETH to the shop.",
        "The treasury grows. Users request 5 ETH from the pool.",
        "The treasury grows. The guild requested 5 ETH to go through the year.",
        "The treasury grows. Its game drew many, allocating 5 ETH two weeks ahead of schedule.",
        "The treasury grows.\n\n## Use case 1\n\nTransfer 5 ETH to the shop.",
        "The treasury grows.\n\n## Examples\n\n### A gift\n\nTransfer 5 ETH to the shop.",
        "- Fast grants: < $100k, for which one may ask the treasury for a grant.",
        "The treasury grows. The bot pays, and the main request is 0.2 ETH for a game.",
        "The council had applications requesting a combined $12.2M.",
        "Send 0.08 ETH to the account that signs once."
      })
  void whatIsNotAskedForIsNotSaid(String text) {
    Asked asked = read(text);

    assertThat(asked.payment()).isEmpty();
    assertThat(asked.purposes()).isEmpty();
  }

  /** One of several acts is not all that is asked for, whatever tokens the others move. */
  @Test
  void oneStepOfSeveralIsNotTheOnlyAmount() {
    String pay = "Transfer 128 ETH to the guild for the audit.\n\n";
    String others = "- Withdraw all funds from the old market.\n- Revoke the old allowances.\n";

    assertThat(read(pay).payment()).isEqualTo("128 ETH");
    assertThat(read(pay + others).payment()).isEmpty();
    assertThat(read(pay + others).purposes()).hasSize(1);
    assertThat(read(pay.replace("Transfer", "We request to transfer") + others).payment())
        .isEqualTo("128 ETH");
  }

  /** Neither of two that are asked for in one breath is the only one, whatever token it is of. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Total mUSD requested: $30,741.68\n\nTotal MTA requested: 17,351",
        "Total requested: 959,000 USDC + 15 ETH",
        "We request 26,000 aEthLidoGHO and 15 ETH for the audit.",
        "We request 15 ETH and 26,000 aEthLidoGHO for the audit."
      })
  void oneOfTwoJoinedAmountsIsNotTheOnlyOne(String text) {
    assertThat(read(text).payment()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The previous vote increased the base rate from 7% to 17%.",
        "An older change extended the update period from 24 hours to 30 days.",
        "After the increase in gas limit from 30M to 60M the state grew.",
        "Raise the LTV from 66% to 69% on the core market and 63% to 66% on the other.",
        "The hubs had cuts ranging from 5% to 30%.",
        "We propose to change a slot, changing it from 1 to 0.",
        "This is what we agreed on, reducing the original request from 521k to 356k.",
        "The risk team recommended doubling the penalty from 30% to 60%.",
        "## Potential strategies\n\nChanging the number of blocks from 5 to 1."
      })
  void aSettingThatIsToldOfIsNotSaid(String text) {
    assertThat(read(text).settings()).isEmpty();
  }

  @Test
  void aSettingIsSaidOnceAndByItsName() {
    assertThat(read("The supply cap is to be increased from 35,280 to 45,000.").settings())
        .containsExactly(new Asked.FromTo("supply cap", "35,280", "45,000"));
    assertThat(
            read("Update the Protocol fee from 0 to 10%. Increase the Protocol Fee from 0% to 10%.")
                .settings())
        .containsExactly(new Asked.FromTo("Protocol fee", "0", "10%"));
    assertThat(
            read("Increase the quorum from 500 to 750. Then increase the quorum from 750 to 1000.")
                .settings())
        .isEmpty();
  }

  /** Where two things have a setting of one name, the line cannot say whose it is. */
  @Test
  void twoSettingsOfOneNameAreNotSaid() {
    assertThat(
            read("Increase the Base Rate from 0% to 2% for one.\n\nIncrease the Base Rate from 3% to 6% for"
                    + " the other. Increase the quorum from 3% to 4%.")
                .settings())
        .containsExactly(new Asked.FromTo("quorum", "3%", "4%"));
  }
}

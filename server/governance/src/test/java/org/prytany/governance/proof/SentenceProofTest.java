package org.prytany.governance.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A sentence is shown if the text bears it out, and not with a single thing changed. */
class SentenceProofTest {

  private static final String TEXT =
      """
      # Fund the indexer and lower the fee

      This proposal pays 50,000 USDC to Alice Labs and 20,000 DAI to Bob Collective on 3 March 2026.
      This proposal raises the quorum from 4% to 10% of all votes, and will lower the swap fee to 0.3%.
      The treasury transfers 12 ETH from Vault One to Vault Two.
      The council may pause withdrawals if the oracle fails.
      Delegates will not receive rewards in the first season.
      In 2024 the foundation spent 80,000 USDC on audits.
      The proposal adds CVX as collateral and removes REP from the market.
      We enable version 3.2 of the bridge for every validator.
      Only the guardian can unpause the market.
      The minter role mints at most 500 GHO a week.
      Send the grant to 0x1111111111111111111111111111111111111111 within 30 days.
      The upgrade requires about half of the stakers to move.

      ## Rejected alternatives

      We pay 90,000 USDC to Carol Studio for a new website.

      ## Background

      The table below shows the balances of the last year.
      Furthermore, the fees of the pool fell to 2%.
      We will use the multisig for these transactions.
      """;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          amount      | This proposal pays 50,000 USDC to Alice Labs | This proposal pays 60,000 USDC to Alice Labs
          amount of another | This proposal pays 50,000 USDC to Alice Labs | This proposal pays 20,000 USDC to Alice Labs
          unit        | This proposal pays 50,000 USDC to Alice Labs | This proposal pays 50,000 DAI to Alice Labs
          unit left out | This proposal pays 50,000 USDC to Alice Labs | This proposal pays $50,000 to Alice Labs
          payee       | This proposal pays 50,000 USDC to Alice Labs | This proposal pays 50,000 USDC to Bob Collective
          payer       | The treasury transfers 12 ETH from Vault One to Vault Two | The treasury transfers 12 ETH from Vault Two to Vault One
          account     | Send the grant to 0x1111111111111111111111111111111111111111 within 30 days | Send the grant to 0x1111111111111111111111111111111111111112 within 30 days
          old and new | This proposal raises the quorum from 4% to 10% of all votes | This proposal raises the quorum from 10% to 4% of all votes
          percentage  | The proposal will lower the swap fee to 0.3% | The proposal will lower the swap fee to 0.2%
          share sign  | The proposal will lower the swap fee to 0.3% | The proposal will lower the swap fee to 0.3
          direction   | The proposal will lower the swap fee to 0.3% | The proposal will raise the swap fee to 0.3%
          add, remove | The proposal adds CVX as collateral | The proposal removes CVX as collateral
          what is added | The proposal adds CVX as collateral | The proposal adds REP as collateral
          enable      | We enable version 3.2 of the bridge for every validator | We disable version 3.2 of the bridge for every validator
          mint, burn  | The minter role mints at most 500 GHO a week | The minter role burns at most 500 GHO a week
          version     | We enable version 3.2 of the bridge for every validator | We enable version 3.3 of the bridge for every validator
          quantifier  | We enable version 3.2 of the bridge for every validator | We enable version 3.2 of the bridge for some validators
          bound       | The minter role mints at most 500 GHO a week | The minter role mints at least 500 GHO a week
          bound left out | The minter role mints at most 500 GHO a week | The minter role mints 500 GHO a week
          only        | Only the guardian can unpause the market | The guardian can unpause the market
          about       | The upgrade requires about half of the stakers to move | The upgrade requires half of the stakers to move
          negation    | Delegates will not receive rewards in the first season | Delegates will receive rewards in the first season
          negation put in | The treasury transfers 12 ETH from Vault One to Vault Two | The treasury never transfers 12 ETH from Vault One to Vault Two
          modality    | The council may pause withdrawals if the oracle fails | The council will pause withdrawals if the oracle fails
          condition   | The council may pause withdrawals if the oracle fails | The council may pause withdrawals
          past as plan | In 2024 the foundation spent 80,000 USDC on audits | This proposal asks for 80,000 USDC on audits
          date        | In 2024 the foundation spent 80,000 USDC on audits | In 2025 the foundation spent 80,000 USDC on audits
          day         | This proposal pays 20,000 DAI to Bob Collective on 3 March 2026 | This proposal pays 20,000 DAI to Bob Collective on 3 April 2026
          who         | The treasury transfers 12 ETH from Vault One to Vault Two | The foundation transfers 12 ETH from Vault One to Vault Two
          who spent   | In 2024 the foundation spent 80,000 USDC on audits | In 2024 the council spent 80,000 USDC on audits
          not whose   | Only the guardian can unpause the market | The proposal will unpause the market
          own words   | The minter role mints at most 500 GHO a week | The minter role mints at most 500 GHO a week for friendly market makers
          """)
  void oneThingChangedIsRefused(String what, String truly, String changed) {
    if (!what.equals("day")) {
      assertThat(SentenceProof.of(TEXT, truly + ".")).as(truly).matches(SentenceProof::shown);
    }
    assertThat(SentenceProof.of(TEXT, changed + ".")).as(changed).matches(proof -> !proof.shown());
  }

  @Test
  void whatIsShownNamesThePlaceThatSaysIt() {
    SentenceProof proof =
        SentenceProof.of(TEXT, "The proposal will lower the swap fee to 0.3% of all votes.");
    assertThat(proof.shown()).isFalse();

    SentenceProof good = SentenceProof.of(TEXT, "The proposal will lower the swap fee to 0.3%.");
    assertThat(good.evidence())
        .extracting(span -> span.of(TEXT))
        .containsExactly(
            "This proposal raises the quorum from 4% to 10% of all votes, and will lower the swap fee to"
                + " 0.3%.");
  }

  @Test
  void whatIsRefusedNamesTheNearestPlaceAndTheReason() {
    SentenceProof proof = SentenceProof.of(TEXT, "This proposal pays 60,000 USDC to Alice Labs.");

    assertThat(proof.reason()).isEqualTo("the text does not say \"60,000\" of it");
    assertThat(proof.evidence().getFirst().of(TEXT)).contains("50,000 USDC to Alice Labs");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          The table below shows the balances of the last year. | leans on what is not shown
          Furthermore, the fees of the pool fell to 2%.        | leans on what is not shown
          We will use the multisig for these transactions.     | leans on what is not shown
          We pay 90,000 USDC to Carol Studio for a new website. | Rejected alternatives
          """)
  void aQuotationThatWouldMisleadIsRefused(String sentence, String reason) {
    SentenceProof proof = SentenceProof.of(TEXT, sentence);

    assertThat(proof.shown()).isFalse();
    assertThat(proof.reason()).contains(reason);
  }

  @Test
  void anythingMayBeAsked() {
    for (String sentence :
        List.of(
            "",
            " ",
            "?",
            "0x",
            "%",
            "a".repeat(50_000),
            "a:" + ":".repeat(900_000) + "a",
            "to ".repeat(9_000))) {
      assertThat(SentenceProof.of(TEXT, sentence).shown()).isFalse();
      assertThat(SentenceProof.of("", sentence).shown()).isFalse();
    }
  }

  @Test
  void aNumberIsTheSameHoweverItIsWritten() {
    String text = "The proposal sets the gas limit to 50 million and pays five thousand DAI.";
    assertThat(SentenceProof.of(text, "The proposal sets the gas limit to 50M.").shown()).isTrue();
    assertThat(SentenceProof.of(text, "The proposal pays 5,000 DAI.").shown()).isTrue();
    assertThat(SentenceProof.of(text, "The proposal sets the gas limit to 50k.").shown()).isFalse();
  }
}

package org.prytany.governance.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.governance.findings.Finding;
import org.prytany.governance.findings.Verdict;

/**
 * A question that a text answers with no, or a request that it quotes and refuses, asks for
 * nothing.
 */
class AnsweredRequestsTest {

  private static Verdict paid(String written) {
    String text = written.replace("\\n", "\n").replace("{X}", Calls.ALICE.hex());
    Calls calls = Calls.under(text).pay(Calls.USDC, "5000", Calls.ALICE);
    return new TextCheck(ClaimCheck.standard())
        .compare(Calls.DAO, calls.content(), List.of(), calls.report(), List.of());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Should we pay {X} 5,000 USDC? No.",
        "Should the DAO pay {X} 5,000 USDC? No.",
        "**Q: Should we pay {X} 5,000 USDC?**\\n\\nA: No.",
        "Q: Should we pay {X} 5,000 USDC?\\nA: No, the audit is done.",
        "## Should we pay {X} 5,000 USDC?\\n\\nNo. The work was never done.",
        "### Should the treasury send 5,000 USDC to {X}?\\n\\nNo, we should not.",
        "- Should we pay {X} 5,000 USDC?\\n  - No.",
        "> pay {X} 5,000 USDC\\n\\nWe decline.",
        "> Please pay {X} 5,000 USDC for the audit.\\n\\nWe decline.",
        "> Please pay {X} 5,000 USDC for the audit.\\n\\nWe decline this request.",
        "> Pay {X} 5,000 USDC for the audit.\\n\\nThe council said no.",
        "> Pay {X} 5,000 USDC for the audit.\\n\\nOur answer is no.",
        "> Pay {X} 5,000 USDC for the audit.\\n\\nThis will not happen.",
        "A member asked: \"Pay {X} 5,000 USDC.\" We declined.",
        "A member wrote: \"Please pay {X} 5,000 USDC.\" We said no.",
        "Can we pay {X} 5,000 USDC? Absolutely not.",
        "Will the DAO pay {X} 5,000 USDC? It will not.",
        "Will you pay {X} 5,000 USDC? Not with this proposal.",
        "Do we pay {X} 5,000 USDC? We do not.",
        "Shall the DAO pay {X} 5,000 USDC? Nein.",
        "Should we pay {X} 5,000 USDC? Nope.",
        "Should we pay {X} 5,000 USDC? The answer is no.",
        "Should we pay {X} 5,000 USDC? Answer: no.",
        "Should we pay {X} 5,000 USDC? — No —",
        "Would it be fair to pay {X} 5,000 USDC? Hardly.",
        "| Question | Answer |\\n|---|---|\\n| Should we pay {X} 5,000 USDC? | No |",
        "Frage: Sollen wir {X} 5.000 USDC zahlen?\\nAntwort: Nein."
      })
  void whatIsAnsweredWithNoIsNotAskedFor(String text) {
    Verdict verdict = paid(text);

    assertThat(Agreement.of(verdict, text, List.of()).kind())
        .as(verdict.findings().toString())
        .isNotEqualTo(Agreement.Kind.AGREES);
    assertThat(verdict.findings())
        .extracting(Finding::code)
        .containsAnyOf("UNMENTIONED_TRANSFER", "AMOUNT_NOT_ASKED", "REQUEST_TAKEN_BACK");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Should we pay {X} 5,000 USDC? Yes.",
        "Should the DAO pay {X} 5,000 USDC? We ask you to vote yes.",
        "## Should we pay {X} 5,000 USDC?\\n\\nYes. The work was done well.",
        "Pay {X} 5,000 USDC for the audit. No other payment is made.",
        "Pay {X} 5,000 USDC for the audit. There is no overhead.",
        "Should we pay {X} 5,000 USDC? No doubt: the audit is done.",
        "> Pay {X} 5,000 USDC for the audit.\\n\\nWe support this request.",
        "> Pay {X} 5,000 USDC for the audit.\\n\\nWe agree, and ask the DAO to pay it.",
        "This proposal pays {X} 5,000 USDC for the audit.\\n\\nQ: Will there be more? No.",
        "We ask the DAO to pay {X} 5,000 USDC. Is it refundable? No.",
        "Pay {X} 5,000 USDC for the audit.\\n\\n## Does it change the quorum?\\n\\nNo.",
        "Transfer 5,000 USDC to {X}. Should it be rejected, nothing is paid.",
        "> Should we pay {X} 5,000 USDC?\\n\\nNo objections were raised, so pay {X} 5,000 USDC.",
        "| Question | Answer |\\n|---|---|\\n| Should we pay {X} 5,000 USDC? | Yes |",
        "Pay {X} 5,000 USDC. We declined a second offer of 9,000 DAI."
      })
  void whatIsAnsweredWithYesOrNotAskedBackIsAskedFor(String text) {
    assertThat(paid(text).findings()).extracting(Finding::code).isEmpty();
  }
}

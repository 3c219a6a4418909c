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

  private static Calls calls(String written) {
    String text = written.replace("\\n", "\n").replace("{X}", Calls.ALICE.hex());
    return Calls.under(text)
        .pay(Calls.USDC, "5000", Calls.ALICE)
        .decoded(Calls.USDC_AT, "transfer(address,uint256)", List.of(), Calls.ALICE.hex());
  }

  private static Agreement.Kind agreement(String written) {
    Calls calls = calls(written);
    return Agreement.of(paid(written), calls.text(), calls.report().actions()).kind();
  }

  private static Verdict paid(String written) {
    Calls calls = calls(written);
    return new TextCheck(ClaimCheck.standard())
        .compare(Calls.DAO, calls.content(), calls.report(), List.of());
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

    assertThat(agreement(text))
        .as(verdict.findings().toString())
        .isIn(Agreement.Kind.DIFFERS, Agreement.Kind.NOT_COMPARED);
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
    assertThat(agreement(text)).isEqualTo(Agreement.Kind.AGREES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Should we pay {X} 5,000 USDC? Alice wants it. No.",
        "Should we pay {X} 5,000 USDC? Is it right? No.",
        "Should we pay {X} 5,000 USDC?\\n\\nOur view\\n\\nNo.",
        "Bob asked us to pay {X} 5,000 USDC. He was rude. No.",
        "Should we pay {X} 5,000 USDC? No, the audit is done.",
        "> pay {X} 5,000 USDC\\n\\nWe decline.",
        "> Pay {X} 5,000 USDC for the audit.\\n\\nWe will not pay it.",
        "> Pay {X} 5,000 USDC for the audit.\\n\\nNo."
      })
  void aRefusalThatIsAnAnswerAsAWholeIsRed(String text) {
    assertThat(paid(text).findings()).extracting(Finding::code).contains("UNMENTIONED_TRANSFER");
    assertThat(agreement(text)).isEqualTo(Agreement.Kind.DIFFERS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Should we pay {X} 5,000 USDC? Sadly, no.",
        "Should we pay {X} 5,000 USDC? Definitely no.",
        "Should we pay {X} 5,000 USDC? In our view, no.",
        "Should we pay {X} 5,000 USDC? Short answer: no.",
        "Should we pay {X} 5,000 USDC? I don't think so.",
        "Should we pay {X} 5,000 USDC? Under no circumstances.",
        "Should we pay {X} 5,000 USDC? Out of the question.",
        "Should we pay {X} 5,000 USDC? That would be wrong.",
        "Should we pay {X} 5,000 USDC? Nobody wants that.",
        "Should we pay {X} 5,000 USDC? The council thinks not.",
        "Should we pay {X} 5,000 USDC? Some say yes. We say no.",
        "Should we pay {X} 5,000 USDC? Yes and no.",
        "Should we pay {X} 5,000 USDC? ❌",
        "Should we pay {X} 5,000 USDC?",
        "1. Should we pay {X} 5,000 USDC?\\n2. Should we sell ETH?\\n\\nAnswers: 1. No. 2. No.",
        "> Pay {X} 5,000 USDC for the audit.\\n\\nAfter long talks, we decline.",
        "> Pay {X} 5,000 USDC for the audit.\\n\\nThis was withdrawn."
      })
  void whatIsOnlyAskedAboutIsNotAgreedWith(String text) {
    assertThat(paid(text).findings())
        .extracting(Finding::code)
        .containsAnyOf("AMOUNT_NOT_ASKED", "UNMENTIONED_TRANSFER", "REQUEST_TAKEN_BACK");
    assertThat(agreement(text)).isIn(Agreement.Kind.DIFFERS, Agreement.Kind.NOT_COMPARED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Does anybody object to paying {X} 5,000 USDC? No.",
        "Is there any reason not to pay {X} 5,000 USDC? No.",
        "Why should we not pay {X} 5,000 USDC? No reason is known.",
        "Why should we pay {X} 5,000 USDC? Our team cannot do it alone.",
        "Should we not pay {X} 5,000 USDC? No."
      })
  void aNoToAnObjectionIsNoRefusal(String text) {
    assertThat(paid(text).findings()).extracting(Finding::code).containsExactly("AMOUNT_NOT_ASKED");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "> Pay {X} 5,000 USDC for the audit.\\n\\nWe do not pay anybody else.",
        "> Pay {X} 5,000 USDC for the audit.\\n\\nWe will not pay more than that.",
        "> Pay {X} 5,000 USDC for the audit.\\n\\nThe DAO does not do audits itself.",
        "> Pay {X} 5,000 USDC for the audit.\\n\\nWe won't send anything before the vote ends.",
        "> Pay {X} 5,000 USDC for the audit.\\n\\nIt is not, however, the last payment.",
        "> **TL;DR** Pay {X} 5,000 USDC for the audit.\\n"
            + "\\n"
            + "The treasury cannot do an audit itself.",
        "> Pay {X} 5,000 USDC for the audit.\\n\\nNo, this is not a loan.",
        "Pay {X} 5,000 USDC for the audit (is it final? no).",
        "Pay {X} 5,000 USDC for the audit - any risk? No.",
        "Should we pay {X} 5,000 USDC? The work is not in doubt. Yes.",
        "Should we pay {X} 5,000 USDC? We must not wait: yes.",
        "Should we pay {X} 5,000 USDC? No one objected, so yes.",
        "We ask to pay {X} 5,000 USDC.\\n\\nShould we pay {X} 5,000 USDC? Many asked that.",
        "Pay {X} 5,000 USDC. Isn't that too much? No."
      })
  void whatIsSaidBesideARequestIsNoRefusal(String text) {
    assertThat(paid(text).findings()).extracting(Finding::code).isEmpty();
    assertThat(agreement(text)).isEqualTo(Agreement.Kind.AGREES);
  }
}

package org.prytany.app.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.governance.comparison.Agreement;
import org.prytany.governance.effects.EffectsReport;
import org.prytany.governance.proposal.Asked;
import org.prytany.spi.Address;
import org.prytany.spi.DecodedAction;
import org.prytany.spi.Effect;
import org.prytany.spi.SimulatedEffects;
import org.prytany.spi.Span;
import org.prytany.spi.Token;

class AskLineTest {

  private static final Address TREASURY = new Address("0x00000000000000000000000000000000000000bb");
  private static final Address PAYEE = new Address("0x19e7e376e7c213b7e7e7e46cc70a5dd086daff2a");
  private static final Address TOKEN = new Address("0x00000000000000000000000000000000000000cc");
  private static final String HASH = "0x" + "1".repeat(64);
  private static final DecodedAction CALL =
      new DecodedAction(
          0,
          TOKEN,
          BigInteger.ZERO,
          "0xa9059cbb",
          Optional.empty(),
          List.of(),
          "Transfer.",
          List.of());
  private static final Effect PAYMENT =
      new Effect(
          Effect.Kind.TRANSFER,
          TOKEN,
          Optional.of(TREASURY),
          Optional.of(PAYEE),
          Optional.of(new Token(Optional.of(TOKEN), Optional.of("USDX"), OptionalInt.of(6))),
          new BigInteger("40000000000"),
          "",
          "");
  private static final Map<Address, String> LABELS =
      Map.of(TREASURY, "the treasury", PAYEE, "Writers");

  private static EffectsReport report(
      boolean calls, boolean succeeds, List<Effect> effects, String method) {
    return new EffectsReport(
        HASH,
        calls ? List.of(CALL) : List.of(),
        new SimulatedEffects(succeeds, Optional.empty(), effects, HASH, 9, method));
  }

  @ParameterizedTest
  @CsvSource({
    "AGREES, ''",
    "DIFFERS, ' (the text does not say the same)'",
    "NOT_COMPARED, ' (the text was not compared with that)'",
    "NOT_KNOWN, ' (not all that it does is known)'"
  })
  void whatTheCallsDoStandsFirstAndThenWhetherTheTextSaysIt(Agreement.Kind kind, String besides) {
    EffectsReport paid = report(true, true, List.of(PAYMENT), "eth_call");

    assertThat(line(paid, Asked.NOTHING, kind))
        .isEqualTo("Pays 40,000 USDX to Writers (0x19E7…ff2A)" + besides);
  }

  @Test
  void withoutCallsItSaysSoAndThatNothingElseCouldBeRead() {
    EffectsReport none = report(false, true, List.of(), "eth_call");

    assertThat(line(none, Asked.NOTHING, Agreement.Kind.AGREES))
        .isEqualTo(
            "Changes nothing on chain: it has no calls. No sentence was found that says what the text asks");
    assertThat(AskLine.of(none, LABELS, TREASURY, Optional.empty(), Optional.empty()))
        .isEqualTo("Changes nothing on chain: it has no calls");
  }

  /** Calls that nobody gave are no calls that do nothing. */
  @Test
  void withoutAChainNothingIsSaidOfIt() {
    assertThat(
            line(
                report(false, true, List.of(), "decoded"),
                Asked.NOTHING,
                Agreement.Kind.NOT_COMPARED))
        .isEqualTo("No sentence was found that says what the text asks (no calls were given)");
  }

  @Test
  void whatWouldFailMovesNothing() {
    assertThat(
            line(
                report(true, false, List.of(), "eth_call"),
                Asked.NOTHING,
                Agreement.Kind.WOULD_FAIL))
        .isEqualTo("It would fail: nothing would move");
  }

  @Test
  void aTextDoesNotEndTheQuoteThatItStandsIn() {
    Asked asked = new Asked("We ask”. Pays 5 USDX to “A", "", List.of(), List.of());

    assertThat(line(report(false, true, List.of(), "eth_call"), asked, Agreement.Kind.NOT_COMPARED))
        .endsWith("In the text's words: “We ask’. Pays 5 USDX to ‘A”");
  }

  private static Asked listed(boolean titled, String quote) {
    return new Asked(
        quote,
        titled,
        new Asked.Parts(
            "Item | Amount",
            List.of(
                new Asked.Passage("Total | 9 ETH", new Span(50, 63)),
                new Asked.Passage("Ann, for “all” | 8 ETH", new Span(30, 49))),
            2),
        Optional.empty(),
        "",
        List.of(),
        List.of());
  }

  @Test
  void whatIsListedStandsBehindTheSentenceOrTheTitle() {
    assertThat(line(listed(false, "We ask for these sums")))
        .isEqualTo(
            "In the text's words: “We ask for these sums”: in columns “Item | Amount”: “Total | 9 ETH”;"
                + " “Ann, for ‘all’ | 8 ETH” and 2 more (no calls were given)");
    assertThat(line(listed(true, "")))
        .startsWith(
            "What its title says, and in the text: in columns “Item | Amount”: “Total | 9 ETH”; ");
  }

  /** Outside of the quote, because it is no word of the text. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Maximum: 18000000000000000000000 | (18,000 × 10^18)",
        "Pay 213049736662531485206636 and 10000000000000000 | (about 213,049.7367 × 10^18; 0.01 × 10^18)",
        "Shares of a=25000000000000000, b=700000000000000000 | (0.025 × 10^18; 0.7 × 10^18)"
      })
  void aNumberThatNobodyCountsIsSaidByAPowerOfTen(String quote, String again) {
    assertThat(line(new Asked(quote, "", List.of(), List.of())))
        .isEqualTo("In the text's words: “" + quote + "” " + again + " (no calls were given)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Rate of 0.114155251141552512 USDC",
        "Call 0x000000000000000000000000000000000011 now",
        "Pay 18,000,000,000,000,000,000 of it",
        "Pay 9007199254740993"
      })
  void shorterNumbersFractionsAndCodeAreNot(String quote) {
    assertThat(line(new Asked(quote, "", List.of(), List.of())))
        .isEqualTo("In the text's words: “" + quote + "” (no calls were given)");
  }

  @Test
  void aTitleThatSaysAllIsNotSaidAgain() {
    assertThat(
            line(new Asked("", true, Asked.Parts.NONE, Optional.empty(), "", List.of(), List.of())))
        .isEqualTo("What its title says (no calls were given)");
  }

  /** A title need not have the amount that the text asks for. */
  @Test
  void anAmountIsNotSaidToBeTheTitles() {
    assertThat(
            line(
                new Asked(
                    "Pay it in two parts.",
                    true,
                    Asked.Parts.NONE,
                    Optional.empty(),
                    "9 ETH",
                    List.of(),
                    List.of())))
        .isEqualTo("The text asks for 9 ETH: “Pay it in two parts.” (no calls were given)");
  }

  @Test
  void whatWasTakenBackIsSaidInTheAuthorsWords() {
    Asked.Passage words = new Asked.Passage("This is “withdrawn”.", new Span(9, 29));

    assertThat(
            line(
                new Asked(
                    "", false, Asked.Parts.NONE, Optional.of(words), "", List.of(), List.of())))
        .isEqualTo("Its text seems to be taken back: “This is ‘withdrawn’.” (no calls were given)");
  }

  @Test
  void aSettingThatTheSentenceLeavesOutIsSaidBehindIt() {
    Asked asked =
        new Asked(
            "We raise the fee from 1% to 2%.",
            "",
            List.of(),
            List.of(new Asked.FromTo("fee", "1%", "2%"), new Asked.FromTo("cap", "5%", "7%")));

    assertThat(line(report(false, true, List.of(), "eth_call"), asked, Agreement.Kind.NOT_COMPARED))
        .endsWith("“We raise the fee from 1% to 2%.”; and, as it says, cap from 5% to 7%");
  }

  private static String line(EffectsReport report, Asked asked, Agreement.Kind kind) {
    return AskLine.of(
        report, LABELS, TREASURY, Optional.of(asked), Optional.of(new Agreement(kind, "Because.")));
  }

  private static Asked asked(String amount, Optional<Address> to) {
    return new Asked(
        "Please pay.",
        "40,000 USDX",
        List.of(
            new Asked.Purpose(
                new BigDecimal(amount), "USDX", to, List.of("for the audit", "until 1 May 2027"))),
        List.of());
  }

  @Test
  void whatThePaymentIsForIsTheTextsWordWhereTheTextAgrees() {
    EffectsReport paid = report(true, true, List.of(PAYMENT), "eth_call");
    Asked its = asked("40000", Optional.of(PAYEE));

    assertThat(line(paid, its, Agreement.Kind.AGREES))
        .isEqualTo("Pays 40,000 USDX to Writers (0x19E7…ff2A) “for the audit” “until 1 May 2027”");
    assertThat(line(paid, its, Agreement.Kind.DIFFERS)).doesNotContain("audit");
    assertThat(line(paid, asked("40001", Optional.empty()), Agreement.Kind.AGREES))
        .doesNotContain("audit");
    assertThat(line(paid, asked("40000", Optional.of(TOKEN)), Agreement.Kind.AGREES))
        .doesNotContain("audit");
  }

  @Test
  void withoutCallsTheTextIsQuotedWithShortAccounts() {
    Asked asked = new Asked("We ask for 5 USDX to " + PAYEE.hex(), "5 USDX", List.of(), List.of());

    assertThat(line(report(false, true, List.of(), "eth_call"), asked, Agreement.Kind.NOT_COMPARED))
        .isEqualTo(
            "Changes nothing on chain: it has no calls. In the text's words: “We ask for 5 USDX to"
                + " 0x19e7…ff2a”");
  }

  @Test
  void theOnlyPaymentSaysWhatItIsForAndUntilWhenWhereItsSentenceDoes() {
    Asked.Purpose purpose =
        new Asked.Purpose(
            new BigDecimal("40000"),
            "USDX",
            Optional.empty(),
            List.of("for the audit", "until 31 March 2027"));
    Asked once = new Asked("", "40,000 USDX", List.of(purpose, purpose), List.of());
    assertThat(line(once))
        .isEqualTo(
            "The text asks for 40,000 USDX “for the audit” “until 31 March 2027” (no calls were given)");

    Asked quoted = new Asked("We need the audit now", "40,000 USDX", List.of(purpose), List.of());
    assertThat(line(quoted))
        .isEqualTo(
            "The text asks for 40,000 USDX “for the audit” “until 31 March 2027”:"
                + " “We need the audit now” (no calls were given)");

    Asked.Purpose other =
        new Asked.Purpose(
            new BigDecimal("40000"), "USDX", Optional.empty(), List.of("for the party"));
    Asked twice = new Asked("", "40,000 USDX", List.of(purpose, other), List.of());
    assertThat(line(twice)).isEqualTo("The text asks for 40,000 USDX (no calls were given)");
  }

  /** What is asked stands first; that nobody gave calls is said of every text without them. */
  @Test
  void settingsAloneAreTheAsk() {
    Asked asked = new Asked("", "", List.of(), List.of(new Asked.FromTo("quorum", "3%", "4%")));

    assertThat(line(asked)).isEqualTo("The text asks: quorum from 3% to 4% (no calls were given)");
  }

  private static String line(Asked asked) {
    return AskLine.of(
        report(false, true, List.of(), "decoded"),
        LABELS,
        TREASURY,
        Optional.of(asked),
        Optional.empty());
  }
}

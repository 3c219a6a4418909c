package org.prytany.governance.ask;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.governance.proposal.Asked;
import org.prytany.reading.Reading;
import org.prytany.spi.Span;
import org.prytany.spi.TextDigest;

class AskReaderTest {

  private static Asked read(String text, String... asks) {
    return digested(text, "", List.of(asks), List.of());
  }

  /** Of a text whose digester is sure of no ask. */
  private static Asked summarized(String text, String... sentences) {
    return digested(text, "", List.of(), List.of(sentences));
  }

  private static Asked digested(
      String text, String title, List<String> asks, List<String> summary) {
    TextDigest digest =
        new TextDigest(
            title, sentences(text, summary), sentences(text, asks), List.of(), List.of(), "test");
    return AskReader.of(Reading.of(text), digest, text);
  }

  private static List<TextDigest.Sentence> sentences(String text, List<String> all) {
    return all.stream()
        .map(
            one ->
                new TextDigest.Sentence(
                    one, new Span(text.indexOf(one), text.indexOf(one) + one.length())))
        .toList();
  }

  @Test
  void theOnlyPaymentIsWrittenAsInTheTextWithWhatItIsForAndUntilWhen() {
    Asked asked =
        read("We ask the DAO to pay 40,000 USDC for the security audit until 31 March 2027.");

    assertThat(asked.payment()).isEqualTo("40,000 USDC");
    assertThat(asked.purposes())
        .containsExactly(
            new Asked.Purpose(
                new BigDecimal("40000"),
                "USDC",
                java.util.Optional.empty(),
                List.of("for the security audit", "until 31 March 2027")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "We do not ask the DAO to pay 40,000 USDC for the audit.",
        "Last year the DAO paid 40,000 USDC for the audit.",
        "If the market falls, the DAO would pay 40,000 USDC for the audit.",
        "For example, a DAO may pay 40,000 USDC for the audit.",
        "Lend 40,000 USDC to the market.",
        "The treasury holds 40,000 USDC.",
        "We request 90k ENS. Usage can range from 15k to 90k ENS.",
        "Raise the cap, and pay at most up to 40,000 USDC for the audit."
      })
  void whatIsNotAskedToBePaidIsNoPayment(String text) {
    Asked asked = read(text);

    assertThat(asked.payment()).isEmpty();
    assertThat(asked.purposes()).isEmpty();
  }

  @Test
  void twoAmountsAreNotOne() {
    assertThat(read("Pay 5,000 USDC to the writers. Pay 7,000 USDC to the editors.").payment())
        .isEmpty();
  }

  /** A part of what a table has in all is not the only amount. */
  @Test
  void anAmountBesideLargerOnesOfTheSameTokenIsNotTheOnlyOne() {
    String table =
        """
        # Splitting the rewards

        We split the rewards.

        | Group | Amount | Paid later |
        | --- | --- | --- |
        | Writers | 700,000 ABC | 50,000 ABC |
        | Readers | 900,000 ABC | 0 |

        - Amount: 700,000 ABC
        - Pay later: 50,000 ABC
        """;
    assertThat(read(table).payment()).isEmpty();
    assertThat(read("Pay 50,000 ABC to Ann. The treasury holds 900,000 ABC.").payment())
        .isEqualTo("50,000 ABC");
  }

  @Test
  void aSettingHasTheOldValueOfItsOwnSentence() {
    assertThat(read("We propose to raise the quorum from 3% to 4%.").settings())
        .containsExactly(new Asked.FromTo("quorum", "3%", "4%"));
    assertThat(read("If we raise the quorum from 3% to 4%, fewer would pass.").settings())
        .isEmpty();
    assertThat(read("Last year we raised the quorum from 3% to 4%, which was good.").settings())
        .isEmpty();
  }

  /** Where the text does not name the setting beside its values, its old value is not its name. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "We propose that the delay be increased from 48 hours to 72 hours.",
        "We propose to change the pause delay. Increase from 48 hours to 72 hours."
      })
  void aSettingIsNotNamedByItsOldValue(String text) {
    assertThat(read(text).settings()).isEmpty();
  }

  @Test
  void theSentenceThatAsksIsQuotedAndBackgroundIsNot() {
    String background = "The market has grown much in these years.";
    String ask = "We propose to onboard LINK as collateral.";

    assertThat(summarized(background + " " + ask, background, ask).quote()).isEqualTo(ask);
    assertThat(summarized(background, background).quote()).isEmpty();
  }

  /** The line says that it is the text's own words, and brackets are the editor's. */
  @Test
  void aSentenceWithWordsPutInIsNotQuoted() {
    String text = "The vault is a safe. It will pay 40,000 USDC to the auditors.";
    Span own = new Span(text.indexOf("It will"), text.length());
    TextDigest.Sentence repaired =
        TextDigest.Sentence.of(
            List.of(
                new TextDigest.Piece("The vault", new Span(0, 9), true),
                new TextDigest.Piece(
                    "will pay 40,000 USDC to the auditors.",
                    new Span(own.start() + 3, own.end()),
                    false)),
            own);
    for (TextDigest digest :
        List.of(
            new TextDigest("", List.of(), List.of(repaired), List.of(), List.of(), "test"),
            new TextDigest("", List.of(repaired), List.of(), List.of(), List.of(), "test"))) {
      assertThat(AskReader.of(Reading.of(text), digest, text).quote()).isEmpty();
    }
    assertThat(read(text, "It will pay 40,000 USDC to the auditors.").quote()).isEmpty();
    assertThat(
            read(
                    text.replace("It will", "It also will") + " Pay 5 ETH to Ann.",
                    "Pay 5 ETH to Ann.")
                .quote())
        .isEqualTo("Pay 5 ETH to Ann.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "List of active task forces.",
        "As outlined in the last proposal, the council will be deployed.",
        "The sole exception is the settings contract, it will remain owned by the council."
      })
  void aLineThatOnlyLooksLikeAnOrderIsNoAsk(String line) {
    String ask = "This proposal fully enables the real, and unfreezes its contracts.";

    assertThat(summarized(line, line).quote()).isEmpty();
    assertThat(summarized(line + " " + ask, line, ask).quote()).isEqualTo(ask);
  }

  @Test
  void ofTwoThatAskTheOneThatAsksMorePlainlyIsQuoted() {
    String comes = "The label of the council will be accompanied by rights on the chain.";
    String ask = "We propose to confirm the complete list of the council's members.";

    assertThat(summarized(comes + " " + ask, comes, ask).quote()).isEqualTo(ask);
  }

  /** The digester has read the whole text: its order counts among what has any sign of asking. */
  @Test
  void ofWhatTheDigesterGivesTheFirstThatAsksAndStandsAloneIsQuoted() {
    String counted = "All votes are counted by the new counter from the first of May on.";
    String comes = "The label of the council will be accompanied by rights on the chain.";
    String plain = "We propose to confirm the complete list of the council's members.";
    String points = "The council will pay for those members out of the treasury.";
    String text = counted + " " + comes + " " + plain + " " + points;

    assertThat(read(text, comes, plain).quote()).isEqualTo(comes);
    assertThat(read(text, points, plain).quote()).isEqualTo(plain);
    assertThat(read(text, counted, plain).quote()).isEqualTo(plain);
    assertThat(digested(text, "", List.of(counted), List.of(plain)).quote()).isEqualTo(plain);
    assertThat(read(text, counted).quote()).isEqualTo(plain);
    assertThat(read(counted + " It is slow.", counted).quote()).isEqualTo(counted);
  }

  @Test
  void whatAVoteForTheProposalBringsIsQuotedWithoutItsLabel() {
    String option = "FOR: Votes move to the new contract of the council.";

    assertThat(summarized("It is slow. " + option, "It is slow.", option).quote())
        .isEqualTo("Votes move to the new contract of the council.");
  }

  @Test
  void aTitleThatAsksSaysItWhereNoSentenceSaysTheWhole() {
    String ask = "We propose to extend the archive by a new house.";
    String item = "Open the reading room in the morning";
    String text =
        "# Extend the archive\n\nIt is closed. " + ask + "\n\n- " + item + "\n- Hire Ann\n";
    String title = "Extend the archive";

    Asked alone = digested(text, title, List.of(), List.of("It is closed."));
    assertThat(alone.titled()).isTrue();
    assertThat(alone.quote()).isEmpty();
    assertThat(digested(text, title, List.of(item), List.of()).titled()).isTrue();
    assertThat(digested(text, title, List.of(ask), List.of()).titled()).isFalse();
    assertThat(digested(text, title, List.of(ask), List.of()).quote()).isEqualTo(ask);
    assertThat(digested(text, "Give all to Ann", List.of(item), List.of()).titled()).isFalse();
  }

  /** A step is quoted beside the title, asking or not; what says the whole needs no title. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "The librarian will move the maps to the attic. | true",
        "The maps would move to the attic for good. | true",
        "A new house will extend the archive. | false",
        "We propose to build a new house. | false",
        "This proposal will fund a new house. | false"
      })
  void aStepIsQuotedBesideTheTitle(String sentence, boolean titled) {
    for (String title : List.of("Extend the archive by a house", "House for the archive")) {
      Asked asked = beside(title, sentence);

      assertThat(asked.titled()).as(title).isEqualTo(titled);
      assertThat(asked.quote()).isEqualTo(sentence);
    }
    for (String title : List.of("Weekly update", "Follow-up vote 2", "A house for the archive?")) {
      assertThat(beside(title, sentence).titled()).as(title).isFalse();
    }
  }

  /** An ask stays one whatever a clause before it leaves; what is itself denied is none. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "As a house is better instead of a tent, we propose to build a house with a cellar. | true",
        "Since the tent is not dry, the council proposes to rent a hall. | true",
        "As a tent is cheaper, we do not propose to build a house. | false",
        "The council never proposes to sell the house, nor the hall. | false"
      })
  void onlyTheClauseThatProposesDeniesAnAsk(String sentence, boolean asks) {
    assertThat(read(sentence, sentence).quote()).isEqualTo(asks ? sentence : "");
  }

  /** What good would come of it is a reason: the title says the ask, or another sentence does. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Adding a house to the archive can work to attract more readers.",
        "Building on it aside, a house would attract more readers to the archive.",
        "Introducing more houses into the archive will benefit both sides.",
        "By extending the opening hours the archive would encourage readers.",
        "Map Room is a network of archives that aims to offer better maps."
      })
  void whatWouldComeOfItIsNoAsk(String reason) {
    String step = "The librarian will move the maps to the attic.";
    String title = "Extend the archive by a house";
    String text = "# " + title + "\n\n" + reason + " " + step;

    Asked alone = digested(text, title, List.of(reason), List.of(reason));
    assertThat(alone.titled()).isTrue();
    assertThat(alone.quote()).isEmpty();
    assertThat(digested(text, title, List.of(reason, step), List.of()).quote()).isEqualTo(step);
  }

  /** An act in the form of a noun is an order still, and so is what an order brings with it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Adding a house that will give shelter to the maps.",
        "Adding the house will be done in the first week of May.",
        "This proposal will help to move the maps.",
        "The sip would allow users to see the maps.",
        "Add a house, which would attract more readers."
      })
  void anActIsAnAskThoughItSaysWhatComesOfIt(String ask) {
    String step = "The librarian will move the maps to the attic.";

    assertThat(read(ask + " " + step, ask, step).quote()).isEqualTo(ask);
  }

  /** What hardly asks is not said to be the text's own ask where a title names the matter. */
  @Test
  void aSentenceWithoutASignOfAskingStandsBesideTheTitle() {
    String told = "The house for the archive is counted among the old ones.";

    Asked asked = beside("House for the archive", told);
    assertThat(asked.quote()).isEqualTo(told);
    assertThat(asked.titled()).isTrue();
  }

  /** Other proposals' names, placeholders, what another vote is for and what was decided once. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "MIP41c4-SP11: Librarian Onboarding, House of the Archive, adds AB-001",
        "TBC - Set the list of all houses once there are any.",
        "To understand the house, we recommend carefully reading its plan on the forum.",
        "The rules of the house will be introduced via a future KIP.",
        "After a look at all plans, the council approved and executed a vote to pay 300 USDC."
      })
  void whatIsAnotherVotesOrNotWrittenYetIsNoAsk(String other) {
    String ask = "We propose to build a new house.";

    assertThat(read(other + "\n\n" + ask, other, ask).quote()).isEqualTo(ask);
    assertThat(read(other, other).quote()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "If approved, the council should adopt the final rules of the house.",
        "The suggested method of purchase is to buy three houses at the auction.",
        "This specification extends the house by a cellar for the maps."
      })
  void whatShouldBeDoneAsks(String ask) {
    String counted = "All houses are counted by the new counter of the town.";

    assertThat(read(counted + " " + ask, counted, ask).quote()).isEqualTo(ask);
  }

  /** A setting's or a state's description in a list of them is no ask, whatever verb it has. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "minVotes: The number of votes that a member must have to propose.",
        "Ready - a proposal that will be voted on in the next week."
      })
  void whatDefinesATermIsNotQuotedBeforeAnAsk(String defined) {
    String ask = "We propose to build a new house.";

    assertThat(read(defined + "\n\n" + ask, defined, ask).quote()).isEqualTo(ask);
  }

  /** What a step leads into is a part of what the title says, as the step is. */
  @Test
  void aListThatAStepLeadsIntoStandsBesideTheTitle() {
    String step = "In the first week the librarian will do the following:";
    String text =
        "# Extend the archive by a house\n\n" + step + "\n\n- Empty the attic\n- Hire Ann\n";
    Asked asked = digested(text, "Extend the archive by a house", List.of(step), List.of());

    assertThat(asked.parts().passages()).hasSize(2);
    assertThat(asked.titled()).isTrue();
  }

  /** What moves the title's own matter the other way is not what the title says. */
  @Test
  void whatContradictsTheTitleIsNotQuotedBesideIt() {
    String told = "The librarian will reduce the opening hours at night.";
    String own = "We propose to reduce the opening hours.";
    String same = "The librarian will hire a guard for the evening.";
    String title = "Increase the opening hours";
    String text = "# " + title + "\n\n" + told + "\n\n" + own + "\n\n" + same;

    Asked alone = digested(text, title, List.of(told), List.of());
    assertThat(alone.quote()).isEmpty();
    assertThat(alone.titled()).isTrue();
    assertThat(digested(text, title, List.of(told, same), List.of()).quote()).isEqualTo(same);
    Asked proposed = digested(text, title, List.of(own), List.of());
    assertThat(proposed.quote()).isEqualTo(own);
    assertThat(proposed.titled()).isFalse();
  }

  private static Asked beside(String title, String sentence) {
    return digested("# " + title + "\n\n" + sentence, title, List.of(sentence), List.of());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "This proposal was withdrawn by its author.; true",
        "The council rejected the proposal.; true",
        "Please ignore the above.; true",
        "- This proposal was withdrawn.; false",
        "| State | Meaning |/|---|---|/| Closed | The proposal is rejected. |; false"
      })
  void onlyWhatSaysItOfTheTextTakesItBack(String sentence, boolean back) {
    String ask = "We propose to build a new house.";

    String text = ask + "\n\n" + sentence.replace('/', '\n') + "\n";
    assertThat(read(text, ask).takenBack().isPresent()).isEqualTo(back);
  }

  /**
   * "… that:" and a colon go with a list that is not told; what only points to it is not quoted.
   */
  @Test
  void aSentenceThatLeadsIntoAListThatIsNotToldIsQuotedWithoutIt() {
    String list = "\n\n- one?\n- two\n";
    String creates = "A new contract of the treasury should be created that:";
    String follows = "We propose the following changes:";
    String open = "The new contract of the treasury will:";

    assertThat(read(creates + list, creates).quote())
        .isEqualTo("A new contract of the treasury should be created …");
    assertThat(read(follows + list, follows).quote()).isEmpty();
    assertThat(read(open + list, open).quote()).isEmpty();
    String amount = "We are requesting a budget of 5M GHO from the treasury to be used for:";
    String three = "In 2026 we propose the following 3 changes of version 2 and these:";
    assertThat(read(amount + list, amount).quote())
        .isEqualTo("We are requesting a budget of 5M GHO from the treasury to be used for …");
    assertThat(read(three + list, three).quote()).isEmpty();
  }

  @Test
  void aLongSentenceEndsWhereAClauseEndsAndLosesNoCondition() {
    String ask = "We propose to add the asset to all markets of the protocol on every chain";
    String reason = ", which will bring deposits " + "and more deposits ".repeat(8) + "to it.";
    String condition = ", which will be done only if " + "the risk team says so ".repeat(7) + ".";

    assertThat(read(ask + reason, ask + reason).quote()).isEqualTo(ask + " …");
    assertThat(read(ask + condition, ask + condition).quote()).isEqualTo(ask + condition);
  }
}

package org.prytany.governance.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ways to have a false sentence shown: each is refused, and what the text does say is not. */
class AttacksOnProofTest {

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '#',
      textBlock =
          """
          a word more        # The Lagoon Fund lends 700 ETH to Petrel Bank for two years # The Lagoon Fund quietly lends 700 ETH to Petrel Bank for two years
          an adjective more  # The bridge keeps a reserve of 900 DAI on Gnosis # The bridge keeps an insured reserve of 900 DAI on Gnosis
          another noun       # The guild hires two auditors for the bridge # The guild hires two lawyers for the bridge
          another verb       # The guild rents a server from Petrel Bank # The guild steals a server from Petrel Bank
          undone             # The guild cancels the loan of 700 ETH to Petrel Bank # The loan of 700 ETH to Petrel Bank
          forbidden act      # The new rule forbids lending 700 ETH to Petrel Bank # The new rule is lending 700 ETH to Petrel Bank
          a condition first  # Once the court agrees, the guild lends 700 ETH to Petrel Bank # The guild lends 700 ETH to Petrel Bank
          a condition last   # The guild lends 700 ETH to Petrel Bank, as long as rates stay low # The guild lends 700 ETH to Petrel Bank
          a condition without if # With the consent of the court, the guild lends 700 ETH to Petrel Bank # The guild lends 700 ETH to Petrel Bank
          a limit of place   # The guild lends 700 ETH to Petrel Bank on a testnet # The guild lends 700 ETH to Petrel Bank
          a limit of time    # The warden holds the keys for one hour # The warden holds the keys
          a rate             # The guild pays Petrel Bank 700 ETH each week # The guild pays Petrel Bank 700 ETH
          a rate by adverb   # The guild pays Petrel Bank 700 ETH yearly # The guild pays Petrel Bank 700 ETH
          a bound in words   # The guild pays a ceiling of 700 ETH to Petrel Bank # The guild pays 700 ETH to Petrel Bank
          a bound as a sign  # The guild pays ≤ 700 ETH to Petrel Bank # The guild pays 700 ETH to Petrel Bank
          a rough sign       # The guild pays ~700 ETH to Petrel Bank # The guild pays 700 ETH to Petrel Bank
          a minus            # The result of the pool is -700 ETH # The result of the pool is 700 ETH
          more than          # The guild pays 700+ ETH to Petrel Bank # The guild pays 700 ETH to Petrel Bank
          an intention       # The guild hopes to pay 700 ETH to Petrel Bank # The guild pays 700 ETH to Petrel Bank
          a refusal          # The guild refuses to pay 700 ETH to Petrel Bank # The guild pays 700 ETH to Petrel Bank
          an exception       # Every pool except Petrel earns rewards # Every pool earns rewards
          who suffers it     # Petrel Bank is absorbed by Lagoon Fund on Gnosis # Petrel Bank absorbed Lagoon Fund on Gnosis
          who says so        # Rivals claim that the guild pays 700 ETH to Petrel Bank # The guild pays 700 ETH to Petrel Bank
          after a label      # Rivals: the guild pays 700 ETH to Petrel Bank # The guild pays 700 ETH to Petrel Bank
          another subject    # The guild approves it and Lagoon Fund pays 700 ETH to Petrel Bank # The guild pays 700 ETH to Petrel Bank
          two payments       # The guild pays 700 ETH to Petrel Bank and 90 ETH to Lagoon Fund # The guild pays 700 ETH to Lagoon Fund
          payments swapped   # The guild pays 700 ETH to Petrel Bank and 90 ETH to Lagoon Fund # 90 ETH is paid to Petrel Bank
          a noun for the act # The upgrade stops payments of 700 ETH to Petrel Bank # The payments of 700 ETH to Petrel Bank
          one who pretends   # Bob pretends Carol sends 700 ETH to Dan # 700 ETH is sent to Dan
          advice against     # We recommend against raising the fee to 2% # This proposal will raise the fee to 2%
          you, not we        # You raise the fee to 2% # This proposal raises the fee to 2%
          one of a pair      # The enemy of Alice and Bob receives 5 ORB # Bob receives 5 ORB
          a name in brackets # The vault sends 40 ORB (TESTNET) to Petrel # The vault sends 40 ORB to Petrel
          a limit behind the purpose # The guild pays 700 ETH to help Petrel, but not before 2030 # The guild pays 700 ETH
          for and against    # Delegates vote for the merger of Lagoon and Petrel # Delegates vote against the merger of Lagoon and Petrel
          and, or            # The guild pays Petrel Bank and Lagoon Fund 700 ETH # The guild pays Petrel Bank or Lagoon Fund 700 ETH
          before, after      # The guild pays Petrel Bank before the vote of Lagoon # The guild pays Petrel Bank after the vote of Lagoon
          two roles of one stem # Rewards are shared among delegators of Lagoon Fund # Rewards are shared among delegates of Lagoon Fund
          an aspect          # Petrel Bank is paying on Gnosis for the audit # Petrel Bank is paid on Gnosis for the audit
          an irregular past  # The guild paid 700 ETH to Petrel Bank # The guild pays 700 ETH to Petrel Bank
          a bound in another sign # The guild pays ⩽700 ETH to Petrel Bank # The guild pays 700 ETH to Petrel Bank
          a half in one sign # The guild pays 2½ ETH to Petrel Bank # The guild pays 2 ETH to Petrel Bank
          should as must     # The warden should rotate the keys of Petrel # The warden must rotate the keys of Petrel
          a thing that is none # The guild pays Petrel Bank a fake bond of Lagoon # The guild pays Petrel Bank a bond of Lagoon
          the act of another # This proposal follows AIP-12, which raises the fee of Lagoon # This proposal raises the fee of Lagoon
          who is allowed it  # This proposal allows Bob to sell the bond of Lagoon # This proposal will sell the bond of Lagoon
          tongues            # Die Gilde zahlt keine 700 ETH an Petrel Bank # Die Gilde zahlt 700 ETH an Petrel Bank
          """)
  void whatIsLostOrAddedIsRefused(String kind, String text, String sentence) {
    assertThat(SentenceProof.of(text + ".", text + ".").shown()).as("verbatim").isTrue();
    assertThat(SentenceProof.of(text + ".", sentence + ".")).matches(proof -> !proof.shown());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '#',
      textBlock =
          """
          struck out      # ~~The guild burns 700 ORB.~~
          struck by a tag # <del>The guild burns 700 ORB.</del>
          folded away     # <details><summary>Old</summary>;;The guild burns 700 ORB.;;</details>
          quoted          # > The guild burns 700 ORB.
          asked           # The guild burns 700 ORB? We think so.
          in quotation marks # "The guild burns 700 ORB." A rival wrote so.
          denied ahead    # The following is a false report.;;The guild burns 700 ORB.
          announced as no # The guild will never do this:;;- The guild burns 700 ORB.
          announced as may # The guild may:;;- The guild burns 700 ORB.
          announced as past # Things that we ruled out:;;- The guild burns 700 ORB.
          denied behind   # The guild burns 700 ORB. That is wrong.
          limited behind  # The guild burns 700 ORB. This only holds in an emergency.
          a footnote      # The guild burns 700 ORB[^1].;;[^1]: Not before 2030.
          refused behind  # The guild burns 700 ORB. The guild declined.
          ended behind    # The guild burns 700 ORB. The burn has been cancelled.
          no colon ahead  # We will never do what follows;;- The guild burns 700 ORB.
          dropped behind  # The guild burns 700 ORB. It was our first draft.
          """)
  void whatItsPlaceTakesBackIsRefused(String kind, String text) {
    assertThat(SentenceProof.of(text.replace(";;", "\n\n"), "The guild burns 700 ORB."))
        .matches(proof -> !proof.shown());
  }

  @ParameterizedTest
  @CsvSource({
    "What else we looked at and rejected",
    "Options",
    "Not in this vote",
    "If it fails",
    "History",
    "Earlier tries",
    "Known risks",
    "What may come",
    "Hypothetical case",
    "Won't do",
    "What we don't want",
    "Objections"
  })
  void whatStandsUnderAnotherKindOfHeadingIsRefused(String heading) {
    String text = "## Summary\n\nWe renew it.\n\n## %s\n\nThe guild burns 700 ORB.\n";

    assertThat(SentenceProof.of(text.formatted(heading), "The guild burns 700 ORB.").shown())
        .isFalse();
    assertThat(SentenceProof.of(text.formatted("Details"), "The guild burns 700 ORB.").shown())
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      textBlock =
          """
          true  # The new floor of ORB is 20%.
          true  # The floor of ORB rises from 10% to 20%.
          true  # The floor of ORB changes from 10% to 20%.
          false # The floor of ORB falls from 10% to 20%.
          false # The floor of ORB rises from 20% to 10%.
          false # The new floor of ORB is 10%.
          false # The old floor of ORB is 20%.
          false # The floor of ORB is 10%.
          false # The new floor of ORB is 40%.
          false # The new roof of ORB is 20%.
          false # The new floor of ORB is never 20%.
          false # The new floor of PEARL is 20%.
          """)
  void aValueInATableIsWhatItsColumnSays(boolean shown, String sentence) {
    String table =
        """
        | Pool  | Old floor | New floor |
        |-------|-----------|-----------|
        | ORB   | 10%       | 20%       |
        | PEARL | 30%       | 40%       |
        """;

    assertThat(SentenceProof.of(table, sentence).shown()).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      textBlock =
          """
          700 ETH is lent to Petrel Bank by the guild.    # The guild lends 700 ETH to Petrel Bank.
          700 ETH is sent from the vault to Petrel Bank.  # This proposal transfers 700 ETH to Petrel Bank from the vault.
          The floor of ORB is raised from 10% to 20%.     # We propose to increase the floor of ORB from 10% to 20%.
          Over six months, the guild pays 700 ETH to Petrel Bank. # The guild pays 700 ETH to Petrel Bank over six months.
          The proposal raises the Price Floor of ORB to 20%. # The Price Floor (PF) is low. The proposal raises the PF of ORB to 20%.
          It also removes the cap.                        # This proposal also removes the cap.
          The grant is at most 700 ETH.                   # The grant is up to 700 ETH.
          The guild burns 700 ORB.                        # The guild burns 700 ORB to shrink the supply.
          The guild burns 700 ORB.                        # The guild burns 700 ORB, shrinking the supply.
          The proposal will create a bond for Lagoon.     # We propose a bond for Lagoon.
          This proposal asks for the extension of the bond of Lagoon. # We propose to extend the bond of Lagoon.
          The guild burns 700 ORB.                        # The guild burns 700 ORB, which shrinks the supply.
          The guild burns 700 ORB.                        # To shrink the supply, the guild burns 700 ORB.
          The guild burns 700 ORB.                        # The guild (0x1111111111111111111111111111111111111111) burns 700 ORB.
          The proposal burns 700 ORB.                     # The proposal pays Petrel Bank and burns 700 ORB.
          """)
  void otherWordsForTheSameAreShown(String sentence, String text) {
    assertThat(SentenceProof.of(text.replace(";;", "\n\n"), sentence))
        .matches(SentenceProof::shown);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      textBlock =
          """
          leans on what is not shown # From there, the bond of Lagoon goes to Petrel.
          leans on what is not shown # This contract pays the bond of Lagoon.
          leans on what is not shown # This allowed us to measure the bond of Lagoon.
          leans on what is not shown # The guild asks Petrel Bank for the bond to do it.
          no whole sentence          # Bond of Lagoon
          cannot stand alone         # The schedule of the bond can be found here.
          """)
  void whatLeansOnItsPlaceIsNotQuoted(String reason, String text) {
    assertThat(SentenceProof.of("The guild meets.\n\n" + text, text).reason()).contains(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      textBlock =
          """
          Additionally, the guild pays Petrel Bank.     @ Additionally, the guild pays Petrel Bank.
          So far, the guild has paid Petrel Bank.       @ So far, the guild has paid Petrel Bank.
          This initiative pays the bond of Lagoon.      @ This initiative pays the bond of Lagoon.
          Old rate: 2% a year New rate: 3% a year       @ - Old rate: 2% a year;;- New rate: 3% a year
          The guild will pay Petrel Bank.               @ The guild will:;;- ask for a bond;;- pay Petrel Bank.
          Errors could lock the bond of Lagoon.         @ ## Risks;;Errors could lock the bond of Lagoon.
          """)
  void whatStandsAloneIsQuoted(String sentence, String text) {
    assertThat(SentenceProof.of("The guild meets.\n\n" + text.replace(";;", "\n\n"), sentence))
        .matches(SentenceProof::shown);
  }

  @Test
  void anItemIsOnlyWhatTheLineOverItsOwnListSays() {
    String text = "The guild will:\n\n- keep a bond\n\nPetrel will:\n\n- pay the audit\n";

    assertThat(SentenceProof.of(text, "Petrel will pay the audit").shown()).isTrue();
    assertThat(SentenceProof.of(text, "The guild will pay the audit").shown()).isFalse();
  }

  /** Items of a list within the list, or of another one behind it, are not what its line says. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "- ask whether to\n  - pay the audit\n",
        "- keep a bond\n  1. pay the audit\n",
        "- keep a bond\n\n1. pay the audit\n",
      })
  void anItemOfAnotherListIsNotWhatTheLineSays(String list) {
    String text = "The guild meets.\n\nThe guild will:\n\n";

    assertThat(SentenceProof.of(text + list, "The guild will pay the audit").shown()).isFalse();
    assertThat(
            SentenceProof.of(
                    text + "- keep a bond\n- pay the audit\n", "The guild will pay the audit")
                .shown())
        .isTrue();
  }

  /** Two labels are a pair where both are one, in one list. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "- Old rate: 5% of all fees each year\n\nWe looked.\n\n- Our rivals: 1% of all fees\n",
        "- Old rate: 5% of all fees each year\n  - Our rivals: 1% of all fees\n",
      })
  void labelsOfTwoListsAreNoPair(String text) {
    String sentence = "Old rate: 5% of all fees each year Our rivals: 1% of all fees";

    assertThat(SentenceProof.of("The guild meets.\n\n" + text, sentence).shown()).isFalse();
  }

  @Test
  void aLabelBehindNoLabelIsNoPair() {
    String text =
        "The guild meets.\n\n- The guild takes 5% of all fees\n- Our rivals: 1% of fees\n";
    String sentence = "The guild takes 5% of all fees Our rivals: 1% of fees";

    assertThat(SentenceProof.of(text, sentence).shown()).isFalse();
  }

  @Test
  void aLineOnTheCallsMayBearASentenceOut() {
    List<String> effects = List.of("Pauses the market.", "Sends 700 ETH to Petrel Bank.");
    String sentence = "This proposal sends 700 ETH to Petrel Bank.";

    SentenceProof proof = SentenceProof.of("Renew", "We renew it.", effects, sentence);

    assertThat(proof.shown()).isTrue();
    assertThat(proof.effects()).containsExactly(1);
    assertThat(proof.evidence()).isEmpty();
    assertThat(SentenceProof.of("Renew", "We renew it.", List.of(), sentence).shown()).isFalse();
    assertThat(
            SentenceProof.of("Renew", "We renew it.", effects, "This proposal sends 700 ETH.")
                .shown())
        .isFalse();
  }

  @Test
  void placesAreCountedInTheBody() {
    String body = "The guild burns 700 ORB. The vault pays.";

    SentenceProof proof = SentenceProof.of("Burn it", body, List.of(), "The guild burns 700 ORB.");

    assertThat(proof.evidence())
        .extracting(span -> span.of(body))
        .containsExactly("The guild burns 700 ORB.");
  }

  @Test
  void theNearestSentenceThatMayBeShownStandsInForOneThatMayNot() {
    String text = "The guild burns 700 ORB in June. The vault pays Petrel Bank.";

    SentenceProof proof = SentenceProof.of(text, "The guild burns 900 ORB in June.");

    assertThat(proof.shown()).isFalse();
    assertThat(proof.replacement()).isEqualTo("The guild burns 700 ORB in June.");
    assertThat(SentenceProof.of(text, proof.replacement()).replacement()).isEmpty();
    assertThat(SentenceProof.of("~~The guild burns 700 ORB.~~", "The guild burns 900 ORB."))
        .matches(none -> none.replacement().isEmpty());
  }
}

package org.prytany.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.spi.TextDigest;

/** A summary is of sentences that can stand alone, while there are two of them. */
class StandsAloneTest {

  private static final String TEXT =
      """
      # Raise the limit of the bridge vault

      Hello all, thanks for reading our long text about the bridge vault.

      ## Motivation

      The bridge vault turns users away because its limit is too low for the demand of the bridge. \
      This happened twice last week. It also costs the bridge its fees.

      ## Specification

      The limits of the bridge vault are as follows:

      We propose to raise the limit of the bridge vault from 2,000 ETH to 5,000 ETH.

      An alternative would be to open another vault for the bridge.

      The table below shows the limit of each vault.
      """;

  @Test
  void theAskAndTheReasonAreThere() {
    List<String> shown = RealModel.sentences(RealModel.digest(TEXT));

    assertThat(shown)
        .contains(
            "We propose to raise the limit of the bridge vault from 2,000 ETH to 5,000 ETH.",
            "The bridge vault turns users away because its limit is too low for the demand of the"
                + " bridge.");
  }

  @Test
  void nothingThatLeansOnTheTextIsShownWhileTwoOthersAreThere() {
    assertThat(RealModel.sentences(RealModel.digest(TEXT))).hasSize(2);
  }

  /** Whatever else a text has, while two sentences stand alone none of these is shown. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Should the DAO not raise the limit of the bridge vault from 2,000 ETH to 5,000 ETH?",
        "Perhaps we propose to raise the limit of the bridge vault to 5,000 ETH next year.",
        "Thank you for reading our proposal to raise the limit of the bridge vault to 5,000 ETH.",
        "This proposal to raise the limit is released under CC0, all rights reserved elsewhere.",
        "For example, we propose to raise the limit of the bridge vault to 5,000 ETH.",
        "It raises the limit of the bridge vault from 2,000 ETH to 5,000 ETH."
      })
  void whatAsksDoubtsGreetsOrPointsBackIsNeverChosen(String leaning) {
    assertThat(
            RealModel.sentences(
                RealModel.digest(
                    TEXT + "\n\nThe signers of the bridge approve the limit.\n\n" + leaning)))
        .doesNotContain(leaning);
  }

  @Test
  void whereEverythingLeansSomethingIsShownAllTheSame() {
    String leaning = "# Fees\n\nThis would lower the fee.\n\nIt also pays the second team.\n";

    assertThat(RealModel.digest(leaning).sentences()).hasSize(2);
  }

  @Test
  void aWordThatOnlyGoesOnIsLeftOut() {
    String text =
        "# Fees\n\nThe fee of the vault is too high for small accounts.\n\n"
            + "Therefore, we propose to lower the fee of the vault from 3% to 1%.\n";

    assertThat(RealModel.sentences(RealModel.digest(text)))
        .contains("We propose to lower the fee of the vault from 3% to 1%.");
  }

  /** Who the authors are is not what they ask for, however deep their names stand. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "## Team\n\n### Ann Writer - lead\n\nBuilder of bridges and vaults, member of the bridge council for years.\n",
        "## Experience with bridges\n\nWe have raised the limits of vaults for other bridges since last May.\n",
      })
  void whatIsSaidOfPeopleIsNotShown(String section) {
    List<String> shown =
        RealModel.sentences(
            RealModel.digest(TEXT.replace("## Motivation", section + "\n## Motivation")));

    assertThat(shown).hasSize(2).noneMatch(each -> section.contains(each));
  }

  @Test
  void whatTheProposalItselfAsksIsFoundAmongItsAuthorsToo() {
    String ask = "This is our second year, and this proposal requests 40,000 USDC for new signers.";
    String text =
        "# New signers\n\n## Our team\n\nWe have run vaults for years.\n\n"
            + ask
            + "\n\n## Benefits\n\nUsers wait for an hour today.\n\nSigners are tired of it.\n";

    assertThat(RealModel.sentences(RealModel.digest(text))).contains(ask);
  }

  /** What a thing is, or a question without its mark, gives way to what else the text says. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "LDG is the native token of Lodger, which pays for the storage of small vaults.",
        "Lodger is a decentralised vault for small treasuries that was built by the guild.",
        "How lenders will be able to use LDG for their loans"
      })
  void whatTellsLittleGivesWay(String little) {
    String text =
        "# Add LDG to the lending market\n\n"
            + little
            + "\n\nWe propose to add LDG to the lending market with a cap of 5,000 LDG.\n\n"
            + "Members meet on Mondays and the notes of each meeting are kept by the guild.\n";

    assertThat(RealModel.sentences(RealModel.digest(text)))
        .contains("We propose to add LDG to the lending market with a cap of 5,000 LDG.")
        .doesNotContain(little);
  }

  /** An item shown without "does not" would say the opposite. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "This proposal does not give the council:",
        "Out of scope:",
        "#### What the council never gets"
      })
  void anItemOfAListOfWhatIsNotSoIsNotShown(String lead) {
    String item = "The power to raise the limit of the bridge vault above 5,000 ETH.";
    String text =
        "# Raise the limit of the bridge vault\n\n"
            + "The bridge vault turns users away.\n\n"
            + lead
            + "\n\n- "
            + item
            + "\n- The keys of the bridge vault.\n\n"
            + "We propose to raise the limit of the bridge vault.\n";

    assertThat(RealModel.sentences(RealModel.digest(text))).doesNotContain(item);
    assertThat(RealModel.digest(text).asks())
        .extracting(TextDigest.Sentence::text)
        .doesNotContain(item);
    assertThat(RealModel.sentences(RealModel.digest(text.replace(lead, "The council gets:"))))
        .contains(item);
  }

  @Test
  void aSentenceThatBreaksOffIsNotShown() {
    String broken = "The limit of the bridge vault is raised from 2,000 ETH to 5,000 ETH because .";

    assertThat(RealModel.sentences(RealModel.digest(TEXT + "\n" + broken + "\n")))
        .doesNotContain(broken);
  }

  /** The line that quotes is not given what is no ask more likely than not. */
  @Test
  void onlyWhatLikelyAsksIsGivenAsAnAsk() {
    assertThat(RealModel.digest(TEXT).asks())
        .extracting(TextDigest.Sentence::text)
        .containsExactly(
            "We propose to raise the limit of the bridge vault from 2,000 ETH to 5,000 ETH.");
  }
}

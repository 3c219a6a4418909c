package org.prytany.governance.ask;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.governance.proposal.Asked;
import org.prytany.reading.Reading;
import org.prytany.spi.Span;
import org.prytany.spi.TextDigest;

class AskPartsTest {

  private static final String BUDGET =
      """

      | Item | Amount |
      | --- | --- |
      | Audits | 45,000 USDC |
      | Hosting | 20,000 USDC |
      | Total | 65,000 USDC |
      """;

  private static Asked read(String text, String title, String... asks) {
    List<TextDigest.Sentence> sentences =
        List.of(asks).stream()
            .map(
                one ->
                    new TextDigest.Sentence(
                        one, new Span(text.indexOf(one), text.indexOf(one) + one.length())))
            .toList();
    TextDigest digest = new TextDigest(title, List.of(), sentences, List.of(), List.of(), "test");
    return AskReader.of(Reading.of(text), digest, text);
  }

  private static List<String> parts(Asked asked) {
    return asked.parts().passages().stream().map(Asked.Passage::words).toList();
  }

  @Test
  void theTableThatASentenceLeadsIntoIsQuotedWithItsTotalFirst() {
    String lead = "We request the following budget:";
    String text = lead + "\n" + BUDGET;

    Asked asked = read(text, "", lead);

    assertThat(asked.quote()).isEqualTo("We request the following budget");
    assertThat(asked.parts().header()).isEqualTo("Item | Amount");
    assertThat(parts(asked))
        .containsExactly("Total | 65,000 USDC", "Audits | 45,000 USDC", "Hosting | 20,000 USDC");
    assertThat(asked.parts().left()).isZero();
    for (Asked.Passage passage : asked.parts().passages()) {
      String cell = passage.words().substring(passage.words().lastIndexOf('|') + 2);
      assertThat(passage.span().of(text)).contains(cell);
    }
  }

  @Test
  void theListThatASentenceLeadsIntoIsQuotedItemByItemAndWhatIsTooMuchIsCounted() {
    String lead = "We propose to change these fees:";
    String text =
        lead
            + "\n\n- Raise the swap fee from 1% to 2%\n- Lower the exit fee to 0.1%\n"
            + "- Set the entry fee to zero\n- End the loan fee\n- Halve the fee of vaults\n"
            + "- Double the fee of bots\n- Waive the fee of members\n";

    Asked asked = read(text, "", lead);

    assertThat(parts(asked))
        .startsWith("Raise the swap fee from 1% to 2%", "Lower the exit fee to 0.1%")
        .hasSize(6);
    assertThat(asked.parts().left()).isEqualTo(1);
  }

  /** What a digester holds to say the ask stays, wherever it stands in a list that is too long. */
  @Test
  void ofAListThatIsTooLongTheItemsThatAskStay() {
    String lead = "We propose to change these fees:";
    String last = "Waive the fee of members";
    String text =
        lead
            + "\n\n- Raise the swap fee from 1% to 2%\n- Lower the exit fee to 0.1%\n"
            + "- Set the entry fee to zero\n- End the loan fee\n- Halve the fee of vaults\n"
            + "- Double the fee of bots\n- "
            + last
            + "\n";

    Asked asked = read(text, "", lead, last);

    assertThat(parts(asked)).hasSize(6).endsWith(last).doesNotContain("Double the fee of bots");
    assertThat(asked.parts().left()).isEqualTo(1);
  }

  @Test
  void settingsInABlockOfCodeAreQuotedLineByLine() {
    String lead = "We propose to set the parameters below.";
    String text = lead + "\n\n```\nltv: 70%\nliquidationBonus: 5%\n```\n";

    assertThat(parts(read(text, "", lead))).containsExactly("ltv: 70%", "liquidationBonus: 5%");
    assertThat(parts(read(lead + "\n\n```\ncontract.set(0x1, 70);\n```\n", "", lead))).isEmpty();
  }

  /** One item says a part: where the title says the whole, all of them are told with it. */
  @Test
  void theListOfAnItemThatAsksIsQuotedWithTheTitle() {
    String text =
        "# Extend the archive\n\n## Changes\n\n- Open the reading room in the morning\n- Hire Ann for 5 ETH\n";

    Asked asked = read(text, "Extend the archive", "Open the reading room in the morning");

    assertThat(asked.titled()).isTrue();
    assertThat(asked.quote()).isEmpty();
    assertThat(parts(asked))
        .containsExactly("Open the reading room in the morning", "Hire Ann for 5 ETH");
  }

  @Test
  void theOnlyBudgetOfATextIsToldWithATitleThatAsks() {
    String text = "# Fund the archive\n\nIt is full.\n\n## Requested budget\n" + BUDGET;

    Asked asked = read(text, "Fund the archive");

    assertThat(asked.titled()).isTrue();
    assertThat(parts(asked)).startsWith("Total | 65,000 USDC");
  }

  /** "Budget: 60,000 ABC" stands in a list of other things. */
  @Test
  void theLineThatSaysHowMuchIsToldWithASentenceThatDoesNot() {
    String ask = "We propose to extend the archive until 2027-03-31.";
    String text =
        ask
            + "\n\n## Specification\n\n- **Term:** until 2027-03-31\n- **Budget:** 60,000 USDC for Ann\n";

    assertThat(parts(read(text, "", ask))).containsExactly("Budget: 60,000 USDC for Ann");
    assertThat(parts(read(text + "- **Total cost:** 70,000 USDC\n", "", ask))).isEmpty();
    assertThat(parts(read(text.replace("Specification", "Previous term"), "", ask))).isEmpty();
    String has = "We propose to pay 60,000 USDC to Ann.";
    assertThat(parts(read(text.replace(ask, has), "", has))).isEmpty();
  }

  @Test
  void aTotalThatTheSentenceDoesNotHaveIsToldWithIt() {
    String ask = "Upon approval 45,000 USDC will be transferred to the auditors.";
    String text = "# Budget of the archive\n\n" + ask + "\n\n## Requested budget\n" + BUDGET;

    assertThat(parts(read(text, "", ask))).startsWith("Total | 65,000 USDC");
    String whole = ask.replace("45,000", "65,000");
    assertThat(parts(read(text.replace(ask, whole), "", whole))).isEmpty();
  }

  @Test
  void theOnlyTableOfWhatIsToBeSetIsToldWithASentenceWithoutFigures() {
    String ask = "We propose to raise the caps of the market.";
    String table =
        "\n\n| Asset | Current cap | Proposed cap |\n| --- | --- | --- |\n| ABC | 5,000 | 9,000 |\n";

    Asked asked = read(ask + "\n\nIt is full." + table, "", ask);

    assertThat(asked.parts().header()).isEqualTo("Asset | Current cap | Proposed cap");
    assertThat(parts(asked)).containsExactly("ABC | 5,000 | 9,000");
    assertThat(parts(read(ask + "\n\nIt is full." + table + "\nOr this." + table, "", ask)))
        .isEmpty();
    assertThat(parts(read(ask + "\n\nWe rejected this table." + table, "", ask))).isEmpty();
    assertThat(parts(read(ask + "\n\n## An alternative" + table, "", ask))).isEmpty();
    assertThat(parts(read(ask + table.replace("Proposed cap", "Last cap"), "", ask))).isEmpty();
  }

  /** Its columns say what is and what is to be, whatever stands over it but another vote's. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Motivation | true",
        "Raise the cap of ABC on one market | true",
        "Past votes on the caps | false",
        "Options that were considered | false",
        "Comparison with other protocols | false",
        "If the market falls | false"
      })
  void aTableOfOldAndNewValuesIsToldUnderWhateverIsNotAnotherVotes(String heading, boolean told) {
    String ask = "We propose to raise the caps of the V3 market.";
    String table =
        "\n\n! Asset ! Current cap ! Proposed cap ! Change !\n! --- ! --- ! --- ! --- !\n"
            + "! ABC ! 5,000 ! 9,000 ! 80% !\n! XYZ ! 1 ! 1 ! No change !\n";
    String text = ask + "\n\n## " + heading + table.replace('!', '|');

    assertThat(parts(read(text, "", ask)))
        .hasSize(told ? 2 : 0)
        .allMatch(each -> each.startsWith("ABC") || each.startsWith("XYZ"));
    assertThat(parts(read(text, ""))).hasSize(told ? 2 : 0);
  }

  @Test
  void theOnlyTableOfSettingsAndTheirValuesIsTold() {
    String table = "\n\n| Parameter | Value |\n| --- | --- |\n| LTV | 70% |\n| Open | No |\n";
    String text = "# Add ABC to the market\n\nIt is new.\n\n## Specification" + table;
    String title = "Add ABC to the market";

    Asked asked = read(text, title);
    assertThat(parts(asked)).containsExactly("LTV | 70%");
    assertThat(asked.parts().left()).as("what denies is counted").isEqualTo(1);
    assertThat(parts(read(text.replace("| Value", "| Unit"), title))).isEmpty();
    assertThat(parts(read(text.replace("Specification", "Markets elsewhere"), title))).isEmpty();
  }

  /** People are shown accounts in short: their length leaves no row out. */
  @Test
  void anAccountTakesAsMuchRoomAsPeopleAreShownOfIt() {
    String lead = "Pending the results of the vote these are to be closed by the council:";
    StringBuilder table = new StringBuilder(lead + "\n\n| House | Account |\n| --- | --- |\n");
    for (String house : List.of("Map room", "Attic", "Cellar", "Gate", "Tower", "Stable")) {
      table.append("| ").append(house).append(" | 0x").append("ab".repeat(20)).append(" |\n");
    }

    assertThat(parts(read(table.toString(), "", lead))).hasSize(6);
  }

  @Test
  void theOnlyListOfAnOldAndANewValueIsToldWithASentenceWithoutFigures() {
    String ask = "We propose to raise the rate of the market.";
    String list = "\n\n- Current rate: 2.5%\n- New rate: 3.0%\n";

    assertThat(parts(read(ask + "\n\nIt is full." + list, "", ask)))
        .containsExactly("Current rate: 2.5%", "New rate: 3.0%");
    assertThat(parts(read(ask + "\n\nWe rejected these." + list, "", ask))).isEmpty();
    assertThat(parts(read(ask + "\n\nIt is full." + list + "\nOr:" + list, "", ask))).isEmpty();
  }

  @Test
  void aLineOfAListLeadsIntoWhatStandsUnderItAndNoFurther() {
    String lead = "Raise the caps of these markets:";
    String text = "- " + lead + "\n  - ABC to 9,000\n  - XYZ to 7,000\n- Pay Ann 5 ETH\n";

    assertThat(parts(read(text, "", lead))).containsExactly("ABC to 9,000", "XYZ to 7,000");
  }

  @Test
  void aTitleThatAsksIsNotQuotedBesideItself() {
    String text = "# Fund the archive\n\nIt is full.\n";

    Asked asked = read(text, "Fund the archive");

    assertThat(asked.titled()).isTrue();
    assertThat(asked.quote()).isEmpty();
    assertThat(asked.parts().isEmpty()).isTrue();
  }

  @Test
  void whatWasPutBeforeAnItemLeadsIntoTheWholeList() {
    String lead = "The proposal will do the following:";
    String item = "List ABC on the market.";
    String text = lead + "\n\n- " + item + "\n- Set its cap to 5,000 ABC.\n";
    TextDigest.Sentence repaired =
        TextDigest.Sentence.of(
            List.of(
                new TextDigest.Piece(lead, new Span(0, lead.length()), true),
                new TextDigest.Piece(
                    item, new Span(text.indexOf(item), text.indexOf(item) + item.length()), false)),
            new Span(text.indexOf(item), text.indexOf(item) + item.length()));
    TextDigest digest =
        new TextDigest("", List.of(), List.of(repaired), List.of(), List.of(), "test");

    Asked asked = AskReader.of(Reading.of(text), digest, text);

    assertThat(asked.quote()).isEqualTo("The proposal will do the following");
    assertThat(parts(asked)).containsExactly(item, "Set its cap to 5,000 ABC.");
  }

  /** Each of them has a list or a table of amounts that nobody asks for. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "We do not request the following budget:",
        "We propose to reject the following budget:",
        "We request what was spent last year:",
        "We ask for what the last season received:",
        "We request funds instead of the following budget:",
        "We request funds rather than one of these alternatives:",
        "We request funds without the items below:",
        "We request funds, for example:",
        "We request funds because of the following:",
        "We request a vote on the funds that were approved in the following table:",
        "We request funds similar to the following table:",
        "We propose to compare the following scenarios:",
        "We request funds if the treasury is valued as follows:"
      })
  void aLeadThatDeniesRemembersOrComparesLeadsToNothing(String lead) {
    assertThat(parts(read("# Fund it\n\n" + lead + "\n" + BUDGET, "", lead))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Budget of the previous term",
        "Rejected alternatives",
        "Out of scope",
        "Background",
        "Budget of a past proposal",
        "Current budget",
        "Example of a budget",
        "Not included in this budget"
      })
  void aTableUnderAHeadingThatIsNotTheAskIsNotTold(String heading) {
    String text = "# Fund the archive\n\nIt is full.\n\n## " + heading + "\n" + BUDGET;
    assertThat(parts(read(text, "Fund the archive"))).isEmpty();
  }

  @Test
  void ofTwoBudgetsNoneIsTold() {
    String text =
        "# Fund the archive\n\nIt is full.\n\n## Requested budget\n"
            + BUDGET
            + "\n## Budget of the museum\n"
            + BUDGET.replace("65,000", "75,000").replace("45,000", "55,000");

    assertThat(parts(read(text, "Fund the archive"))).isEmpty();
  }

  @Test
  void aTableOfHowItIsTodayIsNotTold() {
    String lead = "We propose to raise the caps of the following markets:";
    String today =
        "\n\n| Market | Current cap | By |\n| --- | --- | --- |\n| ABC | 5,000 ABC | Ann |\n";

    assertThat(parts(read(lead + today, "", lead))).isEmpty();
    assertThat(
            parts(
                read(lead + today.replace("By", "New cap").replace("Ann", "6,000 ABC"), "", lead)))
        .containsExactly("ABC | 5,000 ABC | 6,000 ABC");
  }

  /** One line of a list that is not meant makes the others doubtful. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "~~Pay 7,000 USDC to Bob~~",
        "Should Bob get 7,000 USDC?",
        "For example, Bob may get 7,000 USDC",
        "We decided not to pay 7,000 USDC to Bob",
        "Perhaps pay 7,000 USDC to Bob"
      })
  void aListWithAnItemThatIsNotMeantIsNotTold(String item) {
    String lead = "We propose these payments:";
    String text = lead + "\n\n- Pay 5,000 USDC to Ann\n- " + item + "\n";

    assertThat(parts(read(text, "", lead))).isEmpty();
  }

  @Test
  void whatIsDoneAlreadyIsNoPartOfWhatIsAsked() {
    String lead = "The proposal does the following:";
    String text =
        lead
            + "\n\n- Prior to the vote, a vault was deployed\n- Pay 5,000 USDC to the vault\n- Name Ann its keeper\n";

    Asked asked = read(text, "", lead);

    assertThat(parts(asked)).containsExactly("Pay 5,000 USDC to the vault", "Name Ann its keeper");
    assertThat(asked.parts().left()).isEqualTo(1);
  }

  @Test
  void aListBehindASentenceThatDoesNotLeadIntoItIsAnothers() {
    String ask = "We propose to fund the archive.";
    String text = ask + "\n\n- Ann has 5,000 USDC\n- Bob has 7,000 USDC\n";

    assertThat(parts(read(text, "", ask))).isEmpty();
    assertThat(parts(read("# Fund Ann\n\n## Budget\n\n" + text, "", ask))).isEmpty();
  }

  @Test
  void aListThatSomebodyElseWroteIsNotTold() {
    String lead = "We propose these payments:";
    String text = lead + "\n\n> - Pay 5,000 USDC to Ann\n> - Pay 7,000 USDC to Bob\n";

    assertThat(parts(read(text, "", lead))).isEmpty();
  }

  @Test
  void whatASentenceCallsAsCodeDoesIsToldWithItsValue() {
    String ask = "We propose a contract that will have a MIN_FEE for all keepers.";
    String code = "\n\n```\nuint256 constant MIN_FEE = 5;\nuint256 constant MAX_FEE = 90;\n```\n";

    assertThat(parts(read(ask + code, "", ask))).containsExactly("uint256 constant MIN_FEE = 5");
    assertThat(parts(read(ask + code.replace("MAX", "MIN"), "", ask))).isEmpty();
    assertThat(parts(read(ask + "\n\n## Alternatives" + code, "", ask))).isEmpty();
  }

  @Test
  void ofSeveralTablesOfSettingsTheOneUnderPlainHeadingsIsTold() {
    String table = "\n\n| Parameter | Value | Value |\n|---|---|---|\n| Cap | 5,000 | 6,000 |\n";
    String ask = "We propose to list both tokens.";
    String text = ask + "\n\n## Specification" + table + "\n\n## First oracle" + table;

    assertThat(parts(read(text, "", ask))).containsExactly("Cap | 5,000 | 6,000");
    assertThat(parts(read(text.replace("First oracle", "Parameters"), "", ask))).isEmpty();
  }
}

package org.prytany.governance.ask;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.governance.proposal.Asked;
import org.prytany.reading.Reading;
import org.prytany.spi.Span;
import org.prytany.spi.TextDigest;

/** Lists and tables that look like the ask, and are not: beside each stands one that is. */
class AskPartsRefusedTest {

  private static final String LEAD = "We request the following:";
  private static final String ITEMS = LEAD + "\n\n- Audit: 9,000 USDC\n- Hosting: 81,000 USDC\n";
  private static final String TITLE = "Fund the archive";
  private static final String BUDGET =
      "\n\n- Audit: 9,000 USDC\n- Hosting: 81,000 USDC\n- Total: 90,000 USDC\n";

  private static Asked read(String text, String ask) {
    TextDigest.Sentence sentence =
        new TextDigest.Sentence(ask, new Span(text.indexOf(ask), text.indexOf(ask) + ask.length()));
    String title = text.contains(TITLE) ? TITLE : "";
    TextDigest digest =
        new TextDigest(title, List.of(), List.of(sentence), List.of(), List.of(), "test");
    return AskReader.of(Reading.of(text), digest, text);
  }

  private static List<String> parts(String text, String ask) {
    return read(text, ask).parts().passages().stream().map(Asked.Passage::words).toList();
  }

  private static String found(String headings) {
    return "# " + TITLE + "\n\nIt is full.\n\n" + headings + BUDGET;
  }

  @Test
  void emptyCellsKeepTheirPlace() {
    String lead = "We propose to set the parameters below.";
    String corner =
        "\n\n|  | Now | Proposed |\n|---|---|---|\n| LTV | 70% | 80% |\n| Cap | | 5,000 |\n";

    Asked asked = read(lead + corner, lead);

    assertThat(asked.parts().header()).isEqualTo("– | Now | Proposed");
    assertThat(parts(lead + corner, lead)).containsExactly("LTV | 70% | 80%", "Cap | – | 5,000");
    String paid = "We request the budget below.";
    assertThat(
            parts(
                paid
                    + "\n\n| Item | Already paid by us | Requested |\n|---|---|---|\n"
                    + "| Audit | 9,000 USDC | |\n| Hosting | | 81,000 USDC |\n",
                paid))
        .containsExactly("Audit | 9,000 USDC | –", "Hosting | – | 81,000 USDC");
  }

  /** The reading has only parts of such a cell. */
  @Test
  void aTableWithAPipeInACellIsNotTold() {
    String lead = "We request the budget below.";
    String table = "\n\n| Item | Amount |\n|---|---|\n| Audit | USDC/9,000 |\n| Desk | 5 USDC |\n";

    assertThat(parts(lead + table, lead)).contains("Audit | USDC/9,000");
    assertThat(parts(lead + table.replace("/", "\\|"), lead)).isEmpty();
    assertThat(parts(lead + table.replace("5 USDC", "5 USDC\\|"), lead)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "- <del>Audit: 9,000 USDC</del>",
        "- Audit: <s>9,000</s> 4,000 USDC",
        "- Audit: ~~9,000~~ 4,000 USDC",
        "- [ ] Audit: 9,000 USDC",
        "- ❌ Audit: 9,000 USDC",
        "- Audit: 9,000 USDC (refused)"
      })
  void aListWithAnItemThatIsStruckOutOrCrossedIsNotTold(String item) {
    assertThat(parts(ITEMS, LEAD)).hasSize(2);
    assertThat(parts(ITEMS.replace("- Audit: 9,000 USDC", item), LEAD)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"❌", "no", "No, see the forum", "FALSE", "refused", "<s>yes</s>"})
  void aTableWithARowThatIsRefusedIsNotTold(String state) {
    String lead = "We request the budget below.";
    String table =
        "\n\n| Item | Amount | Included |\n|---|---|---|\n| Audit | 9,000 USDC | yes |\n"
            + "| Hosting | 81,000 USDC | yes |\n";

    assertThat(parts(lead + table, lead)).hasSize(2);
    assertThat(parts(lead + table.replace("81,000 USDC | yes", "81,000 USDC | " + state), lead))
        .isEmpty();
  }

  @Test
  void aNoAmongSettingsRefusesNone() {
    String lead = "We propose to set the parameters below.";
    String table =
        "\n\n| Setting | Current | Proposed |\n|---|---|---|\n| Open | Yes | No |\n| LTV | 70% | 80% |\n";

    assertThat(parts(lead + table, lead)).contains("LTV | 70% | 80%");
  }

  @ParameterizedTest
  @ValueSource(strings = {"del", "s", "strike"})
  void whatIsStruckOutAsksForNothing(String element) {
    String ask = "We ask for 9,000 USDC for the archive.";
    Asked asked = read("<" + element + ">" + ask + "</" + element + ">\n\nIt is full.", ask);

    assertThat(asked.quote()).isEmpty();
    assertThat(asked.payment()).isEmpty();
    assertThat(read(ask + "\n\n<s>It is full.</s>", ask).payment()).isEqualTo("9,000 USDC");
    assertThat(read(ask + "\n\n<s>It is full.</s>", ask).quote()).isEqualTo(ask);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Item | Declined amount",
        "Item | Not requested",
        "Posten | Abgelehnt",
        "Competitor | Grant",
        "Item | Amount kept"
      })
  void columnsThatDenyAreNotTold(String columns) {
    String lead = "We request the budget below.";
    String table = "\n\n| Item | Amount |\n|---|---|\n| Audit | 9,000 USDC |\n";

    assertThat(parts(lead + table, lead)).hasSize(1);
    assertThat(parts(lead + table.replace("Item | Amount", columns), lead)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "## Not requested here\n\n### Budget",
        "## Left for the next vote\n\n### Budget",
        "## Proposal of the Foo guild\n\n### Budget",
        "## Budget 2021",
        "## Funding 2023",
        "## Season 3 budget, which ended in May",
        "## Budget: income",
        "## Budget in case of a bull market",
        "## Grants from other DAOs",
        "## Grant of the Foo guild",
        "## Costs of doing nothing",
        "## Funding we turned down",
        "## Costs" + "\n\nFoo offered the following."
      })
  void whatNoSentenceLeadsIntoIsToldOnlyUnderHeadingsOfTheAsk(String headings) {
    assertThat(parts(found("## 3. Specification\n\n### 3.1 Requested budget"), "It is full."))
        .startsWith("Total: 90,000 USDC");
    assertThat(parts(found(headings), "It is full.")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Grant of the Foo guild",
        "Recommended by Foo",
        "New fees that members turned down"
      })
  void settingsAndSumsUnderTheHeadingOfAnotherAreNotTold(String heading) {
    String ask = "We propose to raise the fee.";
    String set = "| Market | New fee |\n|---|---|\n| ETH | 9% |\n";
    String sum = "Budget: 90,000 USDC";

    assertThat(parts(ask + "\n\n## Proposed changes\n\n" + set, ask)).hasSize(1);
    assertThat(parts(ask + "\n\n## " + heading + "\n\n" + set, ask)).isEmpty();
    assertThat(parts(ask + "\n\n## Request\n\n" + sum, ask)).containsExactly(sum);
    assertThat(parts(ask + "\n\n## " + heading + "\n\n" + sum, ask)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "We propose to change the fees. Today they are as follows:",
        "We propose to change the fees. At the moment they are as follows:",
        "We propose one of the following:",
        "We ask for a grant for none of the following:",
        "We propose to fund the archive. It comes with the following:",
        "We ask for funds of the same kind as the following:"
      })
  void aLeadThatTellsTodayOrAChoiceOrDoesNotAskLeadsToNothing(String lead) {
    assertThat(parts(ITEMS.replace(LEAD, lead), lead)).isEmpty();
  }

  /** Before the vote or behind it: nobody knows where no column says so. */
  @Test
  void aTableWithoutANewValueIsNotToldBehindAChange() {
    String lead = "We propose to change the fees below.";
    String table = "\n\n| Market | Fee |\n|---|---|\n| ETH | 1% |\n| DAI | 2% |\n";

    assertThat(parts(lead + table, lead)).isEmpty();
    assertThat(parts(lead + table.replace("Fee", "New fee"), lead)).hasSize(2);
    assertThat(parts(lead.replace("change", "set") + table, lead.replace("change", "set")))
        .hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "None of these is asked for any more.",
        "These amounts were only an example.",
        "The list above is outdated.",
        "After this vote all are 3%.",
        "The archive is full. We no longer ask for them."
      })
  void aListThatIsTakenBackRightBehindIsNotTold(String behind) {
    assertThat(parts(ITEMS + "\nThe archive is open on Mondays.\n", LEAD)).hasSize(2);
    assertThat(parts(ITEMS + "\n" + behind + "\n", LEAD)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "  - of which 81,000 were paid already\n  - so 9,000 are asked\n",
        "  - only if the audit is done\n",
        "  - nobody is paid before\n",
        "  - This was done in May\n"
      })
  void anItemThatIsLimitedBelowIsLeftOutAndCounted(String below) {
    String item = "- Hosting: 81,000 USDC\n";
    assertThat(read(ITEMS.replace(item, item + "  - for the guild\n"), LEAD).parts().left())
        .isZero();

    Asked asked = read(ITEMS.replace(item, item + below), LEAD);

    assertThat(asked.parts().passages().stream().map(Asked.Passage::words))
        .doesNotContain("Hosting: 81,000 USDC");
  }

  @Test
  void ofTwoTotalsOrASumThatIsTakenBackNothingIsTold() {
    assertThat(parts(found("## Budget") + "- Total: 95,000 USDC\n", "It is full.")).isEmpty();
    String ask = "We propose to keep the archive.";
    String sum = ask + "\n\nBudget: 90,000 USDC\n\n";
    assertThat(parts(sum + "Ann keeps it.", ask)).containsExactly("Budget: 90,000 USDC");
    assertThat(parts(sum + "This was never asked for.", ask)).isEmpty();
  }

  @Test
  void aTitleThatIsStruckOutAsksForNothing() {
    String text = "# " + TITLE + "\n\nIt is full.\n";

    assertThat(read(text, "It is full.").titled()).isTrue();
    assertThat(read(text.replace(TITLE, "<del>" + TITLE + "</del>"), "It is full.").titled())
        .isFalse();
  }

  @Test
  void anItemThatSaysOfItselfThatItIsNotAskedRefusesTheList() {
    for (String below :
        List.of("  - This item is not asked for.\n", "\n  This item is not asked for.\n")) {
      assertThat(parts(ITEMS + below, LEAD)).isEmpty();
    }
  }

  @Test
  void anItemThatEndsInACaseIsLeftOutAndNoAmountIsTheOnlyOneBesideTheMost() {
    String text = ITEMS.replace("Audit: 9,000 USDC", "Pay Ann up to 9,000 USDC, but only");

    Asked asked = read(text.replace("Hosting:", "Pay Bob"), LEAD);

    assertThat(asked.parts().passages().stream().map(Asked.Passage::words))
        .containsExactly("Pay Bob 81,000 USDC");
    assertThat(asked.parts().left()).isEqualTo(1);
    assertThat(asked.payment()).isEmpty();
  }

  @Test
  void aTextThatIsTakenBackSaysSoInItsOwnWordsWhereTheyFit() {
    String ask = "We ask the DAO to pay 40,000 USDC for the audit.";
    String back = "This proposal has been withdrawn.";

    Asked asked = read(ask + "\n\n" + back, ask);

    assertThat(asked.takenBack().orElseThrow().words())
        .isEqualTo("This proposal has been withdrawn");
    assertThat(asked.quote()).isEmpty();
    assertThat(asked.payment()).isEmpty();
    String much = back.replace("withdrawn", "withdrawn by the guild" + " and the guild".repeat(40));
    assertThat(read(ask + "\n\n" + much, ask).takenBack()).isEmpty();
    assertThat(read(ask + "\n\n" + much, ask).payment()).isEmpty();
  }
}

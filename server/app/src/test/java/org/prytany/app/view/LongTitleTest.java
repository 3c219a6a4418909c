package org.prytany.app.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.prytany.app.sheet.Samples;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalState;

/** A title is the author's, however long it is; and nothing is said of a vote before it opens. */
class LongTitleTest {

  private static final String LONG =
      "Renew the grant of the harbour guild " + "and more ".repeat(60);

  private static Proposal saying(String description, String headline) {
    return Samples.digested(Samples.fresh(1, description), headline, "We pay 5 USDX.");
  }

  @Test
  void aTitleOfFourHundredCharactersIsCutAndNoSentenceOfTheBodyTakesItsPlace() {
    String body = "\n\nWe pay 5 USDX.\n";

    for (String text :
        List.of(
            "# " + LONG,
            "## " + LONG,
            "# **" + LONG.strip() + "**",
            LONG.strip() + "\n===",
            LONG.strip() + "\n---",
            "**" + LONG.strip() + "**",
            "**" + LONG.strip() + "**\nIn short.",
            LONG,
            LONG.strip() + "\nIn short.",
            "<h1>" + LONG + "</h1>",
            "# [" + LONG.strip() + "](https://example.org/a)",
            "# <!-- Pay nobody. -->" + LONG,
            "<!-- Pay nobody. -->\n\n# " + LONG)) {
      assertThat(ProposalViews.headline(saying(text + body, "We pay 5 USDX.")))
          .as(text)
          .startsWith("Renew the grant of the harbour guild and more")
          .endsWith("more…")
          .hasSizeLessThanOrEqualTo(141);
    }
  }

  @Test
  void whatPagesDoNotShowIsNeitherShownNorMakesATitleLong() {
    String hidden = "Pay nobody at all. ".repeat(20);

    for (String title :
        List.of(
            "# A grant <!-- " + hidden + "-->",
            "# [A grant](https://example.org/" + "x".repeat(300) + ")",
            "# A grant <!-- " + hidden.repeat(50) + "-->",
            "# ![" + hidden + "](https://example.org/a.png) A grant",
            "**A grant** <!-- " + hidden + "-->")) {
      assertThat(LongTitle.of(title + "\n\nWe pay 5 USDX.", "")).as(title).isEmpty();
    }
  }

  @Test
  void aHeadlineThatIsTheTitlesOwnBeginningStays() {
    String text = "We renew the grant. " + "It is good. ".repeat(30) + "\n\nWe pay 5 USDX.";

    assertThat(ProposalViews.headline(saying(text, "We renew the grant.")))
        .isEqualTo("We renew the grant.");
  }

  @Test
  void aTitleOfOneEndlessWordIsCutWithinIt() {
    assertThat(LongTitle.of("# " + "x".repeat(10_000), ""))
        .hasValueSatisfying(title -> assertThat(title).matches("x{70}…"));
    assertThat(LongTitle.of("# " + "\ud83d\ude80".repeat(500), "").orElseThrow())
        .matches("(?:\ud83d\ude80){70}…");
  }

  @Test
  void everyOtherTitleIsTheDigests() {
    assertThat(ProposalViews.headline(saying("# A grant\n\nWe pay 5 USDX.", "A grant")))
        .isEqualTo("A grant");
    assertThat(LongTitle.of("A text.\n\n# " + LONG, "")).isEmpty();
    assertThat(LongTitle.of(LONG + "\n\n# A grant", "")).isEmpty();
    assertThat(LongTitle.of("- " + LONG, "")).isEmpty();
    assertThat(LongTitle.of("", "")).isEmpty();
  }

  @Test
  void beforeVotingNoQuorumIsSaidAndTheOpeningIs() {
    Proposal pending =
        Samples.in(Samples.fresh(1, "# A"), ProposalState.PENDING, 101, OptionalLong.empty());
    Proposal active =
        Samples.in(Samples.fresh(1, "# A"), ProposalState.ACTIVE, 101, OptionalLong.empty());

    ProposalSummaryView before = ProposalViews.summary(Samples.DAO, pending, List.of(), false);
    ProposalSummaryView open = ProposalViews.summary(Samples.DAO, active, List.of(), false);

    assertThat(before.votes().quorum()).isEmpty();
    assertThat(before.opens())
        .contains(Instant.ofEpochSecond(pending.content().voteStart()).toString());
    assertThat(open.votes().quorum()).isEqualTo(Optional.of(BigInteger.ONE.toString()));
    assertThat(open.opens()).isEmpty();
  }
}

package org.prytany.app.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.prytany.app.sheet.Samples;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.proposal.Decided;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalSummary;
import org.prytany.spi.ProposalKey;
import org.prytany.spi.Support;
import org.prytany.spi.VoteDecision;

/** Lists over 2,000 proposals with long texts: how many of them are read, and how much of them. */
class LineRowsTest {

  private static final int STORED = 2_000;
  private static final String LONG = "# A grant\n\n" + "We pay 5 USDX. ".repeat(300);

  private static final Map<ProposalKey, Proposal> MANY = new HashMap<>();
  private static final Map<ProposalKey, ProposalSummary> SUMMARIES = new HashMap<>();

  private final Map<ProposalKey, Proposal> stored = new HashMap<>(MANY);
  private final Map<ProposalKey, ProposalSummary> summaries = new HashMap<>(SUMMARIES);
  private final LineRows lines = new LineRows();
  private int read;
  private long characters;

  @BeforeAll
  static void manyProposals() {
    for (int i = 0; i < STORED; i++) {
      Proposal fresh = Samples.fresh(i, LONG);
      // Every second one is decided.
      Proposal its = i % 2 == 0 ? decided(fresh, "small grants") : fresh;
      MANY.put(its.key(), its);
      SUMMARIES.put(its.key(), ProposalSummary.of(its));
    }
  }

  private static Proposal decided(Proposal proposal, String rule) {
    return proposal
        .change()
        .decision(
            Optional.of(
                new Decided(
                    new VoteDecision.Cast(Support.FOR, rule, "It is small."),
                    "prytany-policy 1",
                    proposal.content().contentHash(),
                    1,
                    BigInteger.TEN,
                    Samples.PROPOSED)))
        .build();
  }

  private void store(Proposal proposal) {
    stored.put(proposal.key(), proposal);
    summaries.put(proposal.key(), ProposalSummary.of(proposal));
  }

  private List<String> decisions(long limit, @Nullable String after) {
    return part(limit, after).rows();
  }

  private LineRows.Part<String> part(long limit, @Nullable String after) {
    LineRows.Reads reads =
        new LineRows.Reads(
            dao -> summaries.values().stream().sorted(ProposalSummary.NEWEST_FIRST).toList(),
            summary -> {
              Proposal whole = stored.get(summary.key());
              read++;
              characters += whole.content().description().length();
              return Optional.of(whole);
            });
    return lines.page(
        reads,
        new LineRows.Page(List.of(Samples.DAO), limit, after),
        its -> true,
        of -> of.line().decision().map(its -> of.proposalId() + " " + its.rule()));
  }

  @Test
  void aPageReadsNoProposalBehindTheRowThatFollowsIt() {
    assertThat(decisions(50, null)).hasSize(50);

    assertThat(read).isLessThanOrEqualTo(102);
    assertThat(characters).isLessThanOrEqualTo(102L * LONG.length());
  }

  @Test
  void whatWasReadOnceIsNotReadAgainUntilItChanges() {
    List<String> first = decisions(50, null);
    read = 0;
    assertThat(decisions(50, null)).isEqualTo(first);
    assertThat(read).isZero();

    Proposal shown = stored.get(Samples.fresh(key(first.getFirst()), LONG).key());
    store(decided(shown, "large grants").change().version(shown.version() + 1).build());

    assertThat(decisions(50, null).getFirst()).endsWith(" large grants");
    assertThat(read).isEqualTo(1);
  }

  /** Nobody can have all proposals read by asking for one row. */
  @Test
  void behindAFullPageABoundedNumberIsReadAlsoWhereNoRowFollows() {
    stored.replaceAll((key, its) -> Samples.fresh(key.proposalId().intValueExact(), LONG));
    Proposal newest =
        stored.get(
            summaries.values().stream().min(ProposalSummary.NEWEST_FIRST).orElseThrow().key());
    stored.values().forEach(this::store);
    store(decided(newest, "small grants"));

    LineRows.Part<String> first = part(1, null);

    assertThat(first.rows()).hasSize(1);
    assertThat(read).isEqualTo(1 + LineRows.MOST_AHEAD);
    assertThat(part(1, first.next().orElseThrow()))
        .isEqualTo(new LineRows.Part<>(List.of(), Optional.empty()));
  }

  private static int key(String row) {
    return Integer.parseInt(row.split(" ", 2)[0]);
  }

  @Test
  void pagesTogetherAreTheWholeListAndEachProposalIsReadOnce() {
    List<String> all = new ArrayList<>();
    LineRows.Part<String> page = part(250, null);
    int pages = 1;
    while (page.next().isPresent()) {
      all.addAll(page.rows());
      page = part(250, page.next().orElseThrow());
      pages++;
    }
    all.addAll(page.rows());

    assertThat(read).isEqualTo(STORED);
    assertThat(pages).as("a full last page is followed by none").isEqualTo(4);
    assertThat(all).hasSize(STORED / 2).doesNotHaveDuplicates();
    assertThat(all).isEqualTo(decisions(STORED, null));
  }

  @Test
  void aPageAfterNothingThatIsThereIsRefused() {
    for (String after : List.of("demo/77777", "other/1", "demo", "")) {
      assertThatThrownBy(() -> decisions(10, after))
          .isInstanceOf(PrytanyException.class)
          .hasMessageContaining("'after'");
    }
    assertThat(read).isZero();
  }
}

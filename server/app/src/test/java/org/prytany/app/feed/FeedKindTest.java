package org.prytany.app.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.prytany.app.sheet.Samples;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalState;

class FeedKindTest {

  private static final Proposal OPEN =
      Samples.in(Samples.fresh(1, "# Pier"), ProposalState.ACTIVE, 120, OptionalLong.empty());

  /**
   * @param now whether it is stopped, or waits for people, whichever is asked for
   */
  private static List<FeedKind> of(Proposal proposal, boolean now) {
    return Arrays.stream(FeedKind.values())
        .filter(kind -> kind.takes(proposal, now ? Set.of(proposal.key()) : Set.of()))
        .toList();
  }

  @Test
  void aProposalStandsWhereItConcernsReaders() {
    assertThat(of(OPEN, false)).containsExactly(FeedKind.PROPOSALS);
    assertThat(of(OPEN, true))
        .containsExactly(FeedKind.PROPOSALS, FeedKind.STOPPED, FeedKind.WAITING);
    assertThat(of(Samples.judged(OPEN, List.of(), Samples.red("Ten times.")), false))
        .as("a finding may be lifted, or the proposal be over")
        .containsExactly(FeedKind.PROPOSALS);
    assertThat(of(Samples.in(OPEN, ProposalState.EXECUTED, 9_000, OptionalLong.empty()), false))
        .containsExactly(FeedKind.PROPOSALS, FeedKind.PAYOUTS);
  }

  @Test
  void eachKindHasAWordAndAFeedOfItsOwn() {
    for (FeedKind kind : FeedKind.values()) {
      assertThat(FeedKind.named(kind.word())).contains(kind);
    }
    assertThat(FeedKind.named("everything")).isEmpty();
    assertThat(
            Arrays.stream(FeedKind.values()).map(kind -> FeedEntry.idOf(1, Samples.GOVERNOR, kind)))
        .doesNotHaveDuplicates();
  }
}

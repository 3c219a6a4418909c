package org.prytany.app.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.prytany.app.sheet.Samples;
import org.prytany.app.view.DaoView;
import org.prytany.governance.effects.ChainFacts;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.proposal.ProposalSummary;
import org.prytany.spi.ProposalKey;

/** How many proposals are stopped is counted over all of them, and few are read for it. */
class StandingsTest {

  private final Standings standings = new Standings();
  private final Map<ProposalKey, Proposal> stored = new HashMap<>();
  private final List<ProposalSummary> summaries = new ArrayList<>();
  private final Set<ProposalKey> lifted = new HashSet<>();
  private final Standings.Whole whole =
      new Standings.Whole(this::read, its -> lifted.contains(its.key()));
  private int read;

  private void store(int id, ProposalState state, boolean stopped) {
    Proposal its = Samples.in(Samples.fresh(id, "# Grant " + id), state, 200, OptionalLong.empty());
    store(
        stopped
            ? Samples.judged(its, List.of(), Samples.red("Bad."))
            : Samples.judged(its, List.of()));
  }

  private void store(Proposal proposal) {
    stored.put(proposal.key(), proposal);
    summaries.add(ProposalSummary.of(proposal));
  }

  private Optional<Proposal> read(ProposalSummary summary) {
    read++;
    return Optional.of(stored.get(summary.key()));
  }

  @Test
  void whatIsStoppedIsFoundHoweverManyAreNewer() {
    for (int id = 0; id < 2_000; id++) {
      store(id, ProposalState.DEFEATED, id % 3 == 0);
    }
    store(2_000, ProposalState.QUEUED, true);
    store(2_001, ProposalState.ACTIVE, false);

    assertThat(standings.counts(summaries, whole))
        .isEqualTo(new DaoView.Counts(2_002, 2, 1, 0, 2_000));
    assertThat(summaries)
        .filteredOn(its -> standings.is(Standings.Standing.STOPPED, its, whole))
        .extracting(its -> its.key().proposalId().intValue())
        .containsExactly(2_000);
    assertThat(read).as("only those that are open, and once").isEqualTo(2);
  }

  @Test
  void whatNobodyComparedYetIsNotCalledFree() {
    store(Samples.in(Samples.fresh(1, "# New"), ProposalState.ACTIVE, 200, OptionalLong.empty()));
    store(2, ProposalState.ACTIVE, false);

    assertThat(standings.counts(summaries, whole)).isEqualTo(new DaoView.Counts(2, 2, 0, 1, 0));
  }

  @Test
  void whatTreasurersLiftedIsNotStoppedUntilThatLapses() {
    Proposal its =
        Samples.in(Samples.fresh(1, "# A"), ProposalState.QUEUED, 200, OptionalLong.empty());
    its = Samples.executing(its, List.of(), List.of(), ChainFacts.NONE);
    its = Samples.judged(its, List.of(), Samples.red("Bad."));
    store(Samples.overridden(its, Samples.PROPOSED.plusSeconds(60)));
    lifted.add(its.key());

    assertThat(standings.counts(summaries, whole)).isEqualTo(new DaoView.Counts(1, 1, 0, 0, 0));

    lifted.clear();
    assertThat(standings.counts(summaries, whole))
        .as("the same version, whose override expired")
        .isEqualTo(new DaoView.Counts(1, 1, 1, 0, 0));
  }

  @Test
  void aStandingThatThereIsNotIsRefusedByName() {
    assertThat(Standings.Standing.of("stopped")).isEqualTo(Standings.Standing.STOPPED);
    assertThatThrownBy(() -> Standings.Standing.of("halted"))
        .hasMessageContaining("open, stopped or closed");
  }
}
